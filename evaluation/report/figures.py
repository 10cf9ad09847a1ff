"""From facts to figures: each metric with its interval, over all questions and for each kind."""

from __future__ import annotations

import math
from collections.abc import Sequence

from evaluation.metrics.abstention import risk_coverage
from evaluation.metrics.catalogue import BY_NAME, METRICS, Facts, Metric
from evaluation.report.document import Figure, QuestionRow
from evaluation.statistics import bootstrap

CURVE_POINTS = 100


def figures_of(rows: Sequence[Facts], *, seed: int = 0) -> dict[str, Figure]:
    """Every metric that these facts allow, in the catalogue's order."""
    found = {metric.name: _figure(metric, rows, seed) for metric in METRICS}
    return {name: figure for name, figure in found.items() if figure is not None}


def figures_by_kind(
    questions: Sequence[QuestionRow], *, seed: int = 0
) -> dict[str, dict[str, Figure]]:
    """The figures of each kind of question; empty where there is only one kind."""
    kinds = sorted({question.kind for question in questions})
    if len(kinds) < 2:
        return {}
    return {
        kind: figures_of([q.facts for q in questions if q.kind == kind], seed=seed)
        for kind in kinds
    }


def risk_curve(rows: Sequence[Facts]) -> tuple[tuple[float, float], ...]:
    """The risk-coverage curve, thinned to what a plot can show; empty without confidences."""
    values = BY_NAME["risk_area"].rows(rows)
    if not len(values):
        return ()
    curve = risk_coverage(values[:, 0], values[:, 1])
    step = max(1, len(curve) // CURVE_POINTS)
    kept = [*curve[::step], curve[-1]] if step > 1 else curve
    return tuple((round(coverage, 4), round(risk, 4)) for coverage, risk in kept)


def _figure(metric: Metric, rows: Sequence[Facts], seed: int) -> Figure | None:
    values = metric.rows(rows)
    if not len(values):
        return None
    interval = bootstrap(values, metric.aggregate, seed=seed)
    if math.isnan(interval.value):
        return None
    numbers = (round(one, 6) for one in (interval.value, interval.low, interval.high))
    value, low, high = numbers
    return Figure(value=value, low=low, high=high, n=interval.n)
