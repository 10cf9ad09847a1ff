from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import anyio
import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from service.answering.answer import DraftAnswer, Question
from service.answering.evidence import Evidence
from service.app import create_app
from service.settings import WebSettings
from service.state import ServiceState
from service.suggestions import Suggester
from tests.fakes.answerer import WordAnswerer
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL, BRIDGE, COUNT


class Counting(WordAnswerer):
    """Answers as its parent and notes what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        self.asked.append(question.text)
        return await super().answer(question, evidence)


@pytest.fixture
def answerer() -> Counting:
    return Counting()


@pytest.fixture
def state(tmp_path: Path, answerer: Counting) -> Iterator[ServiceState]:
    with opened_state(settings_in(tmp_path), ALL, extractive=answerer) as opened:
        yield opened


def suggested(suggester: Suggester, state: ServiceState) -> tuple[str, ...]:
    return anyio.run(suggester.questions, state.engine, state.stores.catalogue)


def test_questions_about_recent_headlines_are_suggested_and_are_answered(
    state: ServiceState,
) -> None:
    with TestClient(create_app(state.settings, state=state)) as client:
        questions = client.get("/v1/suggestions").json()["questions"]
        assert questions == [
            "What is known about “Second count ends”?",
            "What is known about “Freighter strikes bridge”?",
        ]
        for question in questions:
            answer = client.post("/v1/ask", json={"question": question}).json()
            assert answer["status"] == "answered"


def test_a_question_that_is_refused_is_not_suggested(tmp_path: Path) -> None:
    unrelated = replace(COUNT, title="Nothing of this stands below it")
    with opened_state(settings_in(tmp_path), [BRIDGE, unrelated]) as state:
        questions = suggested(Suggester(()), state)
    assert questions == ("What is known about “Freighter strikes bridge”?",)


def test_questions_come_in_the_language_of_the_article(tmp_path: Path) -> None:
    spanish = replace(
        BRIDGE, language="es", title="Un carguero golpea el puente",
        text="Un carguero golpea el puente del puerto. El puente queda cerrado nueve semanas.",
    )  # fmt: skip
    with opened_state(settings_in(tmp_path), [spanish]) as state:
        assert suggested(Suggester(()), state) == (
            "¿Qué se sabe sobre «Un carguero golpea el puente»?",
        )


@pytest.mark.parametrize(
    "title",
    ["Short", "One-two-three-four-five", "A bridge " * 20, "Bridge \u202eclosed\u202c for weeks"],
)
def test_a_headline_that_makes_no_question_is_passed_over(tmp_path: Path, title: str) -> None:
    with opened_state(settings_in(tmp_path), [replace(BRIDGE, title=title)]) as state:
        assert suggested(Suggester(()), state) == ()


def test_the_operator_s_questions_are_suggested_instead(
    state: ServiceState, answerer: Counting
) -> None:
    configured = ("One?", "Two?", "Three?", "Four?")
    assert WebSettings(suggestions=configured).suggestions == configured
    assert suggested(Suggester(configured), state) == configured
    assert answerer.asked == []


def test_more_questions_than_are_shown_cannot_be_set() -> None:
    with pytest.raises(ValidationError, match="at most 4"):
        WebSettings(suggestions=("One?", "Two?", "Three?", "Four?", "Five?"))


def test_nothing_is_asked_again_until_the_latest_articles_are_others(
    state: ServiceState, answerer: Counting
) -> None:
    now = [0.0]
    suggester = Suggester((), lambda: now[0])
    first = suggested(suggester, state)
    asked = len(answerer.asked)
    assert suggested(suggester, state) == first
    assert len(answerer.asked) == asked
    assert state.intake is not None
    newer = {
        "id": "tunnel", "title": "Tunnel opens under the bay", "source": "Herald",
        "text": "The tunnel under the bay opens on Friday. It cost two million a metre.",
        "published_at": datetime(2025, 1, 1, tzinfo=UTC).isoformat(), "language": "en",
    }  # fmt: skip
    state.intake.add(newer)
    assert suggested(suggester, state) == first, "it was looked for a moment ago"
    now[0] = 61.0
    assert "What is known about “Tunnel opens under the bay”?" in suggested(suggester, state)


def test_where_answering_is_slow_some_come_now_and_the_others_next_time(tmp_path: Path) -> None:
    now = [0.0]

    class Slow(WordAnswerer):
        async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
            now[0] += 5
            return await super().answer(question, evidence)

    with opened_state(settings_in(tmp_path), ALL, extractive=Slow()) as state:
        suggester = Suggester((), lambda: now[0])
        assert len(suggested(suggester, state)) == 1
        assert len(suggested(suggester, state)) == 2
        assert now[0] == 10
        assert len(suggested(suggester, state)) == 2
        assert now[0] == 10


def test_an_empty_collection_suggests_nothing(tmp_path: Path) -> None:
    with opened_state(settings_in(tmp_path)) as state:
        assert suggested(Suggester(()), state) == ()
