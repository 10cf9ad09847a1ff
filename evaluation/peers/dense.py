"""Plain dense retrieval over windows of 200 words: the same embedder, exact cosine."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from corpus.embeddings import Embedder
from evaluation.asking import TOP_K
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.peers.windows import Window, hits_from
from evaluation.wire import Response


class DensePeer:
    """Retrieval by vectors alone."""

    name = "dense"

    def __init__(self, windows: Sequence[Window], embedder: Embedder) -> None:
        """Embeds the windows."""
        self.windows = windows
        self._vectors = embedder.embed_passages([window.indexed_text for window in windows])
        self._embedder = embedder

    def ranked(self, query: str, top_k: int = TOP_K) -> list[tuple[int, float]]:
        """(window number, cosine) pairs, best first."""
        cosines = self._vectors @ self._embedder.embed_query(query)
        best = np.argsort(-cosines, kind="stable")[:top_k]
        return [(int(number), float(cosines[number])) for number in best]

    async def respond(self, question: EvaluationQuestion) -> Response:
        """The hits of one question; there is no answer."""
        started = time.perf_counter()
        ranked = self.ranked(question.text)
        elapsed = (time.perf_counter() - started) * 1000
        hits = hits_from(self.windows, ranked)
        return Response(question_id=question.question_id, hits=hits, search_ms=elapsed)
