"""Brings vectors and keywords to what the catalogue says, in steps that may be cut off anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from corpus.catalogue import Catalogue, LocatedPassage
from corpus.embeddings import Embedder, SentenceAware, Vectors
from corpus.ledger import Ledger, PackedVectors
from corpus.models import PassageId
from corpus.sentence_vectors import pack
from corpus.sentences import sentence_texts
from corpus.stores import Stores
from corpus.vectors import VectorStore

PASSAGES_PER_STEP = 64
"""Few, so that little is left to write when the last one is embedded."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """Passages with their vectors, shape (n_passages, dimensions), and those of their sentences."""

    located: Sequence[LocatedPassage]
    whole: Vectors
    sentences: Sequence[bytes | None]


def embed(embedder: Embedder, located: Sequence[LocatedPassage]) -> Embedded:
    """The vectors of passages; of their sentences too where the model gives them in one pass.

    Raises:
        ModelUnavailable: the model cannot be used.
    """
    if not located:
        return Embedded((), np.empty((0, embedder.dimensions), np.float32), ())
    if isinstance(embedder, SentenceAware):
        whole, parts = embedder.embed_sentences([_parts(found) for found in located])
        return Embedded(located, whole, [pack(rows[1:]) for rows in parts])
    whole = embedder.embed_passages([found.passage.embedded_text for found in located])
    return Embedded(located, whole, [None] * len(located))


def write_vectors(catalogue: Catalogue, vectors: VectorStore, embedded: Embedded) -> None:
    """Those of passages that are searched go to ``vectors``.

    The catalogue keeps a packed one of each for the archive, where an article may go any day, and
    those of its sentences.

    Raises:
        StorageUnavailable: nothing is noted as done.
    """
    located = embedded.located
    if not located:
        return
    searched = [place for place, found in enumerate(located) if not found.is_archived]
    vectors.put([located[place].record for place in searched], embedded.whole[searched])
    packed = {
        found.passage.passage_id: PackedVectors(pack(vector[np.newaxis, :]), own)
        for found, vector, own in zip(located, embedded.whole, embedded.sentences, strict=True)
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
    While one step is written, the next is embedded.
    """

    stores: Stores
    embedder: Embedder
    searchable: set[PassageId] = field(default_factory=set)
    """The passages that it made searchable so far and that still are: copies may displace some."""

    def complete(self, on_progress: Callable[[int], None] | None = None) -> int:
        """Works until nothing waits; returns how many passages were indexed, archived ones too.

        Args:
            on_progress: called after each step with the number of passages done in it.

        Raises:
            StorageUnavailable, ModelUnavailable: the work so far is kept, the rest still waits.
        """
        self._remove()
        vectors = self.stores.active_vectors()
        steps: list[int] = []

        def write(pending: Sequence[LocatedPassage], embedded: Embedded) -> None:
            write_vectors(self.stores.catalogue, vectors, embedded)
            write_keywords(self.stores, pending)
            with self.stores.catalogue.writing() as connection:
                Ledger(connection).settle([one.passage.passage_id for one in pending], [])
            self.searchable.update(one.passage.passage_id for one in pending if not one.is_archived)
            steps.append(len(pending))

        told = 0
        with ThreadPoolExecutor(1, "index-writer") as writer:
            writing: Future[None] = writer.submit(lambda: None)
            underway: frozenset[PassageId] = frozenset()
            while True:
                pending = self.stores.catalogue.pending_passages(PASSAGES_PER_STEP, but=underway)
                lacking = [one for one in pending if not (one.is_archived and one.has_vector)]
                embedded = embed(self.embedder, lacking)
                writing.result()
                for done in steps[told:]:
                    told += 1
                    if on_progress is not None:
                        on_progress(done)
                if not pending:
                    return sum(steps)
                underway = frozenset(one.passage.passage_id for one in pending)
                writing = writer.submit(write, pending, embedded)

    def _remove(self) -> None:
        vectors = self.stores.active_vectors()
        while removed := self.stores.catalogue.pending_removals(PASSAGES_PER_STEP):
            vectors.remove(removed)
            self.stores.keywords.replace([], removed)
            self.stores.archive.keywords.replace([], removed)
            with self.stores.catalogue.writing() as connection:
                Ledger(connection).settle([], removed)
            self.searchable.difference_update(removed)
