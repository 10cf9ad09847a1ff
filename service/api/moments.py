"""ISO 8601 dates and times in requests; a bare date stands for its whole day, in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from corpus.publication_dates import BOUNDS, plausible

EARLIEST_YEAR, LATEST_YEAR = 1000, 9998
"""Beyond these a shift between time zones or to the day's end could leave the calendar."""

_ADVICE = "a date is written like 2024-09-03, a time like 2024-09-03T12:00:00Z"
_WEEK = re.compile(r"\d{4}-?W\d{2}")
"""ISO 8601 has weeks too; one would be read as its Monday and lose the other days."""


def start_of(value: object) -> object:
    """The first moment of what an ISO text names.

    Raises:
        ValueError: the text is neither a date nor a date and time.
    """
    return value if value is None else _moment(value, at=time.min)


def end_of(value: object) -> object:
    """The last moment of what an ISO text names: for a bare date the end of that day.

    Raises:
        ValueError: the text is neither a date nor a date and time.
    """
    return value if value is None else _moment(value, at=time.max)


def after(value: object) -> object:
    """The first moment that no longer belongs to what an ISO text names, for exclusive bounds.

    Raises:
        ValueError: the text is neither a date nor a date and time.
    """
    if value is None:
        return value
    moment = _moment(value, at=time.min)
    is_whole_day = isinstance(value, str) and _day(value) is not None
    return moment + timedelta(days=1) if is_whole_day else moment


def _publishable(moment: datetime) -> datetime:
    if plausible(moment) is None:
        raise ValueError(f"an article was published at a moment {BOUNDS}; leave out what is none")
    return moment


def _day(text: str) -> date | None:
    """The day that a text without a time names, however ISO 8601 lets it be written."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(value: object, *, at: time) -> datetime:
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, str):
        moment = _read(value, at)
    else:
        # Pydantic turns a ValueError into a problem of the request, a TypeError into a failure.
        raise ValueError("a date is written as text, like 2024-09-03")  # noqa: TRY004
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise ValueError(f"a year from {EARLIEST_YEAR} to {LATEST_YEAR} is needed")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _read(text: str, at: time) -> datetime:
    if _WEEK.fullmatch(text):
        raise ValueError(_ADVICE)
    day = _day(text)
    if day is not None:
        return datetime.combine(day, at, UTC)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_ADVICE) from None


_PATTERN = r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})?)?$"


def _schema(description: str) -> dict[str, Any]:
    return {
        "type": "string",
        "pattern": _PATTERN,
        "anyOf": [{"format": "date"}, {"format": "date-time"}],
        "description": description,
        "examples": ["2024-09-03", "2024-09-03T12:00:00Z"],
    }


From = Annotated[
    datetime,
    BeforeValidator(start_of),
    WithJsonSchema(_schema("From this moment on; a date from its beginning.")),
]
To = Annotated[
    datetime,
    BeforeValidator(after),
    WithJsonSchema(_schema("Before this moment; a date counts to its end.")),
]
PublishedAt = Annotated[
    datetime,
    BeforeValidator(start_of),
    AfterValidator(_publishable),
    WithJsonSchema(_schema(f"A moment {BOUNDS}; a date means its beginning.")),
]
AsOf = Annotated[
    datetime,
    BeforeValidator(end_of),
    WithJsonSchema(_schema("As if asked then; a date means its end.")),
]
