"""Which moments an article may have been published at; others are slips, and no date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EARLIEST_YEAR = 1800
TOLERATED_FUTURE = timedelta(days=2)
BOUNDS = f"from {EARLIEST_YEAR} to {TOLERATED_FUTURE.days} days from now"


def now_utc() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def plausible(moment: datetime, *, now: datetime | None = None) -> datetime | None:
    """The moment in UTC; ``None`` before 1800 or more than two days ahead of ``now``."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        moment = aware.astimezone(UTC)
    except OverflowError:
        return None
    if moment.year < EARLIEST_YEAR or moment > (now or now_utc()) + TOLERATED_FUTURE:
        return None
    return moment
