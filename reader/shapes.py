"""What the encoders are made of, and how far apart MPNet sees two tokens. Needs no torch."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

TYPES, HEADS, WIDENED = 2, 12, 4
"""Segments, attention heads, and how much wider the middle of a layer is than the layer."""
BUCKETS, FARTHEST = 32, 128
"""Of distances between tokens, and the distance from which on all are alike."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What an encoder is made of.

    Attributes:
        words: size of the vocabulary.
        layers, width: of the encoder; each layer has 12 heads.
        positions: longest input, and what comes before the first position.
        first_position: row of the first position's vector.
        epsilon: of the normalisations.
        relative: whether attention also depends on how far apart two tokens are.
    """

    words: int
    layers: int
    width: int
    positions: int = 512
    first_position: int = 0
    epsilon: float = 1e-12
    relative: bool = False


MINILM = Shape(words=30_522, layers=6, width=384)
MPNET = Shape(
    words=30_527,
    layers=12,
    width=768,
    positions=514,
    first_position=2,
    epsilon=1e-5,
    relative=True,
)


def distance_buckets(tokens: int) -> NDArray[np.int64]:
    """The bucket of how far each key stands from each query, shape (tokens, tokens).

    Half of the buckets are for keys behind the query; in each half the first half of the distances
    stand alone, farther ones share buckets whose width grows with the distance. Source: Raffel et
    al., T5 (2020), as Song et al., MPNet (2020), use it.
    """
    place = np.arange(tokens)
    offset = place[None, :] - place[:, None]
    half = BUCKETS // 2
    alone = half // 2
    distance = np.abs(offset)
    share = np.log(np.maximum(distance, 1) / alone) / log(FARTHEST / alone)
    shared = np.minimum(alone + (share * (half - alone)).astype(np.int64), half - 1)
    return np.where(distance < alone, distance, shared) + (offset > 0) * half
