"""A trained MPNet encoder as an ONNX graph: matrices in int8, word vectors in four bits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper

from corpus.local_models.bert_graph import FUSED, SEGMENTS, Graph, as_model
from corpus.local_models.encoder import IDS, MASK
from reader.graph import LOGITS, OUTPUTS
from reader.shapes import HEADS, MPNET, distance_buckets

Weights = Mapping[str, npt.NDArray[np.float32]]

TOKENS = 256
"""Longest input."""
BLOCK = 32
"""Weights of one scale."""
BITS, LEAST, MOST = 4, -8, 7
LARGEST_CODE = 127
"""Of an eight-bit weight."""
SHRUNK = np.linspace(0.72, 1.0, 15, dtype=np.float32)
"""Of the scale that holds a block's largest weight: those that are tried for the least error."""


def checker_graph(
    weights: Weights, loud: Mapping[str, Sequence[int]] | None = None
) -> onnx.ModelProto:
    """The model, checked.

    Inputs `input_ids`, `attention_mask`, `token_type_ids`: int32 (texts, tokens), at most `TOKENS`.
    Output `logits`: float (texts, tokens, 5). Matrices have eight bits a weight and one scale a
    column, word vectors four and a scale for every `BLOCK`; the rest stays as it is.

    Args:
        weights: as training saves them, matrices stored (outputs, inputs).
        loud: per matrix, the inputs that are multiplied exactly; none where left out.
    """
    graph = Graph()
    loud = loud or {}
    hidden = _embeddings(graph, weights)
    bias = _distances(graph, weights)
    graph.constant("thirds", np.full(3, weights["norm.bias"].size, np.int64))
    for number in range(sum(name.endswith(".attend.bias") for name in weights)):
        hidden = _layer(graph, f"layers.{number}", weights, hidden, bias, loud)
    graph.constant("head.matrix", weights["head.weight"].T)
    graph.constant("head.shift", weights["head.bias"])
    graph.add("MatMul", [hidden, "head.matrix"], "head.product")
    graph.add("Add", ["head.product", "head.shift"], LOGITS)
    model = as_model(
        graph,
        "checker",
        inputs=(IDS, MASK, SEGMENTS),
        outputs={LOGITS: ("texts", "tokens", OUTPUTS)},
    )
    onnx.checker.check_model(model)
    return model


