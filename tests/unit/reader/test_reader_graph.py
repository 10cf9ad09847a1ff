"""The exported graph, on a small random network."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from reader.graph import OUTPUTS, encoder_of, reader_graph

Array = NDArray[np.float32]

WIDTH, INNER, WORDS, POSITIONS = 48, 96, 30, 16


@pytest.fixture(scope="module")
def weights() -> dict[str, Array]:
    random = np.random.default_rng(5)
    shapes = {
        "words.weight": (WORDS, WIDTH),
        "positions.weight": (POSITIONS, WIDTH),
        "types.weight": (2, WIDTH),
        "head.weight": (OUTPUTS, WIDTH),
        "head.bias": (OUTPUTS,),
        "norm.weight": (WIDTH,),
        "norm.bias": (WIDTH,),
    }
    for number in range(2):
        name = f"layers.{number}"
        for part, outputs, inputs in (
            ("attend", 3 * WIDTH, WIDTH),
            ("join", WIDTH, WIDTH),
            ("widen", INNER, WIDTH),
            ("narrow", WIDTH, INNER),
        ):
            shapes[f"{name}.{part}.weight"] = (outputs, inputs)
            shapes[f"{name}.{part}.bias"] = (outputs,)
        for norm in ("norm_attended", "norm_out"):
            shapes[f"{name}.{norm}.weight"] = shapes[f"{name}.{norm}.bias"] = (WIDTH,)
    return {name: random.normal(0, 0.3, shape).astype(np.float32) for name, shape in shapes.items()}


def run(weights: dict[str, Array], ids: list[int], types: list[int]) -> Array:
    session = onnxruntime.InferenceSession(reader_graph(weights).SerializeToString())
    rows = {"input_ids": ids, "token_type_ids": types, "attention_mask": [1] * len(ids)}
    inputs = {name: np.array([row], np.int32) for name, row in rows.items()}
    return np.asarray(session.run(None, inputs)[0][0])


def test_each_token_gets_four_logits(weights: dict[str, Array]) -> None:
    assert run(weights, [1, 5, 2, 7], [0, 0, 1, 1]).shape == (4, OUTPUTS)


def test_which_part_a_token_is_of_matters(weights: dict[str, Array]) -> None:
    one, other = (run(weights, [1, 5, 2, 7], types) for types in ([0, 0, 0, 1], [0, 0, 1, 1]))
    assert np.abs(one - other).max() > 0.01


def test_the_head_stays_exact(weights: dict[str, Array]) -> None:
    plain = run(weights, [1, 5, 2, 7], [0, 0, 1, 1])
    doubled = {**weights, "head.weight": 2 * weights["head.weight"]}
    doubled["head.bias"] = (2 * weights["head.bias"]).astype(np.float32)
    np.testing.assert_allclose(run(doubled, [1, 5, 2, 7], [0, 0, 1, 1]), 2 * plain, rtol=1e-4)


def test_query_key_and_value_are_thirds_of_one_matrix(weights: dict[str, Array]) -> None:
    layer = encoder_of(weights).layers[1]
    joint = np.concatenate([layer.query.weight, layer.key.weight, layer.value.weight])
    np.testing.assert_array_equal(joint, weights["layers.1.attend.weight"])
