"""A question that takes the opposite of what the articles tell for granted is not answered."""

from __future__ import annotations

import pytest

from service.answering.evidence import EvidenceSentence
from service.answering.premise import contradicts_premise
from service.answering.question_shape import shape_of
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
