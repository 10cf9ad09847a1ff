"""The exported graph, on a small random network."""

from __future__ import annotations

import numpy as np
import pytest

from reader.graph import OUTPUTS, encoder_of, reader_graph
from tests.fakes import networks
from tests.fakes.networks import Array


@pytest.fixture(scope="module")
def weights() -> dict[str, Array]:
    return networks.random_weights(words=30, positions=16, width=48, inner=96)


def run(weights: dict[str, Array], ids: list[int], types: list[int]) -> Array:
    return networks.run(reader_graph(weights), ids, types)


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
