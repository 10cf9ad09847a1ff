"""Sentences of a model that are true and answer nothing."""

from __future__ import annotations

import pytest

from service.answering.beside import HARDLY, is_beside
from service.answering.question_shape import shape_of

SURE = 0.9


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How old is the mayor of Tarn?", "The mayor of Tarn is a former teacher."),
        ("How much did the new pier cost?", "The new pier was opened in May."),
        ("When did Ada Brill become a judge?", "Ada Brill is a judge at the court of Tarn."),
        ("How many people live in Tarn?", "Tarn lies on the river Elm."),
        ("Wie alt ist die Bürgermeisterin?", "Die Bürgermeisterin sprach am Abend im Radio."),
    ],
)
def test_a_sentence_without_what_is_asked_for_is_beside(question: str, sentence: str) -> None:
    assert is_beside(shape_of(question), sentence, SURE)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How much did the new pier cost?", "It came to 2.3 million escudos."),
        ("When did Ada Brill become a judge?", "Two years after she had left the university."),
        ("When did Ada Brill become a judge?", "The articles do not say when she became one."),
        ("Who built the pier?", "A firm from Tarn."),
        ("Why was the pier shut?", "A beam had cracked."),
        ("How many people live in Tarn, and who is the mayor?", "The mayor is Ada Brill."),
    ],
)
def test_what_may_answer_is_not(question: str, sentence: str) -> None:
    assert not is_beside(shape_of(question), sentence, SURE)


def test_nothing_answers_where_the_evidence_hardly_does() -> None:
    shape = shape_of("Why was the pier shut?")
    assert is_beside(shape, "A beam had cracked.", HARDLY - 0.01)
    assert not is_beside(shape, "A beam had cracked.", None)
    assert is_beside(shape_of("Who built the pier?"), "It was opened in May.", 0.3)
