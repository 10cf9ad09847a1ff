"""Looking through the collection: articles by outlet, language, date and words of the title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from corpus.catalogue import Catalogue
from corpus.conditions import counting_at, passing
from corpus.models import Article, ArticleId, Filters, StoryId
from corpus.rows import article_from, article_query
from corpus.tables import articles, versions


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are listed: those that pass the filters and have all words in their title."""

    filters: Filters = field(default_factory=Filters)
    title_words: tuple[str, ...] = ()


EVERYTHING = Selection()
ARTICLES_PER_QUERY = 500
_Articles = Select[*tuple[Any, ...]]
_Row = Row[*tuple[Any, ...]]
_LISTINGS = select(
    versions.c.article_id,
    versions.c.version,
    versions.c.title,
    versions.c.source,
    versions.c.author,
    versions.c.url,
    versions.c.published_at,
    versions.c.published_second,
    versions.c.language,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list stands: at an article, which may be gone by the time the list is continued.

    ``published_second`` is in seconds since 1970, ``None`` where the article has no date.
    """

    published_second: int | None
    article_id: ArticleId


@dataclass(frozen=True, slots=True)
class Listing:
    """An article as lists show it: without its text."""

    article_id: ArticleId
    version: int
    title: str | None
    source: str | None
    author: str | None
    url: str | None
    published_at: datetime | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some articles, newest first; ``next_after`` continues, ``None`` at the end."""

    articles: tuple[Listing, ...]
    next_after: Place | None


@dataclass(frozen=True, slots=True)
class Tally:
    """A name that articles are filtered by, and how many articles have it."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Headline:
    """The title of a story that is searched, with the article that stands for the story."""

    article_id: ArticleId
    story_id: StoryId
    title: str
    language: str | None


def selected(
    catalogue: Catalogue,
    selection: Selection = EVERYTHING,
    *,
    after: Place | None = None,
    limit: int = 100,
) -> Page:
    """Selected articles in their current versions, newest first, after a place in that order.

    By the second of publication, the latest first; then those without one; each by id. An article
    that is there all the time is on one page exactly, whatever is added or removed meanwhile.

    Raises:
        StorageUnavailable: the database cannot be used.
    """
    selection = replace(selection, filters=catalogue.spelt(selection.filters))
    rows, next_after = _page(catalogue, _LISTINGS.where(*_conditions(selection)), after, limit)
    return Page(tuple(map(_listing_from, rows)), next_after)


def all_listings(catalogue: Catalogue) -> Iterator[Listing]:
    """Every article in its current version without its text, newest first, read some at a time.

    Raises:
        StorageUnavailable: the database cannot be used.
    """
    return map(_listing_from, _all_rows(catalogue, _LISTINGS))


def all_articles(catalogue: Catalogue) -> Iterator[Article]:
    """Every article in its current version, as ``all_listings``, with its text."""
    return map(article_from, _all_rows(catalogue, article_query()))


def outlets(catalogue: Catalogue) -> tuple[Tally, ...]:
    """The outlets there are, the one with most articles first; articles without one do not count.

    Raises:
        StorageUnavailable: the database cannot be used.
    """
    return _tallied(catalogue, versions.c.source)


def languages(catalogue: Catalogue) -> tuple[Tally, ...]:
    """The languages there are, as ``outlets``.

    Raises:
        StorageUnavailable: the database cannot be used.
    """
    return _tallied(catalogue, versions.c.language)


def recent_headlines(catalogue: Catalogue, limit: int) -> tuple[Headline, ...]:
    """Titles of searched articles, the latest published first, undated ones not at all.

    Raises:
        StorageUnavailable: the database cannot be used.
    """
    query = (
        select(articles.c.article_id, articles.c.story_id, versions.c.title, versions.c.language)
        .join(versions, versions.c.article_id == articles.c.article_id)
        .where(
            *counting_at(versions, None),
            articles.c.is_searched,
            versions.c.title.is_not(None),
            versions.c.published_second.is_not(None),
        )
        .order_by(versions.c.published_second.desc(), articles.c.article_id)
        .limit(limit)
    )
    with catalogue.reading() as connection:
        return tuple(
            Headline(ArticleId(row.article_id), StoryId(row.story_id), row.title, row.language)
            for row in connection.execute(query)
        )


def _page(
    catalogue: Catalogue, query: _Articles, after: Place | None, limit: int
) -> tuple[list[_Row], Place | None]:
    """The first rows of a query after a place, and where to go on."""
    rows: list[_Row] = []
    with catalogue.reading() as connection:
        for part in _newest_first(query, after):
            rows += connection.execute(part.limit(limit + 1 - len(rows)))
            if len(rows) > limit:
                break
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    return rows[:limit], Place(last.published_second, ArticleId(last.article_id))


def _all_rows(catalogue: Catalogue, query: _Articles) -> Iterator[_Row]:
    current = query.where(*_conditions(EVERYTHING))
    rows, after = _page(catalogue, current, None, ARTICLES_PER_QUERY)
    yield from rows
    while after is not None:
        rows, after = _page(catalogue, current, after, ARTICLES_PER_QUERY)
        yield from rows


def _listing_from(row: _Row) -> Listing:
    return Listing(
        article_id=ArticleId(row.article_id),
        version=row.version,
        title=row.title,
        source=row.source,
        author=row.author,
        url=row.url,
        published_at=datetime.fromisoformat(row.published_at) if row.published_at else None,
        language=row.language,
    )


def _newest_first(query: _Articles, after: Place | None) -> tuple[_Articles, ...]:
    """What a list still has to show: articles with a date, then those without.

    Two queries, since SQLite and PostgreSQL disagree on where an index has missing dates; each
    reads ``ix_article_versions_newest`` in its order and sorts nothing.
    """
    second, article_id = versions.c.published_second, versions.c.article_id
    query = query.order_by(second.desc(), article_id)
    dated, undated = query.where(second.is_not(None)), query.where(second.is_(None))
    if after is None:
        return dated, undated
    if after.published_second is None:
        return (undated.where(article_id > after.article_id),)
    later_in_list = or_(second < after.published_second, article_id > after.article_id)
    return dated.where(second <= after.published_second, later_in_list), undated


def _tallied(catalogue: Catalogue, column: ColumnElement[str | None]) -> tuple[Tally, ...]:
    count = func.count()
    query = (
        select(column, count)
        .where(*counting_at(versions, None), column.is_not(None))
        .group_by(column)
        .order_by(count.desc(), column)
    )
    with catalogue.reading() as connection:
        return tuple(Tally(str(name), number) for name, number in connection.execute(query))


def _conditions(selection: Selection) -> list[ColumnElement[bool]]:
    conditions = passing(versions, selection.filters)
    for word in selection.title_words:
        conditions.append(versions.c.title.icontains(word, autoescape=True))
    return conditions
