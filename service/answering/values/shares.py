"""Numbers of some of a larger number: "two of the six boats", "of the 12 miners, three"."""

from __future__ import annotations

from service.answering.values.amount_words import PARTITIVES
from service.answering.values.numerals import Numeral, numeral_at
from service.answering.values.reading import Reading
from service.answering.values.words import word_set

_THE = word_set("the these those los las les den os as its their his her sus ses leurs seine")
_SOME = word_set(
    """some most half many few none several algunos algunas muchos muchas plusieurs beaucoup einige
    viele alguns algumas muitos muitas"""
)
_OPENERS = frozenset(("of", "de", "von"))
_MARKS = frozenset(".;:,“”\"'—–(")
_LONGEST_CLAUSE = 12


def whole_behind(reading: Reading, numeral: Numeral) -> Numeral | None:
    """The larger number that this one is told to be of: the 1,700 of "600 of the 1,700 jobs"."""
    at = numeral.after + (reading.low(numeral.after) == "out")
    if reading.low(at) not in PARTITIVES:
        return None
    at += 1 + (reading.low(at + 1) in _THE)
    whole = _number_at(reading, at)
    return whole if whole is not None and whole.number > numeral.number else None


def is_whole(reading: Reading, numeral: Numeral) -> bool:
    """Whether another number is told to be of this one, or words such as "most" are."""
    at = numeral.first - 1
    at -= reading.low(at) in _THE
    if at < 0 or reading.low(at) not in PARTITIVES:
        return False
    if reading.low(at) in _OPENERS and _opens(reading, at):
        return _is_divided(reading, numeral)
    before = at - 1 - (reading.low(at - 1) == "out")
    if reading.low(before) in _SOME:
        return True
    parts = (_number_at(reading, start) for start in range(before, max(before - 4, -1), -1))
    return any(
        part is not None and part.after == before + 1 and part.number < numeral.number
        for part in parts
    )


def whole_before(reading: Reading, numeral: Numeral) -> Numeral | None:
    """The larger number of "of the 12 miners in the pit, three", where this is the three."""
    first = numeral.first
    mark = next((at for at in range(first - 1, first - 4, -1) if reading.low(at) == ","), None)
    if mark is None:
        return None
    for at in range(max(mark - _LONGEST_CLAUSE, 0), mark):
        whole = _number_at(reading, at)
        if whole is not None:
            divided = whole.number > numeral.number and is_whole(reading, whole)
            return whole if divided else None
    return None


def _opens(reading: Reading, at: int) -> bool:
    return at == 0 or reading.low(at - 1) in _MARKS


def _is_divided(reading: Reading, numeral: Numeral) -> bool:
    """Whether a smaller number begins the next clause: "of the 229 on board, 49 are missing"."""
    last = min(numeral.after + _LONGEST_CLAUSE, len(reading.tokens))
    mark = next((n for n in range(numeral.after, last) if reading.low(n) == ","), None)
    if mark is None:
        return False
    parts = (_number_at(reading, at) for at in range(mark + 1, mark + 4))
    return any(part is not None and part.number < numeral.number for part in parts)


def _number_at(reading: Reading, at: int) -> Numeral | None:
    if not 0 <= at < len(reading.tokens):
        return None
    return numeral_at(reading.tokens, at, reading.language)
