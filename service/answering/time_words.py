"""How five languages say "this week", "yesterday", "in the past year": patterns only.

They match words case-folded, without accents and joined by one space; ``{u}`` stands for a unit of
time, ``{n}`` for a number, ``{w}`` for a weekday. Tables only, and their compilation.
"""

from __future__ import annotations

import re
from enum import StrEnum

from service.answering.values.calendar_words import AMBIGUOUS_WEEKDAYS, WEEKDAYS
from service.answering.values.numerals import WORDS
from service.answering.values.words import word_set


class Phrase(StrEnum):
    """How a phrase is read: as one of the days before today, or by its unit and number."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    BEFORE_YESTERDAY = "before_yesterday"
    THIS = "this"
    ROLLING = "rolling"
    LAST = "last"
    AGO = "ago"
    WEEKDAY = "weekday"


class Unit(StrEnum):
    """A unit of time."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    YEAR = "year"


_UNITS = {
    "en": "hour=hours? day=days? weekend=weekends? week=weeks? month=months? year=years?",
    "de": "hour=stunden? day=tage?n? weekend=wochenendes? week=wochen? month=monate?n?s? "
    "year=jahre?n?s?",
    "es": "hour=horas? day=dias? weekend=fin_de_semana week=semanas? month=mes(?:es)? year=anos?",
    "fr": "hour=heures? day=jours? weekend=week_-_end|weekend week=semaines? month=mois "
    "year=ans?|annees?",
    "pt": "hour=horas? day=dias? weekend=fim_de_semana week=semanas? month=mes(?:es)? year=anos?",
}
_ONE = {
    "en": "a an", "de": "einem einer ein eine", "es": "un una", "fr": "un une", "pt": "um uma"
}  # fmt: skip
_LARGEST_NUMBER = 31

# More than one word of a phrase stands as it would be written, so longer phrases come first.
_PHRASES: dict[str, tuple[tuple[Phrase, str], ...]] = {
    "en": (
        (Phrase.BEFORE_YESTERDAY, r"the day before yesterday"),
        (Phrase.TODAY, r"(?:earlier )?(?:today|tonight|this (?:morning|afternoon|evening))"),
        (Phrase.YESTERDAY, r"yesterday(?: morning| afternoon| evening)?|last night"),
        (Phrase.AGO, r"{n} {u} ago"),
        (
            Phrase.ROLLING,
            r"(?:(?:in|over|during|within|for) )?(?:the )?(?:last|past) {n} {u}",
        ),
        (Phrase.ROLLING, r"(?:in|over|during|within) the (?:last|past) {u}|(?:the )?past {u}"),
        (Phrase.THIS, r"(?:so far |earlier |later )?this {u}"),
        (Phrase.LAST, r"(?:the )?last {u}"),  # "the previous day" is that before what is told
        (
            Phrase.WEEKDAY,
            r"(?:on )?(?:(?:last|this(?: past)?) )?{w}(?: morning| afternoon| evening| night)?",
        ),
    ),
    "de": (
        (Phrase.BEFORE_YESTERDAY, r"vorgestern"),
        (Phrase.TODAY, r"heute(?: fruh| morgen| vormittag| nachmittag| abend| nacht)?"),
        (Phrase.YESTERDAY, r"gestern(?: fruh| morgen| vormittag| nachmittag| abend| nacht)?"),
        (Phrase.AGO, r"vor {n} {u}"),
        (Phrase.ROLLING, r"(?:(?:in|wahrend) (?:den|der) )?(?:letzten|vergangenen) {n} {u}"),
        (Phrase.THIS, r"(?:in |an )?diese[rsnm]? {u}"),
        (Phrase.LAST, r"(?:(?:in der|im|am) )?(?:letzte|vergangene|vorige)[rsnm]? {u}"),
        (
            Phrase.WEEKDAY,
            (
                r"(?:am )?(?:(?:letzte|vergangene|diese|vorige)[nmr] )?{w}"
                r"(?:morgen|nachmittag|abend|nacht)?"
            ),
        ),
    ),
    "es": (
        (Phrase.BEFORE_YESTERDAY, r"anteayer|antier|antes de ayer"),
        (Phrase.TODAY, r"hoy|esta (?:manana|tarde|noche)"),
        (Phrase.YESTERDAY, r"ayer(?: por la (?:manana|tarde|noche))?|anoche"),
        (Phrase.AGO, r"hace {n} {u}|{n} {u} atras"),
        (
            Phrase.ROLLING,
            (
                r"(?:(?:en|durante) )?l[oa]s (?:ultim[oa]s|pasad[oa]s) {n} {u}"
                r"|(?:(?:en|durante) )?l[oa]s {n} ultim[oa]s {u}|(?:(?:en|durante) )?(?:el|la) "
                r"ultim[oa] {u}"
            ),
        ),
        (Phrase.THIS, r"(?:en )?est[ea] {u}"),
        (
            Phrase.LAST,
            r"(?:(?:en|durante) )?(?:el|la) {u} pasad[oa]|(?:en )?(?:el|la) pasad[oa] {u}",
        ),
        (Phrase.WEEKDAY, r"(?:el|este) {w}(?: pasado)?"),
    ),
    "fr": (
        (Phrase.BEFORE_YESTERDAY, r"avant - hier"),
        (Phrase.TODAY, r"aujourd'hui|ce (?:matin|soir)|cet(?:te)? (?:apres - midi|nuit)"),
        (Phrase.YESTERDAY, r"hier(?: matin| soir| apres - midi)?"),
        (Phrase.AGO, r"il y a {n} {u}"),
        (
            Phrase.ROLLING,
            (
                r"(?:(?:pendant|durant|dans|sur|au cours d[eu]?s?) )?(?:l?ces|les|des|de ces) {n} "
                r"(?:derniere?s|passee?s) {u}|(?:(?:pendant|durant) |au cours de )(?:la|l'|le) "
                r"(?:derniere?|passee?) {u}"
            ),
        ),
        (Phrase.THIS, r"ce(?:t|tte)? {u}(?: - ci)?"),
        (Phrase.LAST, r"(?:le |la |l' )?{u} (?:derniere?|passee?)"),
        (Phrase.WEEKDAY, r"(?:ce )?{w}(?: dernier| passe)?(?: matin| soir)?"),
    ),
    "pt": (
        (Phrase.BEFORE_YESTERDAY, r"anteontem|antes de ontem"),
        (Phrase.TODAY, r"hoje|n?est[ea] (?:manha|tarde|noite)"),
        (Phrase.YESTERDAY, r"ontem(?: de manha| a tarde| a noite)?"),
        (Phrase.AGO, r"ha {n} {u}(?: atras)?|{n} {u} atras"),
        (
            Phrase.ROLLING,
            (
                r"n?[oa]s (?:ultim[oa]s|passad[oa]s) {n} {u}|n?[oa]s {n} ultim[oa]s {u}"
                r"|n[oa] ultim[oa] {u}"
            ),
        ),
        (Phrase.THIS, r"[nd]?es[ts][ea] {u}"),
        (Phrase.LAST, r"(?:n?[oa] )?{u} passad[oa]"),
        (Phrase.WEEKDAY, r"(?:n?[oa]|n?est[ea]) {w}(?: - feira)?(?: passad[oa])?"),
    ),
}
PRESENT = {
    "en": re.compile(r"\b(?:does?|still|even)\b|\b(?:is|are)\b(?!.* \w+ing\b)"),
    "de": re.compile(r"\b(?:gibt|noch|leben|gelten|gilt)\b"),
    "es": re.compile(r"\b(?:hay|son|es|tienen?|existen?|todavia|aun)\b"),
    "fr": re.compile(r"\b(?:y a|comptent?|existent?|encore)\b"),
    "pt": re.compile(r"\b(?:ha|sao|e|tem|existem?|ainda)\b"),
}
"""A question about how things are, in which "today" means nowadays."""

