"""Whether the dates and amounts of a statement stand in its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from corpus.analysis import folded
from service.answering.values import (
    Agreement,
    Amount,
    Calendar,
    Value,
    ValueKind,
    same_value,
    values_in,
)

FIGURE_KINDS = (
    ValueKind.DATE,
    ValueKind.TIME_OF_DAY,
    ValueKind.DURATION,
    ValueKind.COUNT,
    ValueKind.QUANTITY,
    ValueKind.MONEY,
    ValueKind.PERCENT,
    ValueKind.ORDINAL,
)
_UNIT_MATTERS = frozenset({ValueKind.MONEY, ValueKind.PERCENT})
_AGREES = frozenset({Agreement.SAME, Agreement.COMPATIBLE})
RELATIVE_REACH = timedelta(days=8)
"""How far from an article's date "Monday", "yesterday" or "last week" can lie."""


def figures_in(text: str, language: str | None) -> tuple[Value, ...]:
    """The dates, times and amounts of ``text`` in order."""
    return values_in(text, language, kinds=FIGURE_KINDS)


def missing_figures(
    statement: Sequence[Value], evidence: Iterable[Value], published_on: date | None
) -> tuple[str, ...]:
    """The dates and amounts of a statement, as written, that its evidence does not give.

    A coarser, rounded or converted value agrees. "Monday" or "yesterday" in the evidence stands
    for the days near ``published_on``, the date of the article; so does a date without a year.
    """
    given = list(evidence)
    return tuple(
        value.text
        for value in statement
        if not any(_gives(one, value, published_on) for one in given)
    )


def _gives(given: Value, wanted: Value, published_on: date | None) -> bool:
    one, other = given.meaning, wanted.meaning
    if isinstance(one, Calendar) and isinstance(other, Calendar):
        return _gives_date(given, wanted, one, other, published_on)
    if same_value(given, wanted) in _AGREES:
        return True
    if isinstance(one, Amount) and isinstance(other, Amount):
        return one.number == other.number and not {given.kind, wanted.kind} & _UNIT_MATTERS
    return False


def _gives_date(
    given: Value, wanted: Value, one: Calendar, other: Calendar, published_on: date | None
) -> bool:
    if other.relative:
        return folded(given.text) == folded(wanted.text)
    if one.relative:
        return _is_near(other, published_on, shift_days=one.shift_days)
    if same_value(given, wanted) not in _AGREES:
        return False
    is_finer = (other.year is not None and one.year is None) or (
        other.day is not None and one.day is None
    )
    if not is_finer:
        return True
    if one.month is not None and one.day == other.day:  # "5 March": the year is the article's
        return published_on is not None and other.year in _years(published_on)
    return one.weekday is not None and _is_near(other, published_on)


def _is_near(wanted: Calendar, published_on: date | None, *, shift_days: int | None = None) -> bool:
    """Whether a date, as far as it is given, can lie near the article's, or exactly so far away."""
    if published_on is None:
        return False
    reach = (
        range(-RELATIVE_REACH.days, RELATIVE_REACH.days + 1) if shift_days is None else [shift_days]
    )
    days = [published_on + timedelta(days=distance) for distance in reach]
    return any(
        wanted.year in (None, day.year)
        and wanted.month in (None, day.month)
        and wanted.day in (None, day.day)
        and wanted.weekday in (None, day.weekday())
        for day in days
    )


def _years(published_on: date) -> set[int]:
    return {(published_on + sign * timedelta(days=60)).year for sign in (-1, 0, 1)}
