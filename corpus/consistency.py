"""Compares vectors and keywords with the catalogue, which is the truth. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import EmbeddingMismatch, StorageUnavailable
from corpus.models import PassageId
from corpus.stores import Stores
from corpus.vectors import VectorStore

REACHABILITY_SAMPLE = 2_000
REACHABILITY_TOP_K = 10
UNREACHABLE_SHARE = 0.005
"""An approximate index misses a few vectors even when new; a greater share is decay."""
SAME_COSINE = 0.9999
"""Vectors this close are the same text: where many are, one of them is not among the best ten."""

Advance = Callable[[int], None]
"""Called with the number of steps done since the last call."""


class Fault(StrEnum):
    """What can be wrong between the catalogue and what is derived from it."""

    DAMAGED = "damaged"
    MODEL_MISMATCH = "model mismatch"
    NO_COLLECTION = "no collection"
    MISSING_VECTORS = "missing vectors"
    EXTRA_VECTORS = "extra vectors"
    UNREACHABLE_VECTORS = "unreachable vectors"
    MISSING_KEYWORDS = "missing keywords"
    EXTRA_KEYWORDS = "extra keywords"
    MISSING_ARCHIVED = "missing in the archive"
    EXTRA_ARCHIVED = "extra in the archive"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; ``passages`` are those it is about, where it is about some."""

    fault: Fault
    message: str
    passages: tuple[PassageId, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """How catalogue, vectors and keywords compare.

    ``vectors`` and ``keywords`` count searched passages, ``archived`` those of the archive.
    """

    articles: int
    passages: int
    vectors: int
    keywords: int
    archived: int
    sampled: int
    findings: tuple[Finding, ...]

    @property
    def is_consistent(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def passages_with(self, *faults: Fault) -> list[PassageId]:
        """The passages that have one of these faults, sorted."""
        affected = (finding.passages for finding in self.findings if finding.fault in faults)
        return sorted({passage_id for passages in affected for passage_id in passages})


def check(
    stores: Stores,
    model: str,
    *,
    sample: int = REACHABILITY_SAMPLE,
    on_progress: Advance = lambda _: None,
) -> Report:
    """Compares everything with the catalogue.

    Args:
        stores: catalogue, vectors and keywords; nobody else changes them meanwhile.
        model: the identity of the configured embedding model.
        sample: how many vectors to search for with themselves, spread evenly.
        on_progress: told how many vectors were searched for.

    Raises:
        StorageUnavailable: a part cannot be read.
    """
    counts = stores.catalogue.counts()
    expected = stores.catalogue.passage_ids()
    waiting = set(stores.catalogue.pending_ids())
    vectors = stores.active_vectors()
    has_collection = vectors.exists()
    in_vectors = vectors.passage_ids() if has_collection else set()
    in_keywords = stores.keywords.passage_ids()
    archived = stores.catalogue.passage_ids(archived=True)
    in_archive = stores.archive.keywords.passage_ids()
    chosen = spread(sorted(expected & in_vectors), sample)
    findings = [
        *_model(stores, model),
        *_collection(vectors, needed=bool(expected) and not has_collection),
        *_waiting(waiting),
        *_vectors(expected, waiting, in_vectors),
        *_keywords(expected, waiting, in_keywords),
        *_archive(archived, waiting, in_archive),
        *_reachability(unreachable(vectors, chosen, on_progress), len(chosen)),
    ]
    return Report(
        articles=counts.articles,
        passages=counts.passages,
        vectors=len(in_vectors),
        keywords=len(in_keywords),
        archived=len(in_archive),
        sampled=len(chosen),
        findings=tuple(findings),
    )


def spread(ids: Sequence[PassageId], count: int) -> list[PassageId]:
    """At most ``count`` of ``ids``, evenly spread."""
    if len(ids) <= count:
        return list(ids)
    return [ids[index * len(ids) // count] for index in range(count)]


def unreachable(
    vectors: VectorStore, chosen: Sequence[PassageId], on_progress: Advance = lambda _: None
) -> list[PassageId]:
    """Those of the chosen passages that a search for their own vector does not find."""
    if not chosen:
        return []
    lost = []
    try:
        for passage_id, vector in vectors.vectors(chosen).items():
            found = vectors.search(vector, top_k=REACHABILITY_TOP_K)
            is_found = any(one.passage_id == passage_id for one in found)
            if not is_found and not (found and found[-1].score >= SAME_COSINE):
                lost.append(passage_id)
            on_progress(1)
    except StorageUnavailable:
        # The ids could be read before, so it is the index over the vectors that is damaged.
        return list(chosen)
    return lost


def _model(stores: Stores, model: str) -> list[Finding]:
    try:
        stores.check_model(model)
    except EmbeddingMismatch as error:
        return [Finding(Fault.MODEL_MISMATCH, str(error))]
    return []


def _collection(vectors: VectorStore, *, needed: bool) -> list[Finding]:
    message = f"the vector store has no collection {vectors.collection}"
    return [Finding(Fault.NO_COLLECTION, message)] if needed else []


def _waiting(waiting: Collection[PassageId]) -> list[Finding]:
    return _about(waiting, Fault.PENDING, "wait to be indexed")


def _vectors(
    expected: set[PassageId], waiting: set[PassageId], held: set[PassageId]
) -> list[Finding]:
    return [
        *_about(expected - waiting - held, Fault.MISSING_VECTORS, "have no vector"),
        *_about(held - expected, Fault.EXTRA_VECTORS, "have a vector but are not in the catalogue"),
    ]


def _keywords(
    expected: set[PassageId], waiting: set[PassageId], held: set[PassageId]
) -> list[Finding]:
    missing, extra = expected - waiting - held, held - expected
    return [
        *_about(missing, Fault.MISSING_KEYWORDS, "are not in the keyword index"),
        *_about(extra, Fault.EXTRA_KEYWORDS, "are in the keyword index but not in the catalogue"),
    ]


def _archive(
    expected: set[PassageId], waiting: set[PassageId], held: set[PassageId]
) -> list[Finding]:
    missing, extra = expected - waiting - held, held - expected
    return [
        *_about(missing, Fault.MISSING_ARCHIVED, "are not in the keyword index of the archive"),
        *_about(extra, Fault.EXTRA_ARCHIVED, "are in the archive's index but not in the catalogue"),
    ]


def _reachability(lost: Sequence[PassageId], sampled: int) -> list[Finding]:
    allowed = UNREACHABLE_SHARE * sampled
    if len(lost) <= allowed:
        return []
    return _about(lost, Fault.UNREACHABLE_VECTORS, f"of {sampled:,} are not found by their vector")


def _about(passages: Collection[PassageId], fault: Fault, what: str) -> list[Finding]:
    if not passages:
        return []
    return [Finding(fault, f"{len(passages):,} passages {what}", tuple(sorted(passages)))]
