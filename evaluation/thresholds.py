"""The confidence below which to refuse: fitted on one half, judged on the other."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.datasets.selection import split_of
from evaluation.metrics.abstention import Values, false_refusal_rate, refusal_f1
from evaluation.report.document import Threshold

FEWEST = 10
"""Questions that each half must have for a threshold to mean anything."""


def fitted_threshold(
    questions: Mapping[str, EvaluationQuestion], facts: Mapping[str, Mapping[str, float]]
) -> Threshold | None:
    """The threshold with the best refusal F1 on ``dev``, and its figures on ``held-out``.

    None where confidences are missing, or a half is too small or has only one kind of question.
    """
    dev, held_out = (_half(questions, facts, split) for split in ("dev", "held-out"))
    if not _is_usable(dev) or not _is_usable(held_out):
        return None
    threshold = best_threshold(dev[:, 0], dev[:, 1])
    refused = (held_out[:, 0] < threshold).astype(np.float64)
    return Threshold(
        threshold=round(threshold, 6),
        dev_f1=round(float(refusal_f1((dev[:, 0] < threshold).astype(np.float64), dev[:, 1])), 6),
        held_out_f1=round(float(refusal_f1(refused, held_out[:, 1])), 6),
        held_out_false_refusals=round(float(false_refusal_rate(refused, held_out[:, 1])), 6),
        dev_questions=len(dev),
        held_out_questions=len(held_out),
    )


def best_threshold(confidence: Values, unanswerable: Values) -> float:
    """Refusing below this gives the best refusal F1; the smallest one where several do."""
    candidates = [*np.unique(confidence), float(np.max(confidence)) + 1e-6]
    refused = (confidence[None, :] < np.array(candidates)[:, None]).astype(np.float64)
    scores = refusal_f1(refused, np.broadcast_to(unanswerable, refused.shape))
    return float(candidates[int(np.argmax(scores))])


def _half(
    questions: Mapping[str, EvaluationQuestion],
    facts: Mapping[str, Mapping[str, float]],
    split: str,
) -> Values:
    rows = [
        (one["confidence"], one["unanswerable"])
        for key, one in facts.items()
        if "confidence" in one and split_of(questions[key]) == split
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), 2)


def _is_usable(half: Values) -> bool:
    return len(half) >= FEWEST and 0 < half[:, 1].sum() < len(half)
