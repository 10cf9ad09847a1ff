"""Changes to the catalogue, each a step of one transaction.

A ``Ledger`` lives inside ``Catalogue.writing()``. It keeps the books straight: every change to
passages also notes what vectors and keywords must do about it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from corpus.batches import batches
from corpus.catalogue import LANGUAGE_FACT
from corpus.database import is_storable
from corpus.models import (
    Article,
    ArticleDraft,
    ArticleId,
    Passage,
    PassageId,
    StoryId,
    epoch_seconds,
    start_of_version,
)
from corpus.rows import article_from, article_query, version_values
from corpus.signatures import Signatures
from corpus.tables import articles, facts, passages, removals, removed_articles, versions
from corpus.urls import url_digest

UNCUT_FACT = "has_uncut_versions"
"""Stands where versions may lack passages: in a catalogue from before the archive."""
UNPLACED_FACT = "has_unplaced_copies"
"""Stands where a copy may tell more than what is searched: before the fullest one was."""


# Made once: of what a small article costs, a good part was putting these together.
_CURRENT = article_query().where(
    versions.c.article_id == bindparam("key"), versions.c.version == articles.c.version
)
_WITH_HASH = select(articles, versions.c.content_hash).join(
    versions,
    (versions.c.article_id == articles.c.article_id) & (versions.c.version == articles.c.version),
)
_KNOWN = _WITH_HASH.where(articles.c.article_id == bindparam("key"))
_KNOWN_BY_URL = _WITH_HASH.where(articles.c.url_digest == bindparam("key")).order_by(
    articles.c.article_id == bindparam("last"), articles.c.first_seen_at, articles.c.article_id
)
_OF_STORY = (
    select(articles.c.article_id, articles.c.is_searched)
    .where(articles.c.story_id == bindparam("key"))
    .order_by(articles.c.article_id)
)
_KNOWN_AT = _WITH_HASH.where(articles.c.location == bindparam("key")).order_by(
    articles.c.first_seen_at, articles.c.article_id
)
_REMOVED = select(removed_articles.c.version).where(
    removed_articles.c.article_id == bindparam("key")
)


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What a run must know of an article that is already there."""

    article_id: ArticleId
    story_id: StoryId
    version: int
    location: str
    content_hash: str
    is_searched: bool


