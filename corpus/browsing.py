"""Looking through the collection: articles by outlet, language, date and words of the title."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, select

from corpus.catalogue import Catalogue, Page, counting_at
from corpus.models import ArticleId, Filters, StoryId, epoch_seconds
from corpus.rows import article_from, article_query
from corpus.tables import articles, versions


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are listed: those that pass the filters and have all words in their title."""

    filters: Filters = field(default_factory=Filters)
    title_words: tuple[str, ...] = ()


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
    catalogue: Catalogue, selection: Selection, *, after: str | None = None, limit: int = 100
) -> Page:
    """Selected articles in their current versions, in the order of their ids, after an id.

    Raises:
        StorageUnavailable: the database cannot be used.
    """
    query = article_query().where(*_conditions(selection))
    if after is not None:
        query = query.where(articles.c.article_id > after)
    with catalogue.reading() as connection:
        rows = connection.execute(query.order_by(articles.c.article_id).limit(limit + 1)).all()
    found = tuple(article_from(row) for row in rows[:limit])
    return Page(found, found[-1].article_id if len(rows) > limit else None)


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
    filters = selection.filters
    conditions = counting_at(versions, filters.available_until)
    if filters.sources:
        conditions.append(versions.c.source.in_(filters.sources))
    if filters.languages:
        conditions.append(versions.c.language.in_(filters.languages))
    if filters.published_from:
        conditions.append(versions.c.published_second >= epoch_seconds(filters.published_from))
    if filters.published_to:
        conditions.append(versions.c.published_second < epoch_seconds(filters.published_to))
    for word in selection.title_words:
        conditions.append(versions.c.title.icontains(word, autoescape=True))
    return conditions
