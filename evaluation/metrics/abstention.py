"""Whether the questions that cannot be answered are the ones that are refused.

Source: precision, recall and F1 of the class "unanswerable" as in SQuAD 2.0 (Rajpurkar et al.,
2018); risk-coverage curve as in El-Yaniv and Wiener, "On the Foundations of Noise-free Selective
Classification", 2010; AUC as the Mann-Whitney statistic, ties counting half.

Arrays have one entry a question along their last axis, 1.0 for yes. The shares also take many
resamples at once, ``(n_resamples, n_questions)``, and give one figure each.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def refusal_precision(refused: Values, unanswerable: Values) -> Values:
    """Share of the refusals that were right; nan without a refusal."""
    return _share((refused * unanswerable).sum(-1), refused.sum(-1))


def refusal_recall(refused: Values, unanswerable: Values) -> Values:
    """Share of the unanswerable questions that were refused; nan without such a question."""
    return _share((refused * unanswerable).sum(-1), unanswerable.sum(-1))


def refusal_f1(refused: Values, unanswerable: Values) -> Values:
    """Harmonic mean of refusal precision and recall; nan where there is nothing to refuse."""
    both = refused.sum(-1) + unanswerable.sum(-1)
    return _share(2 * (refused * unanswerable).sum(-1), both * (unanswerable.sum(-1) > 0))


def false_refusal_rate(refused: Values, unanswerable: Values) -> Values:
    """Share of the answerable questions that were refused; nan without such a question."""
    return refusal_recall(refused, 1.0 - unanswerable)


def balanced_accuracy(said: Values, right: Values) -> Values:
    """Mean of the shares of positives and of negatives that are told; nan without both kinds."""
    return (refusal_recall(said, right) + refusal_recall(1.0 - said, 1.0 - right)) / 2


def _share(part: Values, whole: Values) -> Values:
    """``part / whole``, nan where the whole is empty."""
    safe = np.where(whole > 0, whole, 1.0)
    return np.where(whole > 0, part / safe, np.nan)


def confidence_auc(confidence: Values, answerable: Values) -> float:
    """Chance that an answerable question gets more confidence than an unanswerable one.

    Ties count half; nan where one of the two kinds is missing.
    """
    positives = answerable.sum()
    negatives = len(answerable) - positives
    if not positives or not negatives:
        return float("nan")
    ranks = _average_ranks(confidence)
    return float(
        (ranks[answerable > 0].sum() - positives * (positives + 1) / 2) / (positives * negatives)
    )


def _average_ranks(values: Values) -> Values:
    """Ranks from 1, equal values sharing the mean of their ranks."""
    _, groups, sizes = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(sizes)
    means: Values = last - (sizes - 1) / 2
    ranks: Values = means[groups]
    return ranks


def risk_coverage(confidence: Values, right: Values) -> list[tuple[float, float]]:
    """(coverage, risk) pairs: the share answered, surest first, and the share of it that is wrong.

    Questions of equal confidence are answered together, so that their order does not matter.
    """
    coverage, risk = _risk_steps(confidence, right)
    return list(zip(coverage.tolist(), risk.tolist(), strict=True))


def area_under_risk(confidence: Values, right: Values) -> float:
    """Mean risk over all coverages (AURC); lower is better, nan without questions."""
    if not len(confidence):
        return float("nan")
    coverage, risk = _risk_steps(confidence, right)
    return float(np.diff(coverage, prepend=0.0) @ risk)


def _risk_steps(confidence: Values, right: Values) -> tuple[Values, Values]:
    order = np.argsort(-confidence, kind="stable")
    sure, mistakes = confidence[order], np.cumsum(1.0 - right[order])
    answered = np.append(np.flatnonzero(np.diff(sure)), len(sure) - 1) + 1
    return answered / len(sure), mistakes[answered - 1] / answered