COMPARED = re.compile(
    r"\b(?:than|compared (?:to|with)|versus|vs|gegenuber|als|que|do que|"
    r"before|prior to|vor|avant|antes(?: d[eo])?) $"
)
"""What stands before a time that something is only measured by: "more than last year"."""


NEAR = word_set(
    """last this past letzten letzter letztem vergangenen vergangener diesen dieser vorigen pasado
    este dernier passe ce passado passada esta nesta neste"""
)
"""Words by which a weekday is the nearest one, whoever reads the question and when."""

_SINCE = r"(?:(?:since|seit|desde|depuis)(?: (?:el|la|le|o|a))? )?"
_BEYOND = r"(?! (?:of|del?|do|da|des|du|before|after|vor|nach|antes|avant)\b)"
"""What may not follow: "the last week of August" is no time seen from today."""


def _compiled(language: str) -> tuple[tuple[Phrase, re.Pattern[str]], ...]:
    parts = {
        "u": f"(?:{'|'.join(UNITS[language])})",
        "n": f"(?:\\d{{1,3}}|{'|'.join(sorted(NUMBERS[language], reverse=True))})",
        "w": f"(?:{'|'.join(sorted(WEEKDAYS_OF[language], reverse=True))})",
    }
    found = []
    for phrase, pattern in _PHRASES[language]:
        for name, alternatives in parts.items():
            pattern = pattern.replace(f"{{{name}}}", alternatives)  # noqa: PLW2901 - filled in
        found.append((phrase, re.compile(rf"\b{_SINCE}(?:{pattern})(?!\w){_BEYOND}(?: 's)?")))
    return tuple(found)


def _units(table: str) -> dict[str, Unit]:
    entries = (entry.partition("=") for entry in table.split())
    return {p.replace("_", " "): Unit(name) for name, _, words in entries for p in words.split("|")}


UNITS = {language: _units(table) for language, table in _UNITS.items()}
"""A pattern of each language -> the unit it means; "weekend" stands before "week"."""

NUMBERS = {
    language: {
        **{word: int(n) for word, n in WORDS[language].items() if 1 <= n <= _LARGEST_NUMBER},
        **dict.fromkeys(_ONE[language].split(), 1),
    }
    for language in _UNITS
}
WEEKDAYS_OF = {
    language: {
        word: day
        for word, day in WEEKDAYS[language].items()
        if "-" not in word and (language == "pt" or word not in AMBIGUOUS_WEEKDAYS)
    }
    for language in _UNITS
}
PATTERNS = {language: _compiled(language) for language in _PHRASES}
"""The phrases of each language, those that hold others first."""
