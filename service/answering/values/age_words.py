"""How German, French, Spanish and Portuguese tell an age by years alone: "de 43 ans"."""

from __future__ import annotations

import re

from service.answering.values.words import word_set

YEARS = word_set("an ans ano anos jahr jahre jahren")
BEFORE_AN_AGE = word_set(
    """, ( – — a los aos com con de mit von tiene tenia tem tinha cumplio cumple completou completa
    avait"""
)
"""Words before the number that an age may stand behind; behind "pendant" no age does."""
BEFORE_A_LENGTH = re.compile(
    r"\b(?:peine|pena|periode|periodo|duree|duracion|duracao|bail|contrat|contrato|concession|"
    r"concesion|concessao|carriere|carrera|carreira|mandat|mandato|regne|reinado|pret|prestamo|"
    r"emprestimo|garantie|garantia|condena|\w*strafe|laufzeit|dauer|zeitraum|\w*vertrag|"
    r"condamnee?s?|condenad[oa]s?|verurteilt|"
    r"apres|despues|depois|antes|avant|mas|mais|plus|moins|menos|cerca|pres|hasta|partir|total)"
    r"\s+(?:de|a|von|zu|mit)\s*\Z"
)
"""What makes "of 43 years" a length, in folded words: a sentence, a lease, "after", "more than"."""
BEHIND_A_LENGTH = re.compile(
    r"\s*(?:(?:de|du|des|del|do|da|dos|das|d['’])\s*(?!edad\b|idade\b)(?-i:[a-zà-ÿ])|"
    r"(?:plus tard|auparavant|apr[eè]s|avant|despu[eé]s|antes|depois|m[aá]s tarde|"
    r"mais tarde|atr[aá]s|sp[aä]ter|zuvor|lang|haft|gef[aä]ngnis|ferme)\b)",
    re.IGNORECASE,
)
"""What makes the years before it a length: "de prison", "plus tard"; "de Sevilla" does not."""
