"""Builds int8 ONNX graphs of BERT encoders, a sentence encoder among them.

The sentence encoder goes from token ids to one unit vector per text: embeddings, transformer
layers, the mean over the text's own tokens, L2 normalisation. All is written in onnxruntime's
fused operators (int8 attention, int8 product, bias + GELU), so that no optimiser has to find them.
Addition and layer normalisation stay two operators: the fused one is four times as slow as both
(onnxruntime 1.31, one thread: 6.4 of 28 ms a window against 1.5).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from corpus.local_models.bert_weights import BertWeights, Dense, Layer, Norm, Tensor
from corpus.local_models.encoder import EMBEDDING, IDS, MASK, TOKENS

SEGMENTS = "token_type_ids"
"""The input that only encoders of several segments have."""
FUSED = "com.microsoft"
OPSETS = (helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1))
IR_VERSION = 8

# Seven bits of the eight: on processors without VNNI two products of an unsigned and a signed
# byte are added in 16 bits, and 2 * 255 * 63 is the most that fits. It cost .0006 of cosine to
# fp32 on 48 news passages (E5).
# Source: onnxruntime documentation, "Quantize ONNX models", on U8S8 and reduce_range.
LARGEST_CODE = 63


class Graph:
    """Collects nodes and constants; the methods return the names of what they add."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """Adds a constant."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(
        self,
        operator: str,
        inputs: list[str],
        outputs: list[str],
        domain: str = "",
        **attributes: float,
    ) -> None:
        """Adds an operation."""
        node = helper.make_node(operator, inputs, outputs, name=outputs[0], domain=domain)
        for name, value in attributes.items():
            node.attribute.append(helper.make_attribute(name, value))
        self.nodes.append(node)

    def add(
        self,
        operator: str,
        inputs: list[str],
        output: str,
        domain: str = "",
        **attributes: float,
    ) -> str:
        """Adds an operation with one output."""
        self.node(operator, inputs, [output], domain, **attributes)
        return output


def encoder_graph(weights: BertWeights) -> onnx.ModelProto:
    """The encoder as a graph.

    Its inputs are `input_ids` and `attention_mask` (1 on tokens, 0 on padding, which must be on
    the right), int32 of shape (texts, tokens); its outputs are `embedding`, fp32 of shape
    (texts, hidden), rows of length 1, and `token_states`, (texts, tokens, hidden).
    """
    graph = Graph()
    hidden = hidden_states(graph, weights)
    graph.add("Identity", [hidden], TOKENS)
    _pooled(graph, hidden)
    size = weights.word.shape[1]
    outputs = {EMBEDDING: ["texts", size], TOKENS: ["texts", "tokens", size]}
    return as_model(graph, "sentence_encoder", inputs=(IDS, MASK), outputs=outputs)


def hidden_states(graph: Graph, weights: BertWeights) -> str:
    """Adds embeddings and layers; returns the last states, (texts, tokens, hidden)."""
    hidden = _embeddings(graph, weights)
    for number, layer in enumerate(weights.layers):
        hidden = _layer(graph, f"layer{number}", layer, hidden, weights)
    return hidden


def as_model(
    graph: Graph, name: str, *, inputs: Sequence[str], outputs: Mapping[str, Sequence[str | int]]
) -> onnx.ModelProto:
    """The graph as a model.

    Args:
        graph: complete.
        name: of the model.
        inputs: int32 of shape (texts, tokens) each.
        outputs: fp32, with the names or sizes of their dimensions.
    """
    made = helper.make_graph(
        graph.nodes,
        name,
        [_described(one, TensorProto.INT32, ("texts", "tokens")) for one in inputs],
        [_described(one, TensorProto.FLOAT, shape) for one, shape in outputs.items()],
        graph.constants,
    )
    return helper.make_model(made, opset_imports=OPSETS, ir_version=IR_VERSION)


def _described(name: str, kind: int, shape: Sequence[str | int]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, list(shape))


def quantised(rows: Tensor) -> tuple[NDArray[np.int8], Tensor]:
    """Codes of the same shape and one scale per row: `rows` is about `codes * scales[:, None]`."""
    scales = np.abs(rows).max(axis=1) / LARGEST_CODE
    scales[scales == 0] = 1
    codes = np.rint(rows / scales[:, np.newaxis]).astype(np.int8)
    return codes, scales.astype(np.float32)


