"""A question that joins several: what the evidence says to each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.answering.calibration import Judgement
from service.answering.picked import Picked
from service.answering.question_shape import QuestionShape


@dataclass(frozen=True, slots=True)
class ReadPart:
    """One of the questions joined, the judgement on it, and the sentences, best first."""

    shape: QuestionShape
    judgement: Judgement
    ranked: Sequence[Picked]


def answered(parts: Sequence[ReadPart]) -> list[ReadPart]:
    """The parts that the evidence answers; all if none: then only the whole question may be."""
    told = [part for part in parts if part.ranked]
    return [part for part in told if part.judgement.is_answerable] or told


def with_parts(whole: Judgement, parts: Sequence[ReadPart]) -> Judgement:
    """The judgement on the whole question: it is answered as far as one of its parts is."""
    if not parts:
        return whole
    best = max((part.judgement for part in parts), key=lambda one: one.confidence - one.threshold)
    return replace(
        whole,
        confidence=best.confidence,
        is_answerable=best.is_answerable,
        threshold=best.threshold,
    )
