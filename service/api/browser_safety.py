"""What browsers are told to refuse: foreign code, frames, guessing of types, leaking addresses."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_ROBOTS = "noindex"
"""Answers and articles behind keys are nothing for search engines."""
_PAGE_SOURCES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)
_FEATURES = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
}
"""What each response says that does not say otherwise: nothing in it may run or be framed."""


def page_policy(frame_ancestors: Sequence[str]) -> dict[str, str]:
    """The headers of the web page, which sites in ``frame_ancestors`` may show in a frame."""
    ancestors = " ".join(frame_ancestors) or "'none'"
    policy = "; ".join([*_PAGE_SOURCES, f"frame-ancestors {ancestors}"])
    headers = {
        "Content-Security-Policy": policy,
        "Permissions-Policy": _FEATURES,
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    return headers if frame_ancestors else {**headers, "X-Frame-Options": "DENY"}


class BrowserSafety:
    """Adds the headers of ``EVERYWHERE`` to responses that do not have their own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and completes the head of its response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def completing(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in EVERYWHERE.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, completing)
