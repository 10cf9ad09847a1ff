"""LlamaIndex's embedding models as ours, and ours as LlamaIndex's."""

import asyncio
from collections.abc import Sequence

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from corpus.embeddings import Embedder, EmbeddingProgress, Vectors, unit_rows


class LlamaIndexEmbedding(BaseEmbedding):
    """An `Embedder` wherever LlamaIndex asks for an embedding model."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.model)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return _floats(self._embedder.embed_query(query))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [_floats(vector) for vector in self._embedder.embed_passages(texts)]

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)


class LlamaIndexEmbedder:
    """Any LlamaIndex embedding model as an `Embedder`."""

    def __init__(self, embedding: BaseEmbedding) -> None:
        self._embedding = embedding
        self._dimensions: int | None = None

    @property
    def model(self) -> str:
        return f"llama-index:{self._embedding.model_name}"

    @property
    def dimensions(self) -> int:
        if self._dimensions is None:
            self._dimensions = len(self.embed_query("dimensions"))
        return self._dimensions

    def embed_passages(
        self, texts: Sequence[str], on_progress: EmbeddingProgress | None = None
    ) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        rows: list[list[float]] = []
        size = self._embedding.embed_batch_size
        for start in range(0, len(texts), size):
            rows += self._embedding.get_text_embedding_batch(list(texts[start : start + size]))
            if on_progress is not None:
                on_progress(len(rows))
        return unit_rows(np.array(rows, np.float32))

    def embed_query(self, text: str) -> Vectors:
        vector = np.array([self._embedding.get_query_embedding(text)], np.float32)
        return np.asarray(unit_rows(vector)[0])


def _floats(vector: Vectors) -> list[float]:
    return [float(value) for value in vector]
