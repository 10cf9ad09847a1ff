"""From drafts to searchable articles: identify, deduplicate, cut, enter, then synchronise.

Each batch of articles is one transaction of the catalogue; vectors and keywords follow from it.
A run that dies leaves passages waiting in the catalogue, which the next run completes first.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from llama_index.core.node_parser import NodeParser

from corpus.embeddings import Embedder
from corpus.errors import ArticleNotFound
from corpus.ledger import UNCUT_FACT, KnownArticle, Ledger
from corpus.models import Article, ArticleDraft, ArticleId, StoryId
from corpus.signatures import Candidate, Signature
from corpus.stores import Stores
from corpus.synchronisation import Synchronisation
from indexer.chunking import PassageParser, passages_of
from indexer.deduplication import original_of, signature_of
from indexer.identity import identify
from indexer.sources import Failure, Omission

ARTICLES_PER_BATCH = 64


class Outcome(StrEnum):
    """What became of one article."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a run: articles read, passages made searchable."""

    articles: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What a run did. ``duplicates`` counts new copies of a story that was already there.

    ``warnings`` are for whoever reads the sources to add.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    passages: int = 0
    seconds: float = 0.0
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Omission, ...] = ()

    @property
    def failed(self) -> int:
        """Sources that gave no article."""
        return len(self.failures)

    @property
    def articles(self) -> int:
        """Articles that were read."""
        return self.new + self.updated + self.unchanged + self.duplicates

    @property
    def articles_per_second(self) -> float:
        """Articles read, by the whole time of the run."""
        return self.articles / self.seconds if self.seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a run, as the catalogue now has it."""

    article_id: ArticleId
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Indexer:
    """Adds, updates and removes articles. The caller holds the data folder's lock."""

    stores: Stores
    embedder: Embedder
    parser: NodeParser = field(default_factory=PassageParser)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def run(
        self,
        items: Iterable[ArticleDraft | Failure],
        on_progress: Callable[[Progress], None] = lambda _: None,
    ) -> IndexSummary:
        """Enters every draft and makes it searchable; failures are counted, nothing stops the rest.

        Raises:
            EmbeddingMismatch: before anything is changed.
            StorageUnavailable, ModelUnavailable: what was entered so far is kept.
        """
        started = time.monotonic()
        self.stores.adopt_model(self.embedder.model)
        self._complete_versions()
        synchronisation = Synchronisation(self.stores, self.embedder)
        passages = synchronisation.complete(lambda done: on_progress(Progress(passages=done)))
        summary, failures = IndexSummary(), list[Failure]()
        for batch in _batches(items):
            drafts = [item for item in batch if isinstance(item, ArticleDraft)]
            entries = self.enter(drafts)
            summary = _counted(summary, entries)
            failures += [item for item in batch if isinstance(item, Failure)]
            on_progress(Progress(articles=len(batch)))
            passages += synchronisation.complete(lambda done: on_progress(Progress(passages=done)))
        seconds = time.monotonic() - started
        return replace(summary, passages=passages, seconds=seconds, failures=tuple(failures))

    def enter(self, drafts: Sequence[ArticleDraft]) -> list[Entry]:
        """Enters drafts into the catalogue in one transaction, in order; not yet searchable."""
        if not drafts:
            return []
        self._complete_versions()
        with self.stores.catalogue.writing() as connection:
            ledger = Ledger(connection)
            return [self._enter(draft, ledger) for draft in drafts]

    def remove(self, article_ids: Sequence[str]) -> None:
        """Takes articles out; where one stood for copies of its story, the next copy is searched.

        Raises:
            ArticleNotFound: for the first unknown id; then none is removed.
        """
        self.stores.adopt_model(self.embedder.model)
        self._complete_versions()
        with self.stores.catalogue.writing() as connection:
            ledger = Ledger(connection)
            for article_id in dict.fromkeys(article_ids):
                known = ledger.known(article_id)
                if known is None:
                    raise ArticleNotFound(article_id)
                ledger.remove_article(known.article_id)
                if known.is_searched:
                    self._promote(known.story_id, ledger)
        Synchronisation(self.stores, self.embedder).complete()

    def _enter(self, draft: ArticleDraft, ledger: Ledger) -> Entry:
        article_id, known = identify(draft, ledger)
        if known is not None and known.content_hash == draft.content_hash:
            if known.location != draft.location:
                ledger.relocate(article_id, draft.location)
            return Entry(article_id, Outcome.UNCHANGED)
        signature = signature_of(draft.text)
        candidates = ledger.signatures.candidates(signature, but=article_id)
        original = original_of(draft.text, signature, candidates, ledger.current)
        if original is not None:
            story_id = original.story_id
        else:
            story_id = _own_story(article_id, draft, signature, known, ledger)
        if known is None:
            article = ledger.add_article(
                article_id, draft, story_id=story_id, is_searched=original is None, now=self.clock()
            )
        else:
            article = self._renew(known, draft, story_id, ledger, is_searched=original is None)
        ledger.signatures.keep(article_id, signature)
        ledger.add_passages(passages_of(article, self.parser))
        if known is not None:
            return Entry(article_id, Outcome.UPDATED)
        return Entry(article_id, Outcome.NEW if original is None else Outcome.DUPLICATE)

    def _renew(
        self, known: KnownArticle, draft: ArticleDraft, story_id: StoryId, ledger: Ledger,
        *, is_searched: bool,
    ) -> Article:  # fmt: skip
        """Enters a new version; copies that leaned on the old one get another to stand for them."""
        article = ledger.add_version(
            known, draft, story_id=story_id, is_searched=is_searched, now=self.clock()
        )
        if known.is_searched and not (is_searched and story_id == known.story_id):
            self._promote(known.story_id, ledger)
        return article

    def _promote(self, story_id: StoryId, ledger: Ledger) -> None:
        successor = ledger.next_of_story(story_id)
        if successor is not None:
            ledger.search_instead(successor)

    def _complete_versions(self) -> None:
        """Cuts the versions and copies that an earlier release entered without passages."""
        catalogue = self.stores.catalogue
        if catalogue.fact(UNCUT_FACT) is None:
            return
        with catalogue.reading() as connection:
            uncut = Ledger(connection).uncut()
        for start in range(0, len(uncut), ARTICLES_PER_BATCH):
            with catalogue.writing() as connection:
                ledger = Ledger(connection)
                for article_id, version in uncut[start : start + ARTICLES_PER_BATCH]:
                    article = ledger.version(article_id, version)
                    ledger.add_passages(passages_of(article, self.parser))
        with catalogue.writing() as connection:
            Ledger(connection).forget_facts([UNCUT_FACT])


