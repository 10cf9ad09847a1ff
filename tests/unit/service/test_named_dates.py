"""A date in a question is also read as when the articles that answer it were published."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from corpus.models import Filters
from service.answering.answer import Question
from service.answering.named_dates import (
    published_then,
    shown_with_dates,
    tells_of_another_year,
)
from service.answering.understanding import Understanding, Understood

NOW = datetime(2031, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "text", "first", "end"),
    [
        (
            "How many boats sank on 4 May 2030 off Larkmouth?",
            "How many boats sank off Larkmouth?",
            (2030, 5, 4),
            (2030, 5, 6),
        ),
        (
            "Who won the regatta in August 2030?",
            "Who won the regatta?",
            (2030, 8, 1),
            (2030, 9, 4),
        ),
        (
            "What was the turnout in Orlen in 2029?",
            "What was the turnout in Orlen?",
            (2029, 1, 1),
            (2030, 1, 8),
        ),
        (
            "Wie viele Boote sanken am 4. Mai 2030 vor Orlen?",
            "Wie viele Boote sanken vor Orlen?",
            (2030, 5, 4),
            (2030, 5, 6),
        ),
        (
            "¿Quién ganó la regata en agosto de 2030?",
            "¿Quién ganó la regata?",
            (2030, 8, 1),
            (2030, 9, 4),
        ),
        (
            "Qui a gagné la régate en août 2030 ?",
            "Qui a gagné la régate?",
            (2030, 8, 1),
            (2030, 9, 4),
        ),
        (
            "Quem venceu a regata em agosto de 2030?",
            "Quem venceu a regata?",
            (2030, 8, 1),
            (2030, 9, 4),
        ),
    ],
)
def test_the_date_becomes_a_window_and_leaves_the_question(
    asked: str, text: str, first: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    found = published_then(Question(asked), NOW)
    filters = Filters(
        published_from=datetime(*first, tzinfo=UTC), published_to=datetime(*end, tzinfo=UTC)
    )
    assert found == Question(text, filters=filters)


@pytest.mark.parametrize(
    "asked",
    [
        "How many boats sank off Larkmouth?",
        "How many boats have sunk since May 2030?",
        "What did the law of 2029 change?",
        "Was the harbour open before 4 May 2030?",
        "Did more boats sink in 2029 than in 2030?",
        "When will the bridge of Orlen open in 2035?",
        "What happened on 4 May?",
        "In 2029?",
        "Why did the boats sink on 4 May 2030?",
        "Warum sanken die Boote am 4. Mai 2030?",
    ],
)
def test_what_names_no_single_time_that_has_come_stays_as_it_is(asked: str) -> None:
    assert published_then(Question(asked), NOW) is None


@pytest.mark.parametrize(
    ("told", "is_other"),
    [
        ("In 1911 a caretaker walked off with the Orlen crown.", True),
        ("The crown was taken on Sunday.", False),
        ("The crown, made in 1911, was taken on 4 May 2030.", False),
    ],
)
def test_a_sentence_of_an_older_case_does_not_tell_of_the_date(told: str, is_other: bool) -> None:
    asked = "Who took the crown of Orlen on 4 May 2030?"
    assert tells_of_another_year(told, "en", asked) is is_other


def test_the_reader_is_told_which_articles_were_searched() -> None:
    found = published_then(Question("Who won the regatta in August 2030?"), NOW)
    assert found is not None
    assert shown_with_dates(found) == (
        "Who won the regatta? (searched in articles from 2030-08-01 to 2030-09-03 only)"
    )


def test_the_window_is_tried_only_where_the_date_itself_is_refused() -> None:
    asked = Question("Who won the regatta in August 2030?")
    own, then = Understanding(clock=lambda: NOW).interpretations(asked, Understood(asked))
    assert (own.question, own.understood_as, own.after_refusal) == (asked, None, False)
    assert then.question == published_then(asked, NOW)
    assert then.after_refusal
