"""What a question is about, as a short phrase: "length of the visit", "number of people killed"."""

from __future__ import annotations

import re

from service.answering.values.noun_phrases import told
from service.answering.values.reading import read
from service.answering.values.value import AnswerKind

_LABELS = {
    "en": "date|person|place|organisation|number|size|amount|percentage|length|time|answer",
    "es": "fecha|persona|lugar|organización|número|medida|importe|porcentaje|duración|hora|"
    "respuesta",
    "fr": "date|personne|lieu|organisation|nombre|mesure|montant|pourcentage|durée|heure|réponse",
    "de": "Datum|Person|Ort|Organisation|Zahl|Größe|Betrag|Anteil|Dauer|Uhrzeit|Antwort",
    "pt": "data|pessoa|lugar|organização|número|medida|valor|percentagem|duração|hora|resposta",
}
_KINDS = (
    AnswerKind.DATE,
    AnswerKind.PERSON,
    AnswerKind.PLACE,
    AnswerKind.ORGANISATION,
    AnswerKind.COUNT,
    AnswerKind.QUANTITY,
    AnswerKind.MONEY,
    AnswerKind.PERCENT,
    AnswerKind.DURATION,
    AnswerKind.TIME_OF_DAY,
    AnswerKind.YES_NO,
)
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_WHO = re.compile(r"\bwho (?!did|does|do|will|was the|is the)(?P<did>[^?!]+)", re.IGNORECASE)
_LONGEST_PHRASE = 100


def subject_of(kind: AnswerKind, question: str, language: str) -> str:
    """A noun phrase for what is asked, in the question's own words.

    Where the question cannot be turned, what the kind of value is called.
    """
    labels = dict(zip(_KINDS, _LABELS[language].split("|"), strict=True))
    label = labels.get(kind, labels[AnswerKind.YES_NO])
    question = _BRACKETED.sub("", question)
    phrase = told(kind, read(question, language), label)
    if phrase is None and kind is AnswerKind.PERSON and (found := _WHO.search(question)):
        phrase = f"{label} who {found['did'].rstrip(' .')}"
    return phrase if phrase and len(phrase) <= _LONGEST_PHRASE else label
