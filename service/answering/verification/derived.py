"""Figures that no quote states and that follow from what it states: sums, shares, intervals, days.

A statement that says "three more than last year", "almost two thirds of them" or "four days later"
reckons with the figures of its quotes. Whether it reckons with the right ones is the model's to
say, that reads both.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from corpus.analysis import folded
from service.answering.values import Amount, Calendar, Value, ValueKind, values_in
from service.answering.values.value import Clock

_DAY_SECONDS, _MINUTE_SECONDS, _HALF_A_DAY, _A_WEEK = 86_400.0, 60.0, 720, 7
_RECKONED = frozenset(
    (ValueKind.COUNT, ValueKind.QUANTITY, ValueKind.MONEY, ValueKind.PERCENT, ValueKind.DURATION)
)
_EXACT, _ABOUT = 0.006, 0.06
"""Shares by which a sum or difference, and by which a multiple, may be rounded."""
_HALF = 0.5
"""Percentage points by which a share may be rounded."""
_MOST = 40
"""Figures of the quotes that are reckoned with: a table may hold thousands, and pairs are tried."""
_LEAST = 2.0
"""What a reckoned number is at least: "one" is found everywhere."""
_REST = re.compile(r"\b(?:rest|remain\w*|others?|left|balance)\b")
_SOONER = r"(?:earlier|before|ago|sooner|ahead|early)"
_LATER = r"(?:later|after(?:wards)?|behind|late|overdue)"
_AWAY = re.compile(rf"\s*\b(?:{_SOONER}|{_LATER})\b.*")
_RECKONS = re.compile(
    r"\b(?:more|fewer|less|than|above|below|over|under|together|total\w*|in all|combined|"
    r"altogether|remaining|rest|left|without|further|additional\w*|add\w*|still|not|yet|gap|"
    r"difference|ahead|behind|short|that is|after|before|between|times)\b"
)
"""Words of which one stands in a statement that gives a sum or a difference."""
_BY = re.compile(r"\bby(?: (?:about|some|almost|nearly|around|roughly|just|only))?\s*\Z")
_NEAR_MONTH = r"\b(?:last|next|this|previous|following|coming)\s+"
_AS_OF = re.compile(r"\bas of\s*\Z")
_TIMES = "tim"
"""The unit of "three times"."""


def follows(
    wanted: Value,
    given: Sequence[Value],
    published_on: date | None,
    *,
    statement: str,
    quoted_text: str,
) -> bool:
    """Whether a date or amount follows from those of the quotes.

    Args:
        wanted: of the statement, in English.
        given: of the quotes.
        published_on: the day of their article.
        statement: all of it.
        quoted_text: the quotes.
    """
    meaning, given = wanted.meaning, given[:_MOST]
    before = folded(statement[: wanted.start])
    if isinstance(meaning, Calendar):
        return (
            _is_so_long_away(wanted, given, quoted_text)
            if meaning.relative
            else _is_that_day(meaning, given, published_on, quoted_text, says_when=before)
        )
    if isinstance(meaning, Clock):
        return any(_meets(meaning, moment) for moment in _moments(given))
    if wanted.kind not in _RECKONED or not isinstance(meaning, Amount):
        return False
    if wanted.kind is ValueKind.DURATION and _lasts(meaning.number, given):
        return True
    is_share = meaning.unit == "%" and statement[wanted.end :].startswith(" of")
    is_told = is_share or bool(_RECKONS.search(folded(statement)) or _BY.search(before))
    return is_told and _is_reckoned(wanted, meaning, given, quoted_text)


def is_reckoned(wanted: Value, given: Sequence[Value], text: str) -> bool:
    """Whether an amount is a sum, difference or share of the quotes' figures, in any language."""
    meaning = wanted.meaning
    if wanted.kind not in _RECKONED or not isinstance(meaning, Amount):
        return False
    return _is_reckoned(wanted, meaning, [_plain(one) for one in given[:_MOST]], text)


def _plain(value: Value) -> Value:
    """A count without what it counts: men and women are added, in whatever language."""
    meaning = value.meaning
    if value.kind is not ValueKind.COUNT or not isinstance(meaning, Amount):
        return value
    return replace(value, meaning=replace(meaning, unit=""))


