"""Which passages are worth reading."""

from __future__ import annotations

import numpy as np

from service.answering.calibration import Variant, load_calibration, select
from service.answering.promising import BEHIND, worth_reading
from service.answering.signals import SIGNALS, Signals
from tests.fakes.evidence import article, evidence_of

EVIDENCE = evidence_of(
    article("The bridge was closed. Ferries are free."), article("A prize was given.")
)
COSINE = SIGNALS.index("sentence_cosine")


def signals(cosines: list[float]) -> Signals:
    """Signals that differ by the cosines of the sentences alone."""
    values = np.zeros((3, len(SIGNALS)))
    values[:, COSINE] = cosines
    return Signals(values, None, is_same_language=True)


def step() -> float:
    """The cosine that makes as much as a passage may be behind."""
    pick = load_calibration().variants[Variant.UNREAD].pick
    column = list(select(np.arange(float(len(SIGNALS)))[np.newaxis], Variant.UNREAD)[0])
    at = column.index(COSINE)
    return BEHIND * pick.scales[at] / pick.weights[at]


def test_a_passage_far_behind_the_best_is_not_read() -> None:
    one = step()
    assert worth_reading(EVIDENCE, signals([0, one * 1.1, 0]), load_calibration(), 12) == {1}


def test_a_passage_whose_best_sentence_is_near_the_best_of_all_is() -> None:
    one = step()
    assert worth_reading(EVIDENCE, signals([0, one, one * 0.1]), load_calibration(), 12) == {1, 2}


def test_no_more_passages_are_read_than_is_said_and_these_are_the_likeliest() -> None:
    one = step()
    both = signals([one * 0.1, 0, one * 0.2])
    assert worth_reading(EVIDENCE, both, load_calibration(), 1) == {2}
    assert worth_reading(EVIDENCE, both, load_calibration(), 2) == {1, 2}
