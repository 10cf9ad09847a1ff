"""The time a question asks about in words that depend on the day: "this week", "on Monday".

Read from ``as_of``, or else from now, in five languages. The window becomes a condition on when
articles were published, and its words leave the question, where they would count as content.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import accumulate

from corpus.models import Filters
from service.answering.answer import Question
from service.answering.time_words import (
    COMPARED,
    NEAR,
    NUMBERS,
    PATTERNS,
    PRESENT,
    UNITS,
    WEEKDAYS_OF,
    Phrase,
    Unit,
)
from service.answering.values.dates import dates_in
from service.answering.values.reading import Reading, read
from service.answering.values.value import Calendar

REPORTED_AFTER = timedelta(days=1)
"""How much later than a single day or weekend a report of it may be published: of 29 articles that
held the answer of a quiz question with a weekday, 17 were of that day and 7 of the day after."""

_DAY = timedelta(days=1)
_ANY_DAY = datetime(2000, 1, 5, tzinfo=UTC)
SUMMED_UP_AFTER = {
    Unit.WEEK: REPORTED_AFTER,
    Unit.MONTH: timedelta(days=3),
    Unit.YEAR: timedelta(days=7),
}
"""The same for what is over: the longer it was, the later its last days and its sums are told."""

_DAYS_BACK = {Phrase.TODAY: 0, Phrase.YESTERDAY: 1, Phrase.BEFORE_YESTERDAY: 2}
_LONG = (Unit.MONTH, Unit.YEAR)
_SATURDAY, _DAYS_IN_WEEK, _MONTHS_IN_YEAR = 5, 7, 12
_LATER = re.compile(r"\b(?:will|shall|going to|wird|werden|next)\b")


@dataclass(frozen=True, slots=True)
class Window:
    """From ``start`` on, before ``end``."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase of a question: ``question[start:end]``."""

    start: int
    end: int
    window: Window
    replacement: str


def scoped(question: Question, now: datetime, *, stretch: int = 0) -> Question:
    """The question restricted to articles of the time it names, without the words that name it.

    Unchanged where it names none, or one that is not seen from today. A weekday alone ("on Monday")
    is read from ``as_of`` only: without it, articles of any week may call their day so.

    Args:
        question: as asked.
        now: this moment; ``as_of`` comes before it.
        stretch: how often the window's length is put before it.
    """
    found = _phrases(question.text, question.as_of or now, is_dated=question.as_of is not None)
    if not found:
        return question
    start, end = min(f.window.start for f in found), max(f.window.end for f in found)
    window = Window(start - stretch * (end - start), end)
    filters = within(question.filters, window)
    return replace(question, text=_without(question.text, found), filters=filters)


def names_a_moment(text: str) -> bool:
    """Whether a text says when in words that depend on the day: "last week"."""
    return bool(_phrases(text, _ANY_DAY, is_dated=True))


def within(filters: Filters, window: Window) -> Filters:
    """The filters, and the window; where both exclude each other, nothing passes."""
    start = max(filter(None, (filters.published_from, window.start)))
    end = min(filter(None, (filters.published_to, window.end)))
    return replace(filters, published_from=start, published_to=max(start, end))


def _phrases(text: str, now: datetime, *, is_dated: bool) -> list[_Found]:
    """The phrases of the likeliest language; else of the first other one that has any."""
    own = read(text)
    found = _phrases_of(own, now, is_dated=is_dated)
    for language in PATTERNS:
        if found or language == own.language:
            continue
        found = _phrases_of(Reading(text, own.tokens, language), now, is_dated=None)
    return found


def _phrases_of(reading: Reading, now: datetime, *, is_dated: bool | None) -> list[_Found]:
    """The phrases in a text; ``is_dated`` is ``None`` where its language is a mere try."""
    plain = " ".join(token.low for token in reading.tokens)
    starts = [0, *accumulate(len(token.low) + 1 for token in reading.tokens)]
    dated = [value for value in dates_in(*reading) if _is_absolute(value.meaning)]
    found: list[_Found] = []
    taken: list[range] = []
    for phrase, pattern in PATTERNS[reading.language]:
        for match in pattern.finditer(plain):
            words = range(bisect_left(starts, match.start()), bisect_left(starts, match.end()))
            window = _window(phrase, match[0], reading.language, now)
            start, end = reading.tokens[words[0]].start, reading.tokens[words[-1]].end
            if (
                window is None
                or any(max(words[0], t[0]) <= min(words[-1], t[-1]) for t in taken)
                or any(start < value.end and value.start < end for value in dated)
                or not _counts(phrase, match, reading, words, is_dated=is_dated)
            ):
                continue
            taken.append(words)
            found.append(_Found(start, end, window, "the" if match[0].endswith(" 's") else ""))
    return sorted(found, key=lambda one: one.start)


def _is_absolute(meaning: object) -> bool:
    return isinstance(meaning, Calendar) and bool(meaning.year or meaning.month)


