"""Rebuilds what is derived from the catalogue: vectors and keywords. The catalogue stays as it is.

Cut off at any point, nothing is lost: the next check finds what is left to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from shutil import rmtree

from corpus.catalogue import Catalogue
from corpus.consistency import Advance, Fault, Finding, Report
from corpus.embeddings import Embedder
from corpus.errors import StorageUnavailable
from corpus.keywords import KeywordIndex
from corpus.ledger import Ledger
from corpus.models import PassageId, PassageRecord
from corpus.settings import CorpusSettings
from corpus.stores import ACTIVE_COLLECTION, EMBEDDING_MODEL, FIRST_COLLECTION, Stores
from corpus.synchronisation import PASSAGES_PER_STEP, Synchronisation
from corpus.vectors import VectorStore

_NEEDS_NEW_COLLECTION = (Fault.MODEL_MISMATCH, Fault.UNREACHABLE_VECTORS)


@dataclass(frozen=True, slots=True)
class Repairable:
    """Stores that can be repaired, and what had to be thrown away to open them."""

    stores: Stores
    discarded: tuple[Finding, ...]


def open_repairable(settings: CorpusSettings) -> Repairable:
    """The stores, with an empty part in the place of a derived one that cannot be opened.

    A vector store inside the data folder and the keyword index are deleted if they are damaged.
    A Chroma server is never changed here.

    Raises:
        StorageUnavailable: the catalogue or the Chroma server cannot be used.
    """
    catalogue = Catalogue.open(settings.database.url, settings.data_dir)
    name = catalogue.fact(ACTIVE_COLLECTION) or FIRST_COLLECTION
    discarded = []
    try:
        vectors = _open_vectors(settings, name)
    except StorageUnavailable as error:
        if settings.is_shared:
            raise
        rmtree(settings.data_dir / "chroma", ignore_errors=True)
        discarded.append(Finding(Fault.DAMAGED, f"the vectors were damaged: {error}"))
        vectors = _open_vectors(settings, name)
    folder = settings.data_dir / "keywords"
    try:
        keywords = _open_keywords(settings)
    except (StorageUnavailable, OSError, ValueError) as error:
        KeywordIndex.discard(folder)
        discarded.append(Finding(Fault.DAMAGED, f"the keyword index was damaged: {error}"))
        keywords = _open_keywords(settings)
    return Repairable(Stores(catalogue, vectors, keywords), tuple(discarded))


def repair_size(report: Report) -> int:
    """How many steps ``repair`` will report."""
    rebuilt = report.passages if _needs_new_collection(report) else 0
    missing = len(report.passages_with(Fault.MISSING_KEYWORDS))
    if not rebuilt:
        missing += len(report.passages_with(Fault.MISSING_VECTORS))
    return rebuilt + missing + len(report.passages_with(Fault.PENDING))


def repair(
    stores: Stores,
    embedder: Embedder,
    report: Report,
    *,
    on_progress: Advance = lambda _: None,
) -> None:
    """Puts right what ``report`` found.

    Args:
        stores: catalogue, vectors and keywords; nobody else changes them meanwhile.
        embedder: the configured model.
        report: what ``corpus.consistency.check`` found.
        on_progress: told how many passages were written.

    Raises:
        StorageUnavailable, ModelUnavailable: what was done so far is kept.
    """
    if _needs_new_collection(report):
        rebuild_vectors(stores, embedder, on_progress)
    else:
        stores.adopt_model(embedder.model)
        vectors = stores.active_vectors()
        vectors.create()
        vectors.remove(report.passages_with(Fault.EXTRA_VECTORS))
        missing = report.passages_with(Fault.MISSING_VECTORS)
        _write(stores, missing, _into(vectors, embedder), on_progress)
    stores.keywords.replace([], report.passages_with(Fault.EXTRA_KEYWORDS))
    missing = report.passages_with(Fault.MISSING_KEYWORDS)
    _write(stores, missing, stores.keywords.replace, on_progress)
    Synchronisation(stores, embedder).complete(on_progress)


def rebuild_vectors(
    stores: Stores, embedder: Embedder, on_progress: Advance = lambda _: None
) -> None:
    """Makes every vector anew in a fresh collection, switches to it, drops the old one.

    Questions are answered from the old collection until the switch.
    """
    old = stores.active_vectors()
    fresh = old.on(next_collection(old.collection))
    fresh.drop()  # left behind by a rebuild that was cut off
    fresh.create()
    ids = sorted(stores.catalogue.passage_ids())
    _write(stores, ids, _into(fresh, embedder), on_progress)
    with stores.catalogue.writing() as connection:
        ledger = Ledger(connection)
        ledger.set_fact(EMBEDDING_MODEL, embedder.model)
        ledger.set_fact(ACTIVE_COLLECTION, fresh.collection)
    old.drop()


def next_collection(name: str) -> str:
    """The name after ``name``: ``passages-2`` after ``passages-1``."""
    stem, number = re.fullmatch(r"(.*?)-?(\d*)", name).groups()  # type: ignore[union-attr]
    return f"{stem}-{int(number or 0) + 1}"


def _needs_new_collection(report: Report) -> bool:
    return any(finding.fault in _NEEDS_NEW_COLLECTION for finding in report.findings)


def _open_vectors(settings: CorpusSettings, name: str) -> VectorStore:
    vectors = VectorStore.open(settings.chroma, settings.data_dir, name)
    if vectors.exists():
        vectors.count()
    return vectors


def _open_keywords(settings: CorpusSettings) -> KeywordIndex:
    keywords = KeywordIndex(settings.data_dir / "keywords")
    keywords.passage_ids()
    return keywords


def _into(vectors: VectorStore, embedder: Embedder) -> Callable[[Sequence[PassageRecord]], None]:
    def put(records: Sequence[PassageRecord]) -> None:
        texts = [record.passage.embedded_text for record in records]
        vectors.put(records, embedder.embed_passages(texts))

    return put


def _write(
    stores: Stores,
    passage_ids: Sequence[PassageId],
    write: Callable[[Sequence[PassageRecord]], None],
    on_progress: Advance,
) -> None:
    for batch in _batches(passage_ids):
        located = stores.catalogue.passages(batch)
        write([located[passage_id].record for passage_id in batch])
        on_progress(len(batch))


def _batches(passage_ids: Sequence[PassageId]) -> Iterator[Sequence[PassageId]]:
    for start in range(0, len(passage_ids), PASSAGES_PER_STEP):
        yield passage_ids[start : start + PASSAGES_PER_STEP]
