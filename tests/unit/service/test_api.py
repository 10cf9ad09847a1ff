from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray
from openai import AsyncOpenAI

from corpus.errors import ModelUnavailable
from corpus.stores import Stores
from service.api.readiness import SECONDS_KEPT, ModelCheck
from service.app import create_app
from service.state import ServiceState, assemble
from tests.fakes.answerer import ScriptedWriter
from tests.fakes.embedder import WordEmbedder
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL, BRIDGE, COUNT


@pytest.fixture
def state(tmp_path: Path) -> Iterator[ServiceState]:
    with opened_state(settings_in(tmp_path), ALL) as opened:
        yield opened


@pytest.fixture
def client(state: ServiceState) -> Iterator[TestClient]:
    with TestClient(create_app(state.settings, state=state)) as opened:
        yield opened


def ask(client: TestClient, question: str, **fields: object) -> dict[str, Any]:
    response = client.post("/v1/ask", json={"question": question, **fields})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


CROSSING = "How many weeks would the crossing stay shut?"


def test_an_answer_has_every_field_of_the_contract(client: TestClient) -> None:
    answer = ask(client, CROSSING)
    assert set(answer) == {
        "id", "status", "answer", "headline", "understood_as", "confidence", "statements",
        "citations", "disagreements", "corroboration", "nearest", "answerer", "verification",
        "usage", "timings_ms",
    }  # fmt: skip
    assert answer["verification"] is None
    assert answer["id"].startswith("ans_")
    assert answer["status"] == "answered"
    assert answer["answer"].endswith(" [1]")
    assert answer["corroboration"] == {"independent_sources": 1}
    assert answer["nearest"] == []
    assert answer["answerer"] == {
        "kind": "extractive", "model": None, "prompt": None, "prompt_sha256": None,
        "fallback_reason": None,
    }  # fmt: skip
    assert set(answer["timings_ms"]) == {"retrieve", "answer", "verify", "total"}


