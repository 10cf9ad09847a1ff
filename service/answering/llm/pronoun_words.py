"""English pronouns that may open a sentence, and how an "it" does that stands for nothing."""

from __future__ import annotations

import re

from service.answering.values.words import word_set

OF_PEOPLE = word_set("he she his her")
PRONOUNS = OF_PEOPLE | word_set("they it their its")
POSSESSIVE = word_set("his her their its")
LEADS = word_set("later then afterwards eventually today yesterday earlier")
"""What else than a preposition a sentence may begin with before its pronoun."""
OF_NOTHING = re.compile(
    r"it (?:(?:is|was|will be|has been|remains|remained|seems|seemed|appears|appeared|became)"
    r"(?: (?:not|also|still|now|yet|to|be))* (?:clear|unclear|known|unknown|likely|unlikely|"
    r"possible|expected|said|reported|believed|thought|hoped|feared|estimated|important|hard|"
    r"difficult|easy|necessary|raining|snowing|dark|late|that|when|who|only|because)\b|"
    r"(?:took|takes|rained|rains|snowed|snows|seems|appears|emerged)\b)",
    re.IGNORECASE,
)
"""An "it" that stands for nothing that was named."""
