"""Lengths of time, ages and "two days ago" in a text."""

from __future__ import annotations

import re

from service.answering.values.calendar_words import (
    AGO,
    AGO_BEFORE,
    BEFORE,
    OLD,
    SECONDS_PER_DAY,
    TIME_UNITS,
)
from service.answering.values.iberian_ages import is_told_age
from service.answering.values.numerals import WORDS, Numeral, half_after, numeral_at
from service.answering.values.reading import Reading, Taken
from service.answering.values.roughness import amount, hedge_before
from service.answering.values.tokens import adjacent
from service.answering.values.value import Calendar, ValueKind
from service.answering.values.words import word_set

_ARTICLES = word_set("a an un una une ein eine einen einem einer um uma half")
_BEFORE_ARTICLE = word_set(
    "for over than about almost nearly within in after lasting lasted last lasts took take "
    "spent spend spending during around under another just durante por en de hasta casi pendant "
    "environ depuis pour apres fur seit nach rund etwa fast uber dura duro ha hace dure dauerte "
    "some exactly roughly approximately"
)
_GERMAN = re.compile(r"(\w{0,20}?)(tag|stund|woch|monat|jahr)ige?[nrsm]?")
_GERMAN_UNITS = {"tag": "tag", "stund": "stunde", "woch": "woche", "monat": "monat", "jahr": "jahr"}
_LASTING = word_set("for lasted last lasting took spent during durante pendant por")
_ROUNDING = 0.12
AGE_UNIT = "years old"
_AGE_LIMIT = 130
_JOINING = {"es": "y", "pt": "e"}
_DAYS_LIMIT = 100
_YEAR = TIME_UNITS["en"]["year"]
_AGED = word_set("age agee ages agees")
_BEHIND_AN_AGE = frozenset((",", ".", ")", ";", ""))


def duration_at(reading: Reading, numeral: Numeral) -> Taken | None:
    """The length of time, age or relative date this number begins."""
    tokens = reading.tokens
    at = numeral.after
    if at < len(tokens) and tokens[at].text in "-‑–" and adjacent(tokens[at - 1], tokens[at]):
        at += 1
    if at >= len(tokens):
        return None
    low = tokens[at].low
    unit = TIME_UNITS[reading.language].get(low)
    compound = _GERMAN.fullmatch(low) if reading.language == "de" else None
    if unit is None and compound and not compound[1]:
        if compound[2] == "jahr":
            return _age(reading, numeral, at + 1)
        unit = TIME_UNITS["de"][_GERMAN_UNITS[compound[2]]]
    if unit is None:
        return None
    return _measured(reading, numeral, unit, at + 1)


def article_duration_at(reading: Reading, index: int) -> Taken | None:
    """Without a number: "a year and a half", "more than a year", "half an hour", "zweitägig"."""
    tokens, low = reading.tokens, reading.tokens[index].low
    units = TIME_UNITS[reading.language]
    if reading.language == "de" and (compound := _GERMAN.fullmatch(low)):
        number = WORDS["de"].get(compound[1])
        if number is not None and compound[2] != "jahr":
            unit = units[_GERMAN_UNITS[compound[2]]]
            return _measured(reading, Numeral(index, index + 1, number, 1.0), unit, index + 1)
    if low not in _ARTICLES or index + 1 >= len(tokens):
        return None
    half = low == "half"
    at = index + 2 if half and tokens[index + 1].low in ("a", "an", "-") else index + 1
    found = units.get(tokens[at].low) if at < len(tokens) else None
    if found is None:
        return None
    before = tokens[index - 1].low if index else ""
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    ago = after in AGO[reading.language] | BEFORE[reading.language] or after in ("-", "long")
    has_rest = half_after(tokens, at + 1) or _rest_at(reading, found, at + 1) is not None
    if not (half or ago or before in _BEFORE_ARTICLE or has_rest):
        return None
    numeral = Numeral(index, at, 0.5 if half else 1.0, 1.0, worded=True)
    return _measured(reading, numeral, found, at + 1)


def age_at(reading: Reading, numeral: Numeral) -> Taken | None:
    """An age: "aged 42", "at the age of 42", "Jane Doe, 42,"."""
    before = reading.low(numeral.first - 1)
    named = (
        before == ","
        and reading.low(numeral.after) in (",", ".", "")
        and numeral.first > 1
        and reading.tokens[numeral.first - 2].is_capitalised
        and not numeral.worded
    )
    told = before in ("aged", "age") or (before == "of" and reading.low(numeral.first - 2) == "age")
    if (named or told) and 0 < numeral.number < _AGE_LIMIT:
        return _age(reading, numeral, numeral.after)
    return None


