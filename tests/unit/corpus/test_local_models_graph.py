"""The int8 graph against a BERT written out in numpy, on a small random encoder."""

import math
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray

from corpus.local_models.bert_graph import LARGEST_CODE, encoder_graph, quantised
from corpus.local_models.bert_weights import BertWeights, Dense, Layer, Norm

Array = NDArray[np.float32]

HIDDEN, HEADS, INNER, WORDS, POSITIONS = 64, 4, 128, 50, 16
RANDOM = np.random.default_rng(7)


def _random(*shape: int) -> Array:
    return RANDOM.normal(0, 0.3, shape).astype(np.float32)


def _norm() -> Norm:
    return Norm(1 + _random(HIDDEN), _random(HIDDEN))


def _dense(outputs: int, inputs: int) -> Dense:
    return Dense(_random(outputs, inputs), _random(outputs))


@pytest.fixture(scope="module")
def weights() -> BertWeights:
    layers = tuple(
        Layer(
            query=_dense(HIDDEN, HIDDEN),
            key=_dense(HIDDEN, HIDDEN),
            value=_dense(HIDDEN, HIDDEN),
            attention_output=_dense(HIDDEN, HIDDEN),
            attention_norm=_norm(),
            inner=_dense(INNER, HIDDEN),
            outer=_dense(HIDDEN, INNER),
            output_norm=_norm(),
        )
        for _ in range(2)
    )
    return BertWeights(
        heads=HEADS,
        epsilon=1e-12,
        word=_random(WORDS, HIDDEN),
        position=_random(POSITIONS, HIDDEN),
        segment=_random(HIDDEN),
        embedding_norm=_norm(),
        layers=layers,
    )


@pytest.fixture(scope="module")
def session(
    weights: BertWeights, tmp_path_factory: pytest.TempPathFactory
) -> onnxruntime.InferenceSession:
    path: Path = tmp_path_factory.mktemp("graph") / "encoder.onnx"
    onnx.save(encoder_graph(weights), path)
    return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])


def _run(session: onnxruntime.InferenceSession, ids: list[list[int]]) -> Array:
    longest = max(map(len, ids))
    padded = [row + [0] * (longest - len(row)) for row in ids]
    mask = [[1] * len(row) + [0] * (longest - len(row)) for row in ids]
    inputs = {
        "input_ids": np.array(padded, np.int32),
        "attention_mask": np.array(mask, np.int32),
    }
    return np.asarray(session.run(None, inputs)[0])


def _expected(weights: BertWeights, ids: list[int]) -> Array:
    def norm(values: Array, by: Norm) -> Array:
        centred = values - values.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + weights.epsilon)
        return np.asarray(centred / spread * by.gain + by.bias)

    def dense(values: Array, by: Dense) -> Array:
        return np.asarray(values @ by.weight.T + by.bias)

    def heads(values: Array) -> Array:
        return values.reshape(len(values), weights.heads, -1).transpose(1, 0, 2)

    gelu = np.vectorize(lambda x: 0.5 * x * (1 + math.erf(x / math.sqrt(2))))
    hidden = norm(
        weights.word[ids] + weights.position[: len(ids)] + weights.segment, weights.embedding_norm
    )
    for layer in weights.layers:
        query, key, value = (
            heads(dense(hidden, part)) for part in (layer.query, layer.key, layer.value)
        )
        scores = query @ key.transpose(0, 2, 1) / math.sqrt(query.shape[-1])
        odds = np.exp(scores - scores.max(-1, keepdims=True))
        context = (odds / odds.sum(-1, keepdims=True)) @ value
        attended = dense(context.transpose(1, 0, 2).reshape(hidden.shape), layer.attention_output)
        hidden = norm(hidden + attended, layer.attention_norm)
        hidden = norm(
            hidden + dense(gelu(dense(hidden, layer.inner)), layer.outer), layer.output_norm
        )
    pooled = hidden.mean(0)
    return np.asarray(pooled / np.linalg.norm(pooled))


def test_graph_agrees_with_the_formulas_of_bert(
    weights: BertWeights, session: onnxruntime.InferenceSession
) -> None:
    ids = [3, 14, 15, 9, 26, 5]
    (vector,) = _run(session, [ids])
    assert float(vector @ _expected(weights, ids)) > 0.99


def test_padding_does_not_change_a_vector(session: onnxruntime.InferenceSession) -> None:
    alone = _run(session, [[3, 14, 15]])[0]
    beside = _run(session, [[3, 14, 15], list(range(12))])[0]
    assert float(alone @ beside) > 0.99


def test_order_of_tokens_changes_the_vector(session: onnxruntime.InferenceSession) -> None:
    one, other = _run(session, [[3, 14, 15, 20], [20, 15, 14, 3]])
    assert float(one @ other) < 0.999


def test_codes_stay_within_seven_bits_and_close_to_the_weights() -> None:
    rows = _random(5, 40)
    rows[2] = 0
    codes, scales = quantised(rows)
    assert np.abs(codes).max() <= LARGEST_CODE
    assert (np.abs(codes * scales[:, np.newaxis] - rows) <= scales[:, np.newaxis] / 2 + 1e-6).all()
