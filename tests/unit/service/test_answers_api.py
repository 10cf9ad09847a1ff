from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine

from service.app import create_app
from service.state import ServiceState
from tests.fakes.service import opened_state, settings_in
from tests.fakes.web_server import Served, serving
from tests.unit.service.articles import ALL

QUESTION = "How many weeks would the crossing stay shut?"


@pytest.fixture
def state(tmp_path: Path) -> Iterator[ServiceState]:
    with opened_state(settings_in(tmp_path, fetch={"allow_private": True}), ALL) as opened:
        yield opened


@pytest.fixture
def client(state: ServiceState) -> Iterator[TestClient]:
    with TestClient(create_app(state.settings, state=state)) as opened:
        yield opened


def asked(client: TestClient, state: ServiceState, question: str = QUESTION) -> dict[str, Any]:
    response = client.post("/v1/ask", json={"question": question})
    state.answers.keep(response.text, question)
    answer: dict[str, Any] = response.json()
    return answer


def test_an_answer_can_be_read_again_as_it_was_given(
    client: TestClient, state: ServiceState
) -> None:
    answer = asked(client, state)
    response = client.get(f"/v1/answers/{answer['id']}")
    assert response.status_code == 200
    again = response.json()
    assert again.pop("question") == QUESTION
    assert again.pop("asked_at").endswith("Z")
    assert again == answer
    assert "no-store" in response.headers["cache-control"]


def test_an_unknown_answer_says_what_to_do(client: TestClient) -> None:
    for response in (
        client.get("/v1/answers/ans_0"),
        client.post("/v1/answers/ans_0/feedback", json={"rating": "up"}),
    ):
        assert response.status_code == 404
        assert response.json()["type"].endswith(":answer-not-found")
        assert "ask the question again" in response.json()["detail"]


def test_feedback_right_after_the_answer_is_kept(client: TestClient, state: ServiceState) -> None:
    answer = asked(client, state)
    address = f"/v1/answers/{answer['id']}/feedback"
    said = {"rating": "down", "citation": 1, "comment": "It was ten weeks. 🚢"}
    response = client.post(address, json=said)
    assert response.status_code == 201
    assert client.post(address, json={"rating": "up"}).status_code == 201
    kept = {one.feedback_id: one for one in state.answers.ledger.feedback()}
    assert len(kept) == 2
    found = kept[response.json()["id"]]
    assert (found.opinion.rating, found.opinion.citation) == ("down", 1)
    assert found.opinion.comment == "It was ten weeks. 🚢"
    assert (found.answer_id, found.article_id) == (answer["id"], "bridge/1")


def test_feedback_is_on_the_disk_before_it_is_confirmed(
    client: TestClient, state: ServiceState, tmp_path: Path
) -> None:
    answer = asked(client, state)
    client.post(f"/v1/answers/{answer['id']}/feedback", json={"rating": "up"})
    other = create_engine(f"sqlite:///{tmp_path / 'catalogue.sqlite3'}")
    with other.connect() as connection:
        rows = connection.exec_driver_sql("SELECT rating FROM feedback").all()
    other.dispose()
    assert rows == [("up",)]


@pytest.mark.parametrize(
    ("said", "location"),
    [
        ({}, "body.rating"),
        ({"rating": "meh"}, "body.rating"),
        ({"rating": "up", "citation": 0}, "body.citation"),
        ({"rating": "up", "citation": 2}, "body.citation"),
        ({"rating": "up", "comment": "x" * 2_001}, "body.comment"),
        ({"rating": "up", "stars": 5}, "body.stars"),
    ],
)
def test_feedback_that_cannot_be_meant_is_told_field_by_field(
    client: TestClient, state: ServiceState, said: dict[str, object], location: str
) -> None:
    answer = asked(client, state)
    response = client.post(f"/v1/answers/{answer['id']}/feedback", json=said)
    assert response.status_code == 422
    assert [one["location"] for one in response.json()["errors"]] == [location]
    assert state.answers.ledger.feedback() == ()


def test_a_refusal_and_its_nearest_evidence_can_be_rated(
    client: TestClient, state: ServiceState
) -> None:
    answer = asked(client, state, "Who won the World Cup?")
    assert answer["status"] == "unanswerable"
    said = {"rating": "down", "citation": answer["nearest"][0]["number"]}
    assert client.post(f"/v1/answers/{answer['id']}/feedback", json=said).status_code == 201
    (kept,) = state.answers.ledger.feedback()
    assert kept.answer_status == "unanswerable"
    assert kept.article_id == answer["nearest"][0]["article_id"]


def test_articles_are_filtered_by_outlet_language_date_and_words_of_the_title(
    client: TestClient,
) -> None:
    def listed(**query: object) -> list[str]:
        response = client.get("/v1/articles", params=query)  # type: ignore[arg-type]
        assert response.status_code == 200, response.text
        return [one["article_id"] for one in response.json()["articles"]]

    assert listed(source=["Harbour Herald", "Civic Courier"]) == ["count", "bridge/1"]
    assert listed(q="BRIDGE strikes") == ["bridge/1"]
    assert listed(published_from="2024-09-03", published_to="2024-09-03") == ["bridge/1"]
    assert listed(language="fr") == []
    wrong = client.get("/v1/articles", params={"published_from": "yesterday"})
    assert wrong.status_code == 422


def test_sources_and_languages_are_listed_with_their_counts(client: TestClient) -> None:
    body = client.get("/v1/sources").json()
    assert {"name": "Harbour Herald", "articles": 1} in body["sources"]
    assert body["languages"] == [{"code": "en", "articles": 3}]


def test_an_article_is_added_by_its_address_alone(client: TestClient) -> None:
    text = "The observatory on Mount Tiller opened its telescope on Sunday. It weighs four tonnes."
    page = f"<html><body><article><h1>Telescope opens</h1><p>{text}</p></article></body></html>"
    with serving({"/story": Served(page.encode())}) as site:
        added = client.post("/v1/articles", json={"url": f"{site}/story", "source": "Hill"})
        again = client.post("/v1/articles", json={"url": f"{site}/story", "source": "Hill"})
        missing = client.post("/v1/articles", json={"url": f"{site}/gone"})
    assert (added.status_code, added.json()["outcome"]) == (201, "new")
    assert again.json()["outcome"] == "unchanged"
    article = client.get(added.headers["Location"]).json()
    assert (article["url"], article["source"]) == (f"{site}/story", "Hill")
    assert article["text"].startswith("The observatory on Mount Tiller")
    assert missing.status_code == 422
    assert missing.json()["type"].endswith(":unusable-article")


def test_a_page_that_cannot_be_fetched_is_a_problem_of_its_own(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, fetch={"allow_private": True, "timeout_seconds": 0.3})
    pages = {"/busy": Served(status=503), "/slow": Served(b"text", pause_seconds=2)}
    with (
        opened_state(settings) as state,
        TestClient(create_app(settings, state=state)) as client,
        serving(pages) as site,
    ):
        busy = client.post("/v1/articles", json={"url": f"{site}/busy"})
        slow = client.post("/v1/articles", json={"url": f"{site}/slow"})
    assert (busy.status_code, busy.json()["type"].rpartition(":")[2]) == (502, "page-unavailable")
    assert (slow.status_code, slow.json()["type"].rpartition(":")[2]) == (504, "page-too-slow")
    assert busy.headers["retry-after"]


def test_addresses_inside_the_network_are_refused_unless_allowed(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with (
        opened_state(settings) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        refused = client.post("/v1/articles", json={"url": "http://127.0.0.1:9/"})
    assert refused.status_code == 422
    assert refused.json()["type"].endswith(":address-refused")
