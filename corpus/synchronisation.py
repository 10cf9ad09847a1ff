"""Brings vectors and keywords to what the catalogue says, in steps that may be cut off anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue, LocatedPassage
from corpus.embeddings import Embedder, SentenceAware
from corpus.ledger import Ledger
from corpus.models import PassageId
from corpus.sentence_vectors import pack
from corpus.sentences import sentence_texts
from corpus.stores import Stores
from corpus.vectors import VectorStore

PASSAGES_PER_STEP = 256


def write_vectors(
    catalogue: Catalogue,
    vectors: VectorStore,
    embedder: Embedder,
    located: Sequence[LocatedPassage],
) -> None:
    """Embeds passages; their vectors go to ``vectors``, those of their sentences to the catalogue.

    Sentences have vectors only where the model gives them in the same pass (``SentenceAware``).

    Raises:
        StorageUnavailable, ModelUnavailable: nothing is noted as done.
    """
    records = [found.record for found in located]
    packed: dict[PassageId, bytes | None]
    if isinstance(embedder, SentenceAware):
        whole, parts = embedder.embed_sentences([_parts(found) for found in located])
        packed = {
            found.passage.passage_id: pack(rows[1:])
            for found, rows in zip(located, parts, strict=True)
        }
    else:
        whole = embedder.embed_passages([found.passage.embedded_text for found in located])
        # Those of another model, from before a rebuild, must not stay.
        stale = [found.passage for found in located if found.passage.sentence_vectors is not None]
        packed = {passage.passage_id: None for passage in stale}
    vectors.put(records, whole)
    if packed:
        with catalogue.writing() as connection:
            Ledger(connection).keep_sentence_vectors(packed)


def _parts(located: LocatedPassage) -> list[str]:
    """A passage as the model reads it: its header, then its sentences."""
    return [located.passage.header, *sentence_texts(located.passage.text, located.article.language)]


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
            write_vectors(self.stores.catalogue, vectors, self.embedder, pending)
            self.stores.keywords.replace([located.record for located in pending])
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
