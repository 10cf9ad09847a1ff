"""Fetches one web page, without letting its address lead to where nobody should get.

Whoever may add an article by its address makes this machine send a request. So the page, and each
page it redirects to, is fetched through ``indexer.addresses`` only. Proxies of the environment are
not used: they would look the name up again.
"""

from __future__ import annotations

import zlib
from contextlib import aclosing
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import anyio
import httpx2

from corpus.errors import AddressRefused, PageTooSlow, PageUnavailable, UnusableSource
from corpus.settings import FetchSettings
from indexer.addresses import CheckedTransport
from indexer.extraction.decoding import decode
from indexer.extraction.html import read_html
from indexer.extraction.page import Page
from indexer.extraction.records import read_text

USER_AGENT = "Mozilla/5.0 (compatible; Dateline; fetches single pages that its users name)"
ACCEPTED = "text/html,application/xhtml+xml,application/xml;q=0.8,text/plain;q=0.7"
HTML, XML, TEXT = (
    ("text/html", "application/xhtml+xml"),
    ("application/xml", "text/xml"),
    ("text/plain", "text/markdown"),
)
_GZIP_OR_ZLIB = 47
_DAMAGED = "the page came damaged; try again, or save it and index the file"


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as text. ``url`` is where it was in the end, after redirects."""

    url: str
    text: str
    is_html: bool


def read_web_page(url: str, settings: FetchSettings, *, title: str | None = None) -> Page:
    """The article of the page at an address; blocks.

    Its ``url`` is the one the page names itself by if that is of the same site, since a page may
    claim any, else the one at which it was found.

    Raises:
        AddressRefused, UnusableSource, PageUnavailable, PageTooSlow: as ``fetch``.
    """
    found = fetch(url, settings)
    page = (read_html if found.is_html else read_text)(found.text, title=title)
    is_own = page.url is not None and _site(page.url) == _site(found.url)
    return page if is_own else replace(page, url=found.url)


def fetch(url: str, settings: FetchSettings) -> FetchedPage:
    """The page at an address; blocks.

    Raises:
        AddressRefused: the address is not http(s), or leads to a private network.
        UnusableSource: what is there is no page, or a larger one than allowed.
        PageUnavailable: its server cannot be reached or fails at this moment.
        PageTooSlow: it did not come in time.
    """
    return anyio.run(_fetch, url, settings)


async def _fetch(url: str, settings: FetchSettings) -> FetchedPage:
    seconds = settings.timeout_seconds
    try:
        with anyio.fail_after(seconds):
            return await _get(url, settings)
    except (TimeoutError, httpx2.TimeoutException) as error:
        raise PageTooSlow(
            f"{_shown(url)} did not send the page within {seconds:g} s; try again later, or save "
            "the page and index the file"
        ) from error
    except (httpx2.UnsupportedProtocol, httpx2.InvalidURL, UnicodeError) as error:
        raise AddressRefused(
            f"{_shown(url)} is no address of a web page; write it like https://paper.example/story"
        ) from error
    except httpx2.HTTPError as error:
        raise PageUnavailable(
            f"{_shown(url)} cannot be reached ({_cause(error)}); check the address, or try again "
            "later"
        ) from error


async def _get(url: str, settings: FetchSettings) -> FetchedPage:
    client = httpx2.AsyncClient(
        transport=CheckedTransport(allow_private=settings.allow_private),
        timeout=settings.timeout_seconds,
        trust_env=False,
        headers={"User-Agent": USER_AGENT, "Accept": ACCEPTED, "Accept-Encoding": "gzip"},
    )
    async with client:
        request = client.build_request("GET", url)
        for _ in range(settings.redirects + 1):
            # Redirects are followed here, since httpx2 would read their bodies whole.
            response = await client.send(request, stream=True)
            async with aclosing(response):
                if response.next_request is None:
                    return await _page(response, settings)
                request = response.next_request
    raise UnusableSource(
        f"{_shown(url)} redirects more than {settings.redirects} times; give the address it ends at"
    )


async def _page(response: httpx2.Response, settings: FetchSettings) -> FetchedPage:
    url = str(response.url)
    _check_status(response.status_code, url)
    kind = response.headers.get("content-type", HTML[0]).partition(";")[0].strip().lower()
    if kind not in (*HTML, *XML, *TEXT):
        raise UnusableSource(
            f"{_shown(url)} is {kind or 'of no type'}, no page; give the address of an article"
        )
    text = _text(await _body(response, settings.page_bytes), response.charset_encoding)
    if kind in XML and "<html" not in text[:2_000].lower():
        raise UnusableSource(
            f"{_shown(url)} is XML without a page in it, such as a feed; give the address of an "
            "article"
        )
    return FetchedPage(url, text, is_html=kind not in TEXT)


def _check_status(status: int, url: str) -> None:
    if status == 200:
        return
    if status >= 500 or status == 429:
        raise PageUnavailable(f"{_shown(url)} fails at the moment (HTTP {status}); try again later")
    raise UnusableSource(
        f"{_shown(url)} gives no page (HTTP {status}); check the address, or save the page in a "
        "browser and index the file"
    )


async def _body(response: httpx2.Response, most: int) -> bytes:
    """The body, unpacked by ourselves so that a small one cannot become a huge one.

    Raises:
        UnusableSource: it is larger than ``most`` bytes, packed or unpacked, or cannot be unpacked.
    """
    packed = bytearray()
    async for chunk in response.aiter_raw():
        packed += chunk
        if len(packed) > most:
            raise _too_large(most)
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        return bytes(packed)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise UnusableSource(f"the page is packed as {encoding}; save it and index the file")
    unpacking = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        data = unpacking.decompress(bytes(packed), most + 1)
    except zlib.error as error:
        raise UnusableSource(_DAMAGED) from error
    if len(data) > most:
        raise _too_large(most)
    if not unpacking.eof:
        raise UnusableSource(_DAMAGED)
    return data


def _too_large(most: int) -> UnusableSource:
    return UnusableSource(
        f"the page is larger than {most / 1e6:g} MB (DATELINE_FETCH__PAGE_BYTES); save the "
        "article's text and index the file"
    )


def _text(data: bytes, charset: str | None) -> str:
    """The page's text: UTF-8 where it is that, else what the server says, else as files are read.

    Raises:
        UnusableSource: it is no text.
    """
    for encoding in ("utf-8", charset):
        try:
            if encoding and b"\x00" not in data[:1_000]:
                return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return decode(data)


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _cause(error: httpx2.HTTPError) -> str:
    return str(error) or type(error).__name__


def _shown(url: str) -> str:
    """The address for a message: without a name or password, and not endlessly long."""
    scheme, mark, rest = url.partition("://")
    place, slash, path = rest.partition("/")
    return f"{scheme}{mark}{place.rpartition('@')[2]}{slash}{path}"[:300]
