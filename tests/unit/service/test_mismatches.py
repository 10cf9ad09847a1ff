"""Words of another sort than is asked for are no short answer: what is no fact, or another's."""

from __future__ import annotations

import pytest

from corpus.models import Span
from service.answering.mismatches import (
    is_of_another_sort,
    names_the_payment,
    of_the_half_asked,
)
from service.answering.question_shape import shape_of
from service.answering.reading_opinion import Reading
from service.answering.short_answer import candidate

HALVES = "The pursuit title goes to Ana Keel of Norway, and that in the relay to Pia Holm."
SUMS = "Marl was ordered to repay 6 million euros; the town is suing it for 40 million euros."


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def is_other(question: str, text: str, words: str) -> bool:
    return is_of_another_sort(shape_of(question), text, "en", span_of(text, words))


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("How long is Vekker's ban?", "He could be banned for four years.", "four years"),
        ("How long is Vekker's ban?", "It cut the usual four-year ban.", "four-year"),
        ("How long is Vekker's ban?", "The league had asked for six years.", "six years"),
        ("How long was Vekker jailed for?", "He faces up to nine years.", "nine years"),
        ("How much was Marl fined?", "The watchdog could fine it up to $9m.", "$9m"),
        ("How much was Marl fined?", "A fine of $20m was demanded.", "$20m"),
        ("How much was Marl fined?", "Campaigners demanded a fine of $20m.", "$20m"),
        ("What pay rise did nurses get?", "The union rejected a rise of 3.5%.", "3.5%"),
        ("What pay rise did nurses get?", "It turned down an offer of 2%.", "2%"),
        ("How many fans came?", "Organisers expected 30,000 fans.", "30,000"),
        ("How many tests were made?", "Some 600 tests were to be made.", "600"),
        (
            "How much did the strike cost?",
            "It would cost the port £12m by June if it went on.",
            "£12m",
        ),
    ],
)
def test_what_is_no_fact_is_no_answer_to_a_question_for_one(
    question: str, text: str, words: str
) -> None:
    assert is_other(question, text, words)


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("How long is Vekker's ban?", "Vekker was banned for three years.", "three years"),
        ("How long could the ban be?", "He could be banned for four years.", "four years"),
        ("What did the union reject?", "The union rejected a rise of 3.5%.", "3.5%"),
        ("How many fans were expected?", "Organisers expected 30,000 fans.", "30,000"),
        ("How many people were rescued?", "Only 12 people could be rescued.", "12"),
        ("How many people were rescued?", "In May 12 people were rescued.", "12"),
        ("How much will the dam cost?", "It is expected to cost $9m.", "$9m"),
        (
            "How much was Marl fined?",
            "The watchdog, which had threatened a fine of $9m, settled for $4m.",
            "$4m",
        ),
    ],
)
def test_what_is_told_or_asked_for_is_an_answer(question: str, text: str, words: str) -> None:
    assert not is_other(question, text, words)


@pytest.mark.parametrize(
    ("question", "text", "words", "is_another"),
    [
        ("Which firm built the quay?", "Jon Vik, who owned the quay, fled.", "Jon Vik", True),
        ("Which bank lent the money?", "It came through Jon Vik, 54, of Marl.", "Jon Vik", True),
        (
            "Which firm built the quay?",
            "Kessel Works, which built it, paid.",
            "Kessel Works",
            False,
        ),
        ("Who owned the quay?", "Jon Vik, who owned the quay, fled.", "Jon Vik", False),
        ("current mayor of Velm", "Ovi Marr, who ran Velm for years, fell.", "Ovi Marr", True),
        ("current mayor of Velm", "The current mayor, Silvia Dunn, spoke.", "Silvia Dunn", False),
        ("Who is the head of Tarn?", "The former head, Ovi Marr, spoke.", "Ovi Marr", True),
        ("Who is the head of Tarn?", "Ovi Marr, who has led it since May.", "Ovi Marr", False),
        ("Who is the head of Tarn?", "Her predecessor, Olaf Dunn, spoke.", "Olaf Dunn", True),
        ("Who was the head of Tarn?", "The former head, Ovi Marr, spoke.", "Ovi Marr", False),
        ("How much is Marl being sued for?", SUMS, "6 million euros", True),
        ("How much is Marl being sued for?", SUMS, "40 million euros", False),
        ("What was Marl's profit?", "It made $4m on sales of $90m.", "$90m", True),
        ("What was the fine?", "Marl must pay $4m.", "$4m", False),
    ],
)
def test_another_sort_of_holder_or_sum_is_no_answer(
    question: str, text: str, words: str, is_another: bool
) -> None:
    assert is_other(question, text, words) == is_another


def test_a_sum_is_named_where_its_clause_says_so() -> None:
    shape = shape_of("How much is Marl being sued for?")
    assert names_the_payment(shape, SUMS, span_of(SUMS, "40 million euros"))
    assert names_the_payment(shape, SUMS, span_of(SUMS, "6 million euros")) is False
    other = shape_of("How much did the quay cost?")
    assert names_the_payment(other, SUMS, span_of(SUMS, "6 million euros")) is None


@pytest.mark.parametrize(
    ("question", "text", "words", "answer"),
    [
        ("Who gets the relay title?", HALVES, "Ana Keel", "Pia Holm"),
        ("Who gets the pursuit title?", HALVES, "Ana Keel", "Ana Keel"),
        (
            "Who won the novel award?",
            "Mara Vik won the poetry prize and Jon Tarn the novel award.",
            "Mara Vik",
            "Jon Tarn",
        ),
        (
            "Which party leader resigned?",
            "Ilse Marr resigned, and the party will choose a new leader, Tom Vey.",
            "Ilse Marr",
            "Ilse Marr",
        ),
    ],
)
def test_of_two_halves_the_one_that_is_asked_about_answers(
    question: str, text: str, words: str, answer: str
) -> None:
    found = of_the_half_asked(shape_of(question), text, "en", span_of(text, words))
    assert text[found.start : found.end] == answer


@pytest.mark.parametrize(
    ("question", "answer"), [("How many people fell ill?", None), ("How many people died?", "two")]
)
def test_the_dead_are_no_answer_to_how_many_fell_ill(question: str, answer: str | None) -> None:
    text = "The fever killed two people and made 57 ill."
    two = span_of(text, "two")
    reading = Reading(0.0, 0.0, 5.0, two.start, two.end)
    found = candidate(shape_of(question), text, "en", reading)
    assert (None if found is None else text[found.start : found.end]) == answer
