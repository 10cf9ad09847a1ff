"""An embedder that remembers: vectors of passages are kept on disk, one a text and model.

A big collection is embedded once, however often its index is rebuilt or a peer needs its vectors; a
run that is killed while embedding loses at most one batch.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import numpy as np

from corpus.embeddings import Embedder, EmbeddingProgress, Vectors

BATCH = 128
"""Texts embedded and kept at a time."""

_WAIT_SECONDS = 60.0
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)"


class CachedEmbedder:
    """Another embedder, asked only for passages that are not known yet. Questions are not kept."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        """``path`` is the file the vectors are kept in."""
        self._embedder = embedder
        self._path = path

    @property
    def model(self) -> str:
        """The identity of the model that embeds."""
        return self._embedder.model

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._embedder.dimensions

    def embed_query(self, text: str) -> Vectors:
        """The vector to search with, computed each time, so that latencies stay true."""
        return self._embedder.embed_query(text)

    def embed_passages(
        self, texts: Sequence[str], on_progress: EmbeddingProgress | None = None
    ) -> Vectors:
        """Vectors to be found, ``(n_texts, dimensions)``, in the order of the texts."""
        keys = [self._key(text) for text in texts]
        with self._open() as store:
            known = _known(store, keys)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            done = len(texts) - len(missing)
            for batch in _batches(missing):
                vectors = self._embedder.embed_passages([missing[key] for key in batch])
                _keep(store, batch, vectors)
                known.update(zip(batch, vectors, strict=True))
                done += len(batch)
                if on_progress is not None:
                    on_progress(done)
        rows = [known[key] for key in keys]
        return np.array(rows, np.float32).reshape(len(rows), self.dimensions)

    def _key(self, text: str) -> bytes:
        plain = f"{self.model}\x1f{text}".encode("utf-8", "surrogatepass")
        return sha256(plain).digest()[:16]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as store:
            store.execute(_SCHEMA)
            yield store


def _known(store: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
    found: dict[bytes, Vectors] = {}
    for key in set(keys):
        row = store.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
        if row is not None:
            found[key] = np.frombuffer(row[0], np.float32)
    return found


def _batches(missing: dict[bytes, str]) -> Iterator[list[bytes]]:
    """The keys in batches of texts of like length, so that little is padded."""
    ordered = sorted(missing, key=lambda key: len(missing[key]))
    for first in range(0, len(ordered), BATCH):
        yield ordered[first : first + BATCH]


def _keep(store: sqlite3.Connection, keys: Sequence[bytes], vectors: Vectors) -> None:
    rows = [(key, row.astype(np.float32).tobytes()) for key, row in zip(keys, vectors, strict=True)]
    with store:
        store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
