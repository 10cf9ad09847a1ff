"""Dates that depend on when they were written, made absolute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from service.answering.values.reading import Reading
from service.answering.values.value import Calendar, Value
from service.answering.values.words import word_set

_AHEAD = word_set(
    """will next expected upcoming plans planned scheduled due proximo prochain nachsten wird
    proxima prochaine sera shall"""
)
_DAYS_IN_WEEK = 7


def resolved(value: Value, published: date | None, reading: Reading) -> Value:
    """The value with its weekday or "yesterday" as a full date, read from the day of publication.

    A weekday is the last one up to that day, or the next where the sentence looks ahead. Without
    a publication date, and for any other value, nothing changes.
    """
    meaning = value.meaning
    if published is None or not isinstance(meaning, Calendar):
        return value
    day = _day_of(meaning, published, ahead=any(token.low in _AHEAD for token in reading.tokens))
    if day is None:
        return value
    return replace(value, meaning=Calendar(day.year, day.month, day.day, day.weekday()))


def _day_of(calendar: Calendar, published: date, *, ahead: bool) -> date | None:
    try:
        if calendar.shift_days is not None:
            return published + timedelta(days=calendar.shift_days)
        if calendar.weekday is None or calendar.month or calendar.year:
            return None
        distance = (published.weekday() - calendar.weekday) % _DAYS_IN_WEEK
        if ahead:
            return published + timedelta(days=(_DAYS_IN_WEEK - distance) % _DAYS_IN_WEEK)
        return published - timedelta(days=distance)
    except OverflowError:
        return None
