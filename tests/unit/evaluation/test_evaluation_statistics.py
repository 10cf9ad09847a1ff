"""Intervals and significance: known answers, seeds, identical runs."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evaluation.metrics.abstention import refusal_f1
from evaluation.statistics import Difference, Matrix, bootstrap, compare, significant


def _column(values: list[float]) -> Matrix:
    return np.array(values, dtype=np.float64)[:, None]


def _f1(samples: Matrix) -> Matrix:
    return refusal_f1(samples[:, :, 0], samples[:, :, 1])


def test_the_interval_of_a_mean_is_about_two_standard_errors_wide() -> None:
    values = _column([0.0, 1.0] * 200)
    interval = bootstrap(values)
    error = 0.5 / math.sqrt(400)
    assert interval.value == 0.5
    assert interval.low == pytest.approx(0.5 - 1.96 * error, abs=0.01)
    assert interval.high == pytest.approx(0.5 + 1.96 * error, abs=0.01)


def test_the_same_seed_gives_the_same_interval() -> None:
    values = _column([0.1, 0.5, 0.9, 0.4, 0.2])
    assert bootstrap(values, seed=3) == bootstrap(values, seed=3)
    assert bootstrap(values, seed=3) != bootstrap(values, seed=4)


def test_one_question_has_no_spread_and_none_no_value() -> None:
    assert bootstrap(_column([0.7])).low == 0.7
    assert math.isnan(bootstrap(np.empty((0, 1))).value)


def test_identical_runs_differ_by_nothing_in_twenty_repeats() -> None:
    random = np.random.default_rng(1)
    for seed in range(20):
        rows = random.random((50, 2)).round()
        differences = [compare(rows, rows, seed=seed), compare(rows, rows, _f1, seed=seed)]
        assert [one.p_value for one in differences] == [1.0, 1.0]
        assert significant(differences) == [False, False]


def test_noise_alone_is_flagged_about_as_rarely_as_the_level_says() -> None:
    random = np.random.default_rng(7)
    flags = 0
    for seed in range(200):
        old, new = (random.random((60, 1)) for _ in range(2))
        flags += significant([compare(old, new, seed=seed)])[0]
    assert flags <= 20


def test_few_changes_are_counted_out_exactly() -> None:
    # Three questions got better, none worse: 2 of 8 sign patterns are as extreme.
    old, new = _column([0.0] * 3 + [1.0] * 7), _column([1.0] * 10)
    difference = compare(old, new)
    assert (difference.changed, difference.n) == (3, 10)
    assert difference.delta == pytest.approx(0.3)
    assert difference.p_value == pytest.approx(2 / 8)
    assert difference.least_p_value == pytest.approx(2 / 8)


def test_a_clear_fall_is_significant_for_means_and_for_f1() -> None:
    unanswerable = np.array([1.0, 0.0] * 30)
    good = np.stack([unanswerable, unanswerable], axis=1)
    bad = np.stack([np.zeros(60), unanswerable], axis=1)
    fallen = compare(good, bad, _f1)
    assert (fallen.old, fallen.new) == (1.0, 0.0)
    assert significant([fallen, compare(_column([1.0] * 30), _column([0.0] * 30))]) == [True, True]


def test_holm_is_stricter_with_more_metrics() -> None:
    borderline = Difference(0.0, 1.0, 0.04, 1e-9, 30, 100)
    dull = Difference(0.0, 0.1, 0.9, 1e-9, 30, 100)
    assert significant([borderline]) == [True]
    assert significant([borderline, dull]) == [False, False]


def test_a_metric_that_could_not_change_does_not_hide_the_others() -> None:
    borderline = Difference(0.0, 1.0, 0.04, 1e-9, 30, 100)
    unchanged = Difference(0.5, 0.5, 1.0, 1.0, 0, 100)
    assert significant([borderline, *[unchanged] * 20])[0]
    assert significant([]) == []
