"""A question that names an outlet as its source is asked of its articles alone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import browsing
from corpus.models import Filters
from service.answering.answer import Question, Turn
from service.answering.outlets import from_outlet
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


def test_a_filter_for_other_outlets_is_kept() -> None:
    question = Question(
        "How many died according to the Harbour Post?", filters=Filters(sources=("Orlen Daily",))
    )
    assert from_outlet(question, OUTLETS) == question


def test_a_follow_up_may_name_the_outlet_too() -> None:
    history = (Turn("user", "How many people died in Orlo?"), Turn("assistant", "Twelve. [1]"))
    asked = Question("And when did it begin according to the Harbour Post?", history=history)
    understanding = Understanding(outlets=lambda: OUTLETS)
    whole = asyncio.run(understanding.in_full(asked)).question
    assert whole.filters.sources == ("Harbour Post",)
    assert "Orlo" in whole.text
    (only,) = understanding.interpretations(asked, whole)
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
