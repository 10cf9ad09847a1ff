"""A question that takes the opposite of what the articles tell for granted is not answered."""

from __future__ import annotations

import pytest

from service.answering.evidence import EvidenceSentence
from service.answering.holders import is_of_unknown_land, may_tell, tells_of_another
from service.answering.premise import contradicts_premise
from service.answering.question_shape import shape_of
from service.answering.said import is_silent_on_topic
from tests.unit.service.test_disagreement import quote

JOINED = "Quillonia joined the river treaty in 1998, the last of the five states to do so."
SOLD = "Tarn Group sold the brewery to Harwick Holdings for 31 million euros."


WON = "Lorne Kestrels won the Meridian Cup on Saturday."
HEADED = "Nadia Rusk is chief executive of Ostrander."


def contradicted(question: str, sentences: list[str], date: str = "2025-05-03") -> bool:
    evidence = [
        EvidenceSentence(quote(text, number, date=date), 1, number)
        for number, text in enumerate(sentences)
    ]
    return contradicts_premise(shape_of(question), evidence)


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("When did Quillonia withdraw from the river treaty?", [JOINED, SOLD]),
        ("Who revoked the dog law?", ["The council adopted the dog law in May."]),
    ],
)
def test_what_was_only_done_was_not_undone(question: str, sentences: list[str]) -> None:
    assert contradicted(question, sentences)


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("When did Quillonia join the river treaty?", [JOINED]),
        ("Did Quillonia withdraw from the river treaty?", [JOINED]),
        ("Why did Quillonia withdraw from the river treaty?", [JOINED]),
        ("When did Quillonia withdraw from the river treaty?", [JOINED, "It left in 2011."]),
        ("When did Quillonia withdraw from the river treaty?", [SOLD, JOINED]),
        ("¿Cuándo se retiró Quillonia del tratado?", [JOINED]),
        ("When did Quillonia withdraw from the river treaty?", []),
        ("Who bought the brewery?", [SOLD]),
        ("How much did Harwick Holdings buy the brewery for?", [SOLD]),
        ("When does the shop close?", ["The shop is open until 8 p.m."]),
        ("Who was appointed coach?", ["The club dismissed its coach and gave the job to Finch."]),
    ],
)
def test_else_the_evidence_decides(question: str, sentences: list[str]) -> None:
    assert not contradicted(question, sentences)


def test_what_was_in_another_year_answers_nothing() -> None:
    question = "Who won the Meridian Cup in 2019?"
    assert contradicted(question, [WON])
    assert not contradicted(question, [WON], date="2019-05-04")
    assert not contradicted(question, [WON], date="2020-01-04")
    assert not contradicted(question, [f"{WON} They had lost it in 2019."])
    assert not contradicted("Who won the Meridian Cup?", [WON])


def test_the_holder_of_a_post_elsewhere_is_not_meant() -> None:
    assert contradicted("Who is the chief executive of Calloway?", [HEADED])
    assert not contradicted("Who is the chief executive of Ostrander?", [HEADED])
    assert not contradicted("Who is the chief executive of Calloway?", ["Jo Wray runs Calloway."])
    joined = "Nadia Rusk, chief executive of Ostrander, now heads Calloway too."
    assert not contradicted("Who is the chief executive of Calloway?", [joined])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "How many people does Calloway employ?",
            "Ostrander, which was founded in 1998 and employs 3,900 people, makes lamps.",
        ),
        ("When was Calloway founded?", "Ostrander, founded in 1997 in a shed, moved in 2006."),
        ("When did Jo Wray take office?", "Ms Rusk, who took office in May, is ill."),
        (
            "When will the Sorian parliament vote on it?",
            "The Kestian parliament is expected to vote on it on 9 June.",
        ),
        (
            "Who is Calloway's largest shareholder?",
            "Ostrander's largest shareholder, the Verhage family, has promised to sell.",
        ),
        ("Who is the president of Tarn?", "The Marish president, Ovi Marr, resigned."),
    ],
)
def test_what_is_told_of_another_holder_is_no_answer(question: str, text: str) -> None:
    assert tells_of_another(shape_of(question), text, "en")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many people does Calloway employ?", "The group, based in Tarn, employs 240 people."),
        ("How many people does Calloway employ?", "Ostrander and Calloway employ 240 people."),
        ("Did Calloway employ Jo Wray?", "Ostrander employed Jo Wray."),
        ("When did Calloway buy Ostrander?", "Ostrander was bought in May."),
        ("When was Ostrander bought?", "Calloway bought it in May."),
        ("Who is France's president?", "The French president, Emmanuel Macron, resigned."),
        ("Who is the Dutch prime minister?", "The Netherlands' prime minister resigned."),
        ("Who is the president of Tarn?", "The president, Ovi Marr, resigned."),
        ("Who is the Russian foreign minister?", "Moscow's foreign minister, Jo Wray, is ill."),
        ("When did Jo Wray win?", "The Texan, who won in May, is ill."),
        ("Wer ist der Chef von Tarn?", "Ostrander's boss is Nadia Rusk."),
    ],
)
def test_what_may_be_told_of_the_holder_asked_about_stays(question: str, text: str) -> None:
    assert not tells_of_another(shape_of(question), text, "en")


def test_instead_a_sentence_must_hold_the_thing_and_its_holder() -> None:
    shape = shape_of("When was Calloway founded?")
    assert may_tell(shape, "Calloway was founded in 1955.", "")
    assert may_tell(shape, "It was founded in 1955.", "Calloway at seventy")
    assert not may_tell(shape, "It was founded in 1955.", "Ostrander at seventy")
    assert not may_tell(shape, "Calloway plans to close in 2027.", "")


def test_of_a_land_that_no_article_names_nothing_is_told() -> None:
    shape = shape_of("What did the Portuguese president say about the ferry?")
    port = quote("In Port Orlo the president spoke of the ferry.", 1).article
    lisbon = quote("In Portugal the president spoke of the ferry.", 2).article
    assert is_of_unknown_land(shape, [port])
    assert not is_of_unknown_land(shape, [port, lisbon])
    french = shape_of("What did the French president say about the ferry?")
    assert not is_of_unknown_land(french, [port])


def test_who_spoke_of_other_things_said_nothing_about_it() -> None:
    told = EvidenceSentence(
        quote('"We did not win everything," said the envoy, Lene Brik.', 1), 1, 0,
        previous="The talks on the treaty took a year.",
    )  # fmt: skip
    asked = "What did Lene Brik say about the {}?"
    assert is_silent_on_topic(shape_of(asked.format("strike of the farmers")), [told])
    assert not is_silent_on_topic(shape_of(asked.format("treaty")), [told])
    assert not is_silent_on_topic(shape_of("What did Lene Brik say?"), [told])
    assert not is_silent_on_topic(shape_of("What did she say about the strike?"), [told])
