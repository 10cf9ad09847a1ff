"""The checker's graph on a small random network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest

from reader.checker_graph import BLOCK, checker_graph, four_bits, packed
from reader.graph import OUTPUTS
from reader.shapes import BUCKETS, HEADS, MPNET, distance_buckets
from reader.shipped import checker_weights_of
from tests.fakes import networks
from tests.fakes.networks import Array

IDS, TYPES = [0, 5, 2, 7, 9, 2], [0, 0, 0, 1, 1, 1]


@pytest.fixture(scope="module")
def weights() -> dict[str, Array]:
    made = networks.random_weights(words=64, positions=258, width=96, inner=384)
    return {**made, "distances.weight": networks.random_values((BUCKETS, HEADS))}


def run(weights: dict[str, Array], ids: list[int], types: list[int]) -> Array:
    return networks.run(checker_graph(weights), ids, types)


def test_each_token_gets_five_logits(weights: dict[str, Array]) -> None:
    assert run(weights, IDS, TYPES).shape == (len(IDS), OUTPUTS)


def test_how_far_apart_tokens_are_matters(weights: dict[str, Array]) -> None:
    even = {**weights, "distances.weight": np.zeros((BUCKETS, HEADS), np.float32)}
    assert np.abs(run(weights, IDS, TYPES) - run(even, IDS, TYPES)).max() > 0.01


def test_which_part_a_token_is_of_matters(weights: dict[str, Array]) -> None:
    other = run(weights, IDS, [0] * len(IDS))
    assert np.abs(run(weights, IDS, TYPES) - other).max() > 0.01


def test_four_bits_keep_a_weight_within_half_a_step_of_its_block() -> None:
    rows = np.random.default_rng(3).normal(0, 1, (4, 3 * BLOCK)).astype(np.float32)
    codes, scales = four_bits(rows)
    meant = (codes.astype(np.float32) - 8) * scales[..., None]
    largest = np.abs(rows.reshape(4, 3, BLOCK)).max(axis=-1, keepdims=True)
    error = np.abs(meant - rows.reshape(4, 3, BLOCK))
    assert codes.max() <= 15
    assert (error.mean(axis=-1, keepdims=True) < largest / 16).all()


def test_a_block_of_nothing_stays_nothing() -> None:
    codes, scales = four_bits(np.zeros((1, BLOCK), np.float32))
    assert ((codes.astype(int) - 8) * scales[..., None] == 0).all()


def test_the_first_of_two_codes_is_the_lower_half_of_a_byte() -> None:
    assert packed(np.array([[3, 12]], np.uint8)).tolist() == [[3 + 16 * 12]]


def test_near_distances_stand_alone_and_far_ones_share_a_bucket() -> None:
    buckets = distance_buckets(256)
    assert buckets[10, 10] == 0
    assert buckets[10, 9] == 1
    assert buckets[10, 11] == BUCKETS // 2 + 1
    assert len({int(buckets[10, 10 + far]) for far in range(8)}) == 8
    assert buckets[0, 200] == buckets[0, 255] == BUCKETS - 1


def test_training_can_go_on_from_what_the_file_holds(
    weights: dict[str, Array], tmp_path: Path
) -> None:
    file = tmp_path / "model.onnx"
    onnx.save(checker_graph(weights), file)
    read = checker_weights_of(file)
    assert set(weights) - set(read) == {"words.weight"}
    first = MPNET.first_position
    for name, values in read.items():
        exact = weights[name][first:] if name == "positions.weight" else weights[name]
        assert values.shape == exact.shape, name
        assert np.abs(values - exact).max() <= np.abs(exact).max() / 63, name
    again = {**read, "words.weight": weights["words.weight"]}
    again["positions.weight"] = weights["positions.weight"]
    assert np.abs(run(weights, IDS, TYPES) - run(again, IDS, TYPES)).max() < 1e-4


def test_a_few_loud_inputs_are_multiplied_exactly(weights: dict[str, Array]) -> None:
    loud = {f"layers.{n}.widen": [3, 40] for n in range(2)}
    uneven = dict(weights)
    for name in loud:
        norm = name.replace("widen", "norm_attended.weight")
        uneven[norm] = weights[norm].copy()
        uneven[norm][[3, 40]] *= 300
    exact = networks.run(
        checker_graph(uneven, {name: list(range(96)) for name in loud}), IDS, TYPES
    )
    plain, told_apart = (
        networks.run(checker_graph(uneven, apart), IDS, TYPES) for apart in ({}, loud)
    )
    assert np.abs(told_apart - exact).mean() < np.abs(plain - exact).mean() / 1.5


def test_training_goes_on_from_loud_inputs_as_from_others(
    weights: dict[str, Array], tmp_path: Path
) -> None:
    file = tmp_path / "model.onnx"
    onnx.save(checker_graph(weights, {"layers.1.narrow": [0, 7]}), file)
    read = checker_weights_of(file)["layers.1.narrow.weight"]
    assert (read[:, [0, 7]] == weights["layers.1.narrow.weight"][:, [0, 7]]).all()