def four_bits(
    matrix: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """Codes from 0 to 15, 8 for none, and the scale of each block: `(codes - 8) * scale`.

    Args:
        matrix: shape (rows, columns), the columns a multiple of `BLOCK`.

    Returns:
        Shapes (rows, blocks, BLOCK) and (rows, blocks). Of several scales a block has the one with
        the least squared error.
    """
    blocks = matrix.reshape(len(matrix), -1, BLOCK)
    place = np.abs(blocks).argmax(axis=-1, keepdims=True)
    # The largest weight takes the code -8, whatever its sign: there is no code 8.
    whole = np.take_along_axis(blocks, place, axis=-1) / LEAST
    whole[whole == 0] = 1
    best, error = np.zeros_like(blocks), np.full(whole.shape, np.inf, np.float32)
    scales = whole.copy()
    for share in SHRUNK:
        scale = whole * share
        codes = np.clip(np.rint(blocks / scale), LEAST, MOST)
        wrong = ((codes * scale - blocks) ** 2).sum(axis=-1, keepdims=True)
        better = wrong < error
        best, scales = np.where(better, codes, best), np.where(better, scale, scales)
        error = np.where(better, wrong, error)
    return (best - LEAST).astype(np.uint8), scales[..., 0].astype(np.float32)


def packed(codes: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Two codes in a byte, the first in its lower half."""
    return codes[..., ::2] | codes[..., 1::2] << BITS


def _embeddings(graph: Graph, weights: Weights) -> str:
    codes, scales = four_bits(weights["words.weight"])
    rows = packed(codes).reshape(len(codes), -1)
    graph.constant("word.codes", rows)
    graph.constant("word.scales", scales)
    words = graph.add(
        "GatherBlockQuantized",
        ["word.codes", IDS, "word.scales"],
        "word.rows",
        domain=FUSED,
        gather_axis=0,
        quantize_axis=1,
        block_size=BLOCK,
        bits=BITS,
    )
    first = MPNET.first_position
    graph.constant("position", weights["positions.weight"][first : first + TOKENS])
    graph.constant("segment", weights["types.weight"])
    graph.constant("axis0", np.array([0], np.int64))
    graph.add("Shape", [IDS], "tokens", start=1, end=2)
    graph.add("Slice", ["position", "axis0", "tokens", "axis0"], "position.rows")
    graph.add("Gather", ["segment", SEGMENTS], "segment.rows")
    graph.add("Add", [words, "position.rows"], "placed")
    graph.add("Add", ["placed", "segment.rows"], "embedding_sum")
    return _normalised(graph, "norm", "embedding_sum", weights)


def _distances(graph: Graph, weights: Weights) -> str:
    """What attention gains by how far apart two tokens are, (1, heads, tokens, tokens)."""
    graph.constant("distance.table", weights["distances.weight"])
    graph.constant("distance.buckets", distance_buckets(TOKENS).astype(np.uint8))
    graph.constant("axis01", np.array([0, 1], np.int64))
    graph.constant("start01", np.array([0, 0], np.int64))
    graph.add("Concat", ["tokens", "tokens"], "square", axis=0)
    graph.add("Slice", ["distance.buckets", "start01", "square", "axis01"], "distance.bytes")
    graph.add("Cast", ["distance.bytes"], "distance.rows", to=TensorProto.INT32)
    graph.add("Gather", ["distance.table", "distance.rows"], "distance.last")
    node = helper.make_node("Transpose", ["distance.last"], ["distance.heads"], perm=[2, 0, 1])
    graph.nodes.append(node)
    return graph.add("Unsqueeze", ["distance.heads", "axis0"], "distance.bias")


def _layer(  # noqa: PLR0913, PLR0917 - a layer, what it is made of and what it is given
    graph: Graph,
    name: str,
    weights: Weights,
    hidden: str,
    bias: str,
    loud: Mapping[str, Sequence[int]],
) -> str:
    merged = _dense(graph, f"{name}.attend", weights, hidden)
    parts = [f"{name}.{part}" for part in ("query", "key", "value")]
    graph.node("Split", [merged, "thirds"], parts, axis=-1)
    mixed = graph.add(
        "MultiHeadAttention",
        [*parts, "", MASK, bias],
        f"{name}.mixed",
        domain=FUSED,
        num_heads=HEADS,
    )
    joined = _dense(graph, f"{name}.join", weights, mixed)
    graph.add("Add", [joined, hidden], f"{name}.attended")
    attended = _normalised(graph, f"{name}.norm_attended", f"{name}.attended", weights)
    wide = _dense(graph, f"{name}.widen", weights, attended, loud)
    graph.add("Gelu", [wide], f"{name}.active", domain=FUSED)
    narrow = _dense(graph, f"{name}.narrow", weights, f"{name}.active", loud)
    graph.add("Add", [narrow, attended], f"{name}.sum")
    return _normalised(graph, f"{name}.norm_out", f"{name}.sum", weights)


def _dense(
    graph: Graph,
    name: str,
    weights: Weights,
    hidden: str,
    loud: Mapping[str, Sequence[int]] | None = None,
) -> str:
    matrix = weights[f"{name}.weight"]
    chosen = list((loud or {}).get(name, ()))
    exact = _exactly(graph, name, matrix, hidden, chosen) if chosen else None
    codes, scales = eight_bits(_without(matrix, chosen))
    graph.constant(f"{name}.codes", codes.T)
    graph.constant(f"{name}.scales", scales)
    graph.constant(f"{name}.zero", np.zeros(len(scales), np.int8))
    graph.constant(f"{name}.bias", weights[f"{name}.bias"])
    inputs = [f"{name}.{part}" for part in ("codes", "scales", "zero", "bias")]
    if exact is None:
        return graph.add("DynamicQuantizeMatMul", [hidden, *inputs], name, domain=FUSED)
    graph.add("DynamicQuantizeMatMul", [f"{name}.quiet", *inputs], f"{name}.most", domain=FUSED)
    return graph.add("Add", [f"{name}.most", exact], name)


def _exactly(
    graph: Graph, name: str, matrix: npt.NDArray[np.float32], hidden: str, chosen: list[int]
) -> str:
    """The share of the chosen inputs; makes the inputs without them, `quiet`."""
    graph.constant(f"{name}.loud.places", np.array(chosen, np.int64))
    graph.constant(f"{name}.loud.rows", matrix[:, chosen].T)
    graph.constant(f"{name}.loud.others", _without(np.ones((1, matrix.shape[1])), chosen)[0])
    graph.add("Mul", [hidden, f"{name}.loud.others"], f"{name}.quiet")
    graph.add("Gather", [hidden, f"{name}.loud.places"], f"{name}.loud", axis=-1)
    return graph.add("MatMul", [f"{name}.loud", f"{name}.loud.rows"], f"{name}.exact")


def _without(matrix: npt.NDArray[Any], columns: Sequence[int]) -> npt.NDArray[np.float32]:
    """The matrix with zeros in some columns."""
    kept = np.array(matrix, np.float32)
    kept[:, list(columns)] = 0
    return kept


def eight_bits(
    rows: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Codes from -127 to 127 and one scale per row: `codes * scale`.

    Seven bits, which never overflow on a processor without VNNI, are too few: with them the logits
    correlate with the exact ones at .98, with eight at .9985. `Reader` has onnxruntime multiply
    without overflow there.
    """
    scales = np.abs(rows).max(axis=1) / LARGEST_CODE
    scales[scales == 0] = 1
    return np.rint(rows / scales[:, np.newaxis]).astype(np.int8), scales.astype(np.float32)


def _normalised(graph: Graph, name: str, summed: str, weights: Weights) -> str:
    gain = graph.constant(f"{name}.gain", weights[f"{name}.weight"])
    shift = graph.constant(f"{name}.shift", weights[f"{name}.bias"])
    return graph.add(
        "LayerNormalization", [summed, gain, shift], f"{name}.out", axis=-1, epsilon=MPNET.epsilon
    )
