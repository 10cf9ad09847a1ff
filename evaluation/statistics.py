"""How sure a figure is, and whether two runs differ: bootstrap and permutation, seeded.

Sources: percentile bootstrap, Efron and Tibshirani, "An Introduction to the Bootstrap", 1993;
paired (Fisher) randomisation test as recommended for retrieval by Smucker, Allan and Carterette,
2007; Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979; leaving out of the
correction what cannot become significant, Tarone, "A Modified Bonferroni Method for Discrete Data",
1990.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
"""One row a question, one column a fact; the first column alone for plain means."""
Aggregate = Callable[[Matrix], Matrix]
"""From many matrices, ``(n_samples, n_questions, n_facts)``, one figure each; nan: undefined."""

AT_ONCE = 2_000_000
"""Numbers of one batch of resamples, so that memory stays small."""

RESAMPLES = 1_000
PERMUTATIONS = 2_000
CONFIDENCE = 0.95
SIGNIFICANCE = 0.05


def mean(samples: Matrix) -> Matrix:
    """The mean of each sample's first column; nan without questions."""
    if not samples.shape[1]:
        return np.full(len(samples), np.nan)
    return np.asarray(samples[:, :, 0].mean(axis=1))


def each(figure: Callable[[Matrix], float]) -> Aggregate:
    """A figure of one matrix, taken of each sample in turn."""
    return lambda samples: np.array([figure(sample) for sample in samples], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its confidence interval over ``n`` questions."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A paired difference (new minus old) over the questions that both runs scored.

    ``p_value`` is two-sided; ``least_p_value`` is the smallest that so few changed questions could
    give; ``changed`` counts the questions whose facts differ.
    """

    old: float
    new: float
    p_value: float
    least_p_value: float
    changed: int
    n: int

    @property
    def delta(self) -> float:
        """New minus old."""
        return self.new - self.old


def bootstrap(rows: Matrix, aggregate: Aggregate = mean, *, seed: int = 0) -> Interval:
    """The figure with its 95 % interval, from questions drawn with replacement.

    A resample for which the figure is not defined (nan) is left out.
    """
    value = float(aggregate(rows[None])[0])
    if len(rows) < 2 or np.isnan(value):
        return Interval(value, value, value, len(rows))
    draws = np.random.default_rng(seed).integers(0, len(rows), (RESAMPLES, len(rows)))
    figures = np.concatenate([aggregate(rows[part]) for part in _batches(draws, rows)])
    figures = figures[~np.isnan(figures)]
    if not len(figures):
        return Interval(value, value, value, len(rows))
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(figures, [tail, 1 - tail])
    return Interval(value, float(low), float(high), len(rows))


def compare(old: Matrix, new: Matrix, aggregate: Aggregate = mean, *, seed: int = 0) -> Difference:
    """The paired difference: what would it be if each question's two results changed places?

    Args:
        old: facts of the old run, ``(n_questions, n_facts)``.
        new: facts of the new run, the same questions in the same order.
        aggregate: makes the figure from the facts.
        seed: for the permutations, where they are too many to try all.
    """
    differs = np.flatnonzero(np.any(old != new, axis=1))
    before, after = float(aggregate(old[None])[0]), float(aggregate(new[None])[0])
    if not len(differs) or np.isnan(before) or np.isnan(after):
        return Difference(before, after, 1.0, 1.0, len(differs), len(old))
    swaps, exhaustive = _swaps(len(differs), seed)
    deltas = _swapped_deltas(old, new, differs, swaps, aggregate)
    extreme = int(np.sum(np.abs(deltas) >= abs(after - before) - 1e-12))
    p_value = extreme / len(swaps) if exhaustive else (extreme + 1) / (len(swaps) + 1)
    return Difference(
        before, after, float(min(1.0, p_value)), 2.0 ** (1 - len(differs)), len(differs), len(old)
    )


def significant(differences: Sequence[Difference], level: float = SIGNIFICANCE) -> list[bool]:
    """Which differences hold when all are judged together (Holm, after Tarone).

    A difference that could not reach the level whatever its direction, because too few questions
    changed, is never significant and does not make the others harder to show.
    """
    testable = _testable(differences, level)
    ranked = sorted(testable, key=lambda at: differences[at].p_value)
    flags = [False] * len(differences)
    for step, at in enumerate(ranked):
        if differences[at].p_value > level / (len(ranked) - step):
            break
        flags[at] = True
    return flags


def _testable(differences: Sequence[Difference], level: float) -> list[int]:
    """The differences left when the smallest possible Bonferroni family is found."""
    for size in range(1, len(differences) + 1):
        family = [at for at, d in enumerate(differences) if d.least_p_value <= level / size]
        if len(family) <= size:
            return family
    return []


def _batches(draws: NDArray[np.int64], rows: Matrix) -> Iterator[NDArray[np.int64]]:
    step = max(1, AT_ONCE // max(1, rows.size))
    for first in range(0, len(draws), step):
        yield draws[first : first + step]


def _swaps(changed: int, seed: int) -> tuple[NDArray[np.int64], bool]:
    """0/1 rows: which changed questions swap; all of them where there are few, else a sample."""
    if 2**changed <= PERMUTATIONS:
        return np.arange(2**changed)[:, None] >> np.arange(changed) & 1, True
    return np.random.default_rng(seed).integers(0, 2, (PERMUTATIONS, changed)), False


def _swapped_deltas(
    old: Matrix,
    new: Matrix,
    differs: NDArray[np.intp],
    swaps: NDArray[np.int64],
    aggregate: Aggregate,
) -> Matrix:
    deltas = []
    for part in _batches(swaps, old):
        swapped = np.zeros((len(part), len(old), 1), dtype=bool)
        swapped[:, differs, 0] = part > 0
        first, second = np.where(swapped, new, old), np.where(swapped, old, new)
        deltas.append(aggregate(second) - aggregate(first))
    # A permutation without a defined figure counts as no more extreme than nothing.
    return np.nan_to_num(np.concatenate(deltas), nan=0.0)
