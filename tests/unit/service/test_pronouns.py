"""A pronoun whose antecedent is not shown: a name takes its place, or the sentence goes too."""

from __future__ import annotations

import asyncio

import pytest

from service.answering.answer import Unsupported
from service.answering.llm.desk import VerificationDesk
from service.answering.llm.pronouns import lost_antecedent, opening_pronoun, with_name
from service.answering.markers import MarkedSentence
from service.answering.prompting import number_evidence
from service.answering.verification import WORDS_ONLY, SupportChecker
from tests.fakes.evidence import article, evidence_of

REPORT = article(
    "Anna Lenz resigned on Monday after a row over the quay. Her deputy takes over the harbour "
    "office in June. Tom Berg founded the port of Teal. The lock closed for repairs in April. "
    "There was thanks for her from the crew of the tug.",
    source="Teal Courier",
)
EVIDENCE = evidence_of(REPORT)
WRONG = "Anna Lenz leads the airline in Marlow."
RESIGNED = "She resigned on Monday after a row over the quay."
FOUNDED = "Tom Berg founded the port of Teal."


def shown(
    *sentences: str,
    question: str = "What happened at the port?",
    repaired: tuple[str | None, ...] | None = None,
    policy: Unsupported = Unsupported.DROP,
) -> tuple[list[str], VerificationDesk]:
    """What a desk gives out of sentences, repaired where ``repaired`` is given."""

    async def given() -> tuple[list[str], VerificationDesk]:
        desk = VerificationDesk(
            SupportChecker(WORDS_ONLY),
            number_evidence(EVIDENCE, tokens=2_000),
            policy,
            question=question,
            repairs=repaired is not None,
        )
        told = []
        for sentence in sentences:
            told += await desk.take(await desk.check(MarkedSentence(sentence, ()), "en"))
        if repaired is not None:
            better = [MarkedSentence(one, ()) if one else None for one in repaired]
            told += await desk.check_repaired(better, "en")
        return [one.text for one in told], desk

    return asyncio.run(given())


def test_the_name_takes_the_place_of_the_pronoun() -> None:
    texts, desk = shown(WRONG, RESIGNED)
    assert texts == ["Anna Lenz resigned on Monday after a row over the quay."]
    counts = desk.counts(invented_markers=0, unfit=0)
    assert (counts.written, counts.dropped) == (2, 1)


def test_who_was_named_before_does_not_become_who_did_it() -> None:
    texts, _ = shown(FOUNDED, WRONG, RESIGNED)
    assert texts == [FOUNDED, "Anna Lenz resigned on Monday after a row over the quay."]


def test_a_possessive_is_replaced_as_well() -> None:
    texts, _ = shown(WRONG, "Her deputy takes over the harbour office in June.")
    assert texts == ["Anna Lenz's deputy takes over the harbour office in June."]


def test_a_thing_is_told_as_its_quote_tells_it() -> None:
    texts, _ = shown("The lock is 90 metres long.", "It closed for repairs in April.")
    assert texts == ["The lock closed for repairs in April."]


def test_what_nobody_can_be_named_for_is_unsupported() -> None:
    texts, desk = shown(
        "Anna Lenz and Ida Holm lead the airline.",
        "She got thanks from the crew of the tug.",
        policy=Unsupported.FLAG,
    )
    assert texts == []
    assert [one.sentence.text for one in desk.unsupported][1:] == [
        "She got thanks from the crew of the tug."
    ]
    assert len(desk.flagged()) == 2


def test_behind_the_sentence_that_names_her_she_stays() -> None:
    first = "Anna Lenz resigned on Monday."
    assert shown(first, "She resigned after a row over the quay.")[0] == [
        first,
        "She resigned after a row over the quay.",
    ]


def test_a_repaired_sentence_names_her_again_if_it_still_does() -> None:
    again = "Anna Lenz resigned on Monday."
    assert shown(WRONG, RESIGNED, repaired=(again,))[0] == [again, RESIGNED]
    named = "Anna Lenz resigned on Monday after a row over the quay."
    assert shown(WRONG, RESIGNED, repaired=(FOUNDED,))[0] == [FOUNDED, named]
    assert shown(WRONG, RESIGNED, repaired=(None,))[0] == [named]


def test_whom_the_question_alone_names_is_known() -> None:
    asked = "Why did Anna Lenz leave?"
    assert shown(WRONG, RESIGNED, question=asked)[0] == [RESIGNED]
    assert shown(FOUNDED, WRONG, RESIGNED, question=asked)[0] == [
        FOUNDED,
        "Anna Lenz resigned on Monday after a row over the quay.",
    ]


def test_an_answer_of_pronouns_alone_stays() -> None:
    assert shown(RESIGNED, question="What did she do?")[0] == [RESIGNED]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("She resigned.", "she"),
        ("On Monday she resigned.", "she"),
        ("Later, he left.", "he"),
        ("Its crew left.", "its"),
        ("It closed in May.", "it"),
        ("It was closed in May.", "it"),
        ("It is not clear who left.", None),
        ("It took ten years.", None),
        ("The director said she would leave.", None),
        ("After Tom Berg left, she resigned.", None),
        ("In its report the council blames the wind.", None),
        ("Police arrested her.", None),
    ],
)
def test_which_pronoun_opens_a_sentence(text: str, low: str | None) -> None:
    found = opening_pronoun(text)
    assert (found and found.low) == low


def test_of_whom_a_quote_names_two_nobody_is_clear() -> None:
    quotes = evidence_of(
        article("Mara Voss met Ida Holm, and the two agreed on a price.")
    ).sentences
    assert list(with_name("She agreed on a price.", "The two lead it.", quotes)) == []
    assert list(with_name("She agreed on a price.", "Ida Holm leads it.", quotes)) == [
        "Ida Holm agreed on a price."
    ]


def test_a_person_is_sought_where_people_are_named() -> None:
    before = ["Anna Lenz leads it.", "The office has twelve rooms."]
    assert lost_antecedent("She resigned.", before, {1: before[1]}, "Who left?") == 0
    assert lost_antecedent("She resigned.", before, dict(enumerate(before)), "Who left?") is None
    assert lost_antecedent("It has a garden.", before, {0: before[0]}, "Who left?") == 1
