"""Lets only holders of a key reach an application that knows no keys itself."""

from __future__ import annotations

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.errors import KeyMissing, KeyUnknown, problem_response
from service.api.keys import KeyRing, bearer_in

Application = ASGIApp


class KeyGuard:
    """Another application behind the keys of ``DATELINE_API_KEYS``, sent like everywhere else."""

    def __init__(self, app: ASGIApp, keys: KeyRing) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers 401 or 403."""
        if scope["type"] == "http":
            request = Request(scope)
            try:
                self._keys.check([bearer_in(request.headers), request.headers.get("x-api-key")])
            except (KeyMissing, KeyUnknown) as error:
                await problem_response(error, request)(scope, receive, send)
                return
        await self._app(scope, receive, send)
