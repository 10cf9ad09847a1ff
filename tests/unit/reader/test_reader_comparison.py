"""Intervals for the difference of two readers."""

from __future__ import annotations

import numpy as np
import pytest

from reader.comparison import difference


def _means(first: list[float], second: list[float]) -> tuple[float, float, float, float]:
    pair = np.array([first, second])
    found = difference("hit", len(first), lambda rows: np.asarray(pair[:, rows].mean(axis=1)))
    return found.first, found.second, found.low, found.high


def test_a_model_is_no_better_than_itself() -> None:
    values = [1.0, 0.0, 1.0, 1.0] * 50
    assert _means(values, values) == (0.75, 0.75, 0.0, 0.0)


def test_one_that_is_right_where_the_other_is_wrong_is_surely_better() -> None:
    first, second, low, high = _means([1.0] * 200, [1.0, 0.0] * 100)
    assert (first, second) == (1.0, 0.5)
    # The standard error of a share of .5 among 200 is .035.
    assert low == pytest.approx(0.5 - 1.96 * 0.035, abs=0.02)
    assert high == pytest.approx(0.5 + 1.96 * 0.035, abs=0.02)


def test_few_questions_leave_it_open() -> None:
    _, _, low, high = _means([1.0, 0.0, 1.0, 1.0], [1.0, 1.0, 0.0, 0.0])
    assert low < 0 < high


def test_a_sample_without_a_value_is_left_out() -> None:
    found = difference(
        "auc", 3, lambda rows: np.array([1.0, 0.0]) if 0 in rows else np.full(2, np.nan)
    )
    assert (found.low, found.high) == (1.0, 1.0)
