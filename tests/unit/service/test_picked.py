"""The sentence that gives what is asked stands before one that gives no fact, or another thing."""

from __future__ import annotations

from service.answering.picked import MOST_BEHIND, Picked, settled, settled_first
from service.answering.question_shape import shape_of
from service.answering.reading_opinion import Reading
from tests.fakes.evidence import article, evidence_of

COULD = ("He could be banned for four years.", "four years")
ASKED = ("The league had asked for six years.", "six years")
BANNED = ("Vekker was banned for three years.", "three years")
BESIDE = ("He has 21 days to appeal.", "21 days")


def picked(*told: tuple[str, str], apart: float = 1.0, sure: float = 2.0) -> list[Picked]:
    """The sentences, each a step worse than the one before, with the words a reader points at."""
    sentences = evidence_of(*(article(text) for text, _ in told)).sentences
    return [
        Picked(one, -apart * place, Reading(1.0, 0.0, sure, start, start + len(words)))
        for place, (one, (text, words)) in enumerate(zip(sentences, told, strict=True))
        for start in [text.index(words)]
    ]


def texts(found: list[Picked]) -> list[str]:
    return [one.sentence.text for one in found]


def test_a_fact_goes_before_what_could_be() -> None:
    shape = shape_of("How long is Vekker's ban?")
    found = settled_first(shape, picked(COULD, ASKED, BANNED))
    assert texts(found) == [BANNED[0], COULD[0], ASKED[0]]
    assert texts(settled(shape, found)) == [BANNED[0]]


def test_what_could_be_goes_first_where_it_is_asked_for() -> None:
    shape = shape_of("How long could Vekker be banned for?")
    assert texts(settled_first(shape, picked(COULD, BANNED))) == [COULD[0], BANNED[0]]


def test_a_fact_far_behind_or_of_another_matter_stays_behind() -> None:
    shape = shape_of("How long is Vekker's ban?")
    far = picked(COULD, BANNED, apart=MOST_BEHIND + 0.5)
    assert texts(settled_first(shape, far)) == [COULD[0], BANNED[0]]
    beside = picked(COULD, BESIDE, sure=-9.0)
    assert texts(settled_first(shape, beside)) == [COULD[0], BESIDE[0]]
    assert texts(settled(shape, beside)) == [COULD[0], BESIDE[0]]


def test_the_sum_that_is_named_as_asked_goes_first() -> None:
    shape = shape_of("How much is Marl being sued for?")
    repaid = ("Marl was ordered to repay 6 million euros.", "6 million euros")
    worth = ("The work was worth 80 million euros.", "80 million euros")
    sued = ("The town is suing it for 40 million euros.", "40 million euros")
    found = settled_first(shape, picked(repaid, worth, sued, sure=-9.0))
    assert texts(found)[0] == sued[0]


def test_the_lead_of_the_first_is_over_those_that_give_what_is_asked() -> None:
    found = settled_first(shape_of("How long is Vekker's ban?"), picked(COULD, BANNED, BESIDE))
    assert found[0].lead == 1.0
