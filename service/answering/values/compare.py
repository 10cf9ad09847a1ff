"""Whether two values say the same: exactly, within rounding and units, or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from math import isclose

from service.answering.values.amount_words import AT_LEAST, UP_TO
from service.answering.values.value import (
    CELSIUS,
    DEGREES,
    Amount,
    Calendar,
    Clock,
    Name,
    Speech,
    Value,
    ValueKind,
    celsius,
)
from service.answering.values.words import STATES


class Agreement(StrEnum):
    """How two values stand to each other.

    ``COMPATIBLE``: one is coarser, rounded or in another unit. ``INCOMPARABLE``: they are about
    different things, so neither contradicts the other.
    """

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"
    INCOMPARABLE = "incomparable"


_ANYONE = frozenset(
    ("", "people", "dead", "injured", "victim", "missing", "displaced", "arrested", "rescued",
     "abducted", "infected", "other")
)  # fmt: skip
_DAY, _HALF_A_DAY = 1_440, 720  # minutes
_SAME_BOUND = 0.05
_FURTHEST = 1.6
_SPELLING = 0.84
_SHORTEST_MISSPELT = 5


def same_value(left: Value, right: Value) -> Agreement:
    """How two values stand to each other; symmetric."""
    first, second = left.meaning, right.meaning
    if isinstance(first, Amount) and isinstance(second, Amount):
        return _amounts(left.kind, first, right.kind, second)
    if isinstance(first, Calendar) and isinstance(second, Calendar):
        return _calendars(first, second)
    if isinstance(first, Clock) and isinstance(second, Clock):
        return _clocks(first, second)
    if isinstance(first, Name) and isinstance(second, Name):
        return _names(first, second)
    if isinstance(first, Speech) and isinstance(second, Speech):
        return _speeches(first, second)
    return Agreement.INCOMPARABLE


def _amounts(left: ValueKind, first: Amount, right: ValueKind, second: Amount) -> Agreement:
    if left is right and {first.unit, second.unit} == {CELSIUS, DEGREES}:
        return _temperatures(first, second)
    if left is not right or not _same_unit(first, second, left):
        return Agreement.INCOMPARABLE
    exact = first.low == first.high and second.low == second.high
    identical = (first.number, first.low, first.high) == (second.number, second.low, second.high)
    if identical or (exact and first.number == second.number):
        return Agreement.SAME
    if left is not ValueKind.COUNT and _are_other_bounds(first, second):
        return Agreement.DIFFERENT
    slack = 1e-9 * max(abs(first.high), abs(second.high))
    if first.low <= second.high + slack and second.low <= first.high + slack:
        return Agreement.COMPATIBLE
    return Agreement.DIFFERENT


def _are_other_bounds(first: Amount, second: Amount) -> bool:
    """Whether both are told as the least, or both as the most, and clearly not as the same.

    Not of counts: "at least 19" and "at least 34 dead" are one toll that rose.
    """
    apart = abs(first.number - second.number)
    if apart <= _SAME_BOUND * max(abs(first.number), abs(second.number)):
        return False
    return any(
        all(_is_bounded(one, below=below, above=above) for one in (first, second))
        for below, above in (AT_LEAST, UP_TO)
    )


def within_bound(first: Amount, second: Amount) -> bool:
    """Whether one is told as the least or the most only, and the other lies on its open side.

    "At least 300" does not contradict "some 450". Nobody would tell a least that is far less
    than what there is: beyond that they differ.
    """
    return _lies_beyond(first, second) or _lies_beyond(second, first)


def _lies_beyond(bound: Amount, other: Amount) -> bool:
    least, most = (_is_bounded(bound, below=a, above=b) for a, b in (AT_LEAST, UP_TO))
    if any(_is_bounded(other, below=a, above=b) for a, b in (AT_LEAST, UP_TO)):
        return False
    upwards = least and bound.number <= other.high and other.low <= bound.number * _FURTHEST
    return upwards or (most and bound.number / _FURTHEST <= other.high <= bound.number)


def _is_bounded(one: Amount, *, below: float, above: float) -> bool:
    ends = one.number * (1 - below), one.number * (1 + above)
    return all(map(isclose, (one.low, one.high), ends))


def _temperatures(first: Amount, second: Amount) -> Agreement:
    """Of degrees whose scale is open, both readings may agree; they are never the same for sure."""
    told, bare = (first, second) if first.unit == CELSIUS else (second, first)
    readings = (replace(bare, unit=CELSIUS), celsius(bare))
    agree = any(one.low <= told.high and told.low <= one.high for one in readings)
    return Agreement.COMPATIBLE if agree else Agreement.DIFFERENT


def _same_unit(first: Amount, second: Amount, kind: ValueKind) -> bool:
    if kind is not ValueKind.COUNT:
        return first.unit == second.unit
    if first.state and second.state and first.state != second.state:
        return False
    if first.unit == second.unit or set(first.nouns) & set(second.nouns):
        return True
    if first.unit in _ANYONE and second.unit in _ANYONE:
        states = {first.unit, second.unit, first.state, second.state} & STATES
        return len(states) <= 1
    return False


def _calendars(first: Calendar, second: Calendar) -> Agreement:
    if first == second and not first.relative:
        return Agreement.SAME
    if first.relative or second.relative:
        return Agreement.INCOMPARABLE
    if first.decade or second.decade:
        return _decades(first, second)
    shared = [
        (one, other)
        for one, other in (
            (first.year, second.year),
            (first.month, second.month),
            (first.day, second.day),
            (_weekday(first), _weekday(second)),
        )
        if one is not None and other is not None
    ]
    if not shared:
        return Agreement.INCOMPARABLE
    agree = all(one == other for one, other in shared)
    return Agreement.COMPATIBLE if agree else Agreement.DIFFERENT


def _clocks(first: Clock, second: Clock) -> Agreement:
    if first.zone and second.zone and first.zone != second.zone:
        return Agreement.INCOMPARABLE
    if first == second and first.low == first.high:
        return Agreement.SAME
    turn = _HALF_A_DAY if first.either or second.either else _DAY
    apart = (second.low - first.low) % turn
    # Either interval may begin first, and a day has no end.
    meets = apart <= first.high - first.low or turn - apart <= second.high - second.low
    if not meets:
        return Agreement.DIFFERENT
    exact = first.low == first.high and second.low == second.high
    return Agreement.SAME if exact and first.either == second.either else Agreement.COMPATIBLE


def _decades(first: Calendar, second: Calendar) -> Agreement:
    if first.year is None or second.year is None:
        return Agreement.INCOMPARABLE
    same = first.year // 10 == second.year // 10
    return Agreement.COMPATIBLE if same else Agreement.DIFFERENT


def _weekday(calendar: Calendar) -> int | None:
    if calendar.weekday is not None:
        return calendar.weekday
    if calendar.year and calendar.month and calendar.day:
        try:
            return date(calendar.year, calendar.month, calendar.day).weekday()
        except ValueError:
            return None
    return None


def _names(first: Name, second: Name) -> Agreement:
    if first.words == second.words:
        return Agreement.SAME
    if first.acronym or second.acronym:
        short, long = (first, second) if first.acronym else (second, first)
        if not long.acronym:
            initials = "".join(word[0] for word in long.words if len(word) > 2)
            same = initials == short.words[0]
            return Agreement.COMPATIBLE if same else Agreement.DIFFERENT
    one, other = set(first.words), set(second.words)
    if one <= other or other <= one:
        return Agreement.COMPATIBLE
    if _alike(first.words[-1], second.words[-1]):
        return Agreement.COMPATIBLE
    return Agreement.DIFFERENT


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_MISSPELT or max(len(one), len(other)) > 40:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SPELLING


def _speeches(first: Speech, second: Speech) -> Agreement:
    one, other = first.words.casefold().strip(" .,"), second.words.casefold().strip(" .,")
    if one == other:
        return Agreement.SAME
    return Agreement.COMPATIBLE if one in other or other in one else Agreement.INCOMPARABLE
