"""The network as an int8 ONNX graph, in the fused operators of the embedding models."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import onnx

from corpus.local_models.bert_graph import SEGMENTS, Graph, as_model, hidden_states
from corpus.local_models.bert_weights import BertWeights, Dense, Layer, Norm
from corpus.local_models.encoder import IDS, MASK

HEADS = 12
EPSILON = 1e-12
LOGITS = "logits"
OUTPUTS = 5

Weights = Mapping[str, npt.NDArray[np.float32]]


def reader_graph(weights: Weights) -> onnx.ModelProto:
    """The model, checked.

    Inputs `input_ids`, `attention_mask`, `token_type_ids`: int32 (texts, tokens). Output `logits`:
    float (texts, tokens, 4): relevance, sentence, span start, span end. The head stays in floating
    point: four columns cost nothing.

    Args:
        weights: as training saves them, matrices stored (outputs, inputs).
    """
    graph = Graph()
    hidden = hidden_states(graph, encoder_of(weights))
    graph.constant("head.matrix", weights["head.weight"].T.astype(np.float32))
    graph.constant("head.shift", weights["head.bias"].astype(np.float32))
    graph.add("MatMul", [hidden, "head.matrix"], "head.product")
    graph.add("Add", ["head.product", "head.shift"], LOGITS)
    outputs = {LOGITS: ("texts", "tokens", OUTPUTS)}
    model = as_model(graph, "reader", inputs=(IDS, MASK, SEGMENTS), outputs=outputs)
    onnx.checker.check_model(model)
    return model


def encoder_of(weights: Weights) -> BertWeights:
    """The encoder's weights under the names of the embedding models."""
    count = sum(name.endswith(".attend.bias") for name in weights)
    segments = weights["types.weight"]
    return BertWeights(
        heads=HEADS,
        epsilon=EPSILON,
        word=weights["words.weight"],
        position=weights["positions.weight"],
        segment=segments[0],
        segments=segments,
        embedding_norm=_norm(weights, "norm"),
        layers=tuple(_layer(weights, f"layers.{number}") for number in range(count)),
    )


def _layer(weights: Weights, name: str) -> Layer:
    matrices = np.split(weights[f"{name}.attend.weight"], 3)
    biases = np.split(weights[f"{name}.attend.bias"], 3)
    query, key, value = map(Dense, matrices, biases)
    return Layer(
        query=query,
        key=key,
        value=value,
        attention_output=_dense(weights, f"{name}.join"),
        attention_norm=_norm(weights, f"{name}.norm_attended"),
        inner=_dense(weights, f"{name}.widen"),
        outer=_dense(weights, f"{name}.narrow"),
        output_norm=_norm(weights, f"{name}.norm_out"),
    )


def _dense(weights: Weights, name: str) -> Dense:
    return Dense(weights[f"{name}.weight"], weights[f"{name}.bias"])


def _norm(weights: Weights, name: str) -> Norm:
    return Norm(weights[f"{name}.weight"], weights[f"{name}.bias"])