def _is_reckoned(wanted: Value, meaning: Amount, given: Sequence[Value], text: str) -> bool:
    amounts = list(_amounts(given))
    if meaning.number < _LEAST and wanted.kind is ValueKind.COUNT and not meaning.number % 1:
        return False
    if wanted.kind is ValueKind.PERCENT and _REST.search(folded(text)):
        shares = (100 - one.number for kind, one in amounts if kind is ValueKind.PERCENT)
        if any(_is_near(share, meaning.number, _EXACT) for share in shares):
            return True
    return any(
        _is_of_pair(wanted, meaning, first, second) for first, second in combinations(amounts, 2)
    )


def _amounts(given: Sequence[Value]) -> Iterator[tuple[ValueKind, Amount]]:
    """What may be reckoned with; "from 8 to 11 million" are two."""
    for one in given:
        meaning = one.meaning
        if one.kind not in _RECKONED or not isinstance(meaning, Amount):
            continue
        if one.kind is not ValueKind.COUNT or meaning.number >= _LEAST:
            yield one.kind, meaning
            if " to " in one.text and meaning.high > meaning.number:
                yield one.kind, replace(meaning, number=meaning.high)


def _is_of_pair(
    wanted: Value,
    meaning: Amount,
    first: tuple[ValueKind, Amount],
    second: tuple[ValueKind, Amount],
) -> bool:
    """Whether the number is the sum, difference, share or multiple of two that are alike."""
    if not _are_alike(first, second):
        return False
    low, high = sorted((first[1].number, second[1].number))
    if low > 0 and meaning.unit == _TIMES:
        return _is_near(high / low, meaning.number, _ABOUT)
    if low > 0 and wanted.kind is ValueKind.PERCENT and meaning.unit == "%":
        share, is_of_shares = 100 * low / high, ValueKind.PERCENT in {first[0], second[0]}
        if not is_of_shares and meaning.low - _HALF <= share <= meaning.high + _HALF:
            return True
    if not _is_in(wanted, meaning, first) and not _is_in(wanted, meaning, second):
        return False
    return any(_is_near(one, meaning.number, _EXACT) for one in (high - low, high + low))


def _are_alike(first: tuple[ValueKind, Amount], second: tuple[ValueKind, Amount]) -> bool:
    """Whether two amounts may be added: of one unit, or one of them a number without any."""
    is_plain = any(kind is ValueKind.COUNT and not one.unit for kind, one in (first, second))
    return is_plain or (first[0] is second[0] and first[1].unit == second[1].unit)


def _is_in(wanted: Value, meaning: Amount, one: tuple[ValueKind, Amount]) -> bool:
    """Whether the amount is told in the unit of one it is reckoned from."""
    kind, amount = one
    if wanted.kind is ValueKind.COUNT:
        return kind is ValueKind.COUNT or "point" in meaning.unit
    if kind is ValueKind.PERCENT:
        return wanted.kind is kind
    return kind is wanted.kind and amount.unit == meaning.unit


def _is_near(reckoned: float, told: float, share: float) -> bool:
    return abs(reckoned - told) <= share * abs(told)


def _lasts(seconds: float, given: Sequence[Value]) -> bool:
    """Whether two times of the quotes lie so far apart."""
    return any(_is_near(length, seconds, _EXACT) for length in _intervals(given) if length)


def _intervals(given: Sequence[Value]) -> Iterator[float]:
    """How far apart, in seconds, any two times, days or weekdays lie."""
    for one, other in combinations([value.meaning for value in given], 2):
        if isinstance(one, Clock) and isinstance(other, Clock):
            apart = abs(one.low - other.low)
            yield apart * _MINUTE_SECONDS
            if one.either or other.either:
                yield abs(_HALF_A_DAY - apart) * _MINUTE_SECONDS
        elif isinstance(one, Calendar) and isinstance(other, Calendar):
            yield from (days * _DAY_SECONDS for days in _days_between(one, other))


def _days_between(one: Calendar, other: Calendar) -> Iterator[float]:
    days = [_day_of(one, other.year), _day_of(other, one.year)]
    if days[0] and days[1]:
        yield abs((days[1] - days[0]).days)
    elif one.weekday is not None and other.weekday is not None:
        yield (other.weekday - one.weekday) % _A_WEEK
        yield (one.weekday - other.weekday) % _A_WEEK


