"""Vectors of a passage's sentences as bytes: one signed byte a dimension, direction only."""

from __future__ import annotations

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
    rows = values.reshape(sentences, -1)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), np.float32)
