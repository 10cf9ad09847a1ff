"""Who asks for somebody's post is answered by a title beside the name."""

from __future__ import annotations

import pytest

from service.answering.evidence import EvidenceSentence
from service.answering.posts import tells_post_asked
from service.answering.question_shape import shape_of
from tests.unit.service.test_disagreement import quote


def tells(question: str, text: str) -> bool:
    return tells_post_asked(shape_of(question), EvidenceSentence(quote(text, 1), 1, 0))


@pytest.mark.parametrize(
    "question",
    [
        "What is Colin Arden's job?",
        "What is the role of Colin Arden?",
        "What was Colin Arden's position?",
        "Which post does Colin Arden hold?",
        "What does Colin Arden do for a living?",
        "Who is Colin Arden?",
        "¿Qué cargo ocupa Colin Arden?",
        "Quel poste occupe Colin Arden ?",
        "Was ist Colin Arden von Beruf?",
        "Qual é o cargo de Colin Arden?",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "“It is fantasy,” TGB general secretary Colin Arden told reporters.",
        "Its chief executive, Colin Arden, said no.",
        "“Shelves will be bare,” said the firm's lawyer, Colin Arden.",
        "Colin Arden, the union's regional secretary, walked out.",
        "Colin Arden, Tarn's operations director, thanked them.",
        "Colin Arden, who is the mayor of Eastmere, was there.",
        "Colin Arden was a baker.",
    ],
)
def test_a_title_beside_the_name_tells_the_post(question: str, text: str) -> None:
    assert tells(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What is Arden's job?", "The crowd cheered the mayor and Colin Arden."),
        ("What is Colin Arden's job?", "In front of the mayor, Colin Arden sang."),
        ("What is Colin Arden's job?", "Colin Arden, asked by the mayor, said no."),
        ("What is Colin Arden's job?", "Colin Arden, who met the mayor, said no."),
        ("What is Colin Arden's job?", "Mr Colin Arden said that the director was ill."),
        ("What is Colin Arden's job?", "The general secretary, Ana Keel, left."),
        ("What is Colin Arden's age?", "Its chief executive, Colin Arden, said no."),
        ("What was Colin Arden's role in the crash?", "The driver Colin Arden was unhurt."),
        ("Who is Colin Arden's lawyer?", "The mayor, Colin Arden, has a lawyer."),
        ("Who is the mayor?", "The mayor, Colin Arden, said no."),
    ],
)
def test_what_is_no_title_of_the_one_asked_about_does_not(question: str, text: str) -> None:
    assert not tells(question, text)


def test_the_last_name_is_enough() -> None:
    assert tells("What is Arden's job?", "Its general secretary Colin Arden told reporters.")
