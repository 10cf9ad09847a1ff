from __future__ import annotations

import gzip
import socket
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

import anyio
import httpx2
import pytest

from corpus.errors import AddressRefused, PageTooSlow, PageUnavailable, UnusableSource
from corpus.settings import FetchSettings
from indexer.addresses import CheckedTransport, is_public
from indexer.fetching import fetch, read_web_page
from tests.fakes.web_server import Served, serving

HERE = FetchSettings(allow_private=True)
STORY = (
    "<html lang='en'><head><title>Lock gates reopen</title>{head}</head><body><article>"
    "<h1>Lock gates reopen</h1><p>The lock gates at Pellow reopened on Tuesday after a repair that "
    "took eleven days. Barges had waited in a queue of forty.</p><p>The canal trust said the "
    "hinges were replaced and will last for thirty years.</p></article></body></html>"
)
PAGE = STORY.format(head="").encode()


def redirect(to: str) -> Served:
    return Served(status=302, headers={"Location": to})


def test_a_page_is_fetched_as_text_with_its_final_address() -> None:
    with serving({"/old": redirect("/new"), "/new": Served(PAGE)}) as site:
        page = fetch(f"{site}/old", HERE)
    assert (page.url, page.is_html) == (f"{site}/new", True)
    assert "eleven days" in page.text


def test_the_article_of_a_page_is_read_with_its_address() -> None:
    with serving({"/story": Served(PAGE)}) as site:
        page = read_web_page(f"{site}/story", HERE)
    assert page.title == "Lock gates reopen"
    assert page.url == f"{site}/story"
    assert page.text.startswith("The lock gates at Pellow")


@pytest.mark.parametrize("is_own", [True, False])
def test_a_page_may_name_its_address_only_within_its_own_site(is_own: bool) -> None:
    pages: dict[str, Served] = {}
    with serving(pages) as site:
        named = f"{site}/canonical" if is_own else "https://herald.example/bridge"
        link = f'<link rel="canonical" href="{named}">'
        pages["/story?x=1"] = Served(STORY.format(head=link).encode())
        page = read_web_page(f"{site}/story?x=1", HERE)
    assert page.url == (named if is_own else f"{site}/story?x=1")


def test_plain_text_is_read_as_such() -> None:
    served = Served(
        b"Lock gates reopen\n\nThe gates reopened.", headers={"Content-Type": "text/plain"}
    )
    with serving({"/story.txt": served}) as site:
        assert not fetch(f"{site}/story.txt", HERE).is_html


@pytest.mark.parametrize("declared", ["text/html; charset=iso-8859-2", "text/html; charset=bogus"])
def test_the_server_s_encoding_counts_where_the_text_is_not_utf_8(declared: str) -> None:
    text = STORY.format(head="").replace("Pellow", "Břeclav")
    with serving(
        {"/": Served(text.encode("iso-8859-2"), headers={"Content-Type": declared})}
    ) as at:
        found = fetch(f"{at}/", HERE).text
    assert ("Břeclav" in found) or "bogus" in declared


def test_packed_pages_are_unpacked() -> None:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    with serving({"/": Served(gzip.compress(PAGE), headers=headers)}) as site:
        assert "eleven days" in fetch(f"{site}/", HERE).text


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (Served(status=404), "gives no page (HTTP 404)"),
        (Served(status=403), "gives no page (HTTP 403)"),
        (Served(b"%PDF-1.7", headers={"Content-Type": "application/pdf"}), "application/pdf"),
        (Served(b"<rss></rss>", headers={"Content-Type": "text/xml"}), "such as a feed"),
        (Served(b"x" * 60_000), "larger than 0.05 MB"),
        (Served(gzip.compress(b"x" * 60_000),
                headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}),
         "larger than 0.05 MB"),
        (Served(b"x", headers={"Content-Type": "text/html", "Content-Encoding": "br"}), "as br"),
        (Served(b"x", headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}),
         "damaged"),
        (Served(b"\x00\x01\x02" * 50), "not text"),
        (redirect("/page"), "redirects more than 2 times"),
    ],
)  # fmt: skip
def test_what_is_no_page_says_why(served: Served, reason: str) -> None:
    settings = FetchSettings(allow_private=True, page_bytes=50_000, redirects=2)
    with serving({"/page": served}) as site, pytest.raises(UnusableSource) as raised:
        fetch(f"{site}/page", settings)
    assert reason in raised.value.reason
    assert (
        ";" in raised.value.reason
        or "try again" in raised.value.reason
        or "index" in str(raised.value)
    )


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_fails_may_work_later(status: int) -> None:
    with serving({"/": Served(status=status)}) as site, pytest.raises(PageUnavailable) as raised:
        fetch(f"{site}/", HERE)
    assert str(status) in str(raised.value)


