"""Equality of numbers and dates, however they are written.

Our own rules: an answer agrees with a number or date when it holds an equal one. ``5 million``
equals ``5,000,000``; ``two`` equals ``2``; ``25%`` and ``25 percent`` are equal and differ from
``25``; words beside the number, such as its unit, must stand in the answer too. A date agrees when
every part that the acceptable answer gives (year, month, day) agrees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from evaluation.metrics.answers import normalised

_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
# fmt: off
_WORDS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
]
_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]
# fmt: on
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS) + "|sept"
_NUMBER = re.compile(
    r"(?<![\w.])(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")(?:[\s-]?("
    + "|".join(sorted(_SCALES, key=len, reverse=True))
    + r")\b)?(\s?%|\s?per\s?cent\b)?(?![\w]|\.\d)",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b\.?,?(?: (\d{{4}})\b)?", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\b\.?(?: (\d{{1,2}})(?:st|nd|rd|th)?\b)?(?:,? (\d{{4}})\b)?", re.IGNORECASE
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


@dataclass(frozen=True, slots=True)
class Day:
    """A date of which some parts may be unknown."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def agrees(self, gold: Day) -> bool:
        """Whether every part that ``gold`` gives is the same here."""
        pairs = ((self.year, gold.year), (self.month, gold.month), (self.day, gold.day))
        return all(right is None or mine == right for mine, right in pairs)


def numbers_in(text: str) -> list[tuple[Decimal, bool]]:
    """Each number with whether it is a percentage, in order of appearance."""
    found = []
    for digits, scale, percent in _NUMBER.findall(text):
        plain = digits.lower().replace(",", "")
        value = Decimal(_WORDS.index(plain)) if plain in _WORDS else Decimal(plain)
        found.append((value * _SCALES.get(scale.lower(), 1), bool(percent)))
    return found


def days_in(text: str) -> list[Day]:
    """Each date that names a month, in no particular order."""
    days = [Day(int(y), int(m), int(d)) for y, m, d in _ISO.findall(text)]
    days += [Day(_number(y), _month(m), int(d)) for d, m, y in _DAY_FIRST.findall(text)]
    rest = _DAY_FIRST.sub(" ", text)
    days += [Day(_number(y), _month(m), _number(d)) for m, d, y in _MONTH_FIRST.findall(rest)]
    return [day for day in days if day.year or day.day]


def is_value(gold: str) -> bool:
    """Whether an acceptable answer is a number or a date and little else (at most four words)."""
    return len(gold.split()) <= 4 and bool(days_in(gold) or len(numbers_in(gold)) == 1)


def same_value(answer: str, gold: str) -> float:
    """1 where the answer holds the number or date that ``gold`` is; 0 where ``gold`` is neither."""
    days = days_in(gold)
    if days:
        return float(any(said.agrees(days[0]) for said in days_in(answer)))
    numbers = numbers_in(gold)
    same_number = len(numbers) == 1 and numbers[0] in numbers_in(answer)
    return float(same_number and _units(gold) <= _units(answer))


def _units(text: str) -> set[str]:
    """The words beside the numbers, without a plural's ending: "two days" has "day"."""
    return {word.removesuffix("s") for word in normalised(_NUMBER.sub(" ", text))}


def _month(name: str) -> int:
    return 1 + next(i for i, month in enumerate(_MONTHS) if month.startswith(name.lower()[:3]))


def _number(digits: str) -> int | None:
    return int(digits) if digits else None
