"""Vectors of passages and sentences as bytes: one signed byte a dimension, direction only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


def pack(vectors: Vectors) -> bytes:
    """The rows of ``vectors``, shape (n_sentences, dimensions), each scaled to fit its bytes."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    scaled = vectors / np.where(largest == 0, 1, largest) * 127
    return np.rint(scaled).astype(np.int8).tobytes()


def unpack(packed: bytes, sentences: int) -> Vectors | None:
    """The rows again, of length 1 or all zeros; ``None`` where they are not of ``sentences``."""
    values = np.frombuffer(packed, np.int8).astype(np.float32)
    if sentences == 0 or len(values) % sentences:
        return None
    return _directions(values.reshape(sentences, -1))


def unpack_rows(packed: Sequence[bytes]) -> Vectors:
    """One vector for each of ``packed``, of length 1 or all zeros; shape (n, dimensions)."""
    if not packed:
        return np.empty((0, 0), np.float32)
    values = np.frombuffer(b"".join(packed), np.int8).astype(np.float32)
    return _directions(values.reshape(len(packed), -1))


def _directions(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), np.float32)
