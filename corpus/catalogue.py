"""The catalogue: articles, their versions and passages. The single source of truth.

Vectors and keywords are caches of it. What they still lack stands here as passages that are not
yet indexed and as removals, written in the same transaction as the change that caused them, so a
process may die at any point and the next run completes the work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Row, func, select

from corpus.database import WRITES, database_url, open_engine, storage_errors
from corpus.errors import ArticleNotFound
from corpus.models import Article, ArticleId, Copy, Passage, PassageId, PassageRecord, StoryId
from corpus.rows import PASSAGE_COLUMNS, article_from, article_query, passage_from
from corpus.tables import articles, facts, passages, removals, versions

_Value = TypeVar("_Value")

LANGUAGE_FACT = "language:"
"""Facts with this prefix name the languages of the collection; asking for them costs nothing."""

_CACHED_VERSIONS = 2_000
_IDS_PER_QUERY = 500


@dataclass(frozen=True, slots=True)
class Page:
    """Some articles in the order of their ids; ``next_after`` continues, ``None`` at the end."""

    articles: tuple[Article, ...]
    next_after: ArticleId | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the catalogue holds; ``pending`` counts passages that wait to be indexed."""

    articles: int
    stories: int
    passages: int
    pending: int


@dataclass(frozen=True, slots=True)
class LocatedPassage:
    """A passage with the version of the article it belongs to."""

    passage: Passage
    article: Article

    @property
    def record(self) -> PassageRecord:
        """The form in which vectors and keywords store it."""
        return PassageRecord(
            passage=self.passage,
            source=self.article.source,
            language=self.article.language,
            available_at=self.article.available_at,
            published_at=self.article.published_at,
        )


