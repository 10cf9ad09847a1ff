"""The catalogue: articles, their versions and passages. The single source of truth.

Vectors and keywords are caches of it. What they still lack stands here as passages that are not
yet indexed and as removals, written in the same transaction as the change that caused them, so a
process may die at any point and the next run completes the work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Engine,
    Row,
    Select,
    bindparam,
    func,
    select,
)

from corpus.batches import batches
from corpus.conditions import counting_at
from corpus.database import WRITES, database_url, is_storable, open_engine, storage_errors
from corpus.errors import ArticleNotFound
from corpus.models import (
    Article,
    ArticleId,
    Copy,
    Filters,
    Passage,
    PassageId,
    PassageRecord,
    StoryId,
    epoch_seconds,
)
from corpus.rows import PASSAGE_COLUMNS, article_from, article_query, passage_from
from corpus.tables import articles, facts, passages, removals, versions

LANGUAGE_FACT = "language:"
"""Facts with this prefix name the languages of the collection; asking for them costs nothing."""

_CACHED_VERSIONS = 2_000


# What every question asks: made once, since putting it together costs more than SQLite does.
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_VERSION_KEY = (
    versions.c.article_id,
    versions.c.version,
    versions.c.content_hash,
    versions.c.story_id,
    articles.c.first_seen_at,
)
_VERSION = article_query().where(
    versions.c.article_id == bindparam("key"),
    versions.c.version == bindparam("number"),
    versions.c.content_hash == bindparam("hash"),
    versions.c.story_id == bindparam("story"),
    articles.c.first_seen_at == bindparam("seen"),
)
_PASSAGES = (
    select(
        *PASSAGE_COLUMNS,
        passages.c.is_archived,
        passages.c.vector.is_not(None).label("has_vector"),
        *_VERSION_KEY,
    )
    .select_from(passages.join(versions).join(articles))
    .where(passages.c.passage_id.in_(_KEYS))
)
_PUBLISHED = (
    select(passages.c.passage_id, versions.c.published_second)
    .join(versions)
    .where(versions.c.published_second.is_not(None), passages.c.passage_id.in_(_KEYS))
)
_NEWEST = select(func.max(versions.c.published_second)).where(versions.c.superseded_at.is_(None))
_COPIES_EVER = (
    select(versions.c.story_id, versions.c.article_id, versions.c.source, versions.c.url)
    .join(articles, articles.c.article_id == versions.c.article_id)
    .where(versions.c.story_id.in_(_KEYS))
    .order_by(articles.c.first_seen_at, articles.c.article_id)
)
_COPIES = _COPIES_EVER.where(*counting_at(versions, None))
_COPIES_AS_OF = _COPIES_EVER.where(*counting_at(versions, bindparam("second")))
_LANGUAGES = select(facts.c.name).where(facts.c.name.startswith(LANGUAGE_FACT))
_OUTLETS = select(versions.c.source).distinct().where(versions.c.source.is_not(None))
_FACT = select(facts.c.value).where(facts.c.name == bindparam("name"))


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the catalogue holds.

    ``passages`` are those that every question searches, ``archived`` those that only some do;
    ``pending`` counts what of both waits to be indexed.
    """

    articles: int
    stories: int
    passages: int
    archived: int
    pending: int