def test_a_server_that_is_not_there_may_come_back() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(PageUnavailable, match="cannot be reached"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/", HERE)


def test_the_wait_for_a_page_has_an_end() -> None:
    settings = FetchSettings(allow_private=True, timeout_seconds=0.3)
    with serving({"/": Served(PAGE, pause_seconds=2)}) as site, pytest.raises(PageTooSlow):
        fetch(f"{site}/", settings)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost:8000/v1/articles", "http://[::1]/", "http://0.0.0.0/",
        "http://10.0.0.7/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/", "http://[fd00::1]/", "http://100.64.0.1/",
        "http://224.0.0.1/",
        "ftp://paper.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "//x", "",
        "http://user:secret@93.184.216.34/",
    ],
)  # fmt: skip
def test_an_address_inside_or_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises((AddressRefused, PageUnavailable)) as raised:
        fetch(url, FetchSettings())
    assert "secret" not in str(raised.value)
    if isinstance(raised.value, PageUnavailable):
        assert "no such host" in str(raised.value), "it was never connected to"


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "017700000001"])
def test_other_spellings_of_an_address_are_checked_for_what_they_mean(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The system's own lookup reads them; here its answer stands for it.
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: _found(["127.0.0.1"]))
    with pytest.raises(AddressRefused):
        fetch(f"http://{host}/", FetchSettings())


def test_a_redirect_into_the_private_network_is_refused() -> None:
    refusing = _Inner(lambda _: httpx2.Response(302, headers={"Location": "http://10.1.2.3/"}))
    transport = CheckedTransport(allow_private=False, inner=refusing)

    async def follow() -> None:
        async with httpx2.AsyncClient(transport=transport, follow_redirects=True) as client:
            await client.get("http://93.184.216.34/")

    with pytest.raises(AddressRefused, match="DATELINE_FETCH__ALLOW_PRIVATE"):
        anyio.run(follow)
    assert [str(request.url) for request in refusing.requests] == ["http://93.184.216.34/"]


def test_the_checked_address_is_connected_to_under_the_host_s_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: _found(next(answers)))
    inner = _Inner(lambda _: httpx2.Response(200, text="page"))
    transport = CheckedTransport(allow_private=False, inner=inner)

    async def get() -> httpx2.Response:
        async with httpx2.AsyncClient(transport=transport) as client:
            return await client.get("https://paper.example/story")

    response = anyio.run(get)
    assert str(response.url) == "https://paper.example/story"
    (request,) = inner.requests
    assert request.url.host == "93.184.216.34"
    assert request.headers["host"] == "paper.example"
    assert request.extensions["sni_hostname"] == "paper.example"
    with pytest.raises(AddressRefused):
        anyio.run(get)


def test_a_name_with_one_private_address_among_others_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = _found(["93.184.216.34", "10.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(AddressRefused, match=r"paper\.example is on a private network"):
        fetch("https://paper.example/", FetchSettings())


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("64:ff9b::5db8:d822", True),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("fec0::1", False), ("::", False),
        ("255.255.255.255", False), ("198.18.0.1", False), ("ff02::1", False),
    ],
)  # fmt: skip
def test_only_the_internet_s_addresses_are_public(address: str, expected: bool) -> None:
    assert is_public(ip_address(address)) is expected


class _Inner(httpx2.AsyncBaseTransport):
    def __init__(self, answer: Callable[[httpx2.Request], httpx2.Response]) -> None:
        self.requests: list[httpx2.Request] = []
        self._answer = answer

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return self._answer(request)


def _found(addresses: list[str]) -> list[Any]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses]
