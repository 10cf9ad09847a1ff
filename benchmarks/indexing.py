"""How much of the embedding model's speed is left when articles are indexed for real."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.machine import peak_memory_mb
from corpus.embeddings import Embedder, EmbeddingProgress, Vectors, embedder_from
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer, IndexSummary
from indexer.sources import read_sources


@dataclass(frozen=True, slots=True)
class IndexingRound:
    """One run of the pipeline beside the bare model on the very same batches.

    ``inside_seconds`` is the part of the pipeline's time that the model took.
    """

    pipeline_seconds: float
    model_seconds: float
    inside_seconds: float


@dataclass(frozen=True, slots=True)
class IndexingFigures:
    """What indexing costs. ``ratio`` is 1 where nothing but the model takes time."""

    model: str
    articles: int
    passages: int
    rounds: tuple[IndexingRound, ...]
    peak_memory_mb: float

    @property
    def pipeline_passages_per_second(self) -> float:
        """Passages read, cut, embedded and stored per second, median of the rounds."""
        return self.passages / statistics.median(one.pipeline_seconds for one in self.rounds)

    @property
    def model_passages_per_second(self) -> float:
        """Passages only embedded per second, median of the rounds."""
        return self.passages / statistics.median(one.model_seconds for one in self.rounds)

    @property
    def ratio(self) -> float:
        """The pipeline's speed as a share of the bare model's, median of the paired rounds."""
        return statistics.median(one.model_seconds / one.pipeline_seconds for one in self.rounds)

    @property
    def share(self) -> float:
        """The part of the pipeline's time that the model took, median of the rounds.

        Unlike ``ratio`` it does not suffer from a machine that is busier at one time than another.
        """
        return statistics.median(one.inside_seconds / one.pipeline_seconds for one in self.rounds)


@dataclass(slots=True)
class Recorder:
    """The embedding model, noting each batch it is given and the time it takes."""

    embedder: Embedder
    batches: list[list[str]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def model(self) -> str:
        """The model's identity."""
        return self.embedder.model

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self.embedder.dimensions

    def embed_passages(
        self, texts: Sequence[str], on_progress: EmbeddingProgress | None = None
    ) -> Vectors:
        """The model's vectors, after noting the texts."""
        self.batches.append(list(texts))
        started = time.perf_counter()
        vectors = self.embedder.embed_passages(texts, on_progress)
        self.seconds += time.perf_counter() - started
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """The model's vector."""
        return self.embedder.embed_query(text)


def index(articles: Sequence[Path], settings: CorpusSettings, embedder: Embedder) -> IndexSummary:
    """Indexes files into the settings' data folder, as ``dateline index`` does."""
    stores = Stores.open(settings)
    try:
        return Indexer(stores, embedder).run(read_sources(articles))
    finally:
        stores.close()


def measure_indexing(articles: Path, settings: CorpusSettings, rounds: int) -> IndexingFigures:
    """Indexes a folder into a new data folder each round, then embeds the same batches alone."""
    embedder = embedder_from(settings.embedding, settings.cache_dir)
    embedder.embed_passages(["A first passage, which wakes the model."] * 8)
    measured = []
    summary = IndexSummary()
    batches: list[list[str]] = []
    for number in range(1, rounds + 1):
        # Every other round the model goes first, so that neither side always has the warm machine.
        model = _embedding_seconds(embedder, batches) if number % 2 == 0 else 0.0
        recorder = Recorder(embedder)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            fresh = settings.model_copy(update={"data_dir": Path(folder)})
            started = time.perf_counter()
            summary = index([articles], fresh, recorder)
            pipeline = time.perf_counter() - started
        batches = recorder.batches
        model = model or _embedding_seconds(embedder, batches)
        measured.append(IndexingRound(pipeline, model, recorder.seconds))
        print(
            f"  round {number} of {rounds}: {summary.passages} passages, "
            f"dateline index {summary.passages / pipeline:.1f}/s, "
            f"bare model {summary.passages / model:.1f}/s, ratio {model / pipeline:.2f}, "
            f"{recorder.seconds / pipeline:.0%} of the time in the model",
            flush=True,
        )
    return IndexingFigures(
        embedder.model, summary.articles, summary.passages, tuple(measured), peak_memory_mb()
    )


def _embedding_seconds(embedder: Embedder, batches: Sequence[Sequence[str]]) -> float:
    started = time.perf_counter()
    for texts in batches:
        embedder.embed_passages(texts)
    return time.perf_counter() - started