@dataclass(frozen=True, slots=True)
class LocatedPassage:
    """A passage with the version of the article it belongs to.

    ``has_vector`` says whether the catalogue holds its vector, which the archive searches.
    """

    passage: Passage
    article: Article
    is_archived: bool = False
    has_vector: bool = False

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
        query = _versions_of(article_id)
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
        query = _versions_of(article_id)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(versions.c.version)).all()
        if not rows:
            raise ArticleNotFound(article_id)
        return tuple(article_from(row) for row in rows)

    def copies(
        self, stories: Collection[StoryId], as_of: datetime | None = None
    ) -> dict[StoryId, tuple[Copy, ...]]:
        """For each story, all its articles in the order in which they were first seen.

        With ``as_of``, those that told it at that moment.
        """
        query = _COPIES if as_of is None else _COPIES_AS_OF
        second = {} if as_of is None else {"second": epoch_seconds(as_of)}
        found: dict[StoryId, list[Copy]] = {story: [] for story in stories}
        with self.reading() as connection:
            for batch in batches(list(found)):
                for row in connection.execute(query, {"keys": batch} | second):
                    copy = Copy(ArticleId(row.article_id), row.source, row.url)
                    found[StoryId(row.story_id)].append(copy)
        return {story: tuple(copies) for story, copies in found.items()}

    def passages(self, passage_ids: Sequence[PassageId]) -> dict[PassageId, LocatedPassage]:
        """The passages with these ids; ids the catalogue does not know are left out."""
        rows: list[Row[*tuple[Any, ...]]] = []
        with self.reading() as connection:
            for batch in batches(passage_ids):
                rows += connection.execute(_PASSAGES, {"keys": batch})
        # Only now, with the connection given back: if each of many threads held one and waited for
        # another, none would get it.
        found: dict[PassageId, LocatedPassage] = {}
        for row in rows:
            try:
                article = self._version(*row[-len(_VERSION_KEY) :])
            except ArticleNotFound:
                continue
            passage = passage_from(row, article)
            found[row.passage_id] = LocatedPassage(
                passage, article, is_archived=row.is_archived, has_vector=bool(row.has_vector)
            )
        return found

    def publication_times(self, passage_ids: Sequence[PassageId]) -> dict[PassageId, int]:
        """When the articles of passages were published, seconds since 1970, where that is known."""
        found: dict[PassageId, int] = {}
        with self.reading() as connection:
            for batch in batches(passage_ids):
                rows = connection.execute(_PUBLISHED, {"keys": batch})
                found |= {PassageId(row.passage_id): row.published_second for row in rows}
        return found

    def newest(self) -> int | None:
        """When the newest article was published, seconds since 1970; None without any date."""
        with self.reading() as connection:
            found: int | None = connection.scalar(_NEWEST)
            return found

    def passages_of(self, article_id: str) -> tuple[Passage, ...]:
        """The searched passages of an article's current version, in order."""
        article = self.article(article_id)
        query = select(*PASSAGE_COLUMNS).where(
            passages.c.article_id == article_id,
            passages.c.version == article.version,
            passages.c.is_archived.is_(False),
        )
        with self.reading() as connection:
            rows = connection.execute(query.order_by(passages.c.position)).all()
        return tuple(passage_from(row, article) for row in rows)

    def pending_passages(
        self, limit: int, *, but: Collection[PassageId] = ()
    ) -> list[LocatedPassage]:
        """Passages that vectors and keywords lack, at most ``limit``, in the order of their ids.

        ``but`` are on their way already; they are left out.
        """
        found = self.pending_ids(limit + len(but))
        ids = [passage_id for passage_id in found if passage_id not in but][:limit]
        located = self.passages(ids)
        return [located[passage_id] for passage_id in ids if passage_id in located]

    def pending_ids(self, limit: int | None = None) -> list[PassageId]:
        """The ids of passages that vectors and keywords lack, in order; all without a limit."""
        query = select(passages.c.passage_id).where(passages.c.is_indexed.is_(False))
        with self.reading() as connection:
            found = connection.scalars(query.order_by(passages.c.passage_id).limit(limit))
            return [PassageId(value) for value in found]

    def pending_removals(self, limit: int) -> list[PassageId]:
        """Passages that vectors and keywords may still hold and must not."""
        with self.reading() as connection:
            query = select(removals.c.passage_id).order_by(removals.c.passage_id).limit(limit)
            return [PassageId(value) for value in connection.scalars(query)]

    def passage_ids(self, *, archived: bool = False) -> set[PassageId]:
        """Every passage that all questions search; with ``archived``, those of the archive."""
        query = select(passages.c.passage_id).where(passages.c.is_archived.is_(archived))
        with self.reading() as connection:
            return {PassageId(value) for value in connection.scalars(query)}

    def languages(self) -> frozenset[str]:
        """The languages in which articles were ever added, where known."""
        with self.reading() as connection:
            names = connection.scalars(_LANGUAGES)
            return frozenset(name.removeprefix(LANGUAGE_FACT) for name in names)

    def spelt(self, filters: Filters) -> Filters:
        """The filters with outlets and languages spelt as they are here, whatever their case.

        The indexes compare exactly. A name that nothing here has is left as it is.
        """
        sources, languages = filters.sources, filters.languages
        if sources:
            with self.reading() as connection:
                sources = _as_spelt(sources, connection.scalars(_OUTLETS))
        if languages:
            languages = _as_spelt(languages, self.languages())
        return replace(filters, sources=sources, languages=languages)

    def counts(self) -> Counts:
        """How much the catalogue holds."""
        with self.reading() as connection:
            cut = select(func.count()).select_from(passages)
            archived = passages.c.is_archived
            return Counts(
                articles=connection.scalar(select(func.count()).select_from(articles)) or 0,
                stories=connection.scalar(select(func.count(articles.c.story_id.distinct()))) or 0,
                passages=connection.scalar(cut.where(archived.is_(False))) or 0,
                archived=connection.scalar(cut.where(archived.is_(True))) or 0,
                pending=connection.scalar(cut.where(passages.c.is_indexed.is_(False))) or 0,
            )

    def fact(self, name: str) -> str | None:
        """One of the collection's own facts, such as which vectors are active."""
        with self.reading() as connection:
            value: str | None = connection.scalar(_FACT, {"name": name})
            return value

    def _load_version(
        self, article_id: str, version: int, content_hash: str, story_id: str, first_seen_at: int
    ) -> Article:
        # A version never changes, so it may be kept; hash, story and time tell an article that was
        # removed and added again from the one that had its id before. An error is not kept.
        asked = {
            "key": article_id,
            "number": version,
            "hash": content_hash,
            "story": story_id,
            "seen": first_seen_at,
        }
        with self.reading() as connection:
            row = connection.execute(_VERSION, asked).first()
        if row is None:
            raise ArticleNotFound(article_id)
        return article_from(row)


def _versions_of(article_id: str) -> Select[*tuple[Any, ...]]:
    """What asks for an article's versions; raises ``ArticleNotFound`` for what can be no id."""
    if not is_storable(article_id):
        raise ArticleNotFound(article_id)
    return article_query().where(versions.c.article_id == article_id)


def _as_spelt(names: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    """The known spellings of each name, or the name itself where there is none."""
    spellings: dict[str, list[str]] = {}
    for one in known:
        spellings.setdefault(_caseless(one), []).append(one)
    found = (sorted(spellings.get(_caseless(name), [name])) for name in names)
    return tuple(dict.fromkeys(one for some in found for one in some))


def _caseless(name: str) -> str:
    return " ".join(name.casefold().split())
