"""A Dateline service without a collection: scripted answers over real HTTP, for the browser.

It serves the widget and host pages as well, with a strict Content-Security-Policy whose violation
reports it counts. ``ChatServer.listening`` runs it in a thread, on loopback.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from tests.fakes.loopback import on_loopback

WIDGET = Path(__file__).resolve().parents[2] / "widget" / "widget.js"
STRICT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; report-uri /csp-reports"
)
_PAGE = """<!doctype html>
<html lang="{lang}" dir="{direction}"><head><meta charset="utf-8"><title>A newspaper</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{head}<script type="module" src="/widget.js"></script></head>
<body>{body}</body></html>"""


class StreamBroken(ConnectionError):
    """The script says that the connection ends here."""


@dataclass(frozen=True, slots=True)
class Script:
    """What the server does with one question.

    ``events`` are (name, data) pairs, streamed in order; data that is a string is sent as it is.
    ``body`` is sent whole instead, as ``content_type``. ``first_after_seconds`` and
    ``pause_seconds`` delay the stream; ``breaks`` ends the connection after the last event.
    ``held_after`` events the stream waits for ``ChatServer.go_on``.
    """

    events: tuple[tuple[str, Any], ...] = ()
    body: str | None = None
    status: int = 200
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    first_after_seconds: float = 0.0
    pause_seconds: float = 0.0
    breaks: bool = False
    held_after: int | None = None


def streamed(answer: Mapping[str, Any], **options: Any) -> Script:
    """The events of an answer as the service sends them."""
    cited = {one["number"]: one for one in answer["citations"]}
    events: list[tuple[str, Any]] = [
        (
            "sources",
            {
                "sources": [*answer["citations"], *answer["nearest"]],
                "understood_as": answer["understood_as"],
            },
        )
    ]
    position = 0
    statements = answer["statements"]
    for statement, after in zip_longest(statements, statements[1:]):
        following = None if after is None else after["start"]
        # A sentence's markers go with it; the space before the next sentence goes with the next.
        end = len(answer["answer"]) if following is None else following
        text = answer["answer"][position:end]
        text = text if following is None else text.rstrip(" \n")
        events.extend(
            (
                ("delta", {"text": text}),
                ("statement", {**statement, "cited": [cited[n] for n in statement["citations"]]}),
            )
        )
        position += len(text)
    if not statements:
        events.append(("delta", {"text": answer["answer"]}))
    return Script(events=(*events, ("answer", dict(answer))), **options)


def whole(answer: Mapping[str, Any]) -> Script:
    """An answer as a service that does not stream sends it."""
    return Script(body=json.dumps(answer))


def problem(status: int, title: str, detail: str, **options: Any) -> Script:
    """An error as the service sends it."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Script(
        body=json.dumps(body), status=status, content_type="application/problem+json", **options
    )


def broken_off(answer: Mapping[str, Any], *, after_events: int, **options: Any) -> Script:
    """A stream whose connection ends before the answer is complete."""
    return Script(events=streamed(answer).events[:after_events], breaks=True, **options)


