"""Plain BM25 over windows of 200 words (bm25s, English stemming, k1 = 1.2, b = 0.75)."""

from __future__ import annotations

import time
from collections.abc import Sequence

import bm25s
import Stemmer

from evaluation.asking import TOP_K
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.peers.windows import Window, hits_from
from evaluation.wire import Response

K1 = 1.2
B = 0.75


class Bm25Peer:
    """Retrieval by words alone."""

    name = "BM25"

    def __init__(self, windows: Sequence[Window]) -> None:
        """Indexes the windows in memory."""
        self.windows = windows
        self._stemmer = Stemmer.Stemmer("english")
        self._index = bm25s.BM25(k1=K1, b=B)
        texts = [window.indexed_text for window in windows]
        self._index.index(self._tokens(texts), show_progress=False)

    def ranked(self, query: str, top_k: int = TOP_K) -> list[tuple[int, float]]:
        """(window number, score) pairs, best first; windows without a shared word are left out."""
        count = min(top_k, len(self.windows))
        found = self._index.retrieve(self._tokens([query]), k=count, show_progress=False)
        pairs = zip(found.documents[0].tolist(), found.scores[0].tolist(), strict=True)
        return [(int(number), float(score)) for number, score in pairs if score > 0]

    async def respond(self, question: EvaluationQuestion) -> Response:
        """The hits of one question; there is no answer."""
        started = time.perf_counter()
        ranked = self.ranked(question.text)
        elapsed = (time.perf_counter() - started) * 1000
        hits = hits_from(self.windows, ranked)
        return Response(question_id=question.question_id, hits=hits, search_ms=elapsed)

    def _tokens(self, texts: list[str]) -> object:
        return bm25s.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False)
