"""HEAD over real HTTP: what GET would say, without saying it."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from service.app import create_app
from tests.fakes.loopback import on_loopback
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL

Answer = tuple[int, dict[str, str], bytes]

KEY = {"X-API-Key": "right"}
CHANGING = {"date", "server"}
"""Headers that differ from one moment to the next."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    settings = settings_in(tmp_path_factory.mktemp("data"), api_keys=["right"])
    with opened_state(settings, ALL) as state:
        yield create_app(settings, state=state)


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    with on_loopback(app) as opened:
        yield opened


def sent(address: str, method: str, path: str, headers: dict[str, str] | None = None) -> Answer:
    """Status, headers and everything that follows them on the connection."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        connection.request(method, path, headers={"Connection": "close", **(headers or {})})
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        kept = {name: value for name, value in named.items() if name not in CHANGING}
        # The client itself reads no body after HEAD; what is on the wire is looked for below it.
        body = response.fp.read() if method == "HEAD" and response.fp else response.read()
        return response.status, kept, body
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/healthz", 200), ("/readyz", 200), ("/v1/articles", 200), ("/v1/articles?limit=1", 200),
        ("/v1/articles/bridge/1", 200), ("/v1/sources", 200), ("/v1/models", 200),
        ("/openapi.json", 200), ("/docs", 200), ("/docs/reference.css", 200), ("/", 200),
        ("/articles/bridge/1", 200), ("/widget.js", 200), ("/page/main.js", 200),
        ("/v1/articles/absent", 404), ("/v1/articles?limit=0", 422), ("/nowhere", 404),
        ("/v1/ask", 405),
    ],
)  # fmt: skip
def test_head_says_what_get_says_and_sends_no_body(address: str, path: str, status: int) -> None:
    got = sent(address, "GET", path, KEY)
    head = sent(address, "HEAD", path, KEY)
    assert (head[0], head[2]) == (status, b"")
    assert head[:2] == got[:2]
    assert int(head[1]["content-length"]) == len(got[2]) > 0


def test_head_of_the_numbers_is_answered_though_they_change(address: str) -> None:
    status, headers, body = sent(address, "HEAD", "/metrics", KEY)
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 0


def test_head_needs_the_key_that_get_needs(address: str) -> None:
    assert sent(address, "HEAD", "/v1/articles")[0] == 401
    assert sent(address, "HEAD", "/v1/articles", {"X-API-Key": "guess"})[0] == 403


def test_head_of_a_file_that_the_caller_has_is_answered_304(address: str) -> None:
    etag = sent(address, "HEAD", "/page/main.js")[1]["etag"]
    assert sent(address, "HEAD", "/page/main.js", {"If-None-Match": etag})[0] == 304


def test_head_where_only_post_is_says_what_is_there(address: str) -> None:
    assert sent(address, "HEAD", "/v1/ask", KEY)[1]["allow"] == "POST"
    assert sent(address, "PUT", "/readyz", KEY)[1]["allow"] == "GET, HEAD"


def test_head_is_logged_and_counted_as_head(app: FastAPI) -> None:
    with TestClient(app, headers=KEY) as client, capture_logs() as lines:
        client.head("/v1/articles/bridge/1")
        numbers = client.get("/metrics").text
    assert (lines[0]["method"], lines[0]["route"], lines[0]["status"]) == (
        "HEAD", "/v1/articles/{article_id:path}", 200,
    )  # fmt: skip
    counted = (
        'dateline_request_duration_seconds_count{method="HEAD",'
        'route="/v1/articles/{article_id:path}",status="200"}'
    )
    assert counted in numbers
