"""Every value in a text, found in linear time."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from service.answering.values.amounts import amounts_in
from service.answering.values.clocks import clocks_in
from service.answering.values.dates import dates_in
from service.answering.values.names import names_in
from service.answering.values.quotations import quotations_in
from service.answering.values.reading import Reading, read
from service.answering.values.value import Value, ValueKind

_AMOUNTS = frozenset(
    (
        ValueKind.DURATION,
        ValueKind.COUNT,
        ValueKind.QUANTITY,
        ValueKind.MONEY,
        ValueKind.PERCENT,
        ValueKind.ORDINAL,
        ValueKind.DATE,
        ValueKind.TIME_OF_DAY,
    )
)
_ALL = frozenset(ValueKind)
_KEPT = 20_000


def values_in(
    text: str, language: str | None = None, *, kinds: Collection[ValueKind] = _ALL
) -> tuple[Value, ...]:
    """The values of these kinds in order of appearance; ``text[v.start:v.end] == v.text``.

    Only quotations may hold other values. A language outside the five is read with the tables of
    whichever of them its function words resemble most.
    """
    return _values(text, language, frozenset(kinds))


@lru_cache(maxsize=_KEPT)
def _values(text: str, language: str | None, kinds: frozenset[ValueKind]) -> tuple[Value, ...]:
    # The same sentences come up for question after question.
    return values_of(read(text, language), kinds=kinds)


def values_of(reading: Reading, *, kinds: Collection[ValueKind] = _ALL) -> tuple[Value, ...]:
    """The same for a text already read."""
    found: list[Value] = []
    if _AMOUNTS & set(kinds):
        found += _dates_and_amounts(reading)
    if ValueKind.NAME in kinds or ValueKind.QUOTATION in kinds:
        names = _without(names_in(reading), found)
        found += names
        if ValueKind.QUOTATION in kinds:
            found += quotations_in(reading, names)
    wanted = [value for value in found if value.kind in kinds]
    return tuple(sorted(wanted, key=lambda value: (value.start, -value.end)))


def _dates_and_amounts(reading: Reading) -> list[Value]:
    clocks = clocks_in(reading.text)
    dates = _without(dates_in(reading.text, reading.tokens, reading.language), clocks)
    times = sorted([*clocks, *dates], key=lambda value: value.start)
    amounts = amounts_in(reading, [(value.start, value.end) for value in times])
    return times + amounts


def _without(values: list[Value], others: list[Value]) -> list[Value]:
    """The values that do not begin inside another one, both in order of appearance."""
    kept: list[Value] = []
    covered = sorted((value.start, value.end) for value in others)
    at, upto = 0, 0
    for value in values:
        while at < len(covered) and covered[at][0] < value.end:
            upto = max(upto, covered[at][1])
            at += 1
        if value.start >= upto:
            kept.append(value)
    return kept