def _age(reading: Reading, numeral: Numeral, after: int) -> Taken:
    meaning = amount(numeral, None, half=0.0, unit=AGE_UNIT)
    return reading.taken(ValueKind.QUANTITY, numeral.first, after, meaning)


def _measured(reading: Reading, numeral: Numeral, unit: float, after: int) -> Taken | None:
    tokens, language = reading.tokens, reading.language
    if halves := half_after(tokens, after):
        numeral = numeral._replace(number=numeral.number + 0.5, step=0.5)
        after += halves
    following = [token.low for token in tokens[after : after + 2]]
    if OLD & set(following[:1]) or (following[:1] == ["-"] and OLD & set(following[1:])):
        return _age(reading, numeral, after + (1 if following[0] in OLD else 2))
    if following[:1] == ["de"] and following[1:] in (["edad"], ["idade"]):
        return _age(reading, numeral, after + 2)
    is_age = is_told_age(reading, numeral, after) or _is_somebodys(reading, numeral, after)
    if unit == _YEAR and is_age:
        return _age(reading, numeral, after)
    before = tokens[numeral.first - 1].low if numeral.first else ""
    ago_before = before in AGO_BEFORE[language] and (
        language != "fr" or _y_before(reading, numeral)
    )
    lasting = before in _LASTING and following[:1] != ["ago"]
    if ago_before or (following[:1] and following[0] in AGO[language] and not lasting):
        return _ago(reading, numeral, unit, after, ago_before=ago_before)
    if following[:1] and following[0] in BEFORE[language] and not lasting:
        # "Three days before the vote" says nothing about the day of writing.
        return reading.taken(ValueKind.DATE, numeral.first, after + 1, Calendar(relative=True))
    numeral, after = _with_rest(reading, numeral, unit, after)
    hedge = hedge_before(tokens, numeral.first)
    half = min(0.5 * numeral.step, _ROUNDING * numeral.number)
    meaning = amount(numeral, hedge[0] if hedge else None, factor=unit, half=half, unit="s")
    first = hedge[1] if hedge else numeral.first
    if following == ["-", "long"]:
        after += 2
    return reading.taken(ValueKind.DURATION, first, after, meaning)


def _with_rest(reading: Reading, numeral: Numeral, unit: float, after: int) -> tuple[Numeral, int]:
    """The length with what Spanish and Portuguese add to it: "cinco horas y doce minutos"."""
    rest = _rest_at(reading, unit, after)
    if rest is None:
        return numeral, after
    share = TIME_UNITS[reading.language][reading.low(rest.after)] / unit
    whole = numeral._replace(number=numeral.number + rest.number * share, step=rest.step * share)
    return whole, rest.after + 1


def _rest_at(reading: Reading, unit: float, at: int) -> Numeral | None:
    """The number of a smaller unit that "y" or "e" adds here, less than one of the unit."""
    language = reading.language
    if at + 1 >= len(reading.tokens) or reading.low(at) != _JOINING.get(language):
        return None
    rest = numeral_at(reading.tokens, at + 1, language)
    smaller = TIME_UNITS[language].get(reading.low(rest.after)) if rest is not None else None
    if rest is None or smaller is None or rest.number * smaller >= unit:
        return None
    return rest


def _is_somebodys(reading: Reading, numeral: Numeral, after: int) -> bool:
    """Whether French years are an age: "âgée de 58 ans", "Odile Vasseur, 58 ans,"."""
    first = numeral.first
    if reading.language != "fr" or first < 2 or not 0 < numeral.number < _AGE_LIMIT:
        return False
    before = reading.tokens[first - 2]
    if reading.low(first - 1) == "de":
        return before.low in _AGED
    is_open = reading.low(first - 1) in (",", "(")
    return is_open and before.is_capitalised and reading.low(after) in _BEHIND_AN_AGE


def _y_before(reading: Reading, numeral: Numeral) -> bool:
    return numeral.first > 1 and reading.tokens[numeral.first - 2].low == "y"


def _ago(reading: Reading, numeral: Numeral, unit: float, after: int, *, ago_before: bool) -> Taken:
    days = numeral.number * unit / SECONDS_PER_DAY
    exact = days == int(days) and 0 < days < _DAYS_LIMIT
    calendar = Calendar(relative=True, shift_days=-int(days) if exact else None)
    first = numeral.first - 1 if ago_before else numeral.first
    return reading.taken(ValueKind.DATE, first, after + (not ago_before), calendar)
