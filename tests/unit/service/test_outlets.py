"""A question that names an outlet as its source is asked of its articles alone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import browsing
from corpus.models import ArticleId, Filters
from service.answering.answer import Question, Status, Turn
from service.answering.outlets import absent_outlet, from_outlet
from service.answering.phrases import NONE_NAMED
from service.answering.understanding import Understanding
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL, BRIDGE

OUTLETS = ("Harbour Post", "The Orlo Times", "Harbour Post on Sunday")


@pytest.mark.parametrize(
    ("question", "text", "outlet"),
    [
        ("How many died according to the Harbour Post?", "How many died?", "Harbour Post"),
        ("According to Orlo Times, how many died?", "How many died?", "The Orlo Times"),
        ("Selon Harbour Post, qui a gagné ?", "Qui a gagné?", "Harbour Post"),
        ("Wer siegte laut Harbour Post?", "Wer siegte?", "Harbour Post"),
        (
            "How many died, according to the harbour post on Sunday?",
            "How many died?",
            "Harbour Post on Sunday",
        ),
        (
            "What does the Harbour Post say about the strike?",
            "What is said about the strike?",
            "Harbour Post",
        ),
        (
            "What did the Orlo Times report about how long the strike will last?",
            "How long the strike will last?",
            "The Orlo Times",
        ),
        ("¿Qué dice Harbour Post sobre la huelga?", "Qué se dice sobre la huelga?", "Harbour Post"),
        ("Was schreibt die Harbour Post über wen?", "Was wird berichtet über wen?", "Harbour Post"),
        ("How many died, according to the Times?", "How many died?", "The Orlo Times"),
    ],
)
def test_the_outlet_becomes_a_filter_and_leaves_the_question(
    question: str, text: str, outlet: str
) -> None:
    asked = from_outlet(Question(question), OUTLETS)
    assert asked == Question(text, filters=Filters(sources=(outlet,)))


@pytest.mark.parametrize(
    "question",
    [
        "How many died according to the police?",
        "How many died according to the Harbour Poster?",
        "What does the Harbour Post cost?",
        "Who owns the Harbour Post?",
        "According to the Harbour Post?",
    ],
)
def test_else_the_question_stays_as_it_is(question: str) -> None:
    assert from_outlet(Question(question), OUTLETS) == Question(question)


def test_no_article_passes_where_the_filters_exclude_the_outlet() -> None:
    asked = "How many died according to the Harbour Post?"
    question = Question(asked, filters=Filters(sources=("Orlen Daily",)))
    found = from_outlet(question, OUTLETS).filters
    assert found.published_from == found.published_to
    question = Question(asked, filters=Filters(sources=("harbour post",)))
    assert from_outlet(question, OUTLETS).filters == Filters(sources=("Harbour Post",))


@pytest.mark.parametrize(
    ("question", "outlet"),
    [
        ("How many died according to the Larkmouth Gazette?", "Larkmouth Gazette"),
        ("According to Reuters, how many died?", "Reuters"),
        ("Was schreibt die Sudmark Zeitung über den Brand?", "Sudmark Zeitung"),
        ("Selon Le Monde, qui a gagné ?", "Le Monde"),
        ("¿Qué dice El País sobre el incendio?", "El País"),
        ("According to the Harbour Post, how many died?", None),
        ("According to the Harbour Commission, how many died?", None),
        ("How many died according to the police?", None),
        ("Who works for the Larkmouth Gazette?", None),
    ],
)
def test_an_outlet_that_is_not_indexed_is_told_by_its_name(
    question: str, outlet: str | None
) -> None:
    assert absent_outlet(question, OUTLETS) == outlet


def test_of_an_outlet_that_is_not_indexed_only_what_others_relay_is_told(tmp_path: Path) -> None:
    question = "How many weeks will the crossing stay shut, according to the Larkmouth Gazette?"
    relaying = replace(
        BRIDGE,
        article_id=ArticleId("relaying"),
        text=f"{BRIDGE.text}\n\nThe crossing will stay shut for nine weeks, the Larkmouth "
        "Gazette reported.",
    )
    for articles, status in ((ALL, Status.UNANSWERABLE), ((*ALL, relaying), Status.ANSWERED)):
        with opened_state(settings_in(tmp_path / status), articles) as state:
            answer = asyncio.run(state.engine.ask(Question(question)))
        assert answer.status is status
        if status is Status.UNANSWERABLE:
            assert answer.text == NONE_NAMED["en"]
            assert "Larkmouth Gazette only" in (answer.understood_as or "")


def test_a_follow_up_may_name_the_outlet_too() -> None:
    history = (Turn("user", "How many people died in Orlo?"), Turn("assistant", "Twelve. [1]"))
    asked = Question("And when did it begin according to the Harbour Post?", history=history)
    understanding = Understanding(outlets=lambda: OUTLETS)
    understood = asyncio.run(understanding.in_full(asked))
    whole = understood.question
    assert whole.filters.sources == ("Harbour Post",)
    assert "Orlo" in whole.text
    (only,) = understanding.interpretations(asked, understood)
    assert only.understood_as == f"{whole.text} (searched in Harbour Post only)"


def test_the_reader_is_told_and_only_that_outlet_is_cited(tmp_path: Path) -> None:
    question = f"How many weeks will the crossing stay shut, according to {BRIDGE.source}?"
    with opened_state(settings_in(tmp_path), ALL) as state:
        named = Understanding(
            outlets=lambda: [one.name for one in browsing.outlets(state.stores.catalogue)]
        )
        engine = replace(state.engine, understanding=named)
        answer = asyncio.run(engine.ask(Question(question)))
    assert answer.understood_as == (
        f"How many weeks will the crossing stay shut? (searched in {BRIDGE.source} only)"
    )
    assert {one.quote.article.source for one in answer.citations} == {BRIDGE.source}


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        (
            "How many died, as reported by the Harbour Post and The Orlo Times?",
            ("Harbour Post", "The Orlo Times"),
        ),
        (
            "How many died, according to the Orlo Times and the Harbour Post, in May?",
            ("The Orlo Times", "Harbour Post"),
        ),
    ],
)
def test_outlets_named_together_are_all_searched(question: str, sources: tuple[str, ...]) -> None:
    asked = from_outlet(Question(question), OUTLETS)
    assert asked.filters == Filters(sources=sources)
    assert asked.text.startswith("How many died")
    only = from_outlet(Question(question, filters=Filters(sources=("Harbour Post",))), OUTLETS)
    assert only.filters == Filters(sources=("Harbour Post",))


@pytest.mark.parametrize(
    "question",
    [
        "Who, accused by one side according to the Harbour Post, won as reported by Orlo Times?",
        "Which town burned, according to the Harbour Post and the Lindau Ledger?",
    ],
)
def test_sources_told_apart_or_not_indexed_are_no_filter(question: str) -> None:
    assert from_outlet(Question(question), OUTLETS) == Question(question)
