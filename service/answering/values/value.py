"""What a value is: a typed, normalised stretch of text; frozen, comparable, without I/O.

Offsets are Unicode code points, half open: ``text[value.start:value.end] == value.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class AnswerKind(StrEnum):
    """What a question asks for."""

    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    COUNT = "count"
    QUANTITY = "quantity"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    TIME_OF_DAY = "time_of_day"
    YES_NO = "yes_no"
    REASON = "reason"
    QUOTE = "quote"
    DEFINITION = "definition"
    OTHER = "other"


class ValueKind(StrEnum):
    """What a value is."""

    DATE = "date"
    TIME_OF_DAY = "time_of_day"
    DURATION = "duration"
    COUNT = "count"
    QUANTITY = "quantity"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    NAME = "name"
    QUOTATION = "quotation"


class NameSort(StrEnum):
    """What a name names, as far as the words around it tell."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A point in the calendar as far as the text gives it; what it leaves open is ``None``.

    ``weekday`` counts from Monday = 0. A ``relative`` date depends on when it was written;
    ``shift_days`` is set where the distance is exact ("yesterday" is -1).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: bool = False
    shift_days: int | None = None
    decade: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, in minutes after midnight; the true one lies in ``[low, high]``.

    ``zone`` is as written, summer and winter time alike; empty where nothing says. ``either``
    marks an hour that may be in the morning or in the evening.
    """

    low: int
    high: int
    zone: str = ""
    either: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit. The true number lies in ``[low, high]`` as far as the wording says.

    ``unit`` is a currency code, ``"%"``, ``"s"`` for durations, a base unit of measure, or the
    concept or stem of the noun counted; ``nouns`` are the stems of every word of that noun phrase.
    ``state`` is what became of those counted ("dead", "injured"), empty where nothing says.
    ``part`` marks a part of a larger number ("three of the 12", "including two children"),
    ``whole`` that larger one, where it is told only for its part.
    """

    number: float
    low: float
    high: float
    unit: str = ""
    nouns: tuple[str, ...] = ()
    state: str = ""
    part: bool = False
    whole: bool = False


CELSIUS, DEGREES = "°C", "degrees"
"""Units of temperature: degrees Celsius, and those of a scale that the text leaves open."""


def celsius(fahrenheit: Amount) -> Amount:
    """A temperature that is given in degrees Fahrenheit."""
    number, low, high = (
        (degrees - 32) * 5 / 9 for degrees in (fahrenheit.number, fahrenheit.low, fahrenheit.high)
    )
    return replace(fahrenheit, number=number, low=low, high=high, unit=CELSIUS)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: its words case-folded and without accents, titles left out."""

    words: tuple[str, ...]
    sort: NameSort = NameSort.UNKNOWN
    title: str = ""
    acronym: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """Quoted words and the name of who said them, where the sentence tells."""

    words: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value as written, with what it means."""

    kind: ValueKind
    text: str
    start: int
    end: int
    meaning: Calendar | Clock | Amount | Name | Speech
