"""The day that the weekday of a short answer was stands behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.models import Span
from service.answering.answer import Quote
from service.answering.dated_headline import with_day
from service.answering.question_shape import shape_of
from tests.unit.service.test_disagreement import quote

PUBLISHED = "2025-07-24"  # a Thursday


def headline(question: str, text: str, words: str, language: str = "en") -> str:
    told = quote(text, 1, date=PUBLISHED)
    told = Quote(replace(told.article, language=language), told.start, told.end)
    start = text.index(words)
    return with_day(words, shape_of(question), told, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("question", "text", "words", "language", "shown"),
    [
        ("When did the dam burst?", "The dam burst on Wednesday night, police said.",
         "Wednesday night", "en", "Wednesday night (23 July 2025)"),
        ("When was the ferry found?", "The ferry was found yesterday by divers.",
         "yesterday", "en", "yesterday (23 July 2025)"),
        ("When will the talks resume?", "The talks will resume on Monday in York.",
         "on Monday", "en", "on Monday (28 July 2025)"),
        ("¿Cuándo murió el alcalde?", "El alcalde murió el martes en su casa.",
         "el martes", "es", "el martes (22 de julio de 2025)"),
        ("Quand le barrage a-t-il cédé ?", "Le barrage a cédé hier dans la nuit.",
         "hier", "fr", "hier (23 juillet 2025)"),
        ("Wann brach der Damm?", "Der Damm brach am Dienstag in der Nacht.",
         "am Dienstag", "de", "am Dienstag (22. Juli 2025)"),
        ("Quando a barragem cedeu?", "A barragem cedeu ontem à noite.",
         "ontem", "pt", "ontem (23 de julho de 2025)"),
    ],
)  # fmt: skip
def test_a_day_told_by_the_article_s_date_is_written_out(
    question: str, text: str, words: str, language: str, shown: str
) -> None:
    assert headline(question, text, words, language) == shown


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("When did it burst?", "The dam burst on 3 May 2025.", "3 May 2025"),
        ("When did it burst?", "The dam burst in 1998.", "1998"),
        ("When did it burst?", "The dam burst last summer.", "last summer"),
        ("When did it burst?", "It burst between Monday and Wednesday.", "Monday and Wednesday"),
        ("How many burst?", "Four dams burst on Wednesday.", "Four"),
        ("Who played?", "Sheffield Wednesday played.", "Sheffield Wednesday"),
    ],
)
def test_what_names_no_one_day_stays_as_it_is(question: str, text: str, words: str) -> None:
    assert headline(question, text, words) == words


def test_without_the_article_s_date_nothing_is_added() -> None:
    text = "The dam burst on Wednesday."
    shown = with_day("Wednesday", shape_of("When did it burst?"), quote(text, 1), Span(17, 26))
    assert shown == "Wednesday"
