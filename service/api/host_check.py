"""Keeps pages of other sites from calling a service without keys under a name of their own.

Such a service listens on this machine only, but a page in a browser on this machine can be of a
site whose name its owner lets point to 127.0.0.1 (DNS rebinding): to the browser, page and service
are then one site. What the page cannot choose is the name it calls the service by.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.errors import HostUnknown, problem_response


class HostCheck:
    """Refuses requests to names other than this machine's own and those in ``names``."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers that it is for another service."""
        if scope["type"] == "http":
            host = _name(Headers(scope=scope).get("host", ""))
            if not (_is_own(host) or host in self._names):
                refused = HostUnknown(
                    "a service without keys answers to localhost and to addresses only; call it "
                    "by one, set DATELINE_API_KEYS, or add the name to DATELINE_WEB__HOSTS"
                )
                await problem_response(refused, Request(scope))(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_own(host: str) -> bool:
    """Whether it is localhost or a number; numbers cannot be made to point elsewhere."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
