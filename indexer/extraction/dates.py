"""Publication dates, read strictly: an ambiguous or impossible date is no date.

A date without a time is midnight UTC. A time whose zone is unknown or ambiguous counts only for
its day. Numeric days and months are read only where their order is certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from corpus.publication_dates import plausible

_LONGEST = 120

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7,
    "agosto": 8, "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
    "janvier": 1, "février": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7,
    "août": 8, "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12,
    "januar": 1, "jänner": 1, "februar": 2, "märz": 3, "juni": 6, "juli": 7, "oktober": 10,
    "dezember": 12,
    "janeiro": 1, "fevereiro": 2, "março": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9,
    "outubro": 10, "novembro": 11, "dezembro": 12,
    "gennaio": 1, "febbraio": 2, "aprile": 4, "maggio": 5, "giugno": 6, "luglio": 7,
    "settembre": 9, "ottobre": 10, "dicembre": 12,
}  # fmt: skip
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "pst": -8, "pdt": -7, "mdt": -6, "cdt": -5,
    "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "jst": 9,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_NAME = r"(?:[^\W\d_]{2,12}(?:-feira)?\.?,?\s+)?"
_WEEKDAY = (
    r"(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)\.?,?\s+)?"
)
_TIME = (
    r"(?:\s*[,|·•–—-]?\s*(?:at|um|à|a las|às|alle)?\s*"
    r"(?P<hour>\d{1,2})(?:[:.h]\s?(?P<minute>\d{2}))?(?::(?P<second>\d{2}))?"
    r"\s*(?:uhr|h)?\s*(?P<half>[ap]\.?m\.?)?\s*\(?(?P<zone>[a-z]{1,5})?\)?)?"
)
_NAMED_DAY = (
    rf"(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?:el\s+|le\s+|am\s+|em\s+)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?"
    rf"(?P<month2>{_MONTH})\.?,?\s+(?:de\s+|del\s+)?(?P<year2>\d{{4}}))"
)
_YEAR_FIRST_DAY = r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
_NUMERIC_DAY = r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second_part>\d{1,2})(?P=mark)(?P<year>\d{4})"
_NAMED = re.compile(rf"{_DAY_NAME}{_NAMED_DAY}{_TIME}", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"{_YEAR_FIRST_DAY}{_TIME}", re.IGNORECASE)
_NUMERIC = re.compile(rf"{_NUMERIC_DAY}{_TIME}", re.IGNORECASE)
_WITHIN = tuple(
    re.compile(rf"(?<![\w/.-]){_WEEKDAY}{day}{_TIME}(?![\w/-])", re.IGNORECASE)
    for day in (_NAMED_DAY, _YEAR_FIRST_DAY, _NUMERIC_DAY)
)


def parse_date(
    text: str, *, day_first: bool | None = None, now: datetime | None = None
) -> datetime | None:
    """The moment the text names and nothing else; ``None`` where it is not certain.

    ``day_first`` settles ``03/09/2024``, which is otherwise ambiguous.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    readers: tuple[Callable[[str], datetime | None], ...] = (
        _iso,
        _rfc2822,
        lambda value: _written(value, day_first=day_first),
    )
    for read in readers:
        moment = read(text)
        if moment is not None:
            return plausible(moment, now=now)
    return None


def find_date(line: str) -> tuple[datetime, int, int] | None:
    """The one certain date within a line, and where it starts and ends; else ``None``."""
    found = [match for pattern in _WITHIN for match in pattern.finditer(line)]
    if len(found) != 1:
        return None
    moment = parse_date(found[0][0])
    return (moment, found[0].start(), found[0].end()) if moment else None


def _iso(text: str) -> datetime | None:
    if not re.match(r"\d{4}-?\d{2}-?\d{2}(?:$|[T ])", text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _rfc2822(text: str) -> datetime | None:
    if not re.match(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


def _written(text: str, *, day_first: bool | None) -> datetime | None:
    if match := _NAMED.fullmatch(text):
        month = match["month"] or match["month2"]
        day, year = match["day"] or match["day2"], match["year"] or match["year2"]
        return _moment(int(year), _MONTHS[month.lower()], int(day), clock=match)
    if match := _YEAR_FIRST.fullmatch(text):
        return _moment(int(match["year"]), int(match["month"]), int(match["day"]), clock=match)
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match, day_first=day_first)
    return None


def _numeric(match: re.Match[str], *, day_first: bool | None) -> datetime | None:
    first, second = int(match["first"]), int(match["second_part"])
    if first > 12 or match["mark"] == "." or first == second:
        day_first = True
    elif second > 12:
        day_first = False
    if day_first is None:
        return None
    day, month = (first, second) if day_first else (second, first)
    return _moment(int(match["year"]), month, day, clock=match)


def _moment(year: int, month: int, day: int, *, clock: re.Match[str]) -> datetime | None:
    try:
        midnight = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    zone = _ZONES.get((clock["zone"] or "").lower())
    if clock["hour"] is None or zone is None:
        return midnight
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return midnight
        hour = hour % 12 + (12 if clock["half"].lower().startswith("p") else 0)
    try:
        return midnight.replace(
            hour=hour,
            minute=int(clock["minute"] or 0),
            second=int(clock["second"] or 0),
            tzinfo=timezone(timedelta(hours=zone)),
        )
    except ValueError:
        return midnight
