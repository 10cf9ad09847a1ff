"""One line per request, with what happened and never what was asked."""

from __future__ import annotations

import time
from typing import Any, cast

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.answering.answer import Answer

_QUIET = frozenset({"/healthz", "/readyz"})
"""Polled every few seconds; logged only when they fail."""
_NOTES = "dateline.notes"
_ANSWER = "dateline.answer"


def note_answer(scope: Scope, answer: Answer) -> None:
    """Adds to the line of the request how the answer was made.

    It is kept in the scope, since a streamed answer is made in another task's context.
    """
    scope[_ANSWER] = answer
    scope[_NOTES] = {
        "answer_id": answer.answer_id,
        "answer_status": answer.status.value,
        "answerer": answer.identity.kind,
        "fell_back": answer.identity.fallback_reason is not None,
        "citations": len(answer.citations),
        "retrieve_ms": round(answer.timings.retrieve, 1),
        "answer_ms": round(answer.timings.answer, 1),
        "verify_ms": round(answer.timings.verify, 1),
        "prompt_tokens": answer.usage.prompt_tokens,
        "completion_tokens": answer.usage.completion_tokens,
    }


def answer_noted(scope: Scope) -> Answer | None:
    """The answer that a request was given, if any."""
    return cast("Answer | None", scope.get(_ANSWER))


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
                    route=route_of(scope),
                    status=status,
                    duration_ms=round((time.perf_counter() - started) * 1000, 1),
                    **scope.get(_NOTES, {}),
                )


def route_of(scope: Scope) -> str:
    """The address as the application knows it, so that ids and typing errors stay out of logs."""
    route = cast(Any, scope.get("route"))
    return str(getattr(route, "path", "unknown"))
