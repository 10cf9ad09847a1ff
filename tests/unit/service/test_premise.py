"""A question that takes the opposite of what the articles tell for granted is not answered."""

from __future__ import annotations

import pytest

from service.answering.premise import contradicts_premise
from service.answering.question_shape import shape_of

JOINED = "Quillonia joined the river treaty in 1998, the last of the five states to do so."
SOLD = "Tarn Group sold the brewery to Harwick Holdings for 31 million euros."


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("When did Quillonia withdraw from the river treaty?", [JOINED, SOLD]),
        ("Who revoked the dog law?", ["The council adopted the dog law in May."]),
    ],
)
def test_what_was_only_done_was_not_undone(question: str, sentences: list[str]) -> None:
    assert contradicts_premise(shape_of(question), sentences)


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
    assert not contradicts_premise(shape_of(question), sentences)