@dataclass(frozen=True, slots=True)
class PackedVectors:
    """A passage's vector and those of its sentences, as ``corpus.sentence_vectors`` packs them.

    ``sentences`` is ``None`` where the model gives them none.
    """

    whole: bytes
    sentences: bytes | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a new version stands."""

    article_id: ArticleId
    version: int
    story_id: StoryId
    is_searched: bool


class Ledger:
    """The changes of one transaction; ``signatures`` are those that near copies are found by."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.signatures = Signatures(connection)
        self._languages: set[str] = set()

    def known(self, article_id: str) -> KnownArticle | None:
        """The article with this id, if there is one."""
        return self._known(_KNOWN, key=article_id) if is_storable(article_id) else None

    def known_by_url(self, url: str, *, rather_than: ArticleId) -> KnownArticle | None:
        """The article whose current version has this URL, however it is written.

        Of several the one that was seen first, and ``rather_than`` only where no other has it.
        """
        return self._known(_KNOWN_BY_URL, key=url_digest(url), last=rather_than)

    def known_at(self, location: str) -> KnownArticle | None:
        """The article last read from this location, if there is one; of several the first seen."""
        return self._known(_KNOWN_AT, key=location)

    def current(self, article_id: ArticleId) -> Article:
        """The current version of an article that is known to be there."""
        return article_from(self._connection.execute(_CURRENT, {"key": article_id}).one())

    def add_article(
        self, article_id: ArticleId, draft: ArticleDraft, *, story_id: StoryId,
        is_searched: bool, now: datetime,
    ) -> Article:  # fmt: skip
        """Enters a new article with its first version.

        Its number is 1, or the next after those that a removed article of this id had: whoever
        kept one of these finds another text under none.
        """
        version = 1 + (self._connection.scalar(_REMOVED, {"key": article_id}) or 0)
        row = {
            "article_id": article_id,
            "story_id": story_id,
            "version": version,
            "location": draft.location,
            "url_digest": url_digest(draft.url) if draft.url else None,
            "is_searched": is_searched,
            "first_seen_at": int(now.timestamp()),
        }
        self._connection.execute(insert(articles), row)
        place = _Place(article_id, version, story_id, is_searched)
        return self._add_version(place, draft, None, now)

    def add_version(self, known: KnownArticle, draft: ArticleDraft, *, now: datetime) -> Article:
        """Enters a new version where the last one stood; that and older ones are archived."""
        before = self.current(known.article_id)
        self._archive(known.article_id)
        self.signatures.forget(known.article_id)
        self._connection.execute(
            update(articles)
            .where(articles.c.article_id == known.article_id)
            .values(
                version=known.version + 1,
                location=draft.location,
                url_digest=url_digest(draft.url) if draft.url else None,
            )
        )
        place = _Place(known.article_id, known.version + 1, known.story_id, known.is_searched)
        return self._add_version(place, draft, before, now)

    def relocate(self, article_id: ArticleId, location: str) -> None:
        """Notes that an unchanged article is now read from elsewhere."""
        self._connection.execute(
            update(articles).where(articles.c.article_id == article_id).values(location=location)
        )

    def remove_article(self, article_id: ArticleId) -> None:
        """Takes an article out with all its versions, whose numbers no other text is given."""
        self.drop_passages(article_id)
        self._connection.execute(
            delete(removed_articles).where(removed_articles.c.article_id == article_id)
        )
        last = select(articles.c.article_id, articles.c.version)
        self._connection.execute(
            insert(removed_articles).from_select(
                ["article_id", "version"], last.where(articles.c.article_id == article_id)
            )
        )
        self._connection.execute(delete(articles).where(articles.c.article_id == article_id))

    def articles_of(self, story_id: StoryId) -> dict[ArticleId, bool]:
        """The articles whose current version tells a story, and whether each is searched."""
        rows = self._connection.execute(_OF_STORY, {"key": story_id})
        return {ArticleId(row.article_id): row.is_searched for row in rows}

    def unsearched(self) -> list[ArticleId]:
        """The articles that are not searched, in the order of their ids."""
        query = select(articles.c.article_id).where(articles.c.is_searched.is_(False))
        return [ArticleId(id_) for id_ in self._connection.scalars(query.order_by("article_id"))]

    def unused_story(self, name: str) -> StoryId:
        """``name`` as a story id, with a number where copies of a removed article tell it."""
        names = itertools.chain([name], (f"{name}~{number}" for number in itertools.count(2)))
        for one in names:
            if not self._connection.scalar(select(exists().where(versions.c.story_id == one))):
                return StoryId(one)
        raise AssertionError("numbers do not end")

    def place(self, known: KnownArticle, *, story_id: StoryId, is_searched: bool) -> None:
        """Gives an article's current version to a story, to be searched or to be archived."""
        place = {"story_id": story_id, "is_searched": is_searched}
        self._connection.execute(
            update(articles).where(articles.c.article_id == known.article_id).values(place)
        )
        self._connection.execute(
            update(versions)
            .where(versions.c.article_id == known.article_id, versions.c.version == known.version)
            .values(story_id=story_id, is_archived=not is_searched)
        )
        if known.is_searched is not is_searched:
            own = passages.c.article_id == known.article_id
            self._move(own & (passages.c.version == known.version), is_archived=not is_searched)

    def uncut(self) -> list[tuple[ArticleId, int]]:
        """Versions without passages, such as a catalogue from before the archive holds."""
        lacking = ~exists().where(
            passages.c.article_id == versions.c.article_id,
            passages.c.version == versions.c.version,
        )
        query = select(versions.c.article_id, versions.c.version).where(lacking)
        rows = self._connection.execute(query.order_by(*query.selected_columns)).all()
        return [(ArticleId(row.article_id), row.version) for row in rows]

    def version(self, article_id: ArticleId, version: int) -> Article:
        """A version of an article that is known to be there."""
        query = article_query().where(
            versions.c.article_id == article_id, versions.c.version == version
        )
        return article_from(self._connection.execute(query).one())

    def add_passages(self, added: Sequence[Passage]) -> None:
        """Enters passages, searched or archived as their version is; not yet indexed."""
        if not added:
            return
        archived = {
            key: self._is_archived(*key)
            for key in {(passage.article_id, passage.version) for passage in added}
        }
        rows = [
            {
                "passage_id": passage.passage_id,
                "article_id": passage.article_id,
                "version": passage.version,
                "position": passage.position,
                "start": passage.start,
                "end": passage.end,
                "header": passage.header,
                "is_indexed": False,
                "is_archived": archived[passage.article_id, passage.version],
            }
            for passage in added
        ]
        self._connection.execute(insert(passages), rows)

    def drop_passages(self, article_id: ArticleId) -> None:
        """Takes the passages of all versions out and notes that the indexes must follow."""
        query = select(passages.c.passage_id).where(passages.c.article_id == article_id)
        dropped = list(self._connection.scalars(query))
        self._note_removals(dropped)
        self._connection.execute(delete(passages).where(passages.c.article_id == article_id))

    def settle(self, indexed: Sequence[PassageId], removed: Sequence[PassageId]) -> None:
        """Notes that vectors and keywords now hold ``indexed`` and no longer hold ``removed``."""
        if indexed:
            self._connection.execute(
                update(passages).where(passages.c.passage_id.in_(indexed)).values(is_indexed=True)
            )
        if removed:
            self._connection.execute(delete(removals).where(removals.c.passage_id.in_(removed)))

    def keep_vectors(self, vectors: Mapping[PassageId, PackedVectors]) -> None:
        """Keeps the vectors of passages and of their sentences, in the place of those there are."""
        if vectors:
            statement = (
                update(passages)
                .where(passages.c.passage_id == bindparam("key"))
                .values(vector=bindparam("whole"), sentence_vectors=bindparam("sentences"))
            )
            rows = [
                {"key": passage_id, "whole": packed.whole, "sentences": packed.sentences}
                for passage_id, packed in vectors.items()
            ]
            self._connection.execute(statement, rows)

    def set_fact(self, name: str, value: str) -> None:
        """Sets one of the collection's own facts."""
        changed = self._connection.execute(
            update(facts).where(facts.c.name == name).values(value=value)
        )
        if changed.rowcount == 0:
            self._connection.execute(insert(facts).values(name=name, value=value))

    def fact_or(self, name: str, value: str) -> str:
        """The fact of this name, set to ``value`` first where there is none."""
        kept = self._connection.scalar(select(facts.c.value).where(facts.c.name == name))
        if kept is None:
            self.set_fact(name, value)
        return value if kept is None else kept

    def forget_facts(self, names: Iterable[str]) -> None:
        """Removes facts, whether or not they are there."""
        self._connection.execute(delete(facts).where(facts.c.name.in_(list(names))))

    def _known(self, query: Select[Any], **asked: str) -> KnownArticle | None:
        row = self._connection.execute(query, asked).first()
        if row is None:
            return None
        return KnownArticle(
            article_id=ArticleId(row.article_id),
            story_id=StoryId(row.story_id),
            version=row.version,
            location=row.location,
            content_hash=row.content_hash,
            is_searched=row.is_searched,
        )

    def _add_version(
        self, place: _Place, draft: ArticleDraft, before: Article | None, now: datetime
    ) -> Article:
        """Enters the version that the article's row already names; it ends those before it."""
        start = epoch_seconds(start_of_version(draft, before, now))
        row = {
            "article_id": place.article_id,
            "version": place.version,
            "story_id": place.story_id,
            "available_at": start,
            "is_archived": not place.is_searched,
            "seen_at": epoch_seconds(now),
            **version_values(draft),
        }
        self._connection.execute(insert(versions), row)
        if before is not None:
            self._connection.execute(
                update(versions)
                .where(
                    versions.c.article_id == place.article_id,
                    versions.c.version < place.version,
                    or_(versions.c.superseded_at.is_(None), versions.c.superseded_at > start),
                )
                .values(superseded_at=start)
            )
        if draft.language and draft.language not in self._languages:
            self.set_fact(f"{LANGUAGE_FACT}{draft.language}", "known")
            self._languages.add(draft.language)
        return self.current(place.article_id)

    def _is_archived(self, article_id: ArticleId, version: int) -> bool:
        query = select(versions.c.is_archived).where(
            versions.c.article_id == article_id, versions.c.version == version
        )
        return bool(self._connection.scalar(query))

    def _archive(self, article_id: ArticleId) -> None:
        """Moves every searched passage of an article to the archive."""
        own = passages.c.article_id == article_id
        self._move(own & passages.c.is_archived.is_(False), is_archived=True)
        self._connection.execute(
            update(versions).where(versions.c.article_id == article_id).values(is_archived=True)
        )

    def _move(self, condition: ColumnElement[bool], *, is_archived: bool) -> None:
        """Moves passages between searched and archived; they leave there and wait to arrive."""
        moved = list(self._connection.scalars(select(passages.c.passage_id).where(condition)))
        self._note_removals(moved)
        for batch in batches(moved):
            self._connection.execute(
                update(passages)
                .where(passages.c.passage_id.in_(batch))
                .values(is_archived=is_archived, is_indexed=False)
            )

    def _note_removals(self, passage_ids: Sequence[str]) -> None:
        for batch in batches(passage_ids):
            self._connection.execute(delete(removals).where(removals.c.passage_id.in_(batch)))
            self._connection.execute(insert(removals), [{"passage_id": id_} for id_ in batch])
