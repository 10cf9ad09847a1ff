"""Keys with letters beyond ASCII: a header is bytes, and clients differ in how they write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from urllib.parse import urlsplit

import anyio
import httpx2
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.responses import PlainTextResponse

from service.api.errors import KeyUnknown
from service.api.key_guard import KeyGuard
from service.api.keys import KeyRing
from service.app import create_app
from tests.fakes.loopback import on_loopback
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL

PAPER = "https://paper.example"
KEYS = ["schlüssel", "voilà", "ÄÅ", "ключ", "plain", "latin-\udcfc"]
"""The last bytes of the second and third look like spaces; the last one is set in Latin-1."""
OPENING = [
    *(key.encode() for key in KEYS[:5]),
    *(key.encode("latin-1") for key in KEYS[:3]),
    b"latin-\xfc",
]
OTHERS = [
    b"schl\xc3", "schlüssel".encode("utf-16-le").replace(b"\0", b"\xff"), "schlÃ¼ssel".encode(),
    b"schl?ssel", b"schlussel", b"\xff\xfe", b"????", b"latin-", "latin-ü".encode(), b"voil\xc3",
]  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    limits = {"questions_per_minute": 2}
    settings = settings_in(tmp_path_factory.mktemp("data"), api_keys=KEYS, limits=limits)
    with opened_state(settings, ALL) as state:
        yield create_app(settings, state=state)


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    with on_loopback(app) as opened:
        yield opened


def status(address: str, headers: Mapping[str, bytes | str], path: str = "/v1/articles") -> int:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize("key", OPENING)
def test_a_key_opens_the_service_in_utf_8_and_in_latin_1(address: str, key: bytes) -> None:
    assert status(address, {"X-API-Key": key}) == 200
    assert status(address, {"Authorization": b"Bearer " + key}) == 200


@pytest.mark.parametrize("key", OTHERS)
def test_another_key_is_refused_however_it_is_written(address: str, key: bytes) -> None:
    assert status(address, {"X-API-Key": key}) == 403
    assert status(address, {"Authorization": b"Bearer " + key}) == 403


@pytest.mark.parametrize("key", [b"", b" ", b"\t"])
def test_a_bearer_of_nothing_is_no_key(address: str, key: bytes) -> None:
    assert status(address, {"Authorization": b"Bearer " + key}) == 401


@pytest.mark.parametrize("key", OPENING)
def test_a_key_opens_the_tools_of_agents_in_the_same_ways(key: bytes) -> None:
    guarded = KeyGuard(PlainTextResponse("in"), KeyRing(tuple(map(SecretStr, KEYS))))

    async def answered(headers: dict[bytes, bytes]) -> int:
        transport = httpx2.ASGITransport(guarded)
        async with httpx2.AsyncClient(transport=transport, base_url="http://x") as client:
            return (await client.get("/mcp", headers=headers)).status_code

    assert anyio.run(answered, {b"X-API-Key": key}) == 200
    assert anyio.run(answered, {b"Authorization": b"Bearer " + key}) == 200
    assert anyio.run(answered, {b"X-API-Key": key + b"."}) == 403


def test_a_token_that_was_made_with_such_a_key_opens_the_service(address: str) -> None:
    for key in OPENING[:2] + OPENING[5:]:
        made = httpx2.post(
            f"{address}/v1/widget-tokens", json={"origin": PAPER}, headers={b"X-API-Key": key}
        )
        assert made.status_code == 201
        offered = {"Authorization": f"Bearer {made.json()['token']}", "Origin": PAPER}
        assert status(address, offered) == 200


def test_a_key_is_one_caller_however_it_is_written(address: str) -> None:
    written = ("ÄÅ".encode(), "ÄÅ".encode("latin-1"))
    asked = [
        httpx2.post(f"{address}/v1/search", json={"query": "bridge"}, headers={b"X-API-Key": key})
        for key in (*written, *written)
    ]
    assert [one.status_code for one in asked] == [200, 200, 429, 429]


def test_the_key_of_the_service_is_told_and_not_how_it_was_offered() -> None:
    ring = KeyRing((SecretStr("schlüssel"),))
    assert ring.check([None, "schlÃ¼ssel"]) == ring.check(["schlüssel"]) == "schlüssel"
    with pytest.raises(KeyUnknown):
        ring.check(["€", "\ud800"])
