"""The date a question names, read as when the articles that answer it were published.

"What was the turnout in October 2026?" is told by articles of that month, which say "on Sunday".
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from service.answering.answer import Question
from service.answering.phrases import ONLY_FROM, language_of_question
from service.answering.time_window import REPORTED_AFTER, SUMMED_UP_AFTER, Window, within
from service.answering.time_words import Unit
from service.answering.values import Calendar, Reading, Value, read
from service.answering.values.dates import dates_in
from service.answering.values.words import word_set

_LEADING = word_set("in on during at im am en el durante pendant le em no")
_WHY = re.compile(r"\b(?:why|warum|wieso|weshalb|por qu[eéê]|porqu[eéê]|pourquoi)\b", re.IGNORECASE)
_BOUNDING = word_set(
    """of since before after until till by from to than between through seit vor nach bis ab als
    von desde antes hasta despues entre depuis avant apres jusque jusqu'en jusqu'a ate depois de do
    da"""
)
"""Words that make a date the bound of a time, or a part of what is asked about: "law of 2019"."""


def published_then(question: Question, now: datetime) -> Question | None:
    """The question without its date, of articles published then; ``None`` where it names none.

    Nor where it names several, only bounds a time by it, or asks of what is still to come; nor
    where it asks why, which takes for granted that it happened then.

    Args:
        question: as asked; only a date with its year counts.
        now: this moment; ``as_of`` comes before it.
    """
    reading = read(question.text)
    dates = [value for value in dates_in(*reading) if _year_of(value)]
    window = _window(dates[0]) if len(dates) == 1 else None
    if window is None or window.start > (question.as_of or now):
        return None
    text = None if _WHY.search(question.text) else _without(reading, dates[0])
    if text is None:
        return None
    return replace(question, text=text, filters=within(question.filters, window))


def tells_of_another_year(text: str, language: str | None, asked: str) -> bool:
    """Whether a text names years, and none of them is that of the date in the question ``asked``.

    An article of that day may tell of an older case too.
    """
    told = {year for value in dates_in(*read(text, language)) if (year := _year_of(value))}
    return bool(told) and told.isdisjoint(map(_year_of, dates_in(*read(asked))))


def shown_with_dates(question: Question) -> str:
    """The question, and of which days the articles are that alone are searched for it."""
    start, end = question.filters.published_from, question.filters.published_to
    if start is None or end is None:
        raise AssertionError("a question of a time is restricted to it")
    told = ONLY_FROM.get(language_of_question(question.text), ONLY_FROM["en"])
    last = (end - timedelta.resolution).date()
    return f"{question.text} ({told.format(first=start.date(), last=last)})"


def _year_of(value: Value) -> int | None:
    meaning = value.meaning
    is_exact = isinstance(meaning, Calendar) and not (meaning.relative or meaning.decade)
    return meaning.year if is_exact and isinstance(meaning, Calendar) else None


def _window(value: Value) -> Window | None:
    """When articles on what happened then are published: also soon after."""
    meaning = value.meaning
    if not isinstance(meaning, Calendar) or meaning.year is None:
        return None
    try:
        start = datetime(meaning.year, meaning.month or 1, meaning.day or 1, tzinfo=UTC)
        if meaning.day:
            return Window(start, start + timedelta(days=1) + REPORTED_AFTER)
        if meaning.month:
            following = (start + timedelta(days=31)).replace(day=1)
            return Window(start, following + SUMMED_UP_AFTER[Unit.MONTH])
        return Window(start, start.replace(year=start.year + 1) + SUMMED_UP_AFTER[Unit.YEAR])
    except (OverflowError, ValueError):
        return None


def _without(reading: Reading, date: Value) -> str | None:
    """The text without a date and the preposition before it; ``None`` where it must keep it."""
    before = [token for token in reading.tokens if token.end <= date.start]
    start = date.start
    if before and before[-1].low in _BOUNDING:
        return None
    if before and before[-1].low in _LEADING:
        start = before[-1].start
    text = " ".join(f"{reading.text[:start]}{reading.text[date.end :]}".split())
    return text.replace(" ?", "?").lstrip(" ,") if len(before) > 1 else None