def test_a_citation_is_the_exact_text_of_its_article(client: TestClient) -> None:
    (citation,) = ask(client, CROSSING)["citations"]
    article = client.get(f"/v1/articles/{citation['article_id']}").json()
    assert article["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert citation["published_at"] == "2024-09-03T00:00:00Z"
    assert citation["number"] == 1
    assert citation["also_in"] == [{"article_id": "copy", "source": "Tidewater Times", "url": None}]


def test_a_statement_stands_where_it_says(client: TestClient) -> None:
    answer = ask(client, CROSSING)
    (statement,) = answer["statements"]
    assert answer["answer"][statement["start"] : statement["end"]] == statement["text"]
    assert statement["citations"] == [1]
    assert statement["support"] == "supported"


def test_a_refusal_is_no_error_and_shows_the_nearest_evidence(client: TestClient) -> None:
    answer = ask(client, "Who won the World Cup?")
    assert answer["status"] == "unanswerable"
    assert answer["answer"]
    assert answer["citations"] == answer["statements"] == []
    assert set(answer["nearest"][0]) >= {"number", "article_id", "quote", "start", "end", "also_in"}


def test_an_article_published_later_does_not_count(client: TestClient) -> None:
    question = "How many ballots was the gap between both candidates?"
    assert ask(client, question)["status"] == "answered"
    assert ask(client, question, as_of="2024-10-04")["status"] == "answered"
    assert ask(client, question, as_of="2024-10-03")["status"] == "unanswerable"
    assert ask(client, question, as_of="2024-10-03T23:00:00-02:00")["status"] == "answered"


@pytest.mark.parametrize(
    "filters",
    [
        {"sources": ["Civic Courier"]},
        {"published_from": "2024-09-04"},
        {"published_to": "2024-09-02"},
        {"languages": ["fr"]},
    ],
)
def test_filtered_articles_do_not_count(client: TestClient, filters: dict[str, object]) -> None:
    assert ask(client, CROSSING, filters=filters)["status"] == "unanswerable"


def test_null_is_the_default_of_every_optional_field(client: TestClient) -> None:
    no_filters = dict.fromkeys(["sources", "languages", "published_from", "published_to"])
    optional = ["collection", "history", "as_of", "stream", "answerer", "unsupported"]
    usual = ask(client, CROSSING)["answer"]
    for filters in (None, no_filters):
        assert ask(client, CROSSING, **dict.fromkeys(optional), filters=filters)["answer"] == usual
    query = {"query": CROSSING, "top_k": None, "filters": None, "as_of": None}
    assert client.post("/v1/search", json=query).status_code == 200


def test_null_is_no_question(client: TestClient) -> None:
    assert client.post("/v1/ask", json={"question": None}).status_code == 422


def test_a_date_as_upper_bound_counts_to_its_end(client: TestClient) -> None:
    filters = {"published_from": "2024-09-03", "published_to": "2024-09-03"}
    assert ask(client, CROSSING, filters=filters)["status"] == "answered"


def test_what_became_of_a_models_sentences_is_counted(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with (
        opened_state(
            settings, ALL, written=ScriptedWriter("It stays shut for nine weeks.")
        ) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        counts = ask(client, CROSSING)["verification"]
    assert counts == {
        "written": 1, "dropped": 0, "repaired": 0, "flagged": 0, "recited": 0, "uncited": 0,
        "unquoted": 0, "invented_markers": 0, "judged": 0, "overruled": 0, "undecided": 0,
    }  # fmt: skip


def test_a_failing_model_never_loses_the_answer(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    away = ScriptedWriter(ModelUnavailable("the model is away"))
    with (
        opened_state(settings, ALL, written=away) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        answer = ask(client, CROSSING)
    assert answer["status"] == "answered"
    assert answer["answerer"]["kind"] == "extractive"
    assert "the model is away" in answer["answerer"]["fallback_reason"]


def test_an_error_nobody_foresaw_in_the_model_s_path_never_loses_the_answer(
    tmp_path: Path,
) -> None:
    settings = settings_in(tmp_path)
    writer = ScriptedWriter(KeyError("inner secret"))
    with (
        opened_state(settings, ALL, written=writer) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        answer = ask(client, CROSSING)
    assert (answer["status"], answer["answerer"]["kind"]) == ("answered", "extractive")
    assert answer["answerer"]["fallback_reason"].startswith("something unforeseen")
    assert "secret" not in str(answer)


def test_search_gives_each_passage_once_best_first(client: TestClient) -> None:
    body = client.post("/v1/search", json={"query": CROSSING, "top_k": 5}).json()
    assert [hit["rank"] for hit in body["hits"]] == [1, 2]
    first = body["hits"][0]
    assert set(first) == {
        "rank", "score", "article_id", "version", "title", "source", "url", "published_at", "text",
        "start", "end",
    }  # fmt: skip
    assert first["article_id"] == BRIDGE.article_id
    assert BRIDGE.text[first["start"] : first["end"]] == first["text"]
    assert body["timings_ms"]["total"] >= 0


def test_a_hit_names_the_version_that_its_text_stands_in(client: TestClient) -> None:
    corrected = {
        "id": "count", "title": COUNT.title, "source": COUNT.source,
        "text": f"A correction. {COUNT.text.replace('41', '43')}", "published_at": "2024-10-06",
    }  # fmt: skip
    assert client.post("/v1/articles", json=corrected).json()["outcome"] == "updated"
    query = {"query": "How many ballots was the gap between both candidates?", "top_k": 1}
    for as_of, version in (("2024-10-05", 1), (None, 2)):
        (hit,) = client.post("/v1/search", json={**query, "as_of": as_of}).json()["hits"]
        assert (hit["article_id"], hit["version"]) == ("count", version)
        article = client.get("/v1/articles/count", params={"version": version}).json()
        assert article["text"][hit["start"] : hit["end"]] == hit["text"]


def test_articles_are_listed_page_by_page(client: TestClient) -> None:
    first = client.get("/v1/articles", params={"limit": 2}).json()
    assert [article["article_id"] for article in first["articles"]] == ["count", "bridge/1"]
    assert set(first["articles"][0]) == {
        "article_id", "title", "source", "author", "url", "published_at", "language", "version",
    }  # fmt: skip
    rest = client.get("/v1/articles", params={"cursor": first["next_cursor"]}).json()
    assert [article["article_id"] for article in rest["articles"]] == ["copy"]
    assert rest["next_cursor"] is None


def test_a_list_goes_on_where_it_stood_after_changes(client: TestClient) -> None:
    first = client.get("/v1/articles", params={"limit": 1}).json()
    client.delete("/v1/articles/count")
    latest = {"id": "latest", "text": "The latest story of all.", "published_at": "2025-01-01"}
    assert client.post("/v1/articles", json=latest).status_code == 201
    second = {"cursor": first["next_cursor"], "limit": 1}
    (bridge,) = client.get("/v1/articles", params=second).json()["articles"]
    assert bridge["article_id"] == "bridge/1"
    (newest,) = client.get("/v1/articles", params={"limit": 1}).json()["articles"]
    assert newest["article_id"] == "latest"


def test_an_empty_cursor_or_limit_counts_as_left_out(client: TestClient) -> None:
    everything = client.get("/v1/articles").json()
    assert client.get("/v1/articles?cursor=&limit=").json() == everything


@pytest.mark.parametrize("said", ["bridge/1", "5", "- ", "5bridge", "9999999999999 a", "1 a\0"])
def test_what_is_no_cursor_is_refused(client: TestClient, said: str) -> None:
    cursor = base64.urlsafe_b64encode(said.encode()).decode()
    response = client.get("/v1/articles", params={"cursor": cursor})
    assert response.status_code == 422
    assert "next_cursor" in response.text


def test_an_article_shows_its_text_copies_and_corrections(client: TestClient) -> None:
    corrected = {"id": "count", "text": COUNT.text.replace("41", "43"), "title": COUNT.title}
    posted = client.post("/v1/articles", json=corrected)
    assert (posted.status_code, posted.json()["outcome"]) == (200, "updated")
    article = client.get("/v1/articles/count").json()
    assert article["version"] == 2
    assert "43 ballots" in article["text"]
    (correction,) = article["corrections"]
    assert correction["version"] == 1
    copied = client.get("/v1/articles/copy").json()
    assert [one["article_id"] for one in copied["also_in"]] == ["bridge/1"]


def test_an_added_article_answers_at_once_and_a_deleted_one_no_more(client: TestClient) -> None:
    record = {
        "text": "The observatory on Mount Tiller opened its new telescope on Sunday evening.",
        "title": "Telescope opens",
        "source": "Hill Dispatch",
        "published_at": "2025-01-05",
    }
    posted = client.post("/v1/articles", json=record)
    assert (posted.status_code, posted.json()["outcome"]) == (201, "new")
    assert client.post("/v1/articles", json=record).json()["outcome"] == "unchanged"
    answer = ask(client, "When did the observatory open its telescope?")
    assert answer["citations"][0]["source"] == "Hill Dispatch"
    assert client.delete(posted.headers["Location"]).status_code == 204
    assert client.get(posted.headers["Location"]).status_code == 404
    assert ask(client, "When did the observatory open its telescope?")["status"] == "unanswerable"


def test_an_empty_publication_date_says_nothing_like_any_other_empty_text(
    client: TestClient,
) -> None:
    undated = {"id": "undated", "text": "The ferry was late.", "published_at": "", "author": ""}
    assert client.post("/v1/articles", json=undated).status_code == 201
    article = client.get("/v1/articles/undated").json()
    assert (article["published_at"], article["author"]) == (None, None)
    client.delete("/v1/articles/undated")


def test_markdown_is_read_as_an_indexed_file_is(client: TestClient) -> None:
    markdown = (
        "---\nid: telescope\ntitle: Telescope opens\nauthor: [Ada Quill, Bo Reed]\n---\n\n"
        "The **observatory** on [Mount Tiller](https://hill.example) opened its telescope.\n"
    )
    posted = client.post("/v1/articles", json={"markdown": markdown, "source": "Hill Dispatch"})
    assert posted.json() == {"article_id": "telescope", "outcome": "new"}
    article = client.get("/v1/articles/telescope").json()
    assert article["text"] == "The observatory on Mount Tiller opened its telescope."
    assert (article["title"], article["source"]) == ("Telescope opens", "Hill Dispatch")
    assert article["author"] == "Ada Quill, Bo Reed"


def test_articles_with_the_longest_ids_are_told_apart(client: TestClient) -> None:
    first, second = (f"{'x' * 499}{last}" for last in "ab")
    for one in (first, second):
        posted = client.post(
            "/v1/articles", json={"id": one, "text": f"The ferry was late: {one[-1]}."}
        )
        assert posted.json() == {"article_id": one, "outcome": "new"}
        assert client.get(posted.headers["Location"]).json()["article_id"] == one


@pytest.mark.parametrize(
    "article",
    [
        {"id": "x" * 501, "text": "Some text."},
        {"markdown": f"---\nid: {'x' * 501}\n---\n\nSome text."},
    ],
)
def test_an_id_that_is_too_long_is_refused(client: TestClient, article: dict[str, str]) -> None:
    assert client.post("/v1/articles", json=article).status_code == 422


def test_a_service_without_intake_takes_no_articles(state: ServiceState) -> None:
    with TestClient(create_app(state.settings, state=replace(state, intake=None))) as client:
        response = client.post("/v1/articles", json={"text": "Some text."})
    assert response.status_code == 501
    assert "dateline index" in response.json()["detail"]


def test_it_is_alive_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert set(ready.json()["checks"]) == {"catalogue", "vectors", "keywords", "model"}


def test_readiness_names_the_part_that_is_wrong(state: ServiceState) -> None:
    state.stores.active_vectors().drop()
    with TestClient(create_app(state.settings, state=state)) as client:
        response = client.get("/readyz")
    assert response.status_code == 503
    checks = response.json()["checks"]
    assert [name for name, check in checks.items() if not check["ok"]] == ["vectors"]
    assert "doctor --repair" in checks["vectors"]["detail"]


def test_the_model_is_tried_once_for_all_who_ask_whether_it_is_ready(tmp_path: Path) -> None:
    class Paid(WordEmbedder):
        requests = 0

        def embed_query(self, text: str) -> NDArray[np.float32]:
            self.requests += 1
            return super().embed_query(text)

    embedder, now = Paid(), [100.0]
    with opened_state(settings_in(tmp_path), embedder=embedder) as state:
        app = create_app(state.settings, state=state)
        app.state.model_check = ModelCheck(clock=lambda: now[0])
        with TestClient(app) as client:
            assert all(client.get("/readyz").status_code == 200 for _ in range(3))
            assert embedder.requests == 1
            now[0] += SECONDS_KEPT
            client.get("/readyz")
            assert embedder.requests == 2


def test_readiness_tells_of_an_unforeseen_error_its_class_only(tmp_path: Path) -> None:
    class Broken(WordEmbedder):
        def embed_query(self, text: str) -> NDArray[np.float32]:
            raise RuntimeError("inner secret")

    with (
        opened_state(settings_in(tmp_path), embedder=Broken()) as state,
        TestClient(create_app(state.settings, state=state)) as client,
    ):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["model"] == {"ok": False, "detail": "RuntimeError"}


def test_connections_to_a_language_model_end_with_the_application(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    settings = settings_in(tmp_path, answering={"reader": False})
    embedder = WordEmbedder()
    with closing(Stores.open(settings)) as stores:
        stores.adopt_model(embedder.model)
        with closing(assemble(settings, stores, embedder)) as state:
            client = state.connections
            assert isinstance(client, AsyncOpenAI)
            with TestClient(create_app(settings, state=state)):
                assert not client.is_closed()
            assert client.is_closed()
