"""Brings vectors and keywords to what the catalogue says, in steps that may be cut off anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.embeddings import Embedder
from corpus.ledger import Ledger
from corpus.stores import Stores

PASSAGES_PER_STEP = 256


@dataclass(frozen=True, slots=True)
class Synchronisation:
    """Completes the passages and removals that wait in the catalogue.

    Each step writes vectors, then keywords, then notes in the catalogue that both are done.
    Writing a passage twice changes nothing, so a step that was cut off is simply done again.
    """

    stores: Stores
    embedder: Embedder

    def complete(self, on_progress: Callable[[int], None] | None = None) -> int:
        """Works until nothing waits; returns how many passages were indexed.

        Args:
            on_progress: called after each step with the number of passages done in it.

        Raises:
            StorageUnavailable, ModelUnavailable: the work so far is kept, the rest still waits.
        """
        self._remove()
        vectors = self.stores.active_vectors()
        done = 0
        while pending := self.stores.catalogue.pending_passages(PASSAGES_PER_STEP):
            records = [located.record for located in pending]
            texts = [located.passage.embedded_text for located in pending]
            vectors.put(records, self.embedder.embed_passages(texts))
            self.stores.keywords.replace(records)
            with self.stores.catalogue.writing() as connection:
                Ledger(connection).settle([located.passage.passage_id for located in pending], [])
            done += len(pending)
            if on_progress is not None:
                on_progress(len(pending))
        return done

    def _remove(self) -> None:
        vectors = self.stores.active_vectors()
        while removed := self.stores.catalogue.pending_removals(PASSAGES_PER_STEP):
            vectors.remove(removed)
            self.stores.keywords.replace([], removed)
            with self.stores.catalogue.writing() as connection:
                Ledger(connection).settle([], removed)