class ChatServer:
    """Answers each question with the next script; the last one is repeated.

    What it received is kept: ``asked``, ``feedback``, ``authorizations``, ``csp_reports``.
    ``streams_left`` counts the streams their reader left before the end. Streams that are held go
    on when ``go_on`` is set.
    """

    def __init__(self, *scripts: Script, allow_origin: str | None = None) -> None:
        self.scripts = deque(scripts)
        self.articles: dict[str, dict[str, Any]] = {}
        self.suggestions: list[str] | None = None
        self.asked: list[dict[str, Any]] = []
        self.feedback: list[dict[str, Any]] = []
        self.authorizations: list[str] = []
        self.csp_reports: list[Any] = []
        self.streams_left = 0
        self.go_on = threading.Event()
        self.url = ""
        self._allow_origin = allow_origin
        self._pages: dict[str, Response] = {}

    def host_page(
        self,
        body: str,
        *,
        head: str = "",
        policy: str | None = STRICT_POLICY,
        lang: str = "en",
        direction: str = "ltr",
    ) -> str:
        """The address of a page that loads the widget's script and has this body."""
        path = f"/pages/{len(self._pages)}"
        page = _PAGE.format(body=body, head=head, lang=lang, direction=direction)
        headers = {"content-security-policy": policy} if policy else {}
        self._pages[path] = HTMLResponse(page, headers=headers)
        return self.url + path

    @contextmanager
    def listening(self) -> Iterator[ChatServer]:
        """The server, reachable at its ``url`` for the length of the block."""
        with on_loopback(self._application()) as self.url:
            try:
                yield self
            finally:
                self.go_on.set()

    def _application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/widget.js", self._widget),
                Route("/pages/{number}", self._page),
                Route("/csp-reports", self._csp_report, methods=["POST"]),
                Route("/v1/ask", self._ask, methods=["POST", "OPTIONS"]),
                Route("/v1/suggestions", self._suggestions),
                Route("/v1/articles/{article_id:path}", self._article),
                Route("/v1/answers/{answer_id}/feedback", self._feedback, methods=["POST"]),
            ]
        )

    def _headers(self) -> dict[str, str]:
        if self._allow_origin is None:
            return {}
        return {
            "access-control-allow-origin": self._allow_origin,
            "access-control-allow-headers": "authorization, content-type",
            "access-control-expose-headers": "retry-after",
        }

    async def _widget(self, _: Request) -> Response:
        return FileResponse(WIDGET, media_type="text/javascript", headers=self._headers())

    async def _page(self, request: Request) -> Response:
        return self._pages.get(request.url.path, PlainTextResponse("no such page", 404))

    async def _csp_report(self, request: Request) -> Response:
        self.csp_reports.append(json.loads(await request.body()))
        return Response(status_code=204)

    async def _suggestions(self, _: Request) -> Response:
        if self.suggestions is None:
            return _missing(self._headers())
        return JSONResponse({"questions": self.suggestions}, headers=self._headers())

    async def _article(self, request: Request) -> Response:
        article = self.articles.get(request.path_params["article_id"])
        if article is None:
            return _missing(self._headers())
        return JSONResponse(article, headers=self._headers())

    async def _feedback(self, request: Request) -> Response:
        given = await request.json()
        self.feedback.append({"answer": request.path_params["answer_id"], **given})
        return Response(status_code=204, headers=self._headers())

    async def _ask(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=self._headers())
        self.asked.append(await request.json())
        self.authorizations.append(request.headers.get("authorization", ""))
        script = self.scripts.popleft() if len(self.scripts) > 1 else self.scripts[0]
        headers = {**self._headers(), **script.headers}
        if script.body is not None:
            await asyncio.sleep(script.first_after_seconds)
            return Response(
                script.body, script.status, headers=headers, media_type=script.content_type
            )
        return StreamingResponse(
            self._events(script), media_type="text/event-stream", headers=headers
        )

    async def _events(self, script: Script) -> AsyncIterator[str]:
        is_whole = False
        try:
            yield ": a comment comes first\n\n"
            await asyncio.sleep(script.first_after_seconds)
            for index, (name, data) in enumerate(script.events):
                if index == script.held_after:
                    await asyncio.to_thread(self.go_on.wait)
                text = data if isinstance(data, str) else json.dumps(data)
                yield f"event: {name}\ndata: {text}\n\n"
                await asyncio.sleep(script.pause_seconds)
            is_whole = True
        finally:
            self.streams_left += not is_whole
        if script.breaks:
            raise StreamBroken("the script ends the connection")


def _missing(headers: Mapping[str, str]) -> Response:
    body = {
        "type": "about:blank",
        "title": "Not found",
        "status": 404,
        "detail": "there is no such thing; look at the list",
    }
    return JSONResponse(body, 404, headers=dict(headers), media_type="application/problem+json")


def citation(number: int, quote: str, **fields: Any) -> dict[str, Any]:
    """A citation whose article begins with its quote, unless the fields say otherwise."""
    return {
        "number": number,
        "article_id": f"article-{number}",
        "title": f"Article number {number}",
        "source": f"Outlet {number}",
        "author": None,
        "url": f"https://news.example/{number}",
        "published_at": "2025-03-12T00:00:00Z",
        "quote": quote,
        "start": 0,
        "end": len(quote),
        "also_in": [],
        **fields,
    }


def answer_of(
    sentences: Sequence[tuple[str, Sequence[int]]],
    citations: Sequence[Mapping[str, Any]],
    *,
    support: Mapping[int, str] | None = None,
    **fields: Any,
) -> dict[str, Any]:
    """An answer made of (sentence, numbers) pairs.

    Args:
        sentences: in order, each with the numbers it cites.
        citations: as ``citation`` makes them.
        support: of the sentences that are not fully supported, by index.
        fields: of the answer, instead of those made here.
    """
    text = ""
    statements = []
    for index, (sentence, numbers) in enumerate(sentences):
        text += " " if text else ""
        statements.append(
            {
                "text": sentence,
                "start": len(text),
                "end": len(text) + len(sentence),
                "citations": list(numbers),
                "support": (support or {}).get(index, "supported"),
            }
        )
        text += sentence + (" " if numbers else "") + "".join(f"[{one}]" for one in numbers)
    return {
        "id": "ans_0001",
        "status": "answered",
        "answer": text,
        "understood_as": None,
        "confidence": 0.9,
        "statements": statements,
        "citations": [dict(one) for one in citations],
        "disagreements": [],
        "corroboration": {"independent_sources": len(citations)},
        "nearest": [],
        "answerer": {
            "kind": "extractive",
            "model": "dateline-reader/1",
            "prompt": None,
            "prompt_sha256": None,
            "fallback_reason": None,
        },
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "cost_usd": 0.0},
        "timings_ms": {"retrieve": 1.0, "answer": 1.0, "verify": 1.0, "total": 3.0},
        **fields,
    }


def article_of(cited: Mapping[str, Any], text: str, **fields: Any) -> dict[str, Any]:
    """The article of a citation, as ``GET /v1/articles/{id}`` gives it."""
    taken = ("article_id", "title", "source", "author", "url", "published_at", "also_in")
    return {
        **{name: cited[name] for name in taken},
        "language": "en",
        "version": 1,
        "section": None,
        "text": text,
        "corrections": [],
        **fields,
    }
