"""Ages, and whose they are: "Ana Keel, 49,", "the 49-year-old Ana Keel"."""

from __future__ import annotations

import re

from corpus.analysis import folded
from service.answering.values.age_words import (
    BEFORE_A_LENGTH,
    BEFORE_AN_AGE,
    BEHIND_A_LENGTH,
    YEARS,
)
from service.answering.values.calendar_words import TIME_UNITS
from service.answering.values.durations import AGE_UNIT
from service.answering.values.reading import Reading
from service.answering.values.sought import Sought
from service.answering.values.value import Amount, Value
from service.answering.values.words import stem, word_set

AGE_STEMS = frozenset(
    map(stem, word_set("old age aged edad anos age ans alt alter jahre idade anos"))
)
_BEFORE, _BEHIND = 4, 4
_SECONDS_PER_YEAR = TIME_UNITS["en"]["year"]
_LAST_WORD = re.compile(r"([^\W\d_]+|[^\w\s])\s*\Z")


_ASKED = re.compile(
    r"\bhow old\b|\bages?\b|\b(?:que|quel) (?:edad|age)\b|\bedad\b|\bwie alt\b|\bidade\b"
)


def asks_age(plain: str) -> bool:
    """Whether a folded question asks how old somebody or something is."""
    return _ASKED.search(plain) is not None


def is_age(value: Value) -> bool:
    """Whether the value is an age."""
    return isinstance(value.meaning, Amount) and value.meaning.unit == AGE_UNIT


def is_age_in_years(age: Value, length: Value, text: str) -> bool:
    """Whether a text in another language tells an age by a length of years: "de 43 ans".

    Args:
        age: as a sentence in a language that has a word for ages gives it.
        length: as the text gives it.
        text: where it stands: "43 ans de prison" is no age.
    """
    one, other = age.meaning, length.meaning
    if not (is_age(age) and isinstance(one, Amount) and isinstance(other, Amount)):
        return False
    if other.unit != "s" or folded(length.text).split()[-1] not in YEARS:
        return False
    if round(other.number / _SECONDS_PER_YEAR, 2) != one.number:
        return False
    return any(
        _may_tell_age(text[: found.start()], text[found.end() :])
        for found in re.finditer(re.escape(length.text), text)
    )


def _may_tell_age(before: str, behind: str) -> bool:
    """Whether years between these words may be somebody's."""
    if BEHIND_A_LENGTH.match(behind):
        return False
    plain = folded(before)
    last = _LAST_WORD.search(plain)
    is_open = last is None or last[1] in BEFORE_AN_AGE
    return is_open and not BEFORE_A_LENGTH.search(plain)


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
