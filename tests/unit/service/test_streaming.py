"""Server-sent events of /v1/ask: evidence first, verified sentences only, the whole answer last."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpus.errors import ModelUnavailable
from service.answering.answer import Question
from service.answering.answerers import Answerer, Writer
from service.answering.events import StatementWritten
from service.api.schemas import AskResponse
from service.app import create_app
from service.state import ServiceState
from service.terminal import answer_lines
from tests.fakes.answerer import BrokenAnswerer, ScriptedWriter
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL

CROSSING = "How many weeks would the crossing stay shut?"


@contextmanager
def client_of(
    tmp_path: Path, *, written: Writer | None = None, extractive: Answerer | None = None
) -> Iterator[TestClient]:
    settings = settings_in(tmp_path)
    with (
        opened_state(settings, ALL, written=written, extractive=extractive) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        yield client


def events_of(client: TestClient, question: str, **fields: object) -> list[tuple[str, Any]]:
    response = client.post("/v1/ask", json={"question": question, "stream": True, **fields})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    events = []
    for block in response.text.split("\n\n"):
        fields_of = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" in fields_of:
            events.append((fields_of["event"], json.loads(fields_of["data"])))
    return events


def test_evidence_comes_first_and_the_whole_answer_last(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        events = events_of(client, CROSSING)
        whole = client.post("/v1/ask", json={"question": CROSSING}).json()
    assert [name for name, _ in events] == ["sources", "delta", "statement", "answer"]
    sources, answer = events[0][1]["sources"], events[-1][1]
    assert {"article_id", "quote", "start", "end", "also_in"} <= set(sources[0])
    assert events[0][1]["understood_as"] is None
    assert {**answer, "id": "", "timings_ms": {}} == {**whole, "id": "", "timings_ms": {}}


def test_deltas_are_the_answer_and_statements_bring_their_citations(tmp_path: Path) -> None:
    writer = ScriptedWriter("The crossing is shut.", "It lasts nine weeks.")
    with client_of(tmp_path, written=writer) as client:
        events = events_of(client, CROSSING)
        answer = events[-1][1]
        assert "".join(body["text"] for name, body in events if name == "delta") == answer["answer"]
        statements = [body for name, body in events if name == "statement"]
        assert [one["text"] for one in statements] == [one["text"] for one in answer["statements"]]
        for one in statements:
            assert answer["answer"][one["start"] : one["end"]] == one["text"]
            assert [cited["number"] for cited in one["cited"]] == one["citations"]
            for cited in one["cited"]:
                text = client.get(f"/v1/articles/{cited['article_id']}").json()["text"]
                assert text[cited["start"] : cited["end"]] == cited["quote"]


def test_a_refusal_streams_its_sentence_and_no_statement(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        events = events_of(client, "Who won the World Cup?")
    assert [name for name, _ in events] == ["sources", "delta", "answer"]
    assert events[1][1]["text"] == events[-1][1]["answer"]
    assert events[-1][1]["status"] == "unanswerable"
    assert events[-1][1]["nearest"]


def test_a_model_that_breaks_off_is_followed_by_the_extractive_answer(tmp_path: Path) -> None:
    writer = ScriptedWriter("It stays shut for nine weeks.", ModelUnavailable("the stream broke"))
    with client_of(tmp_path, written=writer) as client:
        events = events_of(client, CROSSING)
    name, answer = events[-1]
    assert name == "answer"
    assert (answer["answerer"]["kind"], answer["answerer"]["model"]) == ("llm", "fake")
    assert answer["verification"]["written"] == 1
    assert "the stream broke" in answer["answerer"]["fallback_reason"]
    last_line = list(answer_lines(AskResponse.model_validate(answer)))[-1]
    assert last_line.startswith("written by fake") and "the stream broke" in last_line
    assert answer["answer"].startswith("It stays shut for nine weeks. [1]")
    assert "".join(body["text"] for kind, body in events if kind == "delta") == answer["answer"]


def test_a_failure_after_the_first_byte_is_an_error_event(tmp_path: Path) -> None:
    broken = ScriptedWriter("Nine weeks.", ZeroDivisionError())
    with client_of(tmp_path, written=broken, extractive=BrokenAnswerer()) as client:
        name, problem = events_of(client, CROSSING)[-1]
    assert name == "error"
    assert problem["status"] == 500
    assert problem["type"] == "urn:dateline:problem:internal-error"


def test_a_malformed_request_is_an_ordinary_problem(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        response = client.post("/v1/ask", json={"question": "", "stream": True})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


@pytest.fixture
def state(tmp_path: Path) -> Iterator[ServiceState]:
    writer = ScriptedWriter("The crossing is shut.", "It lasts nine weeks.")
    with opened_state(settings_in(tmp_path), ALL, written=writer) as opened:
        yield opened


def test_a_reader_who_leaves_ends_the_writing(state: ServiceState) -> None:
    async def leave_early() -> None:
        events = state.engine.stream(Question(CROSSING))
        async for event in events:
            if isinstance(event, StatementWritten):
                break
        await events.aclose()

    asyncio.run(leave_early())
    writer = state.engine.written
    assert isinstance(writer, ScriptedWriter)
    assert writer.closed
