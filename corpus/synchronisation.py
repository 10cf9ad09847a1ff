"""Brings vectors and keywords to what the catalogue says, in steps that may be cut off anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.catalogue import Catalogue, LocatedPassage
from corpus.embeddings import Embedder, SentenceAware
from corpus.ledger import Ledger, PackedVectors
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
    """Embeds passages; the vectors of those that are searched go to ``vectors``.

    The catalogue keeps a packed one of each for the archive, where an article may go any day, and
    those of its sentences, which only a model has that gives them in the same pass
    (``SentenceAware``).

    Raises:
        StorageUnavailable, ModelUnavailable: nothing is noted as done.
    """
    if not located:
        return
    sentences: list[bytes | None]
    if isinstance(embedder, SentenceAware):
        whole, parts = embedder.embed_sentences([_parts(found) for found in located])
        sentences = [pack(rows[1:]) for rows in parts]
    else:
        whole = embedder.embed_passages([found.passage.embedded_text for found in located])
        sentences = [None] * len(located)
    searched = [place for place, found in enumerate(located) if not found.is_archived]
    vectors.put([located[place].record for place in searched], whole[searched])
    packed = {
        found.passage.passage_id: PackedVectors(pack(vector[np.newaxis, :]), own)
        for found, vector, own in zip(located, whole, sentences, strict=True)
    }
    with catalogue.writing() as connection:
        Ledger(connection).keep_vectors(packed)


def write_keywords(stores: Stores, located: Sequence[LocatedPassage]) -> None:
    """Writes passages to the keyword index that should hold them.

    Raises:
        StorageUnavailable: an index cannot be written.
    """
    for is_archived, index in ((False, stores.keywords), (True, stores.archive.keywords)):
        records = [one.record for one in located if one.is_archived is is_archived]
        if records:
            index.replace(records)


def _parts(located: LocatedPassage) -> list[str]:
    """A passage as the model reads it: its header, then its sentences."""
    return [located.passage.header, *sentence_texts(located.passage.text, located.article.language)]


@dataclass(frozen=True, slots=True)
class Synchronisation:
    """Completes the passages and removals that wait in the catalogue.

    Each step writes vectors, then keywords, then notes in the catalogue that both are done. What
    leaves an index does so first: a passage may be on its way from the archive or into it.
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
            lacking = [one for one in pending if not (one.is_archived and one.has_vector)]
            write_vectors(self.stores.catalogue, vectors, self.embedder, lacking)
            write_keywords(self.stores, pending)
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
            self.stores.archive.keywords.replace([], removed)
            with self.stores.catalogue.writing() as connection:
                Ledger(connection).settle([], removed)
