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
from indexer.extraction.months import MONTHS, SHORT_MONTHS, WEEKDAYS, month_number

_LONGEST = 120

_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "pst": -8, "pdt": -7, "mdt": -6, "cdt": -5,
    "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "jst": 9,
}  # fmt: skip
_DAYS = {name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ANY_MONTH = "|".join(sorted(MONTHS | SHORT_MONTHS, key=len, reverse=True))
_DAY_NAME = r"(?:[^\W\d_]{2,12}(?:-feira)?\.?[,،]?\s+)?"
_WEEKDAY = (
    r"(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    rf"|(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})(?:-feira)?)\.?[,،]?\s+)?"
)
_TIME = (
    r"(?:(?:\s*[,|·•–—-]|\s+/)?\s*(?:at|um|à|a las|às|alle|om|kl\.?|godz\.?|в|о)?\s*"
    r"(?P<hour>\d{1,2})(?:(?:[:.h]\s?|(?=\d{2}\s?(?:gmt|utc|hrs)\b))(?P<minute>\d{2}))?(?::(?P<second>\d{2}))?"
    r"\s*(?:uhr|uur|h)?\s*(?P<half>[ap]\.?m\.?)?\s*\(?(?P<zone>[a-z]{1,5})?\)?)?"
)
_NAMED_DAY = (
    rf"(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?:el\s+|le\s+|am\s+|em\s+)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:de\s+|of\s+)?"
    rf"(?P<month2>{_ANY_MONTH})\.?,?[\s-]+(?:de\s+|del\s+)?(?P<year2>\d{{4}})(?:\s?(?:г\.?|року|р\.?|r\.|م)(?!\w))?)"
)
_YEAR_FIRST_DAY = r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:\.(?=\s|$))?"
# A day as East Asia writes it, and its clock time, whose zone nobody writes.
_EASTERN_DAY = (
    r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"
    r"(?:\s?[(（]?[月火水木金土日一二三四五六월화수목금토일][)）]"
    r"|\s?(?:星期|周|礼拜)[一二三四五六日天]|\s?[月火水木金土日]曜日?|\s?[월화수목금토일]요일)?"
    r"(?:\s*\d{1,2}\s?(?:[:：]\s?\d{2}|[时時点시]\s?(?:\d{1,2}\s?[分분])?))?"
)
_NUMERIC_DAY = r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second_part>\d{1,2})(?P=mark)(?P<year>\d{4})"
_LAST_WEEKDAY = r"(?:,?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)?"
# A clock time before its day, whose zone nobody writes there: "19:45, Fri 13/06/2025".
_CLOCK_BEFORE = (
    r"(?:\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?\s?[,|·–—-]?\s+(?:on\s+)?)?"
)
_NAMED = re.compile(
    rf"{_CLOCK_BEFORE}{_DAY_NAME}{_NAMED_DAY}(?:{_TIME}|{_LAST_WEEKDAY})", re.IGNORECASE
)
_YEAR_FIRST = re.compile(rf"{_CLOCK_BEFORE}{_WEEKDAY}{_YEAR_FIRST_DAY}{_TIME}", re.IGNORECASE)
_NUMERIC = re.compile(
    rf"{_CLOCK_BEFORE}(?P<weekday>{_WEEKDAY}){_NUMERIC_DAY}{_TIME}", re.IGNORECASE
)
# A day whose year nobody writes, or of whose numbers nobody says which is the month, as pages put
# it above the articles of the day: "Thursday, May 16th", "Thu 06/03 17:40", "12/03/2025, 07:02".
_UNCERTAIN = re.compile(
    rf"\W*(?:(?:published|posted|updated)(?: on)?:? )?"
    rf"(?:{_WEEKDAY}(?:(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?:{_MONTH})\.?)"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?(?:,? \d{1,2}[/.]\d{1,2}\.?)?"
    rf"|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{2}}){{1,2}}){_TIME}(?:, updated)?\W*",
    re.IGNORECASE,
)
_EASTERN = re.compile(_EASTERN_DAY)
_WITHIN = (
    *(
        re.compile(rf"(?<![\w/.:-]){_CLOCK_BEFORE}{_WEEKDAY}{day}{_TIME}(?![\w/-])", re.IGNORECASE)
        for day in (_NAMED_DAY, _YEAR_FIRST_DAY, _NUMERIC_DAY)
    ),
    re.compile(rf"(?<!\d){_EASTERN_DAY}(?!\d)"),
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
    """The one certain day within a line, and where it starts and ends; else ``None``."""
    found = [match for pattern in _WITHIN for match in pattern.finditer(line)]
    moments = [parse_date(match[0]) for match in found]
    days = {moment.date() if moment else None for moment in moments}
    if len(days) != 1 or moments[0] is None:
        return None
    return moments[0], min(m.start() for m in found), max(m.end() for m in found)


def holds_date(line: str) -> bool:
    """Whether a line holds a day with its year, or several."""
    return any(pattern.search(line) for pattern in _WITHIN)


def is_uncertain_day(line: str) -> bool:
    """Whether a line is a day that nobody can tell: without a year, or in numbers of any order."""
    return len(line) <= _LONGEST and _UNCERTAIN.fullmatch(line) is not None


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
        return _moment(int(year), month_number(month), int(day), clock=match)
    if match := _YEAR_FIRST.fullmatch(text):
        return _moment(int(match["year"]), int(match["month"]), int(match["day"]), clock=match)
    if match := _EASTERN.fullmatch(text):
        return _moment(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match, day_first=day_first)
    return None


def _numeric(match: re.Match[str], *, day_first: bool | None) -> datetime | None:
    first, second = int(match["first"]), int(match["second_part"])
    if first > 12 or match["mark"] == "." or first == second:
        day_first = True
    elif second > 12:
        day_first = False
    year = int(match["year"])
    moments = [
        _moment(year, month, day, clock=match)
        for day, month, fits in (
            (first, second, day_first is not False),
            (second, first, day_first is not True),
        )
        if fits
    ]
    if day_first is None:  # of two orders the one counts that is of the day of the week
        named = match["weekday"].strip(" ,.").casefold()[:3]
        moments = [one for one in moments if one and _DAYS.get(named) == one.weekday()]
    return moments[0] if len(moments) == 1 else None


def _moment(
    year: int, month: int, day: int, *, clock: re.Match[str] | None = None
) -> datetime | None:
    try:
        midnight = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    zone = _ZONES.get((clock["zone"] or "").lower()) if clock else None
    if clock is None or clock["hour"] is None or zone is None:
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
