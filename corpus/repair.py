"""Rebuilds what is derived from the catalogue: vectors and keywords. The catalogue stays as it is.

Cut off at any point, nothing is lost: the next check finds what is left to do.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from corpus.archive import Archive
from corpus.batches import batches
from corpus.catalogue import Catalogue, LocatedPassage
from corpus.consistency import Advance, Fault, Finding, Report
from corpus.embeddings import Embedder
from corpus.errors import StorageUnavailable
from corpus.keywords import KeywordIndex
from corpus.ledger import Ledger
from corpus.models import PassageId
from corpus.settings import CorpusSettings
from corpus.stores import (
    ACTIVE_COLLECTION,
    ARCHIVE_FOLDER,
    EMBEDDING_MODEL,
    FIRST_COLLECTION,
    KEYWORDS_FOLDER,
    Stores,
)
from corpus.synchronisation import (
    PASSAGES_PER_STEP,
    Synchronisation,
    embed,
    write_keywords,
    write_vectors,
)
from corpus.vectors import VectorStore

CHROMA_FILE = "chroma.sqlite3"
UNFINISHED = "an unfinished rebuild with"
"""Stands before the model's name while a rebuild with another model is under way."""

_NEEDS_NEW_COLLECTION = (Fault.MODEL_MISMATCH, Fault.NO_COLLECTION, Fault.UNREACHABLE_VECTORS)
"""A lost collection is made again under another name: who still knows the old one must not mix
them up."""


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
    discarded: list[Finding] = []
    folder = settings.data_dir / "chroma"
    if not settings.is_shared and not _is_database(folder / CHROMA_FILE):
        # Before Chroma sees it: once it fails to open a folder, it fails until the process ends.
        rmtree(folder, ignore_errors=True)
        discarded.append(Finding(Fault.DAMAGED, "the file of the vectors was damaged"))
    vectors = VectorStore.open(settings.chroma, settings.data_dir, name)
    keywords = _repairable_keywords(settings.data_dir / KEYWORDS_FOLDER, discarded)
    archive = _repairable_keywords(settings.data_dir / ARCHIVE_FOLDER, discarded)
    stores = Stores(catalogue, vectors, keywords, Archive(catalogue, archive))
    return Repairable(stores, tuple(discarded))


def repair_size(report: Report) -> int:
    """How many steps ``repair`` will report."""
    rebuilt = report.passages + report.archived if _needs_new_collection(report) else 0
    missing = len(report.passages_with(Fault.MISSING_KEYWORDS, Fault.MISSING_ARCHIVED))
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
        _complete_vectors(stores, embedder, report, on_progress)
    stores.keywords.replace([], report.passages_with(Fault.EXTRA_KEYWORDS))
    stores.archive.keywords.replace([], report.passages_with(Fault.EXTRA_ARCHIVED))
    _write(
        stores,
        report.passages_with(Fault.MISSING_KEYWORDS, Fault.MISSING_ARCHIVED),
        lambda located: write_keywords(stores, located),
        on_progress,
    )
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
    if stores.catalogue.fact(EMBEDDING_MODEL) != embedder.model:
        # The catalogue's vectors of sentences change with each step. Cut off in between, they are
        # of two models, so nobody may ask or index until a rebuild is complete.
        _note(stores, {EMBEDDING_MODEL: f"{UNFINISHED} {embedder.model}"})
    _write(
        stores,
        sorted(stores.catalogue.passage_ids() | stores.catalogue.passage_ids(archived=True)),
        lambda located: write_vectors(stores.catalogue, fresh, embed(embedder, located)),
        on_progress,
    )
    _note(stores, {EMBEDDING_MODEL: embedder.model, ACTIVE_COLLECTION: fresh.collection})
    old.drop()


def next_collection(name: str) -> str:
    """The name after ``name``: ``passages-2`` after ``passages-1``."""
    stem, number = re.fullmatch(r"(.*?)-?(\d*)", name).groups()  # type: ignore[union-attr]
    return f"{stem}-{int(number or 0) + 1}"


def _needs_new_collection(report: Report) -> bool:
    return any(finding.fault in _NEEDS_NEW_COLLECTION for finding in report.findings)


def _complete_vectors(
    stores: Stores, embedder: Embedder, report: Report, on_progress: Advance
) -> None:
    """Adds the vectors that are missing and removes those that are too many."""
    stores.adopt_model(embedder.model)
    vectors = stores.active_vectors()
    vectors.remove(report.passages_with(Fault.EXTRA_VECTORS))
    _write(
        stores,
        report.passages_with(Fault.MISSING_VECTORS),
        lambda located: write_vectors(stores.catalogue, vectors, embed(embedder, located)),
        on_progress,
    )


def _note(stores: Stores, facts: Mapping[str, str]) -> None:
    with stores.catalogue.writing() as connection:
        for name, value in facts.items():
            Ledger(connection).set_fact(name, value)


def _is_database(path: Path) -> bool:
    """Whether a file can be read as the SQLite database it should be; one that is absent can."""
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _repairable_keywords(folder: Path, discarded: list[Finding]) -> KeywordIndex:
    """The index in ``folder``; an empty one, noted in ``discarded``, if it was damaged."""
    try:
        return _open_keywords(folder)
    except (StorageUnavailable, OSError, ValueError) as error:
        KeywordIndex.discard(folder)
        discarded.append(Finding(Fault.DAMAGED, f"the keyword index was damaged: {error}"))
        return _open_keywords(folder)


def _open_keywords(folder: Path) -> KeywordIndex:
    keywords = KeywordIndex(folder)
    keywords.passage_ids()
    return keywords


def _write(
    stores: Stores,
    passage_ids: Sequence[PassageId],
    write: Callable[[Sequence[LocatedPassage]], None],
    on_progress: Advance,
) -> None:
    for batch in batches(passage_ids, PASSAGES_PER_STEP):
        located = stores.catalogue.passages(batch)
        write([located[passage_id] for passage_id in batch])
        on_progress(len(batch))
