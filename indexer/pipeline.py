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
from corpus.ledger import UNCUT_FACT, UNPLACED_FACT, Ledger
from corpus.models import ArticleDraft, ArticleId
from corpus.stores import Stores
from corpus.synchronisation import Synchronisation
from indexer.chunking import PassageParser, passages_of
from indexer.deduplication import signature_of
from indexer.identity import identify
from indexer.sources import Failure, Omission
from indexer.stories import Stories

ARTICLES_PER_BATCH = 64


class Outcome(StrEnum):
    """What became of one article."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a run: articles read, passages indexed, those of the archive too."""

    articles: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What a run did. ``duplicates`` counts new copies of a story that was already there.

    ``passages`` are those that became searchable; what went to the archive is not among them.
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
        self._complete_catalogue()
        synchronisation = Synchronisation(self.stores, self.embedder)
        synchronisation.complete(lambda done: on_progress(Progress(passages=done)))
        summary, failures = IndexSummary(), list[Failure]()
        for batch in _batches(items):
            drafts = [item for item in batch if isinstance(item, ArticleDraft)]
            entries = self.enter(drafts)
            summary = _counted(summary, entries)
            failures += [item for item in batch if isinstance(item, Failure)]
            on_progress(Progress(articles=len(batch)))
            synchronisation.complete(lambda done: on_progress(Progress(passages=done)))
        seconds = time.monotonic() - started
        return replace(
            summary,
            passages=len(synchronisation.searchable),
            seconds=seconds,
            failures=tuple(failures),
        )

    def enter(self, drafts: Sequence[ArticleDraft]) -> list[Entry]:
        """Enters drafts into the catalogue in one transaction, in order; not yet searchable."""
        if not drafts:
            return []
        self._complete_catalogue()
        with self.stores.catalogue.writing() as connection:
            ledger = Ledger(connection)
            stories = Stories(ledger)
            return [self._enter(draft, ledger, stories) for draft in drafts]

    def remove(self, article_ids: Sequence[str]) -> None:
        """Takes articles out; what only they told of a story is searched in its copies from then.

        Raises:
            ArticleNotFound: for the first unknown id; then none is removed.
        """
        self.stores.adopt_model(self.embedder.model)
        self._complete_catalogue()
        with self.stores.catalogue.writing() as connection:
            ledger = Ledger(connection)
            stories = Stories(ledger)
            for article_id in dict.fromkeys(article_ids):
                known = ledger.known(article_id)
                if known is None:
                    raise ArticleNotFound(article_id)
                leaning = stories.leaning_on(known)
                ledger.remove_article(known.article_id)
                stories.settle(leaning)
        Synchronisation(self.stores, self.embedder).complete()

    def _enter(self, draft: ArticleDraft, ledger: Ledger, stories: Stories) -> Entry:
        article_id, known = identify(draft, ledger)
        if known is not None and known.content_hash == draft.content_hash:
            if known.location != draft.location:
                ledger.relocate(article_id, draft.location)
            return Entry(article_id, Outcome.UNCHANGED)
        # It stands alone, or where its last version stood, until it finds its place.
        leaning: set[ArticleId] = set()
        if known is None:
            article = ledger.add_article(
                article_id, draft, story_id=ledger.unused_story(article_id), is_searched=True,
                now=self.clock(),
            )  # fmt: skip
        else:
            leaning = stories.leaning_on(known)
            article = ledger.add_version(known, draft, now=self.clock())
        ledger.signatures.keep(article_id, signature_of(draft.text))
        stories.settle({article_id} | leaning, changed=article)
        ledger.add_passages(passages_of(article, self.parser))
        if known is not None:
            return Entry(article_id, Outcome.UPDATED)
        is_copy = stories.has_copies(article_id)
        return Entry(article_id, Outcome.DUPLICATE if is_copy else Outcome.NEW)

    def _complete_catalogue(self) -> None:
        """Does what an earlier release left undone in this catalogue."""
        self._complete_versions()
        if self.stores.catalogue.fact(UNPLACED_FACT) is not None:
            with self.stores.catalogue.writing() as connection:
                ledger = Ledger(connection)
                Stories(ledger).settle(ledger.unsearched())
                ledger.forget_facts([UNPLACED_FACT])

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
