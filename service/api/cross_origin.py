"""Which other sites' pages may call the service from a browser (CORS)."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

from service.api.errors import CrossOriginRefused, problem_response
from service.settings import WebSettings

METHODS = ("GET", "HEAD", "POST")
"""Pages of other sites ask and read; nothing is deleted from there."""
HEADERS = ("*",)
"""OpenAI's SDK and the AI SDK send headers of their own; what opens something is checked anyway."""
SHOWN_HEADERS = ("Retry-After", "Location")
PREFLIGHT_SECONDS = 600
_MOST_SHOWN = 200


class CrossOrigin(CORSMiddleware):
    """Answers what browsers ask before a page of another site calls; a refusal is a problem."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Says whether a page may call, or passes the call on."""
        if scope["type"] == "http" and _is_preflight(scope):
            answer = self.preflight_response(Headers(scope=scope))
            if answer.status_code >= 400:
                answer = self._refusal(Request(scope))
            await answer(scope, receive, send)
        elif self.allow_origins:
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)  # no response is another one for another site

    def _refusal(self, request: Request) -> Response:
        refused = CrossOriginRefused(self._advice(request.headers))
        response = problem_response(refused, request)
        response.headers["Vary"] = self.preflight_headers["Vary"]
        return response

    def _advice(self, headers: Headers) -> str:
        origin = headers["origin"]
        if not self.is_allowed_origin(origin):
            return (
                f"pages of {origin[:_MOST_SHOWN]!r} may not call this service; add the origin to "
                "DATELINE_WEB__ALLOWED_ORIGINS, or call from a server of your own"
            )
        if headers["access-control-request-method"] not in METHODS:
            return (
                f"pages of other sites may send {', '.join(METHODS)} only; send what else there "
                "is from a server of your own"
            )
        # Every header is allowed, so nothing else is refused.
        return (
            "a page of a public site may not call into a private network; call from a server of "
            "your own, or open the page within that network"
        )


def _is_preflight(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    asks = "origin" in headers and "access-control-request-method" in headers
    return asks and scope["method"] == "OPTIONS"


def allow_origins(app: FastAPI, web: WebSettings) -> None:
    """Lets pages of the allowed origins call ``app``; without any, browsers keep others away.

    Cookies play no part: access is by key or token, so an origin alone opens nothing.
    """
    app.add_middleware(
        CrossOrigin,
        allow_origins=web.allowed_origins,
        allow_methods=METHODS,
        allow_headers=HEADERS,
        expose_headers=SHOWN_HEADERS,
        max_age=PREFLIGHT_SECONDS,
    )
