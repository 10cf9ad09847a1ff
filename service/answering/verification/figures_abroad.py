"""Figures of Spanish, French, German and Portuguese sentences that quotes tell in another way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.analysis import folded
from service.answering.values import Amount, Calendar, Value, ValueKind, values_in
from service.answering.verification.derived import is_reckoned

_RECKONS = {
    "es": r"mas|menos|superior|inferior|total|juntos|sobran?|rest\w+|quedan?|faltan?|sin|antes|"
    r"despues|entre|diferencia|ventaja|delante|mayoria|por|perd\w+|baj\w+|sub\w+",
    "fr": r"plus|moins|superieur\w*|inferieur\w*|total|ensemble|rest\w+|manqu\w+|encore|sans|avant|"
    r"apres|entre|ecart|avance|majorite|perd\w+|fond\w*|baiss\w+|de",
    "de": r"mehr\w*|weniger|insgesamt|zusammen|rest\w*|bleib\w*|ubrig\w*|ohne|vor|nach|zwischen|"
    r"differenz|vorsprung|unter|uber|um|noch",
    "pt": r"mais|menos|superior|inferior|total|juntos|rest\w+|sobra\w*|falta\w*|sem|antes|depois|"
    r"entre|diferenca|vantagem|maioria|por|perd\w+|abaixo|acima",
}
"""Words of which one stands in a sentence that gives a sum or a difference."""
_HALVES = re.compile(r"\b(?:half|mitad|metade|moitie|halfte|doppelt\w*|doubl\w+|dobl\w+|dobro)\b")
_BOTH = re.compile(r"\b(?:los|las|les|os|as|dos|das|aos|des|aux|die|den|der|beiden)\s*\Z")
_DETERMINED = re.compile(r"\b(?:o|um|ao|do|no|pelo|em|seu|este|esse)\s*\Z")
_AWAY = re.compile(r"\b(?:hace|ha|vor|il y a|ago|earlier|before|antes|atras|zuvor|avant)\b")
_HOUR, _DAY = 3_600.0, 86_400.0
_LENGTHS = (
    (15 * _DAY, r"two weeks|fortnight|dos semanas|deux semaines|zwei wochen|duas semanas"),
    (14 * _DAY, r"fortnight|quince dias|quinze jours|vierzehn tage\w*|quinze dias"),
    (7 * _DAY, r"last week|a week|semana pasada|semaine derniere|\w+ woche|semana passada"),
    (_HOUR, r"an hour|the hour|una hora|une heure|einer? stunde|uma hora"),
    (_HOUR / 2, r"half an hour|media hora|demi-heure|halben? stunde|meia hora"),
    (_HOUR / 4, r"quarter of an hour|cuarto de hora|quart d'heure|viertelstunde|quarto de hora"),
)
"""Lengths of time that are told without a number, or by another."""
_SLACK = 0.01


def tells_abroad(
    value: Value, statement: str, language: str, given: Sequence[Value], quoted: str
) -> bool:
    """Whether the quotes tell a figure of the statement, in words that English rules do not read.

    Args:
        value: the figure, which no quote gives as it is written.
        statement: all of its sentence.
        language: its language: "es", "fr", "de" or "pt".
        given: the figures of the quotes.
        quoted: the text of the quotes.
    """
    meaning, before = value.meaning, folded(statement[: value.start])
    if isinstance(meaning, Calendar):
        return meaning.relative and _is_as_long_ago(value, meaning, language, given, quoted)
    if not isinstance(meaning, Amount):
        return False
    if _is_no_figure(value, meaning, before, language):
        return True
    if value.kind is ValueKind.DURATION:
        return _lasts(meaning.number, quoted)
    if _is_vaguely(meaning, given, quoted):
        return True
    reckons = re.search(rf"\b(?:{_RECKONS[language]})\b", folded(statement))
    return bool(meaning.unit == "%" or reckons) and is_reckoned(value, given, quoted)


def _is_vaguely(meaning: Amount, given: Sequence[Value], quoted: str) -> bool:
    """Whether it is "tens of thousands" of 46,000, or half of what the quotes halve."""
    numbers = [one.meaning.number for one in given if isinstance(one.meaning, Amount)]
    is_vague = meaning.high >= 2 * meaning.low > 0
    if is_vague and any(meaning.low <= number <= meaning.high for number in numbers):
        return True
    is_halved = _HALVES.search(folded(quoted)) is not None
    return is_halved and any(number == 2 * meaning.number > 0 for number in numbers)


def _is_no_figure(value: Value, meaning: Amount, before: str, language: str) -> bool:
    """Whether the word counts nothing: "first", "the two", "segundo" for "according to"."""
    if value.kind is ValueKind.ORDINAL:
        is_source = language == "pt" and folded(value.text) == "segundo"
        return meaning.number == 1 or (is_source and not _DETERMINED.search(before))
    is_count = value.kind is ValueKind.COUNT
    return is_count and meaning.number == 2 and _BOTH.search(before) is not None


def _is_as_long_ago(
    value: Value, meaning: Calendar, language: str, given: Sequence[Value], quoted: str
) -> bool:
    """Whether a day of "nine years ago" is told so, in another language too; "today" always is."""
    if meaning.shift_days == 0:
        return True
    relative = [one for one in given if isinstance(one.meaning, Calendar) and one.meaning.relative]
    shifts = {one.meaning.shift_days for one in relative if isinstance(one.meaning, Calendar)}
    if meaning.shift_days is not None and meaning.shift_days in shifts:
        return True
    lengths = _lengths(value.text, language)
    told = {length for one in relative for tongue in (language, "en")
            for length in _lengths(one.text, tongue)}  # fmt: skip
    told |= {
        one.meaning.number
        for one in given
        if one.kind is ValueKind.DURATION and isinstance(one.meaning, Amount)
    }
    return any(length in told or _lasts(length, quoted) for length in lengths)


def _lengths(text: str, language: str) -> set[float]:
    core = _AWAY.sub(" ", folded(text))
    found = values_in(f"{core}.", language, kinds=(ValueKind.DURATION,))
    return {one.meaning.number for one in found if isinstance(one.meaning, Amount)}


def _lasts(seconds: float, quoted: str) -> bool:
    return any(
        abs(length - seconds) <= _SLACK * length and re.search(rf"\b(?:{words})\b", folded(quoted))
        for length, words in _LENGTHS
    )