class Catalogue:
    """Reads the catalogue; ``writing`` hands out a connection for ``corpus.ledger`` to change it.

    Every method raises ``StorageUnavailable`` where the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._version = lru_cache(_CACHED_VERSIONS)(self._load_version)

    @classmethod
    def open(cls, url: str, data_dir: Path) -> Catalogue:
        """The catalogue at a database URL, or in the data folder where the URL is empty."""
        return cls(open_engine(database_url(url, data_dir)))

    def close(self) -> None:
        """Lets go of every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the catalogue."""
        with storage_errors(self._engine), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed at the end of the block, undone if the block raises."""
        engine = self._engine.execution_options(**{WRITES: True})
        with storage_errors(self._engine), engine.begin() as connection:
            yield connection

    def article(self, article_id: str, version: int | None = None) -> Article:
        """One article, in its current version unless another is named.

        Raises:
            ArticleNotFound: there is none.
        """
        query = article_query().where(versions.c.article_id == article_id)
        wanted = articles.c.version if version is None else version
        with self.reading() as connection:
            row = connection.execute(query.where(versions.c.version == wanted)).first()
        if row is None:
            raise ArticleNotFound(article_id)
        return article_from(row)

    def versions(self, article_id: str) -> tuple[Article, ...]:
        """Every version of an article, oldest first.

        Raises:
            ArticleNotFound: there is none.
        """
        query = article_query().where(versions.c.article_id == article_id)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(versions.c.version)).all()
        if not rows:
            raise ArticleNotFound(article_id)
        return tuple(article_from(row) for row in rows)

    def page(self, *, after: str | None = None, limit: int = 100) -> Page:
        """Current versions in the order of their ids, after an id, at most ``limit``."""
        query = article_query().where(versions.c.version == articles.c.version)
        if after is not None:
            query = query.where(articles.c.article_id > after)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(articles.c.article_id).limit(limit + 1)).all()
        found = tuple(article_from(row) for row in rows[:limit])
        return Page(found, found[-1].article_id if len(rows) > limit else None)

    def copies(self, stories: Collection[StoryId]) -> dict[StoryId, tuple[Copy, ...]]:
        """For each story, all its articles in the order in which they were first seen."""
        query = (
            select(articles.c.story_id, articles.c.article_id, versions.c.source, versions.c.url)
            .join(
                versions,
                (versions.c.article_id == articles.c.article_id)
                & (versions.c.version == articles.c.version),
            )
            .order_by(articles.c.first_seen_at, articles.c.article_id)
        )
        found: dict[StoryId, list[Copy]] = {story: [] for story in stories}
        with self.reading() as connection:
            for batch in _batches(list(found)):
                for row in connection.execute(query.where(articles.c.story_id.in_(batch))):
                    copy = Copy(ArticleId(row.article_id), row.source, row.url)
                    found[StoryId(row.story_id)].append(copy)
        return {story: tuple(copies) for story, copies in found.items()}

    def passages(self, passage_ids: Sequence[PassageId]) -> dict[PassageId, LocatedPassage]:
        """The passages with these ids; ids the catalogue does not know are left out."""
        key = (
            versions.c.article_id,
            versions.c.version,
            versions.c.content_hash,
            articles.c.story_id,
            articles.c.first_seen_at,
        )
        query = select(*PASSAGE_COLUMNS, *key).select_from(passages.join(versions).join(articles))
        rows: list[Row[*tuple[Any, ...]]] = []
        with self.reading() as connection:
            for batch in _batches(passage_ids):
                rows += connection.execute(query.where(passages.c.passage_id.in_(batch)))
        # Only now, with the connection given back: if each of many threads held one and waited for
        # another, none would get it.
        found: dict[PassageId, LocatedPassage] = {}
        for row in rows:
            try:
                article = self._version(*row[-len(key) :])
            except ArticleNotFound:
                continue
            found[row.passage_id] = LocatedPassage(passage_from(row, article), article)
        return found

    def passages_of(self, article_id: str) -> tuple[Passage, ...]:
        """The searched passages of an article's current version, in order."""
        article = self.article(article_id)
        query = select(*PASSAGE_COLUMNS).where(passages.c.article_id == article_id)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(passages.c.position)).all()
        return tuple(passage_from(row, article) for row in rows)

    def pending_passages(self, limit: int) -> list[LocatedPassage]:
        """Passages that vectors and keywords lack, at most ``limit``, in the order of their ids."""
        query = select(passages.c.passage_id).where(passages.c.is_indexed.is_(False))
        with self.reading() as connection:
            ids = connection.scalars(query.order_by(passages.c.passage_id).limit(limit)).all()
        located = self.passages([PassageId(passage_id) for passage_id in ids])
        return [located[PassageId(id_)] for id_ in ids if id_ in located]

    def pending_removals(self, limit: int) -> list[PassageId]:
        """Passages that vectors and keywords may still hold and must not."""
        with self.reading() as connection:
            query = select(removals.c.passage_id).order_by(removals.c.passage_id).limit(limit)
            return [PassageId(value) for value in connection.scalars(query)]

    def passage_ids(self) -> set[PassageId]:
        """Every passage that should be searchable."""
        with self.reading() as connection:
            return {PassageId(value) for value in connection.scalars(select(passages.c.passage_id))}

    def languages(self) -> frozenset[str]:
        """The languages in which articles were ever added, where known."""
        query = select(facts.c.name).where(facts.c.name.startswith(LANGUAGE_FACT))
        with self.reading() as connection:
            return frozenset(name.removeprefix(LANGUAGE_FACT) for name in connection.scalars(query))

    def counts(self) -> Counts:
        """How much the catalogue holds."""
        with self.reading() as connection:
            searched = select(func.count()).select_from(passages)
            return Counts(
                articles=connection.scalar(select(func.count()).select_from(articles)) or 0,
                stories=connection.scalar(select(func.count(articles.c.story_id.distinct()))) or 0,
                passages=connection.scalar(searched) or 0,
                pending=connection.scalar(searched.where(passages.c.is_indexed.is_(False))) or 0,
            )

    def fact(self, name: str) -> str | None:
        """One of the collection's own facts, such as which vectors are active."""
        with self.reading() as connection:
            return connection.scalar(select(facts.c.value).where(facts.c.name == name))

    def _load_version(
        self, article_id: str, version: int, content_hash: str, story_id: str, first_seen_at: int
    ) -> Article:
        # A version never changes, so it may be kept; hash, story and time tell an article that was
        # removed and added again from the one that had its id before. An error is not kept.
        query = article_query().where(
            versions.c.article_id == article_id,
            versions.c.version == version,
            versions.c.content_hash == content_hash,
            articles.c.story_id == story_id,
            articles.c.first_seen_at == first_seen_at,
        )
        with self.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise ArticleNotFound(article_id)
        return article_from(row)


def _batches(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    for start in range(0, len(values), _IDS_PER_QUERY):
        yield values[start : start + _IDS_PER_QUERY]
