"""Answers errors that nobody foresaw while the other middlewares can still see the response.

Starlette answers what its handler of ``Exception`` is for outside all middlewares: such a response
would have no headers for other sites' pages or against foreign code, and no problem in the log.
"""

from __future__ import annotations

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.errors import problem_response


class UnforeseenErrors:
    """Makes every error that reaches it a problem, unless the response has begun."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; logs and answers what is raised."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:  # whatever was not foreseen is what this is for
            if has_begun:
                raise
            structlog.get_logger().error("request_failed", path=scope["path"], exc_info=error)
            await problem_response(error, Request(scope))(scope, receive, send)