def _counts(
    phrase: Phrase, match: re.Match[str], reading: Reading, words: range, *, is_dated: bool | None
) -> bool:
    """Whether the phrase names the time that is asked about."""
    if COMPARED.search(match.string[: match.start()]):
        return False
    tokens, first = reading.tokens, words[0]
    if phrase is Phrase.TODAY and match[0] in _NOWADAYS:
        return PRESENT[reading.language].search(match.string) is None
    if phrase is not Phrase.WEEKDAY:
        # "Last Week Tonight" and the like are names.
        is_name = first > 0 and all(tokens[word].is_capitalised for word in words)
        return not is_name and (is_dated is not None or match[0] not in _ELSEWHERE)
    is_near = not NEAR.isdisjoint(match[0].split())
    if is_dated is None or _LATER.search(match.string) or not (is_dated or is_near):
        return False
    beside = [tokens[n] for n in (first - 1, words[-1] + 1) if 0 < n < len(tokens)]
    return not any(token.is_word and token.is_capitalised for token in beside)


_NOWADAYS = ("today", "heute", "hoy", "aujourd'hui", "hoje")
_ELSEWHERE = ("hier",)
"""French for yesterday, German for here."""


def _window(phrase: Phrase, words: str, language: str, now: datetime) -> Window | None:
    """What the words mean, seen from a moment."""
    window: Window | None
    today = datetime.combine(now.date(), time.min, now.tzinfo)
    if phrase in _DAYS_BACK:
        window = _day(today - _DAYS_BACK[phrase] * _DAY)
    elif phrase is Phrase.WEEKDAY:
        days = WEEKDAYS_OF[language]
        weekday = next(days[w] for w in re.split(r"\W+", words) if w in days)
        window = _day(today - (today.weekday() - weekday) % _DAYS_IN_WEEK * _DAY)
    else:
        window = _by_unit(phrase, words, language, now)
    is_open = re.match(r"(?:since|seit|desde|depuis)\b", words) is not None
    if window is not None and is_open:
        return Window(window.start, max(window.end, now + REPORTED_AFTER))
    return window


def _by_unit(phrase: Phrase, words: str, language: str, now: datetime) -> Window | None:
    unit = next(u for pattern, u in UNITS[language].items() if re.search(rf"\b{pattern}\b", words))
    number = next((number_of(w, language) for w in words.split() if number_of(w, language)), 1)
    try:
        if phrase is Phrase.ROLLING:
            return Window(_back(now, unit, number), now + timedelta(seconds=1))
        if phrase is Phrase.AGO and unit in {Unit.HOUR, Unit.YEAR}:
            return None  # an hour has no articles of its own; of a year, later ones tell too
        back = {Phrase.THIS: 0, Phrase.LAST: 1, Phrase.AGO: number}[phrase]
        period = _period(now, unit, back)
        if period is None or back == 0:
            return period
        return replace(period, end=period.end + SUMMED_UP_AFTER.get(unit, timedelta()))
    except (OverflowError, ValueError):
        return None


def number_of(word: str, language: str) -> int:
    """The number that a folded word stands for in words of time; 0 where it is none."""
    return int(word) if word.isdecimal() else NUMBERS[language].get(word, 0)


def _period(now: datetime, unit: Unit, back: int) -> Window | None:
    """The day, week, month or year that lies so many before the present one."""
    today = datetime.combine(now.date(), time.min, now.tzinfo)
    monday = today - today.weekday() * _DAY
    if unit is Unit.DAY:
        return _day(today - back * _DAY)
    if unit is Unit.WEEK:
        start = monday - back * _DAYS_IN_WEEK * _DAY
        return Window(start, start + _DAYS_IN_WEEK * _DAY)
    if unit is Unit.WEEKEND:
        # The latest one that has begun is also the last one until the next begins.
        weeks = back if today.weekday() >= _SATURDAY else max(1, back)
        saturday = monday + (_SATURDAY - _DAYS_IN_WEEK * weeks) * _DAY
        return Window(saturday, saturday + 2 * _DAY + REPORTED_AFTER)
    if unit is Unit.MONTH:
        first = today.replace(day=1)
        start = _back(first, Unit.MONTH, back)
        return Window(start, _back(start, Unit.MONTH, -1))
    if unit is Unit.YEAR:
        start = today.replace(month=1, day=1, year=today.year - back)
        return Window(start, start.replace(year=start.year + 1))
    return None


def _day(start: datetime) -> Window:
    return Window(start, start + _DAY + REPORTED_AFTER)


def _back(moment: datetime, unit: Unit, number: int) -> datetime:
    """So many units before a moment; in a shorter month its last day."""
    if unit not in _LONG:
        days = {Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.DAY: 1}.get(unit)
        return moment - (timedelta(hours=number) if days is None else number * days * _DAY)
    months = number * (_MONTHS_IN_YEAR if unit is Unit.YEAR else 1)
    year, month = divmod(moment.year * _MONTHS_IN_YEAR + moment.month - 1 - months, _MONTHS_IN_YEAR)
    last = monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def _without(text: str, found: list[_Found]) -> str:
    """The text without the phrases; as it was, where nothing else would be left."""
    left, parts = 0, []
    for one in found:
        before, after = text[left : one.start], text[one.end : one.end + 1]
        parts += [
            before if one.replacement or after.isspace() else before.rstrip(),
            one.replacement,
        ]
        left = one.end
    rest = " ".join("".join([*parts, text[left:]]).split())
    rest = re.sub(r"^[\s,;:]+|\s+(?=[,.])|,(?=[?.!])", "", rest)
    return rest if any(char.isalpha() for char in rest) else text
