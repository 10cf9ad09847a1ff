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
from numpy.typing import NDArray

from corpus.embeddings import Embedder, EmbeddingProgress, SentenceAware, Vectors

BATCH = 128
"""Texts embedded and kept at a time."""

_WAIT_SECONDS = 60.0
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)"
_PARTS_SCHEMA = "CREATE TABLE IF NOT EXISTS parts (key BLOB PRIMARY KEY, vectors BLOB NOT NULL)"
_END_OF_PART = "\x1e"


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
            store.execute(_PARTS_SCHEMA)
            yield store


class CachedSentenceEmbedder(CachedEmbedder):
    """The same for a model that gives sentences their vectors with the passage's."""

    def __init__(self, embedder: Embedder, sentences: SentenceAware, path: Path) -> None:
        """``embedder`` and ``sentences`` are one model, seen from both sides."""
        super().__init__(embedder, path)
        self._sentences = sentences

    def embed_sentences(self, passages: Sequence[Sequence[str]]) -> tuple[Vectors, list[Vectors]]:
        """Vectors of passages and of their parts, kept as half-precision numbers."""
        keys = [self._key(_END_OF_PART.join(parts)) for parts in passages]
        with self._open() as store:
            known = _known_parts(store, keys, self.dimensions)
            missing = {
                key: parts for key, parts in zip(keys, passages, strict=True) if key not in known
            }
            if missing:
                whole, parts = self._sentences.embed_sentences(list(missing.values()))
                fresh = {
                    key: np.vstack([row, rows]).astype(np.float16)
                    for key, row, rows in zip(missing, whole, parts, strict=True)
                }
                _keep_parts(store, fresh)
                known.update({key: rows.astype(np.float32) for key, rows in fresh.items()})
        rows = [known[key] for key in keys]
        whole = np.array([row[0] for row in rows], np.float32).reshape(len(rows), self.dimensions)
        return whole, [row[1:] for row in rows]


def _known_parts(
    store: sqlite3.Connection, keys: Sequence[bytes], dimensions: int
) -> dict[bytes, Vectors]:
    found: dict[bytes, Vectors] = {}
    for key in set(keys):
        row = store.execute("SELECT vectors FROM parts WHERE key = ?", (key,)).fetchone()
        if row is not None:
            stored = np.frombuffer(row[0], np.float16).reshape(-1, dimensions)
            found[key] = stored.astype(np.float32)
    return found


def _keep_parts(store: sqlite3.Connection, fresh: dict[bytes, NDArray[np.float16]]) -> None:
    with store:
        store.executemany(
            "INSERT OR REPLACE INTO parts VALUES (?, ?)",
            [(key, rows.tobytes()) for key, rows in fresh.items()],
        )


def _known(store: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
    found: dict[bytes, Vectors] = {}
    for key in set(keys):
        row = store.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
        if row is not None:
            found[key] = np.frombuffer(row[0], np.float32)
    return found


def _batches(missing: dict[bytes, str]) -> Iterator[list[bytes]]:
    """The keys a few at a time: each batch is kept as soon as it is embedded."""
    keys = list(missing)
    for first in range(0, len(keys), BATCH):
        yield keys[first : first + BATCH]


def _keep(store: sqlite3.Connection, keys: Sequence[bytes], vectors: Vectors) -> None:
    rows = [(key, row.astype(np.float32).tobytes()) for key, row in zip(keys, vectors, strict=True)]
    with store:
        store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
