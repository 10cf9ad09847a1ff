from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from tests.fakes.service import opened_state, settings_in

PAGES = ("/", "/articles/some/id", "/answers/ans_1", "/?view=articles")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = settings_in(tmp_path_factory.mktemp("data"), api_keys=["key"])
    with (
        opened_state(settings) as state,
        TestClient(create_app(settings, state=state)) as opened,
    ):
        yield opened


def policy(text: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in text.split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_there_at_each_of_its_addresses_without_a_key(
    client: TestClient, path: str
) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.text == client.get("/").text
    assert client.head(path).status_code == 200


def test_the_page_lets_no_foreign_and_no_inline_code_run(client: TestClient) -> None:
    headers = client.get("/").headers
    rules = policy(headers["content-security-policy"])
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "geolocation=()" in headers["permissions-policy"]


def test_the_page_needs_nothing_that_its_policy_forbids(client: TestClient) -> None:
    text = client.get("/").text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_what_the_page_loads_is_there(client: TestClient) -> None:
    addresses = re.findall(r'(?:src|href)="(/page/[^"]+)"', client.get("/").text)
    assert addresses
    kinds = {client.get(address).headers["content-type"] for address in addresses}
    assert kinds <= {"text/javascript; charset=utf-8", "text/css; charset=utf-8"}
    assert {client.get(address).status_code for address in addresses} == {200}


def test_other_sites_may_frame_the_page_where_a_setting_says_so(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, web={"frame_ancestors": "https://a.example,https://b.example"})
    with (
        opened_state(settings) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        headers = client.get("/").headers
    rules = policy(headers["content-security-policy"])
    assert rules["frame-ancestors"] == "https://a.example https://b.example"
    assert "x-frame-options" not in headers


def test_the_page_has_the_name_of_the_settings_as_text(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, web={"title": "The <b>Archive</b>"})
    with (
        opened_state(settings) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        text = client.get("/").text
    assert "<title>The &lt;b&gt;Archive&lt;/b&gt;</title>" in text


def test_a_file_that_the_caller_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/page/main.js")
    etag = first.headers["etag"]
    again = client.get("/page/main.js", headers={"If-None-Match": f'"x", {etag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag
    assert client.get("/page/main.js", headers={"If-None-Match": '"x"'}).status_code == 200


def test_files_are_packed_for_those_who_read_that(client: TestClient) -> None:
    packed = client.get("/page/main.js", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/page/main.js", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert packed.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path",
    [
        "/page/index.html", "/page/absent.js", "/page/", "/page/..%2f__init__.py",
        "/page/%2e%2e/package.json", "/page/../../pyproject.toml", "/page/main.js/",
        "/page//etc/passwd", "/page/.hidden.js", "/page/main.js%00.css", "/page/C:%5cwindows.js",
    ],
)  # fmt: skip
def test_nothing_else_of_the_disk_is_sent(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.json()["type"].endswith(":no-such-page")


def test_the_widget_is_a_script_that_any_site_may_load(client: TestClient) -> None:
    response = client.get("/widget.js", headers={"Origin": "https://paper.example"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "must-revalidate" in response.headers["cache-control"]


def test_what_the_interface_sends_is_no_page_either(client: TestClient) -> None:
    for path in ("/healthz", "/v1/articles", "/openapi.json"):
        headers = client.get(path).headers
        assert policy(headers["content-security-policy"])["default-src"] == "'none'"
        assert headers["x-content-type-options"] == "nosniff"


def test_the_reference_is_readable_without_a_network_or_scripts(client: TestClient) -> None:
    response = client.get("/docs")
    assert response.status_code == 200
    assert "<script" not in response.text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', response.text)
    rules = policy(response.headers["content-security-policy"])
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == "'self'"
    assert client.get("/docs/reference.css").headers["content-type"].startswith("text/css")


def test_the_reference_names_every_operation_and_object_and_its_links_lead_there(
    client: TestClient,
) -> None:
    described = json.loads(client.get("/openapi.json").text)
    text = client.get("/docs").text
    for path, methods in described["paths"].items():
        for method in methods:
            assert f'<span class="method">{method.upper()}</span> {path}' in text
    anchors = set(re.findall(r'id="([^"]+)"', text))
    assert set(described["components"]["schemas"]) <= anchors
    assert set(re.findall(r'href="#([^"]+)"', text)) <= anchors


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200), ("127.0.0.1", 200), ("[::1]:8000", 200), ("app.localhost", 200),
        ("10.0.0.5:8000", 200), ("Paper.example:80", 200), ("evil.example:8000", 421),
        ("localhost.evil.example", 421), ("", 421), ("[", 421),
    ],
)  # fmt: skip
def test_a_served_service_without_keys_answers_to_its_own_names_only(
    without_keys: TestClient, host: str, status: int
) -> None:
    response = without_keys.get("/v1/articles", headers={"Host": host})
    assert response.status_code == status
    if status == 421:
        assert "DATELINE_WEB__HOSTS" in response.json()["detail"]


@pytest.fixture(scope="module")
def without_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = settings_in(tmp_path_factory.mktemp("data"), web={"hosts": "paper.example"})
    with (
        opened_state(settings) as state,
        TestClient(create_app(settings, state=state, is_served=True)) as opened,
    ):
        yield opened
