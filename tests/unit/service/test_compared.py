"""Which picked sentences are compared for disagreement."""

from __future__ import annotations

import pytest

from service.answering.compared import DENIED, LEAST_SENTENCE, SURE, contradictions_of_facts
from service.answering.picked import Picked
from service.answering.question_shape import shape_of
from service.answering.reading_opinion import Reading
from tests.fakes.evidence import article, evidence_of

ASKED = shape_of("How many people took part in the march in Pellagrad against the deal?")
AROUND = "The fishing deal was signed in Port Ansgard by President Ilvar Dostrega of Drevoria."
UNION = "In the streets there marched 9,000 persons, according to the union."
POLICE = "Across the water around 3,000 people marched against it, police said."
EVIDENCE = evidence_of(
    article(f"{UNION} {AROUND}", source="Kastelun Courier"),
    article(f"{POLICE} {AROUND}", source="Sarn Today"),
)


def picked(text: str, words: str, *, sentence: float = 1.0, span: float = SURE) -> Picked:
    """A sentence with what the checker points at, and its logits."""
    (one,) = (one for one in EVIDENCE.sentences if one.text == text)
    start = text.index(words)
    closely = Reading(sentence, 0.0, span, start=start, end=start + len(words))
    return Picked(one, 0.0, closely=closely)


def test_two_counts_that_the_checker_is_sure_of_contradict_each_other() -> None:
    found = contradictions_of_facts(ASKED, [picked(UNION, "9,000"), picked(POLICE, "3,000")])
    (disagreement,) = found.disagreements
    assert {one.value for one in disagreement.positions} == {"9,000 persons", "around 3,000 people"}


@pytest.mark.parametrize(
    ("sentence", "span"), [(LEAST_SENTENCE - 0.1, 9.0), (0.0, SURE - 0.1), (DENIED - 0.1, 9.0)]
)
def test_one_that_it_is_not_sure_of_does_not(sentence: float, span: float) -> None:
    other = picked(POLICE, "3,000", sentence=sentence, span=span)
    assert not contradictions_of_facts(ASKED, [picked(UNION, "9,000"), other]).disagreements


def test_a_sentence_that_surely_answers_nothing_is_no_side_by_its_words() -> None:
    asked = shape_of("How many people were killed in the Karsin mine explosion?")
    first = "The explosion at the Karsin mine killed 14 people."
    second = "Nineteen people were killed in the explosion at the Karsin mine."
    evidence = evidence_of(article(first, source="Metro Wire"), article(second, source="Echo"))

    def sides(look: float) -> int:
        picks = [
            Picked(one, 0.0, closely=Reading(look if n else 2.0, 0.0, -9.0))
            for n, one in enumerate(evidence.sentences)
        ]
        return len(contradictions_of_facts(asked, picks).disagreements)

    assert (sides(0.0), sides(DENIED - 0.1)) == (1, 0)


NO = "Nobody told us about the change of room, the insurer said."
YES = "A letter about the room went to the insurer on 6 May, the jeweller said."


@pytest.mark.parametrize(("odds", "told"), [((-2.0, 2.0), 1), ((-2.0, -1.0), 0), ((-2.0, 0.2), 0)])
def test_a_yes_and_a_no_contradict_each_other(odds: tuple[float, float], told: int) -> None:
    asked = shape_of("Was the insurer informed of the other room?")
    evidence = evidence_of(article(NO, source="Cover"), article(YES, source="Observer"))
    picks = [Picked(one, 0.0, closely=Reading(1.0, 0.0, 0.0)) for one in evidence.sentences]
    affirmed = {one.quote: odd for one, odd in zip(evidence.sentences, odds, strict=True)}
    assert len(contradictions_of_facts(asked, picks, affirmed).disagreements) == told


def test_a_sentence_of_another_event_is_no_side_by_the_checker_alone() -> None:
    other = "Across the water around 3,000 people marched, police in Grindle said."
    evidence = evidence_of(article(f"{UNION} {AROUND}", source="A"), article(other, source="B"))
    picks = [
        Picked(
            one,
            0.0,
            closely=Reading(3.0, 0.0, 3.0, start=one.text.index(n), end=one.text.index(n) + 5),
        )
        for one, n in ((evidence.sentences[0], "9,000"), (evidence.sentences[2], "3,000"))
    ]
    assert not contradictions_of_facts(ASKED, picks).disagreements