def _day_of(told: Calendar, year: int | None) -> date | None:
    """A day of a year; of any, where neither says which."""
    if not (told.month and told.day):
        return None
    try:
        return date(told.year or year or 2024, told.month, told.day)
    except ValueError:
        return None


def _is_so_long_away(wanted: Value, given: Sequence[Value], text: str) -> bool:
    """Whether "five days earlier" follows: from that length, or from two times so far apart."""
    told = folded(wanted.text)
    core = _AWAY.sub("", told)
    other_way = _LATER if re.search(rf"\b{_SOONER}\b", told) else _SOONER
    if core and re.search(rf"\b{re.escape(core)}\b(?! {other_way}\b)", folded(text)):
        return True
    lengths = [one.meaning for one in values_in(core, "en", kinds=(ValueKind.DURATION,))]
    return any(isinstance(one, Amount) and _lasts(one.number, given) for one in lengths)


def _is_that_day(
    wanted: Calendar,
    given: Sequence[Value],
    published_on: date | None,
    text: str,
    *,
    says_when: str,
) -> bool:
    """Whether a day, month or year is the article's own, or follows from what the quotes tell.

    "As of June 2025" tells when it was known, so that the article's own day will do.
    """
    if _AS_OF.search(says_when) and published_on is not None and falls_on(wanted, published_on):
        return True
    if wanted.day is None:
        return _is_month_or_year(wanted, text)
    is_undated = not any(isinstance(one.meaning, Calendar) for one in given)
    if is_undated:
        return published_on is not None and _is_on(wanted, published_on)
    lengths = list(_lengths(given))
    for one in given:
        day = _day_of(one.meaning, wanted.year) if isinstance(one.meaning, Calendar) else None
        if day is None:
            continue
        if any(_is_on(wanted, moved) for each in lengths for moved in _moved(day, each)):
            return True
    return False


def _moved(day: date, seconds: float) -> Iterator[date]:
    """The days so long before and behind one, as far as the calendar goes."""
    if seconds < _DAY_SECONDS:
        return
    for sign in (1, -1):
        with suppress(OverflowError):  # "10,000 years later"
            yield day + sign * timedelta(seconds=seconds)


def _is_month_or_year(wanted: Calendar, text: str) -> bool:
    """Whether the text has that year in figures, or speaks of "last October" or "next June"."""
    plain = folded(text)
    if wanted.month is None:
        return bool(wanted.year and re.search(rf"\b{wanted.year}\b", plain))
    return re.search(_NEAR_MONTH + month_name[wanted.month].lower(), plain) is not None


def _is_on(wanted: Calendar, day: date) -> bool:
    return (
        wanted.year in (None, day.year)
        and (wanted.month, wanted.day) == (day.month, day.day)
        and wanted.weekday in (None, day.weekday())
    )


def falls_on(wanted: Calendar, day: date) -> bool:
    """Whether a date, as far as it is told, is that day: "June 2025" may be."""
    told = (wanted.year, wanted.month, wanted.day, wanted.weekday)
    own = (day.year, day.month, day.day, day.weekday())
    return all(one in (None, other) for one, other in zip(told, own, strict=True))


def _lengths(given: Sequence[Value]) -> Iterator[float]:
    """The lengths of time that are told, in seconds."""
    for one in given:
        if one.kind is ValueKind.DURATION and isinstance(one.meaning, Amount):
            yield one.meaning.number


def _moments(given: Sequence[Value]) -> Iterator[Clock]:
    """The times of day that lie a told length before or behind a told time."""
    for one in given:
        if isinstance(one.meaning, Clock):
            for seconds in _lengths(given):
                minutes = round(seconds / _MINUTE_SECONDS)
                for low in (one.meaning.low + minutes, one.meaning.low - minutes):
                    yield Clock(low % 1_440, low % 1_440, either=one.meaning.either)


def _meets(wanted: Clock, moment: Clock) -> bool:
    turn = _HALF_A_DAY if wanted.either or moment.either else 2 * _HALF_A_DAY
    return (wanted.low - moment.low) % turn == 0
