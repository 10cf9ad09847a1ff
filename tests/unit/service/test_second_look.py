"""The checker's say on the best sentences."""

from __future__ import annotations

import numpy as np
import pytest

from service.answering.calibration import Judgement, Linear, SecondLook
from service.answering.checker.checker import Look
from service.answering.second_look import looked_at

COSINES = np.array([0.8, 0.8, 0.8])
GOOD, BAD = Look(4.0, 2.0, 3.0, -2.0), Look(-4.0, -2.0, -3.0, 2.0)


def linear(*weights: float) -> Linear:
    return Linear(means=(0,) * len(weights), scales=(1,) * len(weights), weights=weights)


WEIGHTS = SecondLook(
    fitted_on="nothing",
    pick=linear(1, 0.5, 0, 0, 0),
    answer=linear(1, 0, 0.5, 0, 0, 0, 0, 0),
    threshold=0.5,
)


def judged(*scores: float, confidence: float = 0.6) -> Judgement:
    return Judgement(np.array(scores), confidence, is_answerable=True, threshold=0.3)


def test_a_sentence_that_the_checker_prefers_goes_first() -> None:
    whole = looked_at(judged(2.0, 1.0, 0.5), COSINES, [0, 1], [BAD, GOOD], WEIGHTS)
    assert int(whole.scores.argmax()) == 1


def test_what_it_did_not_read_counts_as_the_worst_that_it_did() -> None:
    whole = looked_at(judged(2.0, 1.0, 0.5), COSINES, [0, 1], [BAD, BAD], WEIGHTS)
    assert list(np.argsort(-whole.scores)) == [0, 1, 2]
    assert whole.scores[1] - whole.scores[2] == pytest.approx(0.5)


def test_evidence_that_it_finds_no_answer_in_is_refused() -> None:
    assert not looked_at(judged(2.0, 1.0), COSINES, [0, 1], [BAD, BAD], WEIGHTS).is_answerable


def test_evidence_that_was_too_doubtful_may_be_answered_from() -> None:
    doubtful = judged(2.0, 1.0, confidence=0.2)
    whole = looked_at(doubtful, COSINES, [0, 1], [GOOD, BAD], WEIGHTS)
    assert whole.is_answerable
    assert whole.confidence > 0.5


def test_the_judgement_before_is_left_as_it_was() -> None:
    before = judged(2.0, 1.0)
    looked_at(before, COSINES, [0, 1], [BAD, GOOD], WEIGHTS)
    assert list(before.scores) == [2.0, 1.0]
