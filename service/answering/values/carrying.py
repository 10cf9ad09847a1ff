"""How well a sentence holds a value of the kind a question asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from service.answering.values.compare import Agreement, same_value
from service.answering.values.finding import values_in
from service.answering.values.name_words import SPEECH_VERBS
from service.answering.values.polarity import is_negated
from service.answering.values.reading import read
from service.answering.values.tokens import folded
from service.answering.values.value import (
    Amount,
    AnswerKind,
    Calendar,
    Name,
    NameSort,
    Speech,
    Value,
    ValueKind,
)
from service.answering.values.words import stem

VALUE_KINDS: dict[AnswerKind, tuple[ValueKind, ...]] = {
    AnswerKind.DATE: (ValueKind.DATE,),
    AnswerKind.PERSON: (ValueKind.NAME,),
    AnswerKind.PLACE: (ValueKind.NAME,),
    AnswerKind.ORGANISATION: (ValueKind.NAME,),
    AnswerKind.COUNT: (ValueKind.COUNT,),
    AnswerKind.QUANTITY: (ValueKind.QUANTITY, ValueKind.COUNT, ValueKind.PERCENT),
    AnswerKind.MONEY: (ValueKind.MONEY,),
    AnswerKind.PERCENT: (ValueKind.PERCENT,),
    AnswerKind.DURATION: (ValueKind.DURATION,),
    AnswerKind.TIME_OF_DAY: (ValueKind.TIME_OF_DAY,),
    AnswerKind.QUOTE: (ValueKind.QUOTATION, ValueKind.NAME),
}
_SORTS: dict[AnswerKind, dict[NameSort, float]] = {
    AnswerKind.PERSON: {
        NameSort.PERSON: 1.0,
        NameSort.UNKNOWN: 0.6,
        NameSort.ORGANISATION: 0.4,
        NameSort.PLACE: 0.1,
    },
    AnswerKind.PLACE: {
        NameSort.PLACE: 1.0,
        NameSort.UNKNOWN: 0.4,
        NameSort.ORGANISATION: 0.15,
        NameSort.PERSON: 0.1,
    },
    AnswerKind.ORGANISATION: {
        NameSort.ORGANISATION: 1.0,
        NameSort.UNKNOWN: 0.6,
        NameSort.PERSON: 0.3,
        NameSort.PLACE: 0.2,
    },
}
_CAUSES = re.compile(
    r"\b(?:because|due to|caused by|reasons?|owing to|thanks to|as a result|in order to|"
    r"so that|blamed?|prompted|led to|citing|stemming|driven by|therefore|porque|debido a|"
    r"a causa|por culpa|ya que|motivo|para que|parce que|en raison|a cause|grace a|car|afin|"
    r"weil|wegen|aufgrund|grund|damit|da die|por causa|devido|pois|por isso)\b"
)
_WEAK_CAUSES = re.compile(
    r"\b(?:after|following|amid|over|since|as|for|to|tras|por|apres|pour|suite|nach|um|apos)\b"
)
_DEFINITIONS = re.compile(
    r"(?:\b(?:is|are|was|were|es|son|era|est|sont|etait|ist|sind|war|e|sao)\s+(?:an?|the|one|una?|"
    r"el|la|une|le|ein|eine|der|die|das|uma?|o|os)\b)|,\s(?:an?|the|una?|une|ein|eine|uma?)\s|"
    r"\bknown as\b|\brefers to\b|\bstands for\b"
)
_OTHER_UNIT = 0.75
_OTHER_MEASURE = 0.2
LENGTH_UNIT, MASS_UNIT, AREA_UNIT = "m", "kg", "m2"
"""What lengths, masses and areas are converted to; a height is no number of people."""


def carries(
    text: str,
    kind: AnswerKind,
    *,
    excluding: Sequence[Value] = (),
    language: str | None = None,
    counted: Sequence[str] = (),
) -> float:
    """How well the text holds a value of this kind, from 0 to 1.

    Values that agree with one in ``excluding`` (those the question gives) do not count.
    ``counted`` are the stems of what a "how many" counts; a number of something else counts less.
    """
    if by_words := _BY_WORDS.get(kind):
        return by_words(text, language)
    kinds = VALUE_KINDS.get(kind)
    if kinds is None:
        return 0.5
    if kind is AnswerKind.QUOTE:
        return _quoting(text, values_in(text, language, kinds=kinds), language)
    values = [
        value for value in values_in(text, language, kinds=kinds) if not _given(value, excluding)
    ]
    return max((_weight(value, kind, counted) for value in values), default=0.0)


def _given(value: Value, excluding: Sequence[Value]) -> bool:
    if isinstance(value.meaning, Calendar) and value.meaning.day and value.meaning.month:
        return any(same_value(value, given) is Agreement.SAME for given in excluding)
    return any(
        same_value(value, given) in (Agreement.SAME, Agreement.COMPATIBLE) for given in excluding
    )


def _weight(value: Value, kind: AnswerKind, counted: Sequence[str]) -> float:
    meaning = value.meaning
    if isinstance(meaning, Name):
        return _SORTS[kind][meaning.sort]
    if isinstance(meaning, Calendar):
        return _date_weight(meaning)
    if isinstance(meaning, Amount) and counted:
        fits = bool({*meaning.nouns, meaning.unit, meaning.state} & set(counted))
        if not fits and {LENGTH_UNIT, MASS_UNIT} & set(counted):
            return _OTHER_MEASURE
        return 1.0 if fits else _OTHER_UNIT * (0.8 if meaning.part else 1.0)
    return 0.85 if value.kind is ValueKind.COUNT else 1.0


def _date_weight(calendar: Calendar) -> float:
    if calendar.year is not None:
        return 1.0
    if calendar.month is not None:
        return 0.9 if calendar.day is not None else 0.7
    return 0.6 if calendar.weekday is not None else 0.5


def _quoting(text: str, values: Sequence[Value], language: str | None) -> float:
    speeches = [value.meaning for value in values if isinstance(value.meaning, Speech)]
    if speeches:
        return 1.0 if any(speech.speaker for speech in speeches) else 0.8
    reported = any(token.low in SPEECH_VERBS for token in read(text, language).tokens)
    return 0.6 if reported else 0.0


def _reasoning(text: str, _language: str | None) -> float:
    plain = folded(text)
    if _CAUSES.search(plain):
        return 1.0
    return 0.4 if _WEAK_CAUSES.search(plain) else 0.1


def _defining(text: str, _language: str | None) -> float:
    return 0.9 if _DEFINITIONS.search(folded(text)) else 0.3


def _asserting(text: str, language: str | None) -> float:
    return 0.7 if is_negated(text, language) else 0.5


_BY_WORDS: dict[AnswerKind, Callable[[str, str | None], float]] = {
    AnswerKind.REASON: _reasoning,
    AnswerKind.DEFINITION: _defining,
    AnswerKind.YES_NO: _asserting,
}


def stems_of(words: Sequence[str]) -> tuple[str, ...]:
    """The stems that ``counted`` and ``verbs`` are given in."""
    return tuple(dict.fromkeys(stem(folded(word)) for word in words))
