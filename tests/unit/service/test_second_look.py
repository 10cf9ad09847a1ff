"""The checker's say on the best sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from service.answering.calibration import Judgement, Linear, SecondLook, ShortAnswerWeights
from service.answering.checker.checker import Look
from service.answering.evidence import EvidenceSentence
from service.answering.second_look import (
    CLEAR,
    ENOUGH_TRIED,
    HOPELESS,
    looked_at,
    looks_at,
)
from tests.fakes.evidence import article, evidence_of

COSINES = np.array([0.8, 0.8, 0.8])
GOOD, BAD = Look(4.0, 2.0, 3.0, -2.0), Look(-4.0, -2.0, -3.0, 2.0)


def linear(*weights: float) -> Linear:
    return Linear(means=(0,) * len(weights), scales=(1,) * len(weights), weights=weights)


WEIGHTS = SecondLook(
    fitted_on="nothing",
    sentences=8,
    reads_on=False,
    pick=linear(1, 0.5, 0, 0, 0),
    answer=linear(1, 0, 0.5, 0, 0, 0, 0, 0),
    threshold=0.5,
    short_answer=ShortAnswerWeights(chance=linear(1, 0, 0, 0, 0, 0), threshold=0.5),
)
TEXT = " ".join(f"Sentence number {n} is here." for n in range(12))
SENTENCES = evidence_of(article(TEXT)).sentences


@dataclass
class Checks:
    """A checker that finds an answer in the sentences at some places, and counts what it reads."""

    answering: frozenset[int] = frozenset()
    otherwise: Look = BAD
    read: list[str] = field(default_factory=list)
    identity: str = "scripted"

    def look(
        self, question: str, sentences: Sequence[EvidenceSentence]
    ) -> Iterator[dict[int, Look]]:
        """A clear answer or none, two sentences at a time."""
        sure = Look(CLEAR, CLEAR, 0.0, 0.0)
        for first in range(0, len(sentences) if question else 0, 2):
            self.read += [one.text for one in sentences[first : first + 2]]
            places = range(first, first + 2)
            yield {place: sure if place in self.answering else self.otherwise for place in places}


def judged(*scores: float, confidence: float = 0.6) -> Judgement:
    return Judgement(np.array(scores), confidence, is_answerable=True, threshold=0.3)


def test_a_sentence_that_the_checker_prefers_goes_first() -> None:
    whole = looked_at(judged(2.0, 1.0, 0.5), COSINES, {0: BAD, 1: GOOD}, WEIGHTS)
    assert int(whole.scores.argmax()) == 1


def test_what_it_did_not_read_counts_as_the_worst_that_it_did() -> None:
    whole = looked_at(judged(2.0, 1.0, 0.5), COSINES, {0: BAD, 1: BAD}, WEIGHTS)
    assert list(np.argsort(-whole.scores)) == [0, 1, 2]
    assert whole.scores[1] - whole.scores[2] == pytest.approx(0.5)


def test_evidence_that_it_finds_no_answer_in_is_refused() -> None:
    assert not looked_at(judged(2.0, 1.0), COSINES, {0: BAD, 1: BAD}, WEIGHTS).is_answerable


def test_evidence_that_was_too_doubtful_may_be_answered_from() -> None:
    doubtful = judged(2.0, 1.0, confidence=0.2)
    whole = looked_at(doubtful, COSINES, {0: GOOD, 1: BAD}, WEIGHTS)
    assert whole.is_answerable
    assert whole.confidence > 0.5


def test_the_judgement_before_is_left_as_it_was() -> None:
    before = judged(2.0, 1.0)
    looked_at(before, COSINES, {0: BAD, 1: GOOD}, WEIGHTS)
    assert list(before.scores) == [2.0, 1.0]


def test_it_reads_on_while_nothing_surely_answers() -> None:
    checks = Checks()
    looks = looks_at(checks, "Which?", SENTENCES)
    assert sorted(looks) == list(range(12))
    assert len(checks.read) == 12


def test_it_stops_where_something_does() -> None:
    checks = Checks(frozenset({1}))
    assert sorted(looks_at(checks, "Which?", SENTENCES)) == [0, 1]
    assert len(checks.read) == 2


@pytest.mark.parametrize(("most", "read"), [(HOPELESS, 12), (HOPELESS - 0.1, ENOUGH_TRIED)])
def test_it_stops_where_the_best_come_nowhere_near(most: float, read: int) -> None:
    checks = Checks(otherwise=Look(most - 1, most, -9.0, 2.0))
    assert len(looks_at(checks, "Which?", SENTENCES)) == len(checks.read) == read


def test_one_that_reads_on_looks_at_all() -> None:
    for checks in (Checks(frozenset({1})), Checks(otherwise=Look(-9.0, -9.0, -9.0, 2.0))):
        assert len(looks_at(checks, "Which?", SENTENCES, reads_on=True)) == len(checks.read) == 12


def test_what_cannot_be_read_is_not_looked_at() -> None:
    assert looks_at(Checks(), "", SENTENCES) == {}
    assert looks_at(Checks(), "Which?", []) == {}


def test_what_it_reads_as_the_short_answer_is_kept_with_its_place() -> None:
    sure = Look(4.0, 2.0, 3.0, -2.0, start=4, end=9, lead=1.5)
    whole = looked_at(judged(2.0, 1.0, 0.5), COSINES, {2: sure, 0: BAD}, WEIGHTS)
    assert set(whole.closely) == {0, 2}
    assert (whole.closely[2].start, whole.closely[2].end) == (4, 9)
    assert (whole.closely[2].own_span, whole.closely[2].lead) == (3.0, 1.5)
