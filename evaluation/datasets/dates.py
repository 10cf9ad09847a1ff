"""Dates of data sets, always with a time zone."""

from __future__ import annotations

from datetime import UTC, datetime

FORMATS = ("%Y/%m/%d", "%d.%m.%Y")


def moment(text: str | None) -> datetime | None:
    """The moment that ISO 8601 or ``2025/01/31`` names, else None (no zone: UTC)."""
    if not text:
        return None
    readings = (_iso(text.strip()), *(_written(text.strip(), form) for form in FORMATS))
    found = next((reading for reading in readings if reading), None)
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _written(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        return None