def _own_story(
    article_id: ArticleId,
    draft: ArticleDraft,
    signature: Signature,
    known: KnownArticle | None,
    ledger: Ledger,
) -> StoryId:
    """The story of an article that is no copy; a correction keeps its copies, a rewrite not."""
    if known is None:
        return ledger.unused_story(article_id)
    if known.is_searched:
        successor = ledger.next_of_story(known.story_id)
        if successor is None:
            return known.story_id
        copy = ledger.current(successor)
        candidate = Candidate(successor, signature_of(copy.text).minhash)
        if original_of(draft.text, signature, [candidate], lambda _: copy):
            return known.story_id
    return ledger.unused_story(f"{article_id}@{known.version + 1}")


def _counted(summary: IndexSummary, entries: Sequence[Entry]) -> IndexSummary:
    outcomes = [entry.outcome for entry in entries]
    return replace(
        summary,
        new=summary.new + outcomes.count(Outcome.NEW),
        updated=summary.updated + outcomes.count(Outcome.UPDATED),
        unchanged=summary.unchanged + outcomes.count(Outcome.UNCHANGED),
        duplicates=summary.duplicates + outcomes.count(Outcome.DUPLICATE),
    )


def _batches(items: Iterable[ArticleDraft | Failure]) -> Iterator[list[ArticleDraft | Failure]]:
    batch: list[ArticleDraft | Failure] = []
    for item in items:
        batch.append(item)
        if len(batch) == ARTICLES_PER_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
