"""A question that takes the opposite of what the articles tell for granted is not answered."""

from __future__ import annotations

import pytest

from service.answering.premise import contradicts_premise
from service.answering.question_shape import shape_of

JOINED = "Quillonia joined the river treaty in 1998, the last of the five states to do so."
BANNED = "The council banned scooters from the quay on Monday."


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("When did Quillonia leave the river treaty?", [JOINED, BANNED]),
        ("Who allowed scooters on the quay?", [BANNED, JOINED]),
    ],
)
def test_the_opposite_of_what_is_asked_is_no_answer(question: str, sentences: list[str]) -> None:
    assert contradicts_premise(shape_of(question), sentences)


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("When did Quillonia join the river treaty?", [JOINED]),
        ("Did Quillonia leave the river treaty?", [JOINED]),
        ("Why did Quillonia leave the river treaty?", [JOINED]),
        ("When did Quillonia leave the river treaty?", [JOINED, "It left in 2011."]),
        ("When did Quillonia leave the river treaty?", [BANNED, JOINED]),
        ("When did Quillonia not leave the river treaty?", [JOINED]),
        ("¿Cuándo dejó Quillonia el tratado?", [JOINED]),
        ("When did Quillonia leave the river treaty?", []),
    ],
)
def test_else_the_evidence_decides(question: str, sentences: list[str]) -> None:
    assert not contradicts_premise(shape_of(question), sentences)
