"""Dates that depend on when they were written, made absolute."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta

from service.answering.values.reading import Reading
from service.answering.values.value import Calendar, Value
from service.answering.values.words import word_set

_AHEAD = word_set(
    """will shall 'll would may might could can expected expects due scheduled slated
    upcoming coming planned
    set going until begins starts opens resumes
    espera previsto prevista proximo proxima vai vao deve esperado esperada
    sera aura devrait devraient doit doivent attendu attendue prevu prevue prochain prochaine
    wird werden soll sollen erwartet geplant nachsten nachster kommenden kommender
    next"""
)
_AHEAD_TO = word_set("is are plans plan planning hopes hope intends intend aims wants")
"""Before "to": "is to meet on Friday"; "plans were dropped on Friday" looks back."""
_BACK = word_set(
    """was were had did said told met took won left began came went made held gave got saw fell rose
    hit shot found sent lost led ran cut put broke struck flew spoke became last past since
    fue fueron dijo hizo murio llego gano firmo anuncio pasado pasada ultimo
    fut furent a ont etait etaient dernier derniere dit
    war waren hatte hatten wurde wurden hat haben sagte letzten vergangenen
    foi foram disse fez morreu chegou ganhou assinou anunciou passado passada"""
)
_FUTURE_ENDINGS = {
    "es": ("rá", "rán"),
    "pt": ("rá", "rão"),
    "fr": ("era", "ira", "dra", "vra", "rra", "ttra", "ront"),
}
_SHORTEST_FUTURE = 4
_PAST_PARTICIPLE_REACH = 3
_TO_COME = frozenset((("que", "viene"), ("que", "vem")))
"""Behind a weekday: "el lunes que viene"."""
_BOUNDARIES = frozenset((",", ";", ":", "—", "–", "(", ")", ".", "but", "pero", "mais", "aber"))
_DAYS_IN_WEEK = 7


def resolved(value: Value, published: date | None, reading: Reading) -> Value:
    """The value with its weekday or "yesterday" as a full date, read from the day of publication.

    A weekday is the last one up to that day, or the first from it on where the verb beside it
    looks ahead. Without a publication date, and for any other value, nothing changes.
    """
    meaning = value.meaning
    if published is None or not isinstance(meaning, Calendar):
        return value
    ahead = meaning.weekday is not None and _looks_ahead(reading, value)
    day = _day_of(meaning, published, ahead=ahead)
    if day is None:
        return value
    return replace(value, meaning=Calendar(day.year, day.month, day.day, day.weekday()))


def _looks_ahead(reading: Reading, value: Value) -> bool:
    """Whether the nearest telling word does: before the weekday in its clause, else behind it."""
    starts = [token.start for token in reading.tokens]
    first, after = bisect_left(starts, value.start), bisect_left(starts, value.end)
    if (reading.low(after), reading.low(after + 1)) in _TO_COME:
        return True
    for at in range(first - 1, -1, -1):
        if reading.low(at) in _BOUNDARIES:
            break
        if (ahead := _tells(reading, at)) is not None:
            return ahead
    for at in range(after + (reading.low(after) == ","), len(reading.tokens)):
        if reading.low(at) in _BOUNDARIES:
            break
        if (ahead := _tells(reading, at)) is not None:
            return ahead
    return False


def _tells(reading: Reading, at: int) -> bool | None:
    """Whether the word looks ahead, or back; ``None`` where it tells neither."""
    low = reading.low(at)
    if _is_ahead(reading, at):
        return True
    if reading.tokens[at].text in ("à", "À"):
        return None  # no "a" of "a signé"
    if low in _BACK:
        return False
    is_past = reading.language == "en" and len(low) > len("shed") and low.endswith("ed")
    if not is_past:
        return None
    # "Will be opened on Friday".
    return any(_is_ahead(reading, n) for n in range(at - _PAST_PARTICIPLE_REACH, at))


def _is_ahead(reading: Reading, at: int) -> bool:
    """Whether the word looks ahead: "will", "is to", "is on", "tendrá"."""
    low, following = reading.low(at), reading.low(at + 1)
    if low in _AHEAD or (low in _AHEAD_TO and following == "to"):
        return True
    if low in ("is", "are") and following == "on":
        return True
    endings = _FUTURE_ENDINGS.get(reading.language)
    return (
        endings is not None
        and len(low) >= _SHORTEST_FUTURE
        and reading.tokens[at].text.endswith(endings)
    )


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
