"""Which picked sentences are compared for disagreement."""

from __future__ import annotations

import pytest

from service.answering.compared import (
    DENIED,
    FAR_BEHIND,
    LEAST_SENTENCE,
    SURE,
    SURE_FIRST,
    contradictions_of_facts,
)
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


@pytest.mark.parametrize(("first", "told"), [(SURE_FIRST, 1), (SURE_FIRST - 0.1, 0)])
def test_of_the_answer_itself_the_checker_need_be_less_sure(first: float, told: int) -> None:
    ranked = [picked(UNION, "9,000", sentence=0.0, span=first), picked(POLICE, "3,000")]
    assert len(contradictions_of_facts(ASKED, ranked).disagreements) == told


def _told(question: str, *texts_and_words: tuple[str, str]) -> list[set[str]]:
    """The values told against each other where the checker is sure of some words of each text."""
    articles = [
        article(f"{text} {AROUND}", source=f"Outlet {n}")
        for n, (text, _) in enumerate(texts_and_words)
    ]
    by_text = {one.text: one for one in evidence_of(*articles).sentences}
    picks = []
    for text, words in texts_and_words:
        start = text.index(words)
        look = Reading(2.0, 2.0, 4.0, start=start, end=start + len(words))
        picks.append(Picked(by_text[text], 0.0, closely=look))
    found = contradictions_of_facts(shape_of(question), picks)
    return [{one.value for one in each.positions} for each in found.disagreements]


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many people were in the workshop?",
            ("Nine people were inside at the time.", "Nine people"),
            ("Six men were at work when it went up.", "Six men"),
        ),
        (
            "What was the magnitude of the earthquake?",
            ("The tremor had a magnitude of 6.1, the institute said.", "6.1"),
            ("The institute gives the strength as 5.4 and places it here.", "5.4"),
        ),
        (
            "How much did the family pay for the paper?",
            ("The family is paying 24 million crowns for the paper.", "24 million crowns"),
            ("Our publisher has acquired it for 18 million crowns.", "18 million crowns"),
        ),
        (
            "How much does the buyer pay for its share in the works?",
            ("It will pay 84 million euros for three quarters.", "84 million euros"),
            ("The price was 61 million euros, the owner told us.", "61 million euros"),
        ),
        (
            "At what time did the robbers enter?",
            ("Three men walked in at 10:40 a.m. that day.", "10:40 a.m"),
            ("The clock stood at twenty past eleven when they came.", "twenty past eleven"),
        ),
    ],
)
def test_amounts_are_compared_whatever_is_counted_where_the_checker_is_sure(
    question: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert len(_told(question, one, other)) == 1


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many people were in the workshop?",
            ("Nine people were inside at the time.", "Nine people"),
            ("Nine men were at work when it went up.", "Nine men"),
        ),
        (
            "How many people were hurt?",
            ("Nine people were hurt in the blast.", "Nine people"),
            ("Three people were killed in it.", "Three people"),
        ),
        (
            "How many works were stolen?",
            ("Five pieces are missing from the museum.", "Five pieces"),
            ("The heron went, and with it four other works.", "four other works"),
        ),
        (
            "How many children needed treatment?",
            ("Four children have been treated by doctors.", "Four children"),
            ("A correction: on Monday we said that nine children had needed it.", "nine children"),
        ),
    ],
)
def test_the_same_a_part_and_what_an_outlet_corrects_are_no_sides(
    question: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert _told(question, one, other) == []


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "In which year did Norland sign the treaty?",
            ("Norland signed it in 2000 and ratified it in 2002.", "2000"),
            ("Norland, which acceded in 2000 and ratified in 2002, is bound by it.", "2002"),
        ),
        (
            "By how many votes did she win?",
            ("The recount put her 187 votes ahead, 25 fewer than on election night.", "187 votes"),
            ("She leads by 212 votes after the election.", "212 votes"),
        ),
    ],
)
def test_what_one_sentence_explains_is_no_contradiction(
    question: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert _told(question, one, other) == []


def test_what_a_sentence_takes_back_it_contradicts() -> None:
    told = _told(
        "How long will the bridge stay closed?",
        ("It will be closed for three months, not the six weeks first spoken of.", "three months"),
        ("The bridge will stay closed for six weeks.", "six weeks"),
    )
    assert told == [{"three months", "six weeks"}]


def test_nobody_else_is_told_against_another_where_the_answer_is_on_no_side() -> None:
    told = _told(
        "Who was the first to notice the leak?",
        ("The seepage was spotted by Dagny Ruus, who passed there.", "Dagny Ruus"),
        ("Senna Morrow, who knows Dagny Ruus well, examined the spot.", "Senna Morrow"),
        ("Agda Pihl, a friend of Dagny Ruus, was still in bed.", "Agda Pihl"),
    )
    assert told == []


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


@pytest.mark.parametrize(("second", "told"), [(3.0 - FAR_BEHIND, 1), (2.9 - FAR_BEHIND, 0)])
def test_a_sentence_far_behind_the_first_says_no_yes(second: float, told: int) -> None:
    asked = shape_of("Was the insurer informed of the other room?")
    evidence = evidence_of(article(NO, source="Cover"), article(YES, source="Observer"))
    picks = [
        Picked(one, 0.0, closely=Reading(look, 0.0, 0.0))
        for one, look in zip(evidence.sentences, (3.0, second), strict=True)
    ]
    affirmed = {one.sentence.quote: odd for one, odd in zip(picks, (-2.0, 2.0), strict=True)}
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
