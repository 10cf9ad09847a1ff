"""Dates in a text: years, months, days, weekdays, and those relative to the day of writing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.answering.values.amount_words import EMPTY_ADJECTIVES, MEASURES
from service.answering.values.calendar_words import (
    AMBIGUOUS_MONTHS,
    AMBIGUOUS_WEEKDAYS,
    BEFORE_MONTH,
    MONTHS,
    RELATIVE,
    WEEKDAYS,
)
from service.answering.values.numerals import VAGUE, WORDS
from service.answering.values.tokens import Token, adjacent
from service.answering.values.value import Calendar, Value, ValueKind
from service.answering.values.words import CONCEPT_OF, LANGUAGES, word_set

_ISO = re.compile(r"(?<![\w.-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_POINTED = re.compile(r"(?<![\w.,/])(\d{1,2})([./])(\d{1,2})\2(\d{4})(?![\w/])")
_BETWEEN = frozenset((",", "of", "de", "del", "do", ".", "the"))
_DAY_MARKS = frozenset(("st", "nd", "rd", "th", "er", "º", "o", "."))  # "1º" folds to "1o"
_YEAR_CUES = word_set(
    "in since by until till during of from year after before and or early late mid to en desde "
    "hasta de del ano depuis annee avant apres jahr seit bis vor nach im em ate antes to"
)
_NO_YEAR_AFTER = frozenset(("$", "€", "£", "¥", "₹", "-", "/"))
_NO_YEAR_BEFORE = frozenset(("%", "$", "€", "-", "/"))
_COUNTED = word_set("people soldiers troops personas personnes menschen pessoas euros dollars")
_IN_YEAR = word_set("in since until during en desde hasta depuis seit im em")
_LATELY = range(2001, 2061)
_COUNTED_CONCEPTS = frozenset(("people", "soldiers", "protesters", "children", "homes", "workers"))
_COUNTED_THINGS = word_set(
    """residents families households passengers students pupils patients refugees migrants
    civilians prisoners villagers visitors spectators fans customers users men women volunteers
    officers firefighters guests animals sheep cattle cows trees buildings words seats
    habitantes residentes familias pasajeros estudiantes alumnos pacientes refugiados migrantes
    civiles presos hombres mujeres habitants familles passagers etudiants eleves refugies civils
    hommes femmes einwohner bewohner familien passagiere studenten schuler patienten fluchtlinge
    zivilisten besucher manner frauen moradores passageiros alunos homens mulheres civis"""
)
_STARTERS = {
    language: frozenset({*MONTHS[language], *WEEKDAYS[language], *RELATIVE[language]})
    for language in LANGUAGES
}
_EARLIEST, _LATEST = 1000, 2100
_LIKELY_EARLIEST, _LIKELY_LATEST = 1900, 2060
_LAST_DAY, _LAST_MONTH = 31, 12


class _Dated(NamedTuple):
    first: int
    after: int
    calendar: Calendar


def dates_in(text: str, tokens: Sequence[Token], language: str) -> list[Value]:
    """Every date, left to right, none inside another."""
    found = list(_numeric(text, language))
    taken = sorted((value.start, value.end) for value in found)
    index = 0
    while index < len(tokens):
        dated = _date_at(tokens, index, language)
        if dated is None:
            index += 1
            continue
        start, end = tokens[dated.first].start, tokens[dated.after - 1].end
        next_taken = bisect_right(taken, (end, 0))
        if not any(
            start < stop and begin < end for begin, stop in taken[max(next_taken - 2, 0) :][:3]
        ):
            found.append(Value(ValueKind.DATE, text[start:end], start, end, dated.calendar))
        index = dated.after
    return sorted(found, key=lambda value: value.start)


def _numeric(text: str, language: str) -> Iterator[Value]:
    for match in _ISO.finditer(text):
        yield from _checked(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _POINTED.finditer(text):
        day, month = int(match[1]), int(match[3])
        american = language == "en" and match[2] == "/" and day <= _LAST_MONTH
        if american or month > _LAST_MONTH:
            day, month = month, day
        yield from _checked(match, int(match[4]), month, day)


def _checked(match: re.Match[str], year: int, month: int, day: int) -> Iterator[Value]:
    if 1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY:
        calendar = Calendar(year, month, day)
        yield Value(ValueKind.DATE, match[0], match.start(), match.end(), calendar)


def _date_at(tokens: Sequence[Token], index: int, language: str) -> _Dated | None:
    token = tokens[index]
    if token.is_digits:
        return _day_first(tokens, index, language) or _year_alone(tokens, index, language)
    if token.low not in _STARTERS[language]:
        return None
    return (
        _month_first(tokens, index, language)
        or _weekday(tokens, index, language)
        or _relative(tokens, index, language)
    )


def _low(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].low if 0 <= index < len(tokens) else ""


def _number(tokens: Sequence[Token], index: int, lowest: int, highest: int) -> int | None:
    if 0 <= index < len(tokens) and tokens[index].text.isdecimal() and len(tokens[index].text) <= 4:
        number = int(tokens[index].text)
        return number if lowest <= number <= highest else None
    return None


def _year_after(tokens: Sequence[Token], index: int) -> tuple[int | None, int]:
    """The year at or just behind ``index`` and where the date ends."""
    at = index
    while at < index + 2 and _low(tokens, at) in _BETWEEN:
        at += 1
    year = _number(tokens, at, _EARLIEST, _LATEST)
    return (year, at + 1) if year is not None else (None, index)


def _day_first(tokens: Sequence[Token], index: int, language: str) -> _Dated | None:
    """Day first: "2 September 2024", "2nd of September", "2 de septiembre de 2024"."""
    day = _number(tokens, index, 1, _LAST_DAY)
    if day is None:
        return None
    at = index + 1
    if at < len(tokens) and tokens[at].low in _DAY_MARKS and adjacent(tokens[at - 1], tokens[at]):
        at += 1
    while at < index + 4 and _low(tokens, at) in ("of", "de", "the"):
        at += 1
    month = MONTHS[language].get(_low(tokens, at))
    if month is None:
        return None
    at += 1
    if _low(tokens, at) == "." and _number(tokens, at + 1, _EARLIEST, _LATEST):
        at += 1
    year, after = _year_after(tokens, at)
    return _Dated(index, after, Calendar(year, month, day))


def _year_alone(tokens: Sequence[Token], index: int, language: str) -> _Dated | None:
    year = _number(tokens, index, _EARLIEST, _LATEST)
    if year is None or len(tokens[index].text) != 4:
        return None
    after, before = _low(tokens, index + 1), _low(tokens, index - 1)
    marked = before in _NO_YEAR_AFTER or after in _NO_YEAR_BEFORE
    span = before == "-" and _number(tokens, index - 2, _EARLIEST, _LATEST) is not None
    if marked and not span and not (after == "-" and before in _YEAR_CUES):
        return None
    if after == "s" and year % 10 == 0 and adjacent(tokens[index], tokens[index + 1]):
        return _Dated(index, index + 2, Calendar(year, decade=True))
    counted = after in VAGUE[language] or after in WORDS[language] or _is_count(tokens, index, year)
    likely = _LIKELY_EARLIEST <= year <= _LIKELY_LATEST
    if counted or not (before in _YEAR_CUES or likely):
        return None
    if not likely and after and after[0].isalpha() and after not in _YEAR_CUES:
        return None
    return _Dated(index, index + 1, Calendar(year))


def _is_count(tokens: Sequence[Token], index: int, number: int) -> bool:
    """Whether the number counts what stands behind it: "2000 homes", "1950 Russian soldiers".

    Only beings, homes and measures: "2024 elections" are those of a year. So are homes "in 2000",
    and "2023 workers" are too likely to be those of that year.
    """
    if _low(tokens, index - 1) in _IN_YEAR and not _is_share(tokens, index):
        return False
    if _low(tokens, index + 1) in _COUNTED:
        return True
    if number % 10 and number in _LATELY:
        return False
    for at in (index + 1, index + 2):
        low = _low(tokens, at)
        if CONCEPT_OF.get(low) in _COUNTED_CONCEPTS or low in _COUNTED_THINGS or low in MEASURES:
            return len(low) > 2 or low in ("km", "cm", "kg")
        if not (low in EMPTY_ADJECTIVES or (low and tokens[at].is_capitalised)):
            return False
    return False


def _is_share(tokens: Sequence[Token], index: int) -> bool:
    """Whether the number is of "one in 2000"."""
    return _low(tokens, index - 2) in ("one", "1", "two", "2", "three", "3")


def _month_first(tokens: Sequence[Token], index: int, language: str) -> _Dated | None:
    """Month first: "September 2, 2024", "Sept. 2", "September 2024", "in March"."""
    token = tokens[index]
    month = MONTHS[language].get(token.low)
    if month is None or (language in ("en", "de") and not token.is_capitalised):
        return None
    at = index + 1
    if _low(tokens, at) == "." and adjacent(token, tokens[at]) and len(token.text) <= 5:
        at += 1
    day = _number(tokens, at, 1, _LAST_DAY) if language == "en" else None
    if day is not None and _low(tokens, at + 1) not in ("%", "people", "million", "billion"):
        at += 1
        if at < len(tokens) and tokens[at].low in _DAY_MARKS - {"."}:
            at += 1
        year, after = _year_after(tokens, at)
        return _Dated(index, after, Calendar(year, month, day))
    year, after = _year_after(tokens, at)
    if year is not None:
        return _Dated(index, after, Calendar(year, month))
    if token.low in WORDS[language]:
        return None  # "em dez cidades", "en sept jours"
    before = index - 2 if _low(tokens, index - 1) == "-" else index - 1
    if token.low in AMBIGUOUS_MONTHS and _low(tokens, before) not in BEFORE_MONTH:
        return None
    return _Dated(index, index + 1, Calendar(None, month))


def _weekday(tokens: Sequence[Token], index: int, language: str) -> _Dated | None:
    """A weekday, "Monday", also before a date: "Monday, September 2" and "Tuesday (3)"."""
    token = tokens[index]
    low, after = token.low, index + 1
    if language == "pt" and _low(tokens, index + 1) == "-" and _low(tokens, index + 2) == "feira":
        low, after = f"{low}-feira", index + 3
    weekday = WEEKDAYS[language].get(low)
    if weekday is None or low in AMBIGUOUS_WEEKDAYS:
        return None
    if language in ("en", "de") and not token.is_capitalised:
        return None
    at = after
    while at < after + 2 and _low(tokens, at) in (",", "the", "den", "el", "le", "dem"):
        at += 1
    if at < len(tokens) and (named := _full_date(tokens, at, language)):
        calendar = named.calendar
        full = Calendar(calendar.year, calendar.month, calendar.day, weekday)
        return _Dated(index, named.after, full)
    day = _number(tokens, after + 1, 1, _LAST_DAY) if _low(tokens, after) == "(" else None
    if day is not None and _low(tokens, after + 2) == ")":
        return _Dated(index, after + 3, Calendar(day=day, weekday=weekday))
    return _Dated(index, after, Calendar(weekday=weekday))


def _full_date(tokens: Sequence[Token], index: int, language: str) -> _Dated | None:
    dated = _day_first(tokens, index, language) or _month_first(tokens, index, language)
    return dated if dated and dated.calendar.day else None


def _relative(tokens: Sequence[Token], index: int, language: str) -> _Dated | None:
    for words, days in RELATIVE[language].get(tokens[index].low, ()):
        if all(_low(tokens, index + n) == word for n, word in enumerate(words)):
            calendar = Calendar(relative=True, shift_days=days)
            return _Dated(index, index + len(words), calendar)
    return None
