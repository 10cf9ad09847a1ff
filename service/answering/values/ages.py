"""Ages, and whose they are: "Ana Keel, 49,", "the 49-year-old Ana Keel"."""

from __future__ import annotations

import re

from service.answering.values.durations import AGE_UNIT
from service.answering.values.reading import Reading
from service.answering.values.sought import Sought
from service.answering.values.value import Amount, Value
from service.answering.values.words import stem, word_set

AGE_STEMS = frozenset(
    map(stem, word_set("old age aged edad anos age ans alt alter jahre idade anos"))
)
_BEFORE, _BEHIND = 4, 4


_ASKED = re.compile(
    r"\bhow old\b|\bages?\b|\b(?:que|quel) (?:edad|age)\b|\bedad\b|\bwie alt\b|\bidade\b"
)


def asks_age(plain: str) -> bool:
    """Whether a folded question asks how old somebody or something is."""
    return _ASKED.search(plain) is not None


def is_age(value: Value) -> bool:
    """Whether the value is an age."""
    return isinstance(value.meaning, Amount) and value.meaning.unit == AGE_UNIT


def is_of_another(reading: Reading, value: Value, first: int, sought: Sought) -> bool:
    """Whether an age stands beside no name that the question asks about.

    Args:
        reading: the sentence.
        value: the age.
        first: its first token.
        sought: what is asked.
    """
    names = sought.terms - AGE_STEMS
    if reading.low(first - 1) in {",", "("}:
        return stem(reading.low(first - 2)) not in names
    after = next((n for n, t in enumerate(reading.tokens) if t.start >= value.end), first + 1)
    near = (*range(first - _BEFORE, first), *range(after, after + _BEHIND))
    return names.isdisjoint(stem(reading.low(at)) for at in near)
