"""Weighs signals: how well each sentence answers, and the chance that the evidence answers at all.

The weights stand in ``calibration.json``, written by ``python -m evaluation.calibration``, which
says what they were fitted on. Both steps are linear, so each weight can be read: a listwise
softmax over the sentences of a question picks (source: Cao et al., "Learning to rank: from
pairwise approach to listwise approach", ICML 2007), a logistic regression decides to answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from service.answering.reading_opinion import Reading
from service.answering.signals import SIGNALS, Signals

Values = NDArray[np.float64]

CALIBRATION_FILE = "calibration.json"
LOOKED_AT = 3
"""How many of the best sentences the decision to answer looks at."""


class Variant(StrEnum):
    """Which signals mean anything for a question."""

    READ = "read"
    UNREAD = "unread"
    FOREIGN = "foreign"
    FOREIGN_READ = "foreign_read"

    @classmethod
    def of(cls, signals: Signals) -> Variant:
        """Terms mean nothing across languages, and the reader does not know every one."""
        if not signals.is_same_language:
            return cls.FOREIGN_READ if signals.is_read else cls.FOREIGN
        return cls.READ if signals.is_read else cls.UNREAD


_READER = (
    "reader_sentence",
    "reader_passage",
    "reader_span",
    "reader_doubt",
    "reader_doubts",
    "corroboration",
)
_TERMS = ("own_terms", "near_terms", "passage_terms", "rarest_term")
COLUMNS = {
    Variant.READ: SIGNALS,
    Variant.UNREAD: tuple(name for name in SIGNALS if name not in _READER),
    Variant.FOREIGN: tuple(name for name in SIGNALS if name not in (*_READER, *_TERMS)),
    Variant.FOREIGN_READ: tuple(name for name in SIGNALS if name not in _TERMS),
}
"""The signals that each variant uses, in order."""


class Linear(BaseModel):
    """A weighted sum of standardised inputs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float = 0.0

    def score(self, inputs: Values) -> Values:
        """The sum for each row of ``inputs``, shape (n_rows, n_inputs)."""
        standardised = (inputs - np.array(self.means)) / np.array(self.scales)
        return np.asarray(standardised @ np.array(self.weights) + self.intercept, np.float64)


class Weights(BaseModel):
    """The two steps of one variant; questions below ``threshold`` are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pick: Linear
    answer: Linear
    threshold: float


class ShortAnswerWeights(BaseModel):
    """How likely the words that a reader points at are the short answer; shown from ``threshold``.

    The inputs are those of ``service.answering.short_answer.inputs``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    chance: Linear
    threshold: float


class SecondLook(BaseModel):
    """How the checker's opinion of the best sentences counts; below ``threshold`` is refused.

    It looks at ``sentences`` of them at most, at all of these if it ``reads_on`` though one surely
    answers. The inputs are those of ``service.answering.second_look``; ``short_answer`` is for the
    words that the checker points at, as ``Calibration.short_answer`` is for the reader's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fitted_on: str
    sentences: int
    reads_on: bool
    pick: Linear
    answer: Linear
    threshold: float
    short_answer: ShortAnswerWeights


class Calibration(BaseModel):
    """What ``calibration.json`` holds.

    Attributes:
        fitted_on, fitted_at: data and day of the variants.
        variants: how signals are weighed.
        short_answer: how the words that the reader points at are.
        second_look: of the checker of English.
        second_look_abroad: of the one of other languages, over what the reader cannot read.
        second_look_crossing: of the same over English, for questions in another language.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fitted_on: str
    fitted_at: str
    variants: dict[Variant, Weights]
    short_answer: ShortAnswerWeights
    second_look: SecondLook
    second_look_abroad: SecondLook
    second_look_crossing: SecondLook


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the calibration says of the evidence of one question.

    Attributes:
        scores: per sentence, shape (n_sentences,); log-odds up to a constant, higher is better.
        confidence: the chance, 0 to 1, that the evidence answers the question.
        is_answerable: whether it is high enough to answer.
        threshold: from which confidence it is.
        closely: per place of a sentence that a checker looked at, what it reads there.
        is_abroad: whether that was the checker of other languages than English.
    """

    scores: Values
    confidence: float
    is_answerable: bool
    threshold: float = 0.0
    closely: Mapping[int, Reading] = field(default_factory=dict)
    is_abroad: bool = False


def judge(signals: Signals, calibration: Calibration) -> Judgement:
    """Weighs the signals of one question."""
    if not len(signals.values):
        return Judgement(np.empty(0), 0.0, is_answerable=False)
    variant = Variant.of(signals)
    return judged(signals.values, variant, calibration.variants[variant])


def judged(values: Values, variant: Variant, weights: Weights) -> Judgement:
    """Weighs the signals of one question that has evidence, shape (n_sentences, n_signals)."""
    columns = known(select(values, variant), weights.pick.means)
    scores = weights.pick.score(columns)
    odds = float(weights.answer.score(decision_inputs(columns, scores)[np.newaxis, :])[0])
    confidence = float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
    least = weights.threshold
    return Judgement(scores, confidence, is_answerable=confidence >= least, threshold=least)


def select(values: Values, variant: Variant) -> Values:
    """The columns of a variant."""
    return values[:, [SIGNALS.index(name) for name in COLUMNS[variant]]]


def known(columns: Values, means: Sequence[float]) -> Values:
    """The columns with what is not known of a sentence at its mean, so that it weighs nothing."""
    return np.where(np.isnan(columns), np.array(means), columns)


def decision_inputs(columns: Values, scores: Values) -> Values:
    """What the decision to answer looks at, one row.

    The best sentence's signals, its score and its lead, the highest of each signal among the best
    few, the highest cosines anywhere, and how far these stand out from the rest.
    """
    order = np.argsort(-scores, kind="stable")
    best, few = order[0], order[:LOOKED_AT]
    rivals = scores[order[1 : 1 + LOOKED_AT]]
    lead = float(scores[best] - rivals.mean()) if len(rivals) else 0.0
    cosines = columns[:, :2]
    outstanding = (cosines.max(axis=0) - cosines.mean(axis=0)) / (cosines.std(axis=0) + 1e-3)
    return np.concatenate(
        [
            columns[best],
            [scores[best], lead],
            columns[few].max(axis=0),
            cosines.max(axis=0),
            outstanding,
        ]
    )


@cache
def load_calibration() -> Calibration:
    """The shipped weights."""
    text = files("service.answering").joinpath(CALIBRATION_FILE).read_text(encoding="utf-8")
    return Calibration.model_validate(json.loads(text))