def _embeddings(graph: Graph, weights: BertWeights) -> str:
    codes, scales = quantised(weights.word)
    graph.constant("word.codes", codes)
    graph.constant("word.scales", scales[:, np.newaxis])
    # Where every token is of the first segment, its embedding is part of the position's.
    segments = weights.segments
    first = weights.segment if segments is None else np.zeros_like(weights.segment)
    graph.constant("position", weights.position + first)
    graph.constant("axis0", np.array([0], np.int64))
    graph.add("Gather", ["word.codes", IDS], "word.code_rows")
    graph.add("Gather", ["word.scales", IDS], "word.scale_rows")
    graph.add("Cast", ["word.code_rows"], "word.value_rows", to=TensorProto.FLOAT)
    graph.add("Mul", ["word.value_rows", "word.scale_rows"], "word.rows")
    graph.add("Shape", [IDS], "tokens", start=1, end=2)
    graph.add("Slice", ["position", "axis0", "tokens", "axis0"], "position.rows")
    total = graph.add("Add", ["word.rows", "position.rows"], "embedding_sum")
    if segments is not None:
        graph.constant("segment", segments)
        graph.add("Gather", ["segment", SEGMENTS], "segment.rows")
        total = graph.add("Add", [total, "segment.rows"], "segmented_sum")
    gain, shift = _norm(graph, "embedding_norm", weights.embedding_norm)
    return graph.add(
        "LayerNormalization",
        [total, gain, shift],
        "embedding_norm",
        axis=-1,
        epsilon=weights.epsilon,
    )


def _layer(graph: Graph, name: str, layer: Layer, hidden: str, weights: BertWeights) -> str:
    attention = _attention(graph, f"{name}.attention", layer, hidden, weights.heads)
    projected = _dense(graph, f"{name}.projected", layer.attention_output, attention)
    attended = _added_and_normalised(
        graph, f"{name}.attended", [projected, hidden], layer.attention_norm, weights.epsilon
    )
    inner, bias = _product(graph, f"{name}.inner", layer.inner, attended)
    activated = graph.add("BiasGelu", [inner, bias], f"{name}.activated", domain=FUSED)
    outer = _dense(graph, f"{name}.outer", layer.outer, activated)
    return _added_and_normalised(
        graph, f"{name}.output", [outer, attended], layer.output_norm, weights.epsilon
    )


def _attention(graph: Graph, name: str, layer: Layer, hidden: str, heads: int) -> str:
    parts = (layer.query, layer.key, layer.value)
    merged = Dense(
        np.concatenate([part.weight for part in parts]),
        np.concatenate([part.bias for part in parts]),
    )
    weight, weight_scale, weight_zero, bias = _codes(graph, name, merged)
    codes, scale, zero = (f"{name}.input_{part}" for part in ("codes", "scale", "zero"))
    graph.node("DynamicQuantizeLinear", [hidden], [codes, scale, zero])
    return graph.add(
        "QAttention",
        [codes, weight, bias, scale, weight_scale, MASK, zero, weight_zero],
        name,
        domain=FUSED,
        num_heads=heads,
    )


def _product(graph: Graph, name: str, dense: Dense, hidden: str) -> tuple[str, str]:
    """The product with the weights, and the bias, which the operator after it adds."""
    weight, scale, zero, bias = _codes(graph, name, dense)
    inputs = [hidden, weight, scale, zero]
    return graph.add("DynamicQuantizeMatMul", inputs, name, domain=FUSED), bias


def _dense(graph: Graph, name: str, dense: Dense, hidden: str) -> str:
    """The product with the weights and its bias."""
    inputs = [hidden, *_codes(graph, name, dense)]
    return graph.add("DynamicQuantizeMatMul", inputs, name, domain=FUSED)


def _codes(graph: Graph, name: str, dense: Dense) -> tuple[str, str, str, str]:
    codes, scales = quantised(dense.weight)
    return (
        graph.constant(f"{name}.weight", codes.T),
        graph.constant(f"{name}.scale", scales),
        graph.constant(f"{name}.zero", np.zeros(len(scales), np.int8)),
        graph.constant(f"{name}.bias", dense.bias),
    )


def _norm(graph: Graph, name: str, norm: Norm) -> tuple[str, str]:
    gain = graph.constant(f"{name}.gain", norm.gain)
    return gain, graph.constant(f"{name}.shift", norm.bias)


def _added_and_normalised(
    graph: Graph, name: str, summands: list[str], norm: Norm, epsilon: float
) -> str:
    """Normalises the sum of a block's output and its input."""
    gain, shift = _norm(graph, name, norm)
    total = graph.add("Add", summands, f"{name}.sum")
    return graph.add("LayerNormalization", [total, gain, shift], name, axis=-1, epsilon=epsilon)


def _pooled(graph: Graph, hidden: str) -> str:
    """Sums each text's own tokens; the unit vector of the sum is that of the mean."""
    graph.constant("axis1", np.array([1], np.int64))
    graph.add("Cast", [MASK], "mask_fp32", to=TensorProto.FLOAT)
    graph.add("Unsqueeze", ["mask_fp32", "axis1"], "mask_rows")
    graph.add("MatMul", ["mask_rows", hidden], "sums")
    graph.add("Squeeze", ["sums", "axis1"], "sum")
    return graph.add("LpNormalization", ["sum"], EMBEDDING, axis=-1, p=2)
