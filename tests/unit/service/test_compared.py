"""Which picked sentences are compared for disagreement."""

from __future__ import annotations

import pytest

from service.answering.compared import NEAR, SURE_SENTENCE, SURE_SPAN, contradictions_of_facts
from service.answering.picked import Picked
from service.answering.question_shape import shape_of
from service.answering.reading_opinion import Reading
from tests.fakes.evidence import article, evidence_of

ASKED = shape_of("How many people took part in the march in Pellagrad against the deal?")
UNION = "In the streets there marched 9,000 persons, according to the union."
POLICE = "Across the water around 3,000 people marched against it, police said."
EVIDENCE = evidence_of(
    article(UNION, source="Kastelun Courier"), article(POLICE, source="Sarn Today")
)


def picked(text: str, words: str, *, score: float = 0.0, look: float = 0.0) -> Picked:
    """A sentence with what the checker points at, so much surer than it must be."""
    (sentence,) = (one for one in EVIDENCE.sentences if one.text == text)
    start = text.index(words)
    closely = Reading(
        SURE_SENTENCE + look, 0.0, SURE_SPAN + look, start=start, end=start + len(words)
    )
    return Picked(sentence, score, closely=closely)


def test_two_counts_that_the_checker_is_sure_of_contradict_each_other() -> None:
    found = contradictions_of_facts(ASKED, [picked(UNION, "9,000"), picked(POLICE, "3,000")])
    (disagreement,) = found.disagreements
    assert {one.value for one in disagreement.positions} == {"9,000 persons", "around 3,000 people"}


@pytest.mark.parametrize(("score", "look"), [(-NEAR - 0.1, 0.0), (0.0, -0.1)])
def test_one_that_is_far_behind_or_not_sure_does_not(score: float, look: float) -> None:
    other = picked(POLICE, "3,000", score=score, look=look)
    assert not contradictions_of_facts(ASKED, [picked(UNION, "9,000"), other]).disagreements
