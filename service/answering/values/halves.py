"""Halves and quarters of a unit, written without a number: "half a metre", "a quarter-point"."""

from __future__ import annotations

from service.answering.values.amount_words import POINTS
from service.answering.values.measures import measured_at
from service.answering.values.numerals import Numeral
from service.answering.values.reading import Reading, Taken
from service.answering.values.roughness import amount, hedge_before
from service.answering.values.value import ValueKind

_PARTS = {"half": 0.5, "quarter": 0.25}
_ARTICLES = ("a", "an")
_HALF_A_STEP = 0.005


def part_of_unit_at(reading: Reading, index: int) -> Taken | None:
    """Half or a quarter of a percentage point or of a unit of measure; English only."""
    share = _PARTS.get(reading.low(index))
    if share is None or reading.language != "en":
        return None
    at = index + 1
    at += reading.low(at) == "of"
    at += reading.low(at) in (*_ARTICLES, "-")
    first = index - (reading.low(index - 1) in _ARTICLES)
    hedge = hedge_before(reading.tokens, first)
    begins = hedge[1] if hedge else index
    rough = hedge[0] if hedge else None
    numeral = Numeral(index, at, share, 1.0, worded=True)
    points = at + (reading.low(at) == "percentage")
    if at > index + 1 and reading.low(points) in POINTS:
        meaning = amount(numeral, rough, half=_HALF_A_STEP, unit="pp")
        return reading.taken(ValueKind.PERCENT, begins, points + 1, meaning)
    found = measured_at(reading, numeral) if reading.low(at - 1) in _ARTICLES else None
    if found is None:
        return None
    meaning = amount(numeral, rough, factor=found.factor, half=_HALF_A_STEP, unit=found.unit)
    return reading.taken(ValueKind.QUANTITY, begins, found.after, meaning)
