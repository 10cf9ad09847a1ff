"""Units of measure behind a number: metres, hectares, cubic metres, kilometres an hour."""

from __future__ import annotations

from typing import NamedTuple

from service.answering.values.amount_words import (
    A_SHARE_OF,
    CUBED,
    HOURS,
    MEASURES,
    PER_HOUR,
    SQUARED,
)
from service.answering.values.numerals import Numeral
from service.answering.values.reading import Reading

_POWERS = {**dict.fromkeys(SQUARED, 2), **dict.fromkeys(CUBED, 3)}
_SHORT = ("m", "mi", "ha", "pie")
"""Units that are words of their own behind a number in words."""


class Measured(NamedTuple):
    """A base unit, what turns the unit written into it, and the token behind that."""

    unit: str
    factor: float
    after: int


def measured_at(reading: Reading, numeral: Numeral) -> Measured | None:
    """The unit behind the number; ``None`` where none stands there."""
    at = numeral.after + (reading.low(numeral.after) == "-")
    power = _POWERS.get(reading.low(at), 1)
    at += power > 1
    low = reading.low(at)
    if low in PER_HOUR:
        return Measured("km/h", 1.609344 if low == "mph" else 1.0, at + 1)
    if low not in MEASURES or (low in _SHORT and numeral.worded):
        return None
    (unit, factor), at = MEASURES[low], at + 1
    if unit != "m":
        return Measured(unit, factor, at)
    if power == 1 and (power := _POWERS.get(reading.low(at), 1)) > 1:
        at += 1  # "metros cuadrados"
    if power > 1:
        return Measured(f"m{power}", factor**power, at)
    behind = _behind_hour(reading, at)
    return Measured("km/h", factor / 1000, behind) if behind else Measured(unit, factor, at)


def _behind_hour(reading: Reading, at: int) -> int | None:
    """Behind what makes a length a speed: "/h", "an hour", "à l'heure"."""
    start = at
    while reading.low(at) in A_SHARE_OF and at < start + 2:
        at += 1
    return at + 1 if at > start and reading.low(at) in HOURS else None
