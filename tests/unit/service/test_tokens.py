from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from service.api.access import TOKEN_OPENS
from service.api.errors import MEDIA_TYPE, RateExceeded, TokenExpired, TokenRefused
from service.api.rates import Rates
from service.api.tokens import TokenSigner, new_token
from service.app import create_app
from service.settings import ServiceSettings
from service.state import ServiceState
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PAPER = "https://paper.example"
SIGNER = TokenSigner(b"secret")
TOKEN = new_token(PAPER, NOW + timedelta(minutes=5), 10)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceState]:
    settings = settings_in(
        tmp_path_factory.mktemp("data"),
        api_keys=["server-key", "other"],
        web={"allowed_origins": PAPER},
    )
    with opened_state(settings, ALL) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(state: ServiceState) -> Iterator[TestClient]:
    with TestClient(create_app(state.settings, state=state)) as opened:
        yield opened


def token(client: TestClient, **fields: object) -> str:
    response = client.post(
        "/v1/widget-tokens",
        json={"origin": PAPER, **fields},
        headers={"Authorization": "Bearer server-key"},
    )
    assert response.status_code == 201, response.text
    made: str = response.json()["token"]
    return made


def page(token: str, origin: str = PAPER) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Origin": origin}


def slug(response: Any) -> str:
    kind: str = response.json()["type"]
    return kind.rpartition(":")[2]


def test_a_token_is_read_back_by_any_process_with_the_secret_and_the_key() -> None:
    text = SIGNER.sign(TOKEN, "key")
    assert TokenSigner(b"secret").read(text, ["first", "key"], NOW) == TOKEN


def test_a_token_of_another_secret_or_of_a_key_that_is_gone_is_refused() -> None:
    text = SIGNER.sign(TOKEN, "key")
    for signer, keys in ((TokenSigner(b"other"), ["key"]), (SIGNER, ["other"]), (SIGNER, [])):
        with pytest.raises(TokenRefused):
            signer.read(text, keys, NOW)


@pytest.mark.parametrize("position", range(5, 200, 13))
def test_a_token_with_any_character_changed_is_refused(position: int) -> None:
    text = SIGNER.sign(TOKEN, "key")
    at = position % (len(text) - 6) + 5
    changed = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
    with pytest.raises(TokenRefused):
        SIGNER.read(changed, ["key"], NOW)


@pytest.mark.parametrize(
    "text", ["dwt1.", "dwt1.e30", "dwt1.e30.", "dwt1.é.ü", "dwt1." + "A" * 9_999]
)
def test_what_only_looks_like_a_token_is_refused(text: str) -> None:
    with pytest.raises(TokenRefused):
        SIGNER.read(text, ["key"], NOW)


def test_a_token_ends_with_its_time() -> None:
    text = SIGNER.sign(TOKEN, "key")
    with pytest.raises(TokenExpired, match="fetch a new one"):
        SIGNER.read(text, ["key"], NOW + timedelta(minutes=5))


def test_every_process_over_a_catalogue_has_the_same_secret(state: ServiceState) -> None:
    first, second = (TokenSigner.of(state.stores.catalogue) for _ in range(2))
    assert first == second
    assert len(first.secret) == 32


def test_a_page_of_the_origin_may_ask_and_read(client: TestClient) -> None:
    made = client.post(
        "/v1/widget-tokens",
        json={"origin": "https://Paper.example:443/", "minutes": 5, "questions_per_minute": 3},
        headers={"X-API-Key": "other"},
    ).json()
    assert (made["origin"], made["questions_per_minute"]) == (PAPER, 3)
    headers = page(made["token"])
    asked = client.post("/v1/ask", json={"question": "How many weeks?"}, headers=headers)
    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == PAPER
    assert client.post("/v1/search", json={"query": "bridge"}, headers=headers).status_code == 200
    for path in ("/v1/articles", "/v1/articles/count", "/v1/sources", "/v1/suggestions"):
        assert client.get(path, headers=headers).status_code == 200


def test_a_token_opens_nothing_that_changes_the_collection(client: TestClient) -> None:
    headers = page(token(client))
    refused = [
        client.post("/v1/articles", json={"text": "Some text."}, headers=headers),
        client.delete("/v1/articles/count", headers=headers),
        client.post("/v1/widget-tokens", json={"origin": PAPER}, headers=headers),
    ]
    assert {(one.status_code, slug(one)) for one in refused} == {(403, "token-refused")}


