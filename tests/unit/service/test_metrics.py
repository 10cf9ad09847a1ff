"""GET /metrics: what happened, in numbers, and nothing of what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from corpus.errors import ModelUnavailable
from service.answering.answerers import Writer
from service.answering.llm import UnusableCompletion
from service.app import create_app
from service.state import ServiceState
from tests.fakes.answerer import ScriptedWriter
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL

CROSSING = "How many weeks would the crossing stay shut?"


@contextmanager
def opened(
    tmp_path: Path, written: Writer | None = None, **fields: object
) -> Iterator[tuple[TestClient, ServiceState]]:
    settings = settings_in(tmp_path, **fields)
    with (
        opened_state(settings, ALL, written=written) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        yield client, state


def ask(client: TestClient, question: str, **fields: object) -> None:
    assert client.post("/v1/ask", json={"question": question, **fields}).status_code == 200


class Numbers:
    """What an application tells at this moment."""

    def __init__(self, client: TestClient) -> None:
        response = client.get("/metrics")
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/plain; version=")
        self.text = response.text
        self.samples = [
            sample
            for family in text_string_to_metric_families(self.text)
            for sample in family.samples
        ]

    def of(self, name: str, **labels: str) -> float:
        return sum(
            sample.value
            for sample in self.samples
            if sample.name == f"dateline_{name}" and labels.items() <= sample.labels.items()
        )


def test_questions_are_counted_by_how_they_ended(tmp_path: Path) -> None:
    with opened(tmp_path) as (client, _):
        ask(client, CROSSING)
        ask(client, CROSSING, stream=True)
        ask(client, "Who won the World Cup?")
        client.post("/v1/ask", json={"question": ""})
        numbers = Numbers(client)
    kind = {"answerer": "extractive", "fallback": "no"}
    assert numbers.of("questions_total", status="answered", **kind) == 2
    assert numbers.of("questions_total", status="unanswerable", **kind) == 1
    assert numbers.of("questions_total") == 3
    for stage in ("retrieve", "answer", "verify"):
        assert numbers.of("answer_stage_seconds_count", stage=stage) == 3
    requests = "request_duration_seconds_count"
    assert numbers.of(requests, method="POST", route="/v1/ask", status="200") == 3
    assert numbers.of(requests, method="POST", route="/v1/ask", status="422") == 1


def test_every_door_is_counted(tmp_path: Path) -> None:
    messages = [{"role": "user", "content": CROSSING}]
    parts = [{"role": "user", "parts": [{"type": "text", "text": CROSSING}]}]
    with opened(tmp_path) as (client, _):
        client.post("/v1/chat/completions", json={"messages": messages})
        client.post("/v1/chat/completions", json={"messages": messages, "stream": True})
        client.post("/v1/ui/chat", json={"messages": parts})
        assert Numbers(client).of("questions_total", status="answered") == 3


def test_what_a_model_costs_and_writes_is_counted(tmp_path: Path) -> None:
    with opened(tmp_path, ScriptedWriter("One.", "Two.")) as (client, _):
        ask(client, CROSSING)
        numbers = Numbers(client)
    assert numbers.of("tokens_total", kind="prompt") == 100
    assert numbers.of("tokens_total", kind="completion") == 20
    assert numbers.of("cost_usd_total") == 0.5
    assert numbers.of("unpriced_answers_total") == 0
    assert numbers.of("written_sentences_total", fate="written") == 2
    assert numbers.of("written_sentences_total", fate="dropped") == 0
    assert numbers.of("questions_total", answerer="llm", fallback="no") == 1


def test_a_failing_model_is_counted(tmp_path: Path) -> None:
    with opened(tmp_path, ScriptedWriter(ModelUnavailable("away"))) as (client, _):
        ask(client, CROSSING)
        numbers = Numbers(client)
    assert numbers.of("model_failures_total", kind="ModelUnavailable") == 1
    assert numbers.of("questions_total", answerer="extractive", fallback="yes") == 1


def test_a_model_that_writes_only_nonsense_is_counted_as_failing(tmp_path: Path) -> None:
    with opened(tmp_path, ScriptedWriter(UnusableCompletion("it wrote data"))) as (client, _):
        ask(client, CROSSING)
        numbers = Numbers(client)
    assert numbers.of("model_failures_total", kind="UnusableCompletion") == 1


def test_a_missing_model_is_no_failing_one(tmp_path: Path) -> None:
    with opened(tmp_path) as (client, _):
        ask(client, CROSSING, answerer="llm")
        numbers = Numbers(client)
    assert numbers.of("model_failures_total") == 0
    assert numbers.of("questions_total", fallback="yes") == 1


def test_the_collection_and_the_program_are_told(tmp_path: Path) -> None:
    with opened(tmp_path) as (client, state):
        counts = state.stores.catalogue.counts()
        numbers = Numbers(client)
        assert numbers.of("articles") == counts.articles == 3
        assert numbers.of("passages") == counts.passages
        assert numbers.of("build_info", embedding_model=state.embedder.model) == 1


def test_no_words_and_no_ids_are_told(tmp_path: Path) -> None:
    with opened(tmp_path) as (client, _):
        ask(client, "Which xylophone did the mayor play?")
        client.get("/v1/articles/count")
        client.get("/v1/xylophone")
        client.request("XYLOPHONE", "/v1/ask")
        text = Numbers(client).text
    assert "xylophone" not in text.lower()
    assert "ans_" not in text
    assert '"/v1/articles/count"' not in text


def test_numbers_need_a_key_where_keys_are_set(tmp_path: Path) -> None:
    with opened(tmp_path, api_keys=["right"]) as (client, _):
        assert client.get("/metrics").status_code == 401
        headers = {"authorization": "Bearer right"}
        assert client.get("/metrics", headers=headers).status_code == 200
