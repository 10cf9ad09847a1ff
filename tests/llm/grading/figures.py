"""Counts of graded questions, and shares with intervals that draw whole questions.

The sentences of one answer stand or fall together, so questions are drawn with replacement, each
with all its sentences. ``decided`` leaves out what no rule and no person has decided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.statistics import Interval, Matrix, bootstrap
from tests.llm.grading.graded import GradedQuestion
from tests.llm.grading.grader import Reason, Verdict
from tests.llm.grading.records import Fate


@dataclass(frozen=True, slots=True)
class Share:
    """A figure: the count ``part`` over the count ``whole``."""

    name: str
    label: str
    part: str
    whole: str


SHARES = (
    Share("unsupported_written", "written: unsupported", "written_unsupported", "written"),
    Share(
        "unsupported_of_decided_written",
        "written: unsupported, of the decided",
        "written_unsupported",
        "written_decided",
    ),
    Share("invented_written", "written: with an invented value", "written_invented", "written"),
    Share("undecided_written", "written: undecided", "written_undecided", "written"),
    Share("unsupported_shown", "shown: unsupported", "shown_unsupported", "shown"),
    Share(
        "unsupported_of_decided_shown",
        "shown: unsupported, of the decided",
        "shown_unsupported",
        "shown_decided",
    ),
    Share("invented_shown", "shown: with an invented value", "shown_invented", "shown"),
    Share("undecided_shown", "shown: undecided", "shown_undecided", "shown"),
    Share("right_dropped", "right sentences dropped", "dropped_supported", "written_supported"),
    Share(
        "wrong_dropped", "unsupported sentences dropped", "dropped_unsupported",
        "written_unsupported",
    ),
    Share("right", "answers right", "right", "answerable"),
    Share("right_refusals", "refusals right, of the unanswerable", "refused_right", "unanswerable"),
    Share("false_refusals", "false refusals, of the answerable", "refused_wrong", "answerable"),
)  # fmt: skip
SECONDS = "seconds"
SECONDS_LABEL = "seconds per answer"


@dataclass(frozen=True, slots=True)
class Figure:
    """A share with its interval and its counts; for seconds ``whole`` counts the answers."""

    label: str
    interval: Interval
    part: float
    whole: float


def counts_of(one: GradedQuestion) -> Counter[str]:
    """What is counted of one question; names that are absent are 0.

    Of a failed question nothing about the answer is counted, only its sentences.
    """
    counts = Counter[str](name for found in one.sentences for name in _names(found.sentence.fate))
    for found in one.sentences:
        for stage, grade in (("written", found.written), ("shown", found.shown)):
            if grade is not None:
                counts[stage] += 1
                counts[f"{stage}_{grade.verdict}"] += 1
                counts[f"{stage}_decided"] += grade.verdict is not Verdict.UNDECIDED
                counts[f"{stage}_invented"] += grade.reason is Reason.INVENTED
                counts[f"{stage}_by_hand"] += grade.reason is Reason.BY_HAND
                counts[f"{stage}: {grade.reason}"] += 1
        if found.sentence.fate is Fate.DROPPED:
            counts[f"dropped_{found.written.verdict}"] += 1
    counts.update(_of_answer(one))
    return counts


def _names(fate: Fate) -> Iterator[str]:
    yield fate.value


def _of_answer(one: GradedQuestion) -> Iterator[str]:
    yield "asked"
    if one.response.reply is None:
        yield "failed"
        return
    kind = "unanswerable" if one.question.unanswerable else "answerable"
    yield kind
    if one.facts["refused"]:
        yield "refused_right" if one.question.unanswerable else "refused_wrong"
    if one.facts.get("right"):
        yield "right"
    if one.response.reply.answerer.fallback_reason:
        yield "fallback"
    if not one.sentences and not any(writing.failure for writing in one.response.writings):
        yield "model_refused"


def totals(questions: Sequence[GradedQuestion]) -> dict[str, int]:
    """The counts of all questions together."""
    total: Counter[str] = Counter()
    for one in questions:
        total.update(counts_of(one))
    return dict(sorted(total.items()))


def figures_of(questions: Sequence[GradedQuestion], *, seed: int = 0) -> dict[str, Figure]:
    """Every figure that these questions allow, in the order of ``SHARES``, then the seconds."""
    counts = [counts_of(one) for one in questions]
    figures: dict[str, Figure] = {}
    for share in SHARES:
        rows = np.array(
            [(one[share.part], one[share.whole]) for one in counts if one[share.whole]],
            dtype=np.float64,
        ).reshape(-1, 2)
        if len(rows):
            part, whole = rows.sum(axis=0).tolist()
            interval = bootstrap(rows, _ratio, seed=seed)
            figures[share.name] = Figure(share.label, interval, part, whole)
    seconds = [one.response.latency_ms / 1000 for one in questions if one.response.latency_ms]
    if seconds:
        rows = np.array(seconds, dtype=np.float64)[:, None]
        interval = bootstrap(rows, seed=seed)
        figures[SECONDS] = Figure(SECONDS_LABEL, interval, sum(seconds), len(seconds))
    return figures


def _ratio(samples: Matrix) -> Matrix:
    """Sum over sum: ``(n_samples, n_questions, 2)`` to ``(n_samples,)``."""
    sums = samples.sum(axis=1)
    return np.asarray(sums[:, 0] / sums[:, 1])
