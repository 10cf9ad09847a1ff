"""Requests that no program of good will sends: odd ids, JSON nested without end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.api.errors import MEDIA_TYPE
from service.app import create_app
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = settings_in(tmp_path_factory.mktemp("data"))
    with (
        opened_state(settings, ALL) as state,
        TestClient(create_app(settings, state=state), raise_server_exceptions=False) as opened,
    ):
        yield opened


def problem(response: Any, status: int, slug: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == MEDIA_TYPE
    body: dict[str, Any] = response.json()
    assert body["type"] == f"urn:dateline:problem:{slug}"
    assert body["detail"]
    return body


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize(
    ("written", "status", "slug"),
    [
        ("%00", 404, "article-not-found"),
        ("a%00b", 404, "article-not-found"),
        ("a%01%1b[31mb", 404, "article-not-found"),
        ("%ED%A0%80", 404, "article-not-found"),  # half of a surrogate pair
        ("%FF%FE", 404, "article-not-found"),
        ("%E2%80%AE", 404, "article-not-found"),
        ("a%0D%0Ab", 404, "no-such-page"),
        ("x" * 500, 404, "article-not-found"),
        ("x" * 501, 422, "malformed-request"),
        ("%E2%80%AE" * 3_000, 422, "malformed-request"),
    ],
)
def test_an_id_that_can_be_none_is_a_clear_problem(
    client: TestClient, method: str, written: str, status: int, slug: str
) -> None:
    problem(client.request(method, f"/v1/articles/{written}"), status, slug)


@pytest.mark.parametrize("written", ["%00", "ans_%00", "%ED%A0%80", "a%1bb", "%E2%80%AE"])
def test_an_answer_is_not_found_under_what_can_be_no_id(client: TestClient, written: str) -> None:
    problem(client.get(f"/v1/answers/{written}"), 404, "answer-not-found")
    feedback = client.post(f"/v1/answers/{written}/feedback", json={"rating": "up"})
    problem(feedback, 404, "answer-not-found")


NESTED = (
    "[" * 10_000 + "]" * 10_000, "[" * 100_000, '{"a":' * 10_000 + "1" + "}" * 10_000,
)  # fmt: skip


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/search", "/v1/articles", "/v1/chat/completions"])
@pytest.mark.parametrize(
    "nested", [*NESTED, *(f'{{"question": {one}}}' for one in NESTED[::2])], ids=range(5)
)
def test_json_that_is_nested_too_deeply_is_called_so(
    client: TestClient, path: str, nested: str
) -> None:
    headers = {"content-type": "application/json"}
    response = client.post(path, content=nested, headers=headers)
    found = problem(response, 422, "malformed-request")
    assert found["detail"] == (
        "the body's JSON is nested too deeply; send an object as /docs describes it"
    )


@pytest.mark.parametrize("depth", [100, 800, 950, 990])
def test_json_that_is_nested_nearly_too_deeply_is_malformed_like_any_other(
    client: TestClient, depth: int
) -> None:
    for field in ("question", "filters", "colour", "id", "text", "history"):
        content = f'{{"{field}": {"[" * depth}{"]" * depth}}}'
        for path in ("/v1/ask", "/v1/articles", "/v1/ui/chat"):
            headers = {"content-type": "application/json"}
            response = client.post(path, content=content, headers=headers)
            problem(response, 422, "malformed-request")


@pytest.mark.parametrize(
    "fields",
    [
        "outlet=&limit=", "since=", "source=", "source", "source=&language=", "published_from=",
        "published_to=&published_from=", "q=", "q=+", "limit=%20", "cursor=", "&&", "=",
        "source=%09", "cursor=&limit=&source=&language=&published_from=&published_to=&q=",
    ],
)  # fmt: skip
def test_an_empty_field_of_an_address_counts_as_left_out(client: TestClient, fields: str) -> None:
    everything = client.get("/v1/articles").json()
    assert len(everything["articles"]) == len(ALL)
    response = client.get(f"/v1/articles?{fields}")
    assert (response.status_code, response.json()) == (200, everything)


def test_what_is_said_beside_an_empty_field_counts(client: TestClient) -> None:
    def listed(fields: str) -> list[str]:
        articles = client.get(f"/v1/articles?{fields}").json()["articles"]
        return [article["article_id"] for article in articles]

    assert listed("source=&source=Civic+Courier&limit=") == ["count"]
    assert listed("limit=1&source=&q=bridge%26") == []
    assert len(listed("source=&limit=1")) == 1
    problem(client.get("/v1/articles?limit=0&source="), 422, "malformed-request")
    problem(client.get("/v1/articles?published_from=x&limit="), 422, "malformed-request")


def test_an_empty_version_is_the_newest(client: TestClient) -> None:
    newest = client.get("/v1/articles/count").json()
    assert client.get("/v1/articles/count?version=").json() == newest
    problem(client.get("/v1/articles/count?version=x"), 422, "malformed-request")
