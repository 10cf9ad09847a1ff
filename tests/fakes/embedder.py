"""An embedder without a model: texts with common words get near vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus.analysis import terms_in


class WordEmbedder:
    """Adds a fixed random direction per word, so equal words give equal directions."""

    def __init__(self, model: str = "fake/words/1", dimensions: int = 64) -> None:
        self.model = model
        self.dimensions = dimensions

    def embed_passages(
        self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        vectors = np.stack([self.embed_query(text) for text in texts])
        if on_progress is not None:
            on_progress(len(texts))
        return vectors

    def embed_query(self, text: str) -> NDArray[np.float32]:
        total = np.full(self.dimensions, 1e-3, np.float32)
        for term in terms_in(text):
            total += np.random.default_rng(crc32(term.encode())).standard_normal(
                self.dimensions, dtype=np.float32
            )
        return total / np.linalg.norm(total)
