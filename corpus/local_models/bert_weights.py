"""The weights of a BERT encoder under one set of names, whatever file they came from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Tensor = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Dense:
    """One linear map: `x @ weight.T + bias`.

    Attributes:
        weight: shape (outputs, inputs).
        bias: shape (outputs,).
    """

    weight: Tensor
    bias: Tensor


@dataclass(frozen=True, slots=True)
class Norm:
    """The gain and bias of one layer normalisation, each of shape (hidden,)."""

    gain: Tensor
    bias: Tensor


@dataclass(frozen=True, slots=True)
class Layer:
    """One transformer layer: attention, then a feed-forward block, each added and normalised."""

    query: Dense
    key: Dense
    value: Dense
    attention_output: Dense
    attention_norm: Norm
    inner: Dense
    outer: Dense
    output_norm: Norm


@dataclass(frozen=True, slots=True)
class BertWeights:
    """A whole encoder.

    Attributes:
        heads: attention heads per layer.
        epsilon: added to the variance in every layer normalisation.
        word: shape (vocabulary, hidden).
        position: shape (positions, hidden), its first row belonging to the first token.
        segment: shape (hidden,), the embedding of the first segment.
        embedding_norm: applied to the sum of the three embeddings.
        layers: first to last.
        segments: shape (segments, hidden), the embeddings of all segments, where tokens are of
            several and say which; ``None`` where all are of the first.
    """

    heads: int
    epsilon: float
    word: Tensor
    position: Tensor
    segment: Tensor
    embedding_norm: Norm
    layers: tuple[Layer, ...]
    segments: Tensor | None = None


@dataclass(frozen=True, slots=True)
class TensorNames:
    """How one file format spells the names of the tensors of a layer.

    Attributes:
        prefix: what stands before every name, with `{layer}` for the layer's number.
        weight: the suffix of a linear map's matrix and of a normalisation's gain.
        bias: the suffix of every bias.
        query: and the fields after it name the parts of `Layer` in its order.
    """

    prefix: str
    weight: str
    bias: str
    query: str
    key: str
    value: str
    attention_output: str
    attention_norm: str
    inner: str
    outer: str
    output_norm: str

    def layer(self, tensors: Mapping[str, Tensor], number: int) -> Layer:
        """Layer `number` (from 0), taken from a file's tensors."""
        prefix = self.prefix.format(layer=number)

        def dense(name: str) -> Dense:
            stem = prefix + name
            return Dense(tensors[stem + self.weight], tensors[stem + self.bias])

        def norm(name: str) -> Norm:
            stem = prefix + name
            return Norm(tensors[stem + self.weight], tensors[stem + self.bias])

        return Layer(
            query=dense(self.query),
            key=dense(self.key),
            value=dense(self.value),
            attention_output=dense(self.attention_output),
            attention_norm=norm(self.attention_norm),
            inner=dense(self.inner),
            outer=dense(self.outer),
            output_norm=norm(self.output_norm),
        )
