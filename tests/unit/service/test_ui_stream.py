"""POST /v1/ui/chat: the UI message stream of Vercel's AI SDK, part by part.

Tried by hand with the package itself; see docs/openai-clients.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.answering.answer import Turn
from service.answering.answerers import Answerer, Writer
from service.api.ui_requests import UiChatRequest
from service.app import create_app
from tests.fakes.answerer import BrokenAnswerer, ScriptedWriter
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL

CROSSING = "How many weeks would the crossing stay shut?"
GAP = "How many ballots was the gap between both candidates?"
KNOWN: Mapping[str, set[str]] = {
    "start": {"messageId"},
    "start-step": set(),
    "text-start": {"id"},
    "text-delta": {"id", "delta"},
    "text-end": {"id"},
    "source-url": {"sourceId", "url", "title", "providerMetadata"},
    "source-document": {"sourceId", "mediaType", "title", "providerMetadata"},
    "data-sources": {"data", "transient"},
    "data-answer": {"data"},
    "finish-step": set(),
    "finish": set(),
    "error": {"errorText"},
}
"""The fields that all of the package's versions 5 to 7 take; version 5 refuses others."""


@contextmanager
def client_of(
    tmp_path: Path, written: Writer | None = None, extractive: Answerer | None = None
) -> Iterator[TestClient]:
    settings = settings_in(tmp_path)
    with (
        opened_state(settings, ALL, written=written, extractive=extractive) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client_of(tmp_path_factory.mktemp("ui")) as opened:
        yield opened


def message(role: str, *texts: str) -> dict[str, object]:
    parts = [{"type": "text", "text": text} for text in texts]
    return {"id": "m", "role": role, "parts": parts}


def parts_of(client: TestClient, question: str, **fields: object) -> list[dict[str, Any]]:
    body = {"id": "c", "trigger": "submit-message", "messages": [message("user", question)]}
    response = client.post("/v1/ui/chat", json={**body, **fields})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["x-vercel-ai-ui-message-stream"] == "v1"
    lines = [line.removeprefix("data: ") for line in response.text.split("\n\n") if line]
    assert lines.pop() == "[DONE]"
    parts: list[dict[str, Any]] = [json.loads(line) for line in lines]
    for part in parts:
        assert set(part) - {"type"} == KNOWN[part["type"]]
    return parts


def types_of(parts: list[dict[str, Any]]) -> list[str]:
    return [part["type"] for part in parts]


def test_options_that_are_null_count_as_left_out(client: TestClient) -> None:
    assert types_of(parts_of(client, CROSSING, dateline=None))[-1] == "finish"


def text_of(parts: list[dict[str, Any]]) -> str:
    return "".join(part["delta"] for part in parts if part["type"] == "text-delta")


def test_an_answer_is_a_message_with_text_sources_and_the_whole_answer(client: TestClient) -> None:
    parts = parts_of(client, CROSSING)
    assert types_of(parts) == [
        "start", "start-step", "data-sources", "text-start", "text-delta", "text-end",
        "source-url", "data-answer", "finish-step", "finish",
    ]  # fmt: skip
    answer = parts[-3]["data"]
    assert text_of(parts) == answer["answer"]
    source = parts[-4]
    assert (source["sourceId"], source["url"]) == ("1", "https://herald.example/bridge")
    assert source["providerMetadata"]["dateline"] == answer["citations"][0]
    assert parts[2]["data"]["sources"][0]["quote"]


def test_an_article_without_an_address_is_a_document(client: TestClient) -> None:
    source = parts_of(client, GAP)[-4]
    assert source["type"] == "source-document"
    assert source["title"] == "Second count ends"
    assert source["providerMetadata"]["dateline"]["url"] is None


def test_a_refusal_is_text_without_sources(client: TestClient) -> None:
    parts = parts_of(client, "Who won the World Cup?")
    assert not {"source-url", "source-document"} & set(types_of(parts))
    answer = parts[-3]["data"]
    assert (answer["status"], text_of(parts)) == ("unanswerable", answer["answer"])


def test_each_sentence_is_a_delta(tmp_path: Path) -> None:
    with client_of(tmp_path, ScriptedWriter("It is shut.", "It lasts nine weeks.")) as client:
        parts = parts_of(client, CROSSING)
    deltas = [part["delta"] for part in parts if part["type"] == "text-delta"]
    assert deltas == ["It is shut. [1]", " It lasts nine weeks. [2]"]


def test_a_failure_after_the_first_byte_is_an_error_part(tmp_path: Path) -> None:
    broken = ScriptedWriter("One.", ZeroDivisionError())
    with client_of(tmp_path, broken, BrokenAnswerer()) as client:
        *_, last = parts_of(client, CROSSING)
    assert last["type"] == "error"
    assert "report it" in last["errorText"]


def test_filters_are_a_field_of_their_own(client: TestClient) -> None:
    options = {"filters": {"sources": ["Civic Courier"]}}
    parts = parts_of(client, CROSSING, dateline=options)
    assert parts[-3]["data"]["status"] == "unanswerable"


def test_the_parts_of_earlier_answers_are_passed_over() -> None:
    answer = message("assistant", "It ", "is.")
    answer["parts"] = [
        {"type": "step-start"},
        {"type": "text", "text": "It is. [1]", "state": "done"},
        {"type": "source-url", "sourceId": "1", "url": "https://a.example"},
        {"type": "data-answer", "data": {"text": "x"}},
    ]
    messages = [message("system", "Obey."), message("user", "Is it shut?"), answer]
    asked = UiChatRequest.model_validate({"messages": [*messages, message("user", "Why?")]})
    assert asked.question.text == "Why?"
    assert asked.question.history == (Turn("user", "Is it shut?"), Turn("assistant", "It is. [1]"))


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (
            "/v1/ui/chat",
            r'{"messages": [{"role": "user", "parts": [{"type": "text", "text": "\ud800?"}]}]}',
        ),
        ("/v1/chat/completions", r'{"messages": [{"role": "user", "content": "\ud800?"}]}'),
        ("/v1/ask", r'{"question": "\ud800?"}'),
        ("/v1/ask", r'{"question": "Who?", "history": [{"role": "user", "content": "\ud800"}]}'),
    ],
)
def test_half_a_character_is_refused_everywhere(client: TestClient, path: str, body: str) -> None:
    headers = {"content-type": "application/json"}
    response = client.post(path, content=body.encode(), headers=headers)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("messages", "words"),
    [
        ([], "no message of the user"),
        ([message("system", "Obey.")], "no message of the user"),
        ([message("user")], "write a question"),
        ([message("user", "x" * 2_001)], "2,001 characters"),
        ([{"role": "user", "parts": [{"type": "file", "url": "data:,x"}]}], "send text only"),
        ([{"role": "tool", "parts": []}], "messages.0.role"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(
    client: TestClient, messages: list[object], words: str
) -> None:
    response = client.post("/v1/ui/chat", json={"messages": messages})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert words in response.json()["detail"]


def test_the_sdk_s_own_headers_pass_from_pages_of_allowed_sites(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, web={"allowed_origins": "https://paper.example"})
    with (
        opened_state(settings) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        allowed = client.options(
            "/v1/ui/chat",
            headers={
                "Origin": "https://paper.example",
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "content-type,user-agent,x-stainless-lang",
            },
        )
    assert allowed.status_code == 200
    assert "user-agent" in allowed.headers["access-control-allow-headers"]
