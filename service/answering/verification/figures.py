"""Whether the dates and amounts of a statement stand in its evidence."""

from __future__ import annotations

import re
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
from service.answering.values.ages import is_age_in_years
from service.answering.verification.derived import follows

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
TIMES = frozenset({ValueKind.DATE, ValueKind.TIME_OF_DAY})
"""What a sentence before may tell for the next one; an amount belongs to its own."""
_UNIT_MATTERS = frozenset({ValueKind.MONEY, ValueKind.PERCENT})
_AGREES = frozenset({Agreement.SAME, Agreement.COMPATIBLE})
_MEASURES = re.compile(
    r"\b(metre|meter|kilomet|litre|liter|tonne|ton|kilo|gram|mile|feet|foot|inch|acre|hectare|watt|"
    r"megawatt|gigawatt|degree|barrel|gallon|year|month|week|day|hour|minute|second)"
)
_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = dict(zip(_TO_TEN, range(1, 11), strict=True)) | {str(n): n for n in range(1, 11)}
_SOME_OF = re.compile(r"\b(\w+) (?:in|out of)(?: every)? (\w+)\b")
_NO_FIGURES = frozenset({"one", "first"})
_HEDGES = frozenset(
    ("about", "almost", "nearly", "roughly", "around", "some", "approximately", "exactly")
)
_THIS_MONTH = re.compile(r"\b(?:this|the) month\b", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\b(?:this|the) year\b", re.IGNORECASE)
_NEXT_YEAR = re.compile(r"\b(?:next|the following) year(?:['’]s)?\b", re.IGNORECASE)
_LAST_YEAR = re.compile(
    r"\b(?:last|previous) year(?:['’]s)?\b|\ba year (?:earlier|ago|before)\b", re.IGNORECASE
)
_NEARLY = 0.05
"""Share by which a rounded number may be off."""
_LARGE = 1_000
"""From here on a number without a unit may be money."""
RELATIVE_REACH = timedelta(days=8)
"""How far from an article's date "Monday", "yesterday" or "last week" can lie."""


def figures_in(text: str, language: str | None) -> tuple[Value, ...]:
    """The dates, times and amounts of ``text`` in order."""
    return values_in(text, language, kinds=FIGURE_KINDS)


def missing_figures(
    statement: Sequence[Value],
    evidence: Iterable[Value],
    published_on: date | None,
    quoted_text: str = "",
    statement_text: str = "",
) -> tuple[str, ...]:
    """The dates and amounts of a statement, as written, that its evidence does not give.

    A coarser, rounded or converted value agrees. "Monday" or "yesterday" in the evidence stands
    for the days near ``published_on``, the date of the article; so does a date without a year, and
    "the end of the year" in ``quoted_text`` for the article's year. An age agrees with years that
    tell one in another language, and what follows from the figures given agrees too.
    """
    given = list(evidence)
    missing = missing_values(statement, given, published_on, quoted_text, statement_text)
    return tuple(value.text for value in missing)


def missing_values(
    statement: Sequence[Value],
    given: Sequence[Value],
    published_on: date | None,
    quoted_text: str,
    statement_text: str,
) -> tuple[Value, ...]:
    """The same as values."""
    return tuple(
        value
        for value in statement
        if not _counts_nothing(value)
        and not _is_written(value, quoted_text)
        and not _is_so_many_of(value, quoted_text)
        and not any(gives(one, value, published_on) for one in given)
        and not any(_is_same_age(value, one, statement_text, quoted_text) for one in given)
        and spoken_of(value, published_on, quoted_text) is None
        and not follows(
            value, given, published_on, statement=statement_text, quoted_text=quoted_text
        )
    )


def _counts_nothing(value: Value) -> bool:
    """Whether the word for a number is one for a thing: "had not opened one", "one worker"."""
    is_one = value.kind is ValueKind.COUNT and getattr(value.meaning, "number", 0) == 1
    return is_one or folded(value.text) in _NO_FIGURES


def _is_same_age(value: Value, given: Value, statement: str, quoted: str) -> bool:
    """Whether one tells in years what the other tells as an age."""
    return is_age_in_years(value, given, quoted) or is_age_in_years(given, value, statement)


def _is_written(value: Value, text: str) -> bool:
    """Whether a duration stands in the text by the same words, whatever is read around them.

    "Almost two hours before it warned the town" is read as a time.
    """
    if value.kind is not ValueKind.DURATION:
        return False
    core = re.sub(r"\Aone ", "(?:one|an?) ", re.escape(_core(value)).replace("\\ ", " "))
    return re.search(rf"\b{core}\b(?! (?:earlier|later))", folded(text)) is not None


def _is_so_many_of(value: Value, text: str) -> bool:
    """Whether a share is told as "one in three" or "nine out of ten"."""
    if value.kind not in {ValueKind.PERCENT, ValueKind.ORDINAL} or not isinstance(
        value.meaning, Amount
    ):
        return False
    number = value.meaning.number
    wanted = number if value.kind is ValueKind.PERCENT else 100 / max(number, 1.0)
    shares = [
        100 * _NUMBERS[some] / _NUMBERS[many]
        for some, many in _SOME_OF.findall(folded(text))
        if some in _NUMBERS and many in _NUMBERS
    ]
    return any(abs(share - wanted) <= _NEARLY * wanted for share in shares)


def _core(value: Value) -> str:
    words = folded(value.text).split()
    while words and words[0] in _HEDGES:
        words = words[1:]
    return " ".join(words) or value.text


def spoken_of(wanted: Value, published_on: date | None, text: str) -> str | None:
    """How a text speaks of the month or year of a statement without naming it: "last year".

    ``None`` where it does not, or where the value is neither.
    """
    other = wanted.meaning
    if not isinstance(other, Calendar) or other.day is not None or published_on is None:
        return None
    pattern = _LAST_YEAR if other.relative else _phrase_for(other, published_on)
    if pattern is None or (other.relative and not _LAST_YEAR.search(folded(wanted.text))):
        return None
    found = pattern.search(text)
    return found[0] if found else None


def _phrase_for(wanted: Calendar, published_on: date) -> re.Pattern[str] | None:
    this = published_on.year
    if wanted.month is not None:
        is_this_month = (wanted.year or this, wanted.month) == (this, published_on.month)
        return _THIS_MONTH if is_this_month else None
    return {this: _THIS_YEAR, this - 1: _LAST_YEAR, this + 1: _NEXT_YEAR}.get(wanted.year or 0)


def gives(given: Value, wanted: Value, published_on: date | None) -> bool:
    """Whether a date or amount of the evidence is, or holds, the one of a statement."""
    one, other = given.meaning, wanted.meaning
    if isinstance(one, Calendar) and isinstance(other, Calendar):
        return _gives_date(given, wanted, one, other, published_on)
    if not (isinstance(one, Amount) and isinstance(other, Amount)):
        return same_value(given, wanted) in _AGREES
    if same_value(given, wanted) in _AGREES:
        return _is_about(one, other)
    return not _in_other_units(given.text, wanted.text) and _is_same_number(
        given, wanted, one, other
    )


def _is_same_number(given: Value, wanted: Value, one: Amount, other: Amount) -> bool:
    """Whether the numbers are one though what they count is told otherwise."""
    if {given.kind, wanted.kind} == {ValueKind.ORDINAL, ValueKind.PERCENT}:
        return _is_fraction(one, other) or _is_fraction(other, one)
    if "point" in given.text and "point" in wanted.text:
        return one.number == other.number  # "three points lower", "three percentage points"
    is_end = " to " in given.text and other.number == one.high  # "from 8 to 11.5 million crowns"
    is_same = one.number == other.number or is_end
    if given.kind in _UNIT_MATTERS and wanted.kind is ValueKind.COUNT:
        return is_same and not other.nouns  # "from 71 to 63 per cent"
    if given.kind is ValueKind.COUNT and not one.unit and one.number >= _LARGE:
        return is_same  # "cost 600 million euros and save 210 million"
    return is_same and not {given.kind, wanted.kind} & _UNIT_MATTERS


def _in_other_units(given: str, wanted: str) -> bool:
    """Whether both are written in units of measure, and not in the same."""
    first, second = (set(_MEASURES.findall(folded(text))) for text in (given, wanted))
    return bool(first and second) and first.isdisjoint(second)


def _is_fraction(ordinal: Amount, percent: Amount) -> bool:
    """Whether "a tenth" is 10 per cent."""
    share = 100 / ordinal.number if ordinal.number > 2 else 0.0
    return abs(share - percent.number) <= _NEARLY * share


def _is_about(given: Amount, wanted: Amount) -> bool:
    """Whether the number is the one given, or a looser bound of it.

    "More than 4,200" does not say 4,700, nor fewer than 4,200, and says more than 4,000.
    """
    if _bound(given) * _bound(wanted) < 0:
        return False
    apart = (wanted.number - given.number) * _bound(wanted)
    if abs(wanted.number - given.number) <= _NEARLY * abs(given.number):
        return True
    loosened = apart < 0 and given.number / 2 <= wanted.number <= 2 * given.number
    ends = given.high > given.number and wanted.number == given.high
    return loosened or ends


def _bound(amount: Amount) -> int:
    """1 for "more than", -1 for "fewer than", 0 for about or exactly."""
    above, below = amount.high - amount.number, amount.number - amount.low
    widely = _NEARLY * abs(amount.number)
    return int(above > widely and below <= widely) - int(below > widely and above <= widely)


def _gives_date(
    given: Value, wanted: Value, one: Calendar, other: Calendar, published_on: date | None
) -> bool:
    if other.relative:
        return folded(given.text) == folded(wanted.text)
    if one.relative:
        return _is_near(other, published_on, shift_days=one.shift_days)
    if one.weekday is not None and one.month is None and other.day is not None:
        return _is_that_weekday(one.weekday, other, published_on)
    if same_value(given, wanted) not in _AGREES:
        return False
    is_finer = (other.year is not None and one.year is None) or (
        other.day is not None and one.day is None
    )
    if not is_finer:
        return True
    is_that_day = one.month is not None and one.day == other.day  # the year is the article's
    return is_that_day and published_on is not None and other.year in _years(published_on)


def _is_that_weekday(weekday: int, wanted: Calendar, published_on: date | None) -> bool:
    """Whether a date is the last or the next "Tuesday"; in an article of a Tuesday it is today."""
    if published_on is None or wanted.weekday not in (None, weekday):
        return False
    if published_on.weekday() == weekday:
        return _is_near(wanted, published_on, shift_days=0)
    return any(
        _is_near(wanted, published_on, shift_days=days)
        for days in range(-RELATIVE_REACH.days, RELATIVE_REACH.days + 1)
        if (published_on + timedelta(days=days)).weekday() == weekday
    )


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
