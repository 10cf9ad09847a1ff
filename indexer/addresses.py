"""Addresses of the internet, and a way to connect to no others.

A name is looked up once, every address it has must be a public one, and the connection goes to
exactly the address that was checked: a name that is looked up again might lead elsewhere by then.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import anyio
import httpx2

from corpus.errors import AddressRefused

Address = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")
_INTRANET_ADVICE = (
    "pages of an intranet may be fetched where DATELINE_FETCH__ALLOW_PRIVATE=true is set"
)


class CheckedTransport(httpx2.AsyncBaseTransport):
    """Connects to addresses it has checked itself, and to no others.

    Args:
        allow_private: lets private and loopback addresses through.
        inner: sends the requests.
    """

    def __init__(
        self, *, allow_private: bool, inner: httpx2.AsyncBaseTransport | None = None
    ) -> None:
        self._allow_private = allow_private
        # No connection is used twice: it was made and checked for one name, not for one address.
        limits = httpx2.Limits(max_keepalive_connections=0)
        self._inner = inner or httpx2.AsyncHTTPTransport(limits=limits)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Sends the request to the host's address, with the host's name for TLS and server.

        Raises:
            AddressRefused: the host has an address that is not public.
            httpx2.HTTPError: it cannot be reached.
        """
        url = request.url
        if url.scheme not in ("http", "https") or not url.host:
            raise httpx2.UnsupportedProtocol("only http and https", request=request)
        if url.userinfo:
            raise AddressRefused("the address holds a name or password; leave them out")
        addresses = await self._addresses(request)
        problem: httpx2.HTTPError | None = None
        for address in addresses:
            pinned = httpx2.Request(
                request.method,
                url.copy_with(host=str(address)),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": url.raw_host.decode("ascii")},
            )
            try:
                return await self._inner.handle_async_request(pinned)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                problem = error
        raise problem or httpx2.ConnectError("it has no address", request=request)

    async def aclose(self) -> None:
        """Lets go of every connection."""
        await self._inner.aclose()

    async def _addresses(self, request: httpx2.Request) -> list[Address]:
        """The host's addresses, each checked."""
        url = request.url
        host = url.raw_host.decode("ascii")
        try:
            addresses: list[Address] = [ip_address(host)]
        except ValueError:
            try:
                found = await anyio.getaddrinfo(host, url.port, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError) as error:
                raise httpx2.ConnectError("there is no such host", request=request) from error
            names = dict.fromkeys(str(one[4][0]) for one in found)
            addresses = [ip_address(name.partition("%")[0]) for name in names]
        if not self._allow_private and not all(map(is_public, addresses)):
            raise AddressRefused(
                f"{url.host} is on a private network, from which no page is fetched; "
                f"{_INTRANET_ADVICE}"
            )
        return addresses


def is_public(address: Address) -> bool:
    """Whether an address is one of the internet's, for an address that holds another both."""
    return all(_is_global(one) for one in (address, *_held(address)))


def _is_global(address: Address) -> bool:
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return True  # what it holds decides
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _held(address: Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            yield IPv4Address(int(address) & 0xFFFFFFFF)
        for held in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())):
            if held is not None:
                yield held