def test_each_endpoint_that_a_token_opens_is_there(state: ServiceState) -> None:
    app = create_app(state.settings, state=state)
    described = {
        (method.upper(), path.replace(":path", ""))
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    assert {(method, path.replace(":path", "")) for method, path in TOKEN_OPENS} <= described


@pytest.mark.parametrize("origin", ["https://other.example", "http://paper.example", "null"])
def test_a_token_is_worth_nothing_on_another_site(client: TestClient, origin: str) -> None:
    response = client.get("/v1/articles", headers=page(token(client), origin))
    assert (response.status_code, slug(response)) == (403, "token-refused")
    assert "access-control-allow-origin" not in response.headers


def test_a_token_is_worth_nothing_without_an_origin_or_as_a_key(client: TestClient) -> None:
    made = token(client)
    bare = client.get("/v1/articles", headers={"Authorization": f"Bearer {made}"})
    assert slug(bare) == "token-refused"
    as_key = client.get("/v1/articles", headers={"X-API-Key": made, "Origin": PAPER})
    assert slug(as_key) == "key-unknown"


def test_too_many_questions_with_a_token_wait(client: TestClient) -> None:
    headers = page(token(client, questions_per_minute=2))
    for expected in (200, 200, 429):
        response = client.post("/v1/search", json={"query": "bridge"}, headers=headers)
        assert response.status_code == expected
    assert slug(response) == "rate-exceeded"
    assert 1 <= int(response.headers["retry-after"]) <= 60
    assert "Retry-After" in response.headers["access-control-expose-headers"]
    assert client.get("/v1/articles", headers=headers).status_code == 200
    other = page(token(client, questions_per_minute=2))
    assert client.post("/v1/search", json={"query": "b"}, headers=other).status_code == 200


def test_an_expired_token_is_told_apart_from_a_wrong_one(
    client: TestClient, state: ServiceState
) -> None:
    signer = TokenSigner.of(state.stores.catalogue)
    old = new_token(PAPER, datetime.now(UTC) - timedelta(seconds=2), 10)
    response = client.get("/v1/articles", headers=page(signer.sign(old, "server-key")))
    assert (response.status_code, slug(response)) == (401, "token-expired")
    assert "invalid_token" in response.headers["www-authenticate"]
    forged = client.get("/v1/articles", headers=page(signer.sign(TOKEN, "guessed-key")))
    assert (forged.status_code, slug(forged)) == (403, "token-refused")


@pytest.mark.parametrize(
    "fields",
    [
        {"origin": "paper.example"},
        {"origin": "https://paper.example/path"},
        {"origin": "*"},
        {"minutes": 0},
        {"minutes": 1_441},
        {"questions_per_minute": 0},
    ],
)
def test_a_token_for_what_cannot_be_is_malformed(
    client: TestClient, fields: dict[str, object]
) -> None:
    response = client.post(
        "/v1/widget-tokens",
        json={"origin": PAPER, **fields},
        headers={"Authorization": "Bearer server-key"},
    )
    assert response.status_code == 422


def test_a_service_without_keys_needs_no_tokens(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with (
        opened_state(settings, ALL) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        made = client.post("/v1/widget-tokens", json={"origin": PAPER})
        headers = page("dwt1.left.over")
        assert client.get("/v1/articles", headers=headers).status_code == 200
    assert (made.status_code, slug(made)) == (501, "not-built")


def test_a_key_may_be_limited_to_so_many_questions_a_minute(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, api_keys=["a", "b"], limits={"questions_per_minute": 1})
    with (
        opened_state(settings, ALL) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):

        def statuses(key: str) -> list[int]:
            headers = {"X-API-Key": key}
            return [
                client.post("/v1/ask", json={"question": "Who?"}, headers=headers).status_code
                for _ in range(2)
            ]

        assert statuses("a") == [200, 429]
        assert statuses("b") == [200, 429]
        assert client.get("/v1/articles", headers={"X-API-Key": "a"}).status_code == 200


def test_a_window_moves_on_and_says_how_long_it_takes() -> None:
    now = [100.0]
    rates = Rates(lambda: now[0])
    rates.count("one", 2)
    now[0] = 130.0
    rates.count("one", 2)
    with pytest.raises(RateExceeded, match="try again in 30 s") as raised:
        rates.count("one", 2)
    assert raised.value.seconds == 30
    rates.count("other", 2)
    now[0] = 160.5
    rates.count("one", 2)


def test_only_allowed_sites_may_call_from_a_browser(client: TestClient) -> None:
    def preflight(origin: str, method: str) -> Any:
        headers = {
            "Origin": origin,
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": "authorization,content-type",
        }
        return client.options("/v1/ask", headers=headers)

    allowed = preflight(PAPER, "POST")
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == PAPER
    assert "access-control-allow-credentials" not in allowed.headers
    assert preflight(PAPER, "HEAD").status_code == 200
    assert preflight("https://other.example", "POST").status_code == 400
    assert preflight(PAPER, "DELETE").status_code == 400


@pytest.mark.parametrize(
    ("origin", "asked", "words"),
    [
        ("https://other.example", {}, ("https://other.example", "DATELINE_WEB__ALLOWED_ORIGINS")),
        ("null", {}, ("'null'", "DATELINE_WEB__ALLOWED_ORIGINS")),
        (PAPER, {"Access-Control-Request-Method": "DELETE"}, ("GET, HEAD, POST only",)),
        (PAPER, {"Access-Control-Request-Private-Network": "true"}, ("private network",)),
    ],
)
def test_a_refused_preflight_is_a_problem_that_says_what_to_do(
    client: TestClient, origin: str, asked: dict[str, str], words: tuple[str, ...]
) -> None:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST", **asked}
    response = client.options("/v1/ask", headers=headers)
    assert response.status_code == 400
    assert response.headers["content-type"] == MEDIA_TYPE
    assert "Origin" in response.headers["vary"]
    assert "access-control-allow-origin" not in response.headers
    found = response.json()
    assert (found["status"], slug(response)) == (400, "cross-origin-refused")
    assert found["instance"] == "/v1/ask"
    for word in words:
        assert word in found["detail"]


def test_a_refused_origin_is_not_repeated_at_any_length(client: TestClient) -> None:
    headers = {
        "Origin": "https://" + "x" * 5_000,
        "Access-Control-Request-Method": "POST",
    }
    response = client.options("/v1/ask", headers=headers)
    assert slug(response) == "cross-origin-refused"
    assert len(response.content) < 1_000


def test_options_that_no_browser_asks_before_a_call_is_a_wrong_method(client: TestClient) -> None:
    response = client.options("/v1/ask", headers={"Origin": PAPER})
    assert (response.status_code, slug(response)) == (405, "method-not-allowed")


def test_without_allowed_sites_no_other_site_may_call(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with (
        opened_state(settings, ALL) as state,
        TestClient(create_app(settings, state=state)) as client,
    ):
        response = client.get("/v1/articles", headers={"Origin": PAPER})
        asked = {"Origin": PAPER, "Access-Control-Request-Method": "POST"}
        preflight = client.options("/v1/ask", headers=asked)
    assert not [name for name in response.headers if name.startswith("access-control-")]
    assert (preflight.status_code, slug(preflight)) == (400, "cross-origin-refused")
    assert "DATELINE_WEB__ALLOWED_ORIGINS" in preflight.json()["detail"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            "https://a.example, http://LOCALHOST:3000/",
            ("https://a.example", "http://localhost:3000"),
        ),
        ('["https://a.example:443"]', ("https://a.example",)),
        ("*", ("*",)),
        ("", ()),
    ],
)
def test_origins_are_written_with_commas_or_as_json(
    given: str, expected: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_WEB__ALLOWED_ORIGINS", given)
    assert ServiceSettings().web.allowed_origins == expected


@pytest.mark.parametrize("wrong", ["a.example", "https://a.example/x", "https://a; script-src *"])
def test_what_is_no_origin_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ALLOWED_ORIGINS", "FRAME_ANCESTORS"):
        with monkeypatch.context() as patch:
            patch.setenv(f"DATELINE_WEB__{name}", wrong)
            with pytest.raises(ValueError, match="an origin is written like"):
                ServiceSettings()


def test_every_endpoint_of_the_interface_wants_a_key(client: TestClient) -> None:
    app: Any = client.app
    public = {"/healthz", "/readyz", "/metrics"}
    tried = 0
    for path, methods in app.openapi()["paths"].items():
        for method in methods:
            if path not in public:
                filled = path.replace("{article_id}", "x").replace("{answer_id}", "x")
                response = client.request(method, filled, json={})
                assert response.status_code == 401, (method, path)
                tried += 1
    assert tried >= 11
    assert not [route for route in app.routes if isinstance(route, APIRoute) and not route.path]
