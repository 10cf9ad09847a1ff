"""Two exported readers on the same questions, with intervals for their differences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reader.evaluation import (
    ANSWERABILITY,
    PLACED,
    UNPLACED,
    Scored,
    score_cases,
    values_of,
)
from reader.measures import measure_auc
from service.answering.reading.model import Reader

RESAMPLES = 1_000
INTERVAL = (2.5, 97.5)
SEED = 1

Rows = np.ndarray


@dataclass(frozen=True, slots=True)
class Difference:
    """What one model scores, the other one, and the 95 % interval of the first less the second."""

    measure: str
    first: float
    second: float
    low: float
    high: float

    def __str__(self) -> str:
        return (
            f"{self.measure:<40} {self.first:.3f} against {self.second:.3f}: "
            f"{self.first - self.second:+.3f} ({self.low:+.3f} to {self.high:+.3f})"
        )


def compare(data: Path, first: Reader, second: Reader) -> Iterator[Difference]:
    """Yields the differences on each test set, resampled by question.

    Source: paired bootstrap, Koehn, "Statistical significance tests for machine translation
    evaluation" (2004).

    Args:
        data: folder of the data sets.
        first: an exported model.
        second: another one.
    """
    for name, read in (PLACED | UNPLACED).items():
        cases = read(data)
        scored = score_cases(first, cases), score_cases(second, cases)
        if name in PLACED:
            yield from _of_values(name, *map(values_of, scored))
        yield from _of_answerability(name, *scored)


def _of_values(
    name: str, first: dict[str, list[float]], second: dict[str, list[float]]
) -> Iterator[Difference]:
    for measure, values in first.items():
        pair = np.array([values, second[measure]])

        def means(rows: Rows, pair: np.ndarray = pair) -> np.ndarray:
            return np.asarray(pair[:, rows].mean(axis=1))

        yield difference(f"{name} {measure}", pair.shape[1], means)


def _of_answerability(
    name: str, first: Sequence[Scored], second: Sequence[Scored]
) -> Iterator[Difference]:
    answers = np.array([bool(one.case.gold) for one in first])
    if answers.all():
        return
    for kind in ANSWERABILITY:
        scores = np.array([_scores(scored, kind) for scored in (first, second)])

        def aucs(rows: Rows, scores: np.ndarray = scores) -> np.ndarray:
            right = answers[rows]
            if right.all() or not right.any():  # few unanswerable ones: none of them was drawn
                return np.full(2, np.nan)
            return np.array([measure_auc(one[right], one[~right]) for one in scores[:, rows]])

        yield difference(f"{name} auc_{kind}", len(answers), aucs)


def _scores(scored: Sequence[Scored], kind: str) -> list[float]:
    return [ANSWERABILITY[kind](one.scores) for one in scored]


def difference(measure: str, count: int, value: Callable[[Rows], np.ndarray]) -> Difference:
    """Returns the difference of two models' values with its interval.

    Args:
        measure: its name.
        count: questions there are.
        value: gives both models' values on the questions of these rows, shape (2,).
    """
    chance = np.random.default_rng(SEED)
    first, second = value(np.arange(count))
    drawn = [value(chance.integers(count, size=count)) for _ in range(RESAMPLES)]
    low, high = np.nanpercentile([one - other for one, other in drawn], INTERVAL)
    return Difference(measure, float(first), float(second), float(low), float(high))
