"""Which versions of articles count: at a moment, and under filters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, or_

from corpus.models import Filters, epoch_seconds


def counting_at(
    table: FromClause, as_of: datetime | ColumnElement[int] | None
) -> list[ColumnElement[bool]]:
    """The conditions under which a version counts at a moment; without one, the current ones do.

    Args:
        table: ``article_versions`` or an alias of it.
        as_of: the moment; or an expression that gives it in seconds since 1970.
    """
    ended = table.c.superseded_at
    if as_of is None:
        return [ended.is_(None)]
    second = epoch_seconds(as_of) if isinstance(as_of, datetime) else as_of
    return [table.c.available_at <= second, or_(ended.is_(None), ended > second)]


def passing(table: FromClause, filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions under which a version of ``table``, as above, passes the filters."""
    conditions = counting_at(table, filters.available_until)
    if filters.sources:
        conditions.append(table.c.source.in_(_storable(filters.sources)))
    if filters.languages:
        conditions.append(table.c.language.in_(_storable(filters.languages)))
    if filters.published_from:
        conditions.append(table.c.published_second >= epoch_seconds(filters.published_from))
    if filters.published_to:
        conditions.append(table.c.published_second < epoch_seconds(filters.published_to))
    return conditions


def _storable(values: Sequence[str]) -> list[str]:
    """The values that a text column can hold; databases refuse to compare others with it."""
    return [value for value in values if "\0" not in value and _is_encodable(value)]


def _is_encodable(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)
