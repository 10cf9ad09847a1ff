"""What a question is about, as a short phrase: "length of the visit", "number of people killed"."""

from __future__ import annotations

import re

from service.answering.values.noun_phrases import preamble, told
from service.answering.values.reading import Reading, read
from service.answering.values.value import AnswerKind
from service.answering.values.words import word_set

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
_OPENERS = word_set(
    """how long many much when where who whom what which why in on at since did do does was is are
    were has have had will would be been take last cuando cuanto cuanta cuantos cuantas tiempo donde
    quien que combien de temps quand qui quel quelle a est wann wie viele viel lange wer wo hat
    haben ist dauerte quando quem onde quanto quantos quantas foi e fue ha es year day date month
    percentage percent share ano jahr annee of por en durado duro dura geld money
    kostet kosten sera fut"""
)
_TRAILING = word_set("last lasted lasts take took be begin durado dure gedauert durou")
_OPENING = re.compile(
    r"\b(?:how many|how much|how long|what (?:percentage|share|proportion)(?: of)?)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\bwho (?!did|does|do|will|was the|is the)[^?]+", re.IGNORECASE)
_MOST_WORDS = 12
_LONGEST_PHRASE = 100


def subject_of(kind: AnswerKind, question: str, language: str) -> str:
    """A noun phrase for what is asked, in the question's own words.

    Where the question cannot be turned, a label for the kind of value and its words.
    """
    labels = dict(zip(_KINDS, _LABELS[language].split("|"), strict=True))
    label = labels.get(kind, labels[AnswerKind.YES_NO])
    reading = read(question, language)
    if phrase := told(kind, reading, label):
        return phrase[:_LONGEST_PHRASE]
    if kind is AnswerKind.PERSON and (found := _WHO.search(question)):
        return found[0].rstrip(" ?!.")[:_LONGEST_PHRASE]
    reading = _behind_opening(reading)
    words = _rest(reading)
    if not words:
        return label
    return f"{label}: {' '.join(words)}"


def _behind_opening(reading: Reading) -> Reading:
    """The question from behind "how many" or "what percentage", wherever that stands."""
    found = _OPENING.search(reading.text)
    return read(reading.text[found.end() :], reading.language) if found else reading


def _rest(reading: Reading) -> list[str]:
    """The question's words, as written, without its opening and a bare verb at its end."""
    tokens = list(reading.tokens)
    tokens = [token for token in tokens if token.start >= preamble(reading.text)]
    while tokens and (tokens[0].low in _OPENERS or not tokens[0].text[0].isalnum()):
        tokens = tokens[1:]
    while tokens and (tokens[-1].low in _TRAILING or not tokens[-1].text[0].isalnum()):
        tokens = tokens[:-1]
    if not tokens:
        return []
    text = reading.text[tokens[0].start : tokens[-1].end]
    return re.split(r"\s+", text)[:_MOST_WORDS]
