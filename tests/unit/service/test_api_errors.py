from __future__ import annotations

import inspect
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

import corpus.errors
import service.api.errors
from corpus.errors import ConfigurationError, DatelineError
from service.answering.answer import DraftAnswer, Question
from service.answering.evidence import Evidence
from service.api.browser_safety import EVERYWHERE
from service.api.errors import HTTP_PROBLEMS, MEDIA_TYPE, PROBLEMS
from service.api.keys import KeyRing, check_binding
from service.app import create_app
from service.state import ServiceState
from tests.fakes.answerer import WordAnswerer
from tests.fakes.loopback import on_loopback
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL


@pytest.fixture
def state(tmp_path: Path) -> Iterator[ServiceState]:
    settings = settings_in(tmp_path, limits={"body_bytes": 10_000})
    with opened_state(settings, ALL) as opened:
        yield opened


@pytest.fixture
def client(state: ServiceState) -> Iterator[TestClient]:
    with TestClient(create_app(state.settings, state=state), raise_server_exceptions=False) as made:
        yield made


def problem(response: Any, status: int, slug: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == MEDIA_TYPE
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["type"] == f"urn:dateline:problem:{slug}"
    assert body["detail"]
    assert body["title"]
    return body


def error_classes() -> list[type[DatelineError]]:
    return [
        found
        for module in (corpus.errors, service.api.errors)
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, DatelineError)
    ]


@pytest.mark.parametrize("kind", error_classes())
def test_every_error_class_is_a_problem_of_its_own(kind: type[DatelineError]) -> None:
    assert kind in PROBLEMS


def test_every_problem_is_explained(repository: Path) -> None:
    page = (repository / "docs" / "problems.md").read_text(encoding="utf-8")
    headings = {line[3:].strip() for line in page.splitlines() if line.startswith("## ")}
    assert headings == {kind.slug for kind in [*PROBLEMS.values(), *HTTP_PROBLEMS.values()]}


@pytest.mark.parametrize(
    ("body", "location"),
    [
        ({}, "body.question"),
        ({"question": ""}, "body.question"),
        ({"question": " \n\t"}, "body.question"),
        ({"question": "x" * 2_001}, "body.question"),
        ({"question": 7}, "body.question"),
        ({"question": "Who?", "colour": "red"}, "body.colour"),
        ({"question": "Who?", "collection": "other"}, "body.collection"),
        ({"question": "Who?", "as_of": "yesterday"}, "body.as_of"),
        ({"question": "Who?", "as_of": 1_700_000_000}, "body.as_of"),
        ({"question": "Who?", "answerer": "oracle"}, "body.answerer"),
        ({"question": "Who?", "filters": {"outlet": "x"}}, "body.filters.outlet"),
        ({"question": "Who?", "history": [{"role": "user", "content": "x"}] * 21}, "body.history"),
        ({"question": "Who?", "history": [{"role": "system", "content": "x"}]},
         "body.history.0.role"),
    ],
)  # fmt: skip
def test_a_malformed_question_is_told_field_by_field(
    client: TestClient, body: dict[str, object], location: str
) -> None:
    found = problem(client.post("/v1/ask", json=body), 422, "malformed-request")
    assert [error["location"] for error in found["errors"]] == [location]


def test_a_malformed_question_is_not_repeated(client: TestClient) -> None:
    response = client.post("/v1/ask", json={"question": "secret " * 1_000, "as_of": "secret"})
    assert "secret" not in response.text


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b'"text"', b"null"])
def test_a_body_that_is_no_object_is_malformed(client: TestClient, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    problem(client.post("/v1/ask", content=body, headers=headers), 422, "malformed-request")


def test_the_default_collection_may_be_named(client: TestClient) -> None:
    for name in ("default", None):
        response = client.post("/v1/ask", json={"question": "Who?", "collection": name})
        assert response.status_code == 200


def test_unknown_addresses_methods_and_articles_are_problems(client: TestClient) -> None:
    problem(client.get("/v1/nothing"), 404, "no-such-page")
    problem(client.get("/v1/ask"), 405, "method-not-allowed")
    problem(client.get("/v1/articles/absent"), 404, "article-not-found")
    problem(client.delete("/v1/articles/absent"), 404, "article-not-found")
    problem(client.get("/v1/articles?cursor=%21"), 422, "malformed-request")
    problem(client.get("/v1/articles?limit=0"), 422, "malformed-request")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/articles/bridge/1", {"GET", "HEAD", "DELETE"}),
        ("PUT", "/v1/articles", {"GET", "HEAD", "POST"}),
        ("PUT", "/healthz", {"GET", "HEAD"}),
        ("GET", "/v1/ask", {"POST"}),
    ],
)
def test_a_wrong_method_is_told_all_that_the_address_takes(
    client: TestClient, method: str, path: str, allowed: set[str]
) -> None:
    response = client.request(method, path)
    problem(response, 405, "method-not-allowed")
    assert set(response.headers["allow"].split(", ")) == allowed


