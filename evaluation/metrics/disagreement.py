"""Whether the positions that outlets take are reported, and only those.

Our own measures. Recall: the share of the expected positions that a reported position states.
Precision: the share of the reported positions that state an expected one. Positions are matched by
words or by the equality of numbers and dates.
"""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.metrics.answers import contains
from evaluation.metrics.values import is_value, same_value


def same_position(reported: str, wordings: Sequence[str]) -> bool:
    """Whether a reported value states the expected one, in any of its wordings."""
    return any(_same(reported, wording) for wording in wordings)


def _same(reported: str, expected: str) -> bool:
    if contains(reported, expected) or contains(expected, reported):
        return True
    return is_value(expected) and bool(same_value(reported, expected))


def position_recall(reported: Sequence[str], expected: Sequence[Sequence[str]]) -> float | None:
    """Share of the expected positions that are reported; None where none is expected."""
    if not expected:
        return None
    return sum(any(same_position(r, e) for r in reported) for e in expected) / len(expected)


def position_precision(reported: Sequence[str], expected: Sequence[Sequence[str]]) -> float | None:
    """Share of the reported positions that are expected; None where none is reported."""
    if not reported:
        return None
    return sum(any(same_position(r, e) for e in expected) for r in reported) / len(reported)
