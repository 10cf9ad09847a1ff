"""How likely the words that the reader points at are the short answer, fitted to known answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from evaluation.calibration.fitting import Pointed, Sample, fit_logistic
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.metrics.answers import stated
from service.answering.calibration import Judgement, ShortAnswerWeights
from service.answering.evidence import Evidence
from service.answering.question_shape import QuestionShape
from service.answering.reading_opinion import Reading
from service.answering.short_answer import Standing, candidate, inputs
from service.answering.signals import AGREEMENT, Signals

THRESHOLD = 0.4
"""Over the sets fitted on, each half by the other's weights: as often right as with a bound on the
reader's logit, and shown for more questions (decision 0021)."""
_PENALTY = 0.02


def pointed(
    question: EvaluationQuestion, shape: QuestionShape, evidence: Evidence, signals: Signals
) -> Pointed | None:
    """The candidates of an answerable question whose answer is known, none where nobody read."""
    golds = [w for fact in question.facts for w in fact] or list(question.answers)
    if question.unanswerable or not golds:
        return None
    if signals.readings is None:
        return Pointed((), (), shape, (), tuple(golds))
    words = []
    for sentence, reading in zip(evidence.sentences, signals.readings, strict=True):
        language = sentence.quote.article.language
        span = None if reading is None else candidate(shape, sentence.text, language, reading)
        words.append("" if span is None else sentence.text[span.start : span.end])
    right = tuple(bool(each) and bool(stated(each, golds)) for each in words)
    return Pointed(tuple(words), right, shape, signals.readings, tuple(golds))


Pointing = tuple[str, Reading | None, bool]
"""Words that a model points at, how it reads them, and whether they are an acceptable answer."""


def by_reader(sample: Sample, place: int) -> Pointing:
    """What the reader points at in the sentence at a place of a sample's evidence."""
    pointed = sample.pointed
    if pointed is None or not pointed.words or sample.is_foreign:
        return "", None, False
    return pointed.words[place], pointed.readings[place], pointed.right[place]


def by_look(sample: Sample, place: int, reading: Reading) -> Pointing:
    """What the checker points at there."""
    if sample.pointed is None or sample.asked is None:
        return "", None, False
    sentence = sample.asked.evidence.sentences[place]
    language = sentence.quote.article.language
    span = candidate(sample.asked.shape, sentence.text, language, reading)
    words = "" if span is None else sentence.text[span.start : span.end]
    return words, reading, bool(words) and bool(stated(words, sample.pointed.golds))


def fit_short_answers(
    samples: Sequence[Sample],
    judgement_of: Callable[[Sample], Judgement],
    pointing: Callable[[Sample, int], Pointing] = by_reader,
) -> ShortAnswerWeights:
    """The weights, from the sentence that each question's sample picks.

    Args:
        samples: in any language; only those are used in which the model points at something.
        judgement_of: what the service would think of a sample's evidence.
        pointing: what the model points at in the sentence at a place.
    """
    rows: list[tuple[float, ...]] = []
    right, weighed = [], []
    for sample in samples:
        if sample.pointed is None:
            continue
        place, standing = _standing(sample.values, judgement_of(sample))
        words, reading, is_right = pointing(sample, place)
        if words and reading is not None:
            rows.append(inputs(sample.pointed.shape, words, reading, standing))
            right.append(float(is_right))
            weighed.append(sample.weight)
    chance = fit_logistic(np.array(rows), np.array(right), np.array(weighed), penalty=_PENALTY)
    return ShortAnswerWeights(chance=chance, threshold=THRESHOLD)


def _standing(values: NDArray[np.float64], judgement: Judgement) -> tuple[int, Standing]:
    """The picked sentence's place, and what is known of it."""
    scores = judgement.scores
    order = np.argsort(-scores, kind="stable")
    best = int(order[0])
    lead = float(scores[best] - scores[order[1]]) if len(order) > 1 else 0.0
    return best, Standing(judgement.confidence, lead, float(values[best, AGREEMENT]))