def test_a_version_that_never_was_is_told_with_the_newest(client: TestClient) -> None:
    found = problem(client.get("/v1/articles/count?version=7"), 404, "version-not-found")
    assert found["detail"] == "article 'count' has no version 7; its newest is 1"
    problem(client.get("/v1/articles/absent?version=7"), 404, "article-not-found")


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/search"])
def test_an_empty_question_is_called_empty(client: TestClient, path: str) -> None:
    field = "question" if path == "/v1/ask" else "query"
    for text in ("", " \n\t", "\x1f"):
        found = problem(client.post(path, json={field: text}), 422, "malformed-request")
        assert found["detail"] == f"body.{field}: it is empty; write what you want to know"


@pytest.mark.parametrize("header", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_json_without_its_header_is_told_of_the_header(
    client: TestClient, header: str | None
) -> None:
    headers = {} if header is None else {"content-type": header}
    response = client.post("/v1/ask", content=b'{"question": "Who?"}', headers=headers)
    found = problem(response, 422, "malformed-request")
    assert "Content-Type: application/json" in found["detail"]


def test_json_that_is_no_object_is_called_so(client: TestClient) -> None:
    found = problem(client.post("/v1/ask", json=["Who?"]), 422, "malformed-request")
    assert found["detail"] == "body: this is no JSON object; send one as /docs describes it"


def test_an_article_without_text_is_unusable(client: TestClient) -> None:
    problem(client.post("/v1/articles", json={"title": "x"}), 422, "unusable-article")
    problem(client.post("/v1/articles", json={"text": " - "}), 422, "unusable-article")
    markdown = "---\nurl: https://herald.example/a\n---\n\n***"
    problem(client.post("/v1/articles", json={"markdown": markdown}), 422, "unusable-article")
    problem(client.post("/v1/articles", json={"url": "nowhere"}), 422, "address-refused")


@pytest.mark.parametrize("day", ["0999-01-01", "1799-12-31", "2094-01-01T00:00:00Z"])
def test_a_date_on_which_nothing_was_published_is_refused_by_name(
    client: TestClient, day: str
) -> None:
    article = {"id": "old", "text": "The ferry was late.", "published_at": day}
    found = problem(client.post("/v1/articles", json=article), 422, "malformed-request")
    assert [error["location"] for error in found["errors"]] == ["body.published_at"]
    markdown = f"---\npublished_at: {day}\n---\n\nThe ferry was late."
    posted = client.post("/v1/articles", json={"id": "old", "markdown": markdown})
    assert "published_at" in problem(posted, 422, "unusable-article")["detail"]
    problem(client.get("/v1/articles/old"), 404, "article-not-found")


def test_a_large_body_is_refused_whether_announced_or_not(client: TestClient) -> None:
    body = json.dumps({"question": "x" * 20_000}).encode()
    headers = {"content-type": "application/json"}
    problem(client.post("/v1/ask", content=body, headers=headers), 413, "body-too-large")
    chunks = (body[start : start + 1_000] for start in range(0, len(body), 1_000))
    response = client.post("/v1/ask", content=chunks, headers=headers)
    assert "content-length" not in response.request.headers
    problem(response, 413, "body-too-large")


def test_a_failing_vector_store_says_what_to_do(state: ServiceState, client: TestClient) -> None:
    state.stores.active_vectors().drop()
    response = client.post("/v1/ask", json={"question": "Who?"})
    assert "doctor" in problem(response, 503, "storage-unavailable")["detail"]
    assert response.headers["retry-after"]


class Broken:
    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        raise RuntimeError("inner secret")


def test_an_unforeseen_error_shows_nothing_of_itself(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with (
        opened_state(settings, ALL, extractive=Broken()) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        response = client.post("/v1/ask", json={"question": "Who?"})
    problem(response, 500, "internal-error")
    assert "secret" not in response.text


def test_an_unforeseen_error_is_readable_for_other_sites_safe_and_named_in_the_log(
    tmp_path: Path,
) -> None:
    origin = "https://paper.example"
    settings = settings_in(tmp_path, web={"allowed_origins": [origin]})
    with (
        opened_state(settings, ALL, extractive=Broken()) as state,
        TestClient(create_app(settings, state=state)) as client,
        capture_logs(processors=[merge_contextvars]) as lines,
    ):
        response = client.post("/v1/ask", json={"question": "Who?"}, headers={"origin": origin})
    assert response.headers["access-control-allow-origin"] == origin
    assert all(response.headers[name] == value for name, value in EVERYWHERE.items())
    assert [(line["event"], line["problem"]) for line in lines[1:]] == [
        ("request_served", "internal-error")
    ]


def test_more_questions_than_allowed_at_once_are_turned_away(tmp_path: Path) -> None:
    inside, leave = threading.Event(), threading.Event()

    class Slow(WordAnswerer):
        async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
            inside.set()
            await anyio.to_thread.run_sync(leave.wait)
            return await super().answer(question, evidence)

    settings = settings_in(tmp_path, limits={"concurrent_answers": 1})
    statuses: list[int] = []
    with (
        opened_state(settings, ALL, extractive=Slow()) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):

        def ask() -> None:
            response = client.post("/v1/ask", json={"question": "Who?"})
            statuses.append(response.status_code)

        first = threading.Thread(target=ask)
        first.start()
        try:
            assert inside.wait(10)
            problem(client.post("/v1/ask", json={"question": "Who?"}), 503, "service-busy")
        finally:
            leave.set()
            first.join()
    assert statuses == [200]


def test_with_keys_only_their_holders_may_call(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, api_keys=["first", "zweiter-schlüssel"])
    with (
        opened_state(settings, ALL) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        response = client.get("/v1/articles")
        problem(response, 401, "key-missing")
        assert response.headers["www-authenticate"] == "Bearer"
        wrong = client.get("/v1/articles", headers={"x-api-key": "guess"})
        problem(wrong, 403, "key-unknown")
        assert "guess" not in wrong.text
        for headers in ({"authorization": "Bearer first"}, {"x-api-key": "first"}):
            assert client.get("/v1/articles", headers=headers).status_code == 200
        assert client.post("/v1/ask", json={"question": "Who?"}).status_code == 401
        assert client.post("/v1/search", json={"query": "Who?"}).status_code == 401
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 200


def head_only(address: str, path: str, *lines: str, seconds: float = 20.0) -> int:
    """The status of the answer to a request whose announced body never comes."""
    host, _, port = address.removeprefix("http://").partition(":")
    head = [
        f"POST {path} HTTP/1.1", f"Host: {host}", "Content-Type: application/json",
        "Content-Length: 9000", *lines,
    ]  # fmt: skip
    with socket.create_connection((host, int(port)), timeout=seconds) as connection:
        connection.sendall("\r\n".join([*head, "", ""]).encode())
        return int(connection.recv(65_536).split()[1])


def test_a_body_is_read_only_of_callers_who_have_a_key(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, api_keys=["right"])
    with opened_state(settings) as state:
        app = create_app(settings, state=state)
        paths = [
            path.replace("{answer_id}", "ans_0")
            for path, methods in app.openapi()["paths"].items()
            if "requestBody" in methods.get("post", {})
        ]
        assert len(paths) >= 7
        with on_loopback(app) as address:
            for path in paths:
                assert head_only(address, path) == 401
                assert head_only(address, path, "X-API-Key: guess") == 403
            with pytest.raises(TimeoutError):
                head_only(address, "/v1/ask", "X-API-Key: right", seconds=0.5)


def test_a_question_with_a_key_counts_once(tmp_path: Path) -> None:
    limits = {"questions_per_minute": 2}
    settings = settings_in(tmp_path, api_keys=["right"], limits=limits)
    with (
        opened_state(settings, ALL) as state,
        TestClient(create_app(settings, state=state), headers={"x-api-key": "right"}) as client,
    ):
        asked = [client.post("/v1/ask", json={"question": "Who?"}).status_code for _ in range(3)]
    assert asked == [200, 200, 429]


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_without_keys_the_service_stays_on_this_machine(host: str) -> None:
    check_binding(host, KeyRing(()))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_without_keys_the_service_refuses_to_listen_for_others(host: str) -> None:
    with pytest.raises(ConfigurationError, match="DATELINE_API_KEYS"):
        check_binding(host, KeyRing(()))
    check_binding(host, KeyRing((SecretStr("key"),)))
