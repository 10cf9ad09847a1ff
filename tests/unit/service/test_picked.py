"""The sentence that gives what is asked stands before one that gives no fact, or another thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.answering.picked import (
    MOST_BEHIND,
    Picked,
    is_of_another_event,
    rival_of,
    settled,
    settled_first,
    standing_first,
)
from service.answering.question_shape import QuestionShape, shape_of
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


FOUR = ("There were 420 samples taken at the games.", "420")
SIX = ("In all 640 samples were taken at the games.", "640")
SAME = ("Some 420 samples were taken, the hosts said.", "420")
SAMPLES = shape_of("How many samples were taken at the games?")


def dated(
    *told: tuple[str, str, int], title: str = "The games", apart: float = 0.3
) -> list[Picked]:
    """Sentences of articles of the years given, as ``picked`` makes them."""
    first, *others = picked(*((text, words) for text, words, _ in told), apart=apart)
    return [
        replace(one, sentence=replace(one.sentence, quote=replace(quote, article=in_year)))
        for one, (_, _, year) in zip((first, *others), told, strict=True)
        for quote in [one.sentence.quote]
        for in_year in [
            replace(quote.article, title=title, published_at=datetime(year, 5, 1, tzinfo=UTC))
        ]
    ]


def test_another_amount_as_likely_is_a_rival_and_the_newer_article_goes_first() -> None:
    found = dated((*FOUR, 2024), (*SIX, 2026))
    rival = rival_of(SAMPLES, found)
    assert rival is found[1]
    assert texts(standing_first(SAMPLES, found, rival)) == [SIX[0], FOUR[0]]
    found = dated((*SIX, 2026), (*FOUR, 2024))
    assert texts(standing_first(SAMPLES, found, found[1])) == [SIX[0], FOUR[0]]


@pytest.mark.parametrize(
    "denial",
    [
        "In all 640 samples were taken, not the 420 that the hosts first spoke of.",
        "In all 640 samples were taken, not 420 as the hosts had said.",
        "In all 640 samples were taken instead of 420.",
    ],
)
def test_an_amount_that_the_other_sentence_takes_back_does_not_go_first(denial: str) -> None:
    found = dated((*FOUR, 2024), (denial, "640", 2024))
    assert texts(standing_first(SAMPLES, found, found[1])) == [denial, FOUR[0]]
    found = dated((denial, "640", 2024), (*FOUR, 2024))
    assert texts(standing_first(SAMPLES, found, found[1])) == [denial, FOUR[0]]
    found = dated((*FOUR, 2024), (*SIX, 2024))
    assert texts(standing_first(SAMPLES, found, found[1])) == [FOUR[0], SIX[0]]


def test_the_same_amount_or_one_far_behind_is_no_rival() -> None:
    assert rival_of(SAMPLES, dated((*FOUR, 2024), (*SAME, 2026))) is None
    assert rival_of(SAMPLES, dated((*FOUR, 2024), (*SIX, 2026), apart=2.0)) is None
    could = ("Up to 900 samples could be taken at the games.", "900")
    assert rival_of(SAMPLES, dated((*FOUR, 2026), (*could, 2026))) is None


def of_another_event(shape: QuestionShape, found: list[Picked], *, read: float = 1.0) -> bool:
    first, one = found
    assert one.reading is not None
    other = replace(one, reading=replace(one.reading, sentence=read))
    return is_of_another_event(shape, other, first)


def test_what_another_year_tells_is_beside_the_question_where_it_is_no_answer() -> None:
    trains = ("Trains from the north were cancelled.", "north")
    assert of_another_event(SAMPLES, dated((*FOUR, 2026), (*trains, 2024)), read=-3.0)
    assert not of_another_event(SAMPLES, dated((*FOUR, 2026), (*trains, 2026)), read=-3.0)
    assert not of_another_event(SAMPLES, dated((*FOUR, 2026), (*SIX, 2024)))
    assert not of_another_event(SAMPLES, dated((*FOUR, 2026), (*SAME, 2024)), read=-3.0)


def test_an_article_that_names_nothing_of_the_question_is_of_another_event() -> None:
    shape = shape_of("How many samples were taken in Skarvik?")
    first = dated((*FOUR, 2026), title="The games in Skarvik")[0]
    here = dated((*SIX, 2026), title="Skarvik counts")[0]
    elsewhere = dated((*SIX, 2026), title="Elsewhere")[0]
    assert is_of_another_event(shape, elsewhere, first)
    assert not is_of_another_event(shape, here, first)
    assert not is_of_another_event(shape, here, elsewhere)


def test_without_a_name_in_the_question_articles_that_share_none_are_of_two_events() -> None:
    shape = shape_of("How long has it burned?")
    texts = (
        "The fire in Dunmarle burned for nine hours, said Orla Fenwick of Brightcoat.",
        "In Orrin the furnace of Tessel Metals has burned since 1923, said Petra Lunde.",
        "For nine hours smoke lay on Dunmarle, and Brightcoat sent Fenwick home.",
    )
    first, elsewhere, again = picked(
        *((text, "burned" if "burned" in text else "hours") for text in texts)
    )
    assert is_of_another_event(shape, elsewhere, first)
    assert not is_of_another_event(shape, again, first)


def test_an_article_from_before_the_year_asked_about_is_of_another_event() -> None:
    shape = shape_of("How many samples were taken at the games in 2026?")
    assert is_of_another_event(shape, *reversed(dated((*SIX, 2026), (*FOUR, 2024))))
    ahead = ("For 2026 some 500 samples are planned.", "500")
    assert not is_of_another_event(shape, *reversed(dated((*SIX, 2026), (*ahead, 2024))))
