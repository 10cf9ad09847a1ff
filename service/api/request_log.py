"""One line per request, with what happened and never what was asked."""

from __future__ import annotations

import time
from typing import Any, cast

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_QUIET = frozenset({"/healthz", "/readyz"})
"""Polled every few seconds; logged only when they fail."""


class RequestLog:
    """Logs ``request_served`` with what endpoints bound to structlog's context variables."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._log = structlog.get_logger()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and logs how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        structlog.contextvars.clear_contextvars()
        started = time.perf_counter()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            if status >= 400 or scope["path"] not in _QUIET:
                self._log.info(
                    "request_served",
                    method=scope["method"],
                    route=_route(scope),
                    status=status,
                    duration_ms=round((time.perf_counter() - started) * 1000, 1),
                )


def _route(scope: Scope) -> str:
    """The address as the application knows it, so that ids and typing errors stay out of logs."""
    route = cast(Any, scope.get("route"))
    return str(getattr(route, "path", "unknown"))
