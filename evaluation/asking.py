"""Puts one question to one system. ``HttpRespondent`` speaks to Dateline, near or far."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import quote

import httpx2
from pydantic import TypeAdapter, ValidationError

from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.metrics.quotes import CitedQuote, is_exact
from evaluation.wire import (
    ArticlePart,
    CheckedQuote,
    CitationPart,
    CopyPart,
    HitPart,
    Reply,
    Response,
)

TOP_K = 50
CONTEXT = 160
"""Code points of the article shown before and after a quote."""

MOST_GOLD = 20
"""Gold articles of a question whose copies are looked up."""

BUSY = (429, 503)
PATIENCE = 4
"""How often a busy server is asked again."""

NO_SUCH_ARTICLE = (404, 422)
"""What a server says of an article, or a version of one, that it does not have or cannot name."""

_HITS = TypeAdapter(tuple[HitPart, ...])


class Respondent(Protocol):
    """A system that is evaluated: Dateline or a peer."""

    @property
    def name(self) -> str:
        """What the report calls it."""
        ...

    async def respond(self, question: EvaluationQuestion) -> Response:
        """What the system says; a failure is a ``Response`` too, never an exception."""
        ...


class HttpRespondent:
    """Asks a Dateline server: search, then the answer, then the texts its quotes point into."""

    def __init__(
        self,
        client: httpx2.AsyncClient,
        *,
        name: str = "dateline",
        options: Mapping[str, Any] | None = None,
        pause_seconds: float = 1.0,
    ) -> None:
        """``options`` are added to each request to ask, such as ``{"answerer": "extractive"}``."""
        self.name = name
        self._client = client
        self._options = dict(options or {})
        self._pause_seconds = pause_seconds
        self._articles: dict[tuple[str, int | None], ArticlePart] = {}

    async def respond(self, question: EvaluationQuestion) -> Response:
        """Search and answer of one question, or why there is none."""
        try:
            return await self._respond(question)
        except httpx2.TimeoutException:
            return _failed(question, "no answer in time")
        except (httpx2.TransportError, OSError) as error:
            reason = f"server not reachable: {type(error).__name__}"
            return _failed(question, reason, retry=True)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            return _failed(question, f"not as the contract says: {place} {first['msg']}"[:200])
        except (Refused, ValueError) as error:
            return _failed(question, str(error)[:200] or type(error).__name__)

    async def _respond(self, question: EvaluationQuestion) -> Response:
        as_of = {"as_of": question.as_of.isoformat()} if question.as_of else {}
        started = time.perf_counter()
        found = await self._post("/v1/search", {"query": question.text, "top_k": TOP_K, **as_of})
        searched = time.perf_counter()
        body = {"question": question.text, **as_of, **self._options}
        said = await self._post("/v1/ask", body)
        answered = time.perf_counter()
        reply = Reply.model_validate(said)
        hits = _HITS.validate_python(found.get("hits"))
        return Response(
            question_id=question.question_id,
            reply=reply,
            hits=await self._with_copies(hits, question.articles),
            quotes=tuple([await self._check(citation) for citation in reply.citations]),
            latency_ms=(answered - searched) * 1000,
            search_ms=(searched - started) * 1000,
        )

    async def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        response = await self._patiently(lambda: self._client.post(path, json=body))
        if response.status_code != 200:
            raise _refused(path, response)
        value = response.json()
        if not isinstance(value, dict):
            raise Refused(f"{path} answered no JSON object")
        return value

    async def _patiently(self, send: Callable[[], Awaitable[httpx2.Response]]) -> httpx2.Response:
        """The response to a request, which is sent again while the server is busy."""
        for attempt in range(1, PATIENCE):
            response = await send()
            if response.status_code not in BUSY:
                return response
            await asyncio.sleep(_seconds(response, self._pause_seconds * attempt))
        return await send()

    async def _check(self, citation: CitationPart) -> CheckedQuote:
        article = await self._article(citation.article_id, citation.version)
        text = article.text if article else None
        cited = CitedQuote(citation.article_id, citation.quote, citation.start, citation.end)
        if text is None or not is_exact(cited, text):
            return CheckedQuote(exact=False)
        return CheckedQuote(
            exact=True,
            before=text[max(0, citation.start - CONTEXT) : citation.start],
            after=text[citation.end : citation.end + CONTEXT],
        )

    async def _with_copies(
        self, hits: tuple[HitPart, ...], gold: Sequence[str]
    ) -> tuple[HitPart, ...]:
        """The hits, each with the gold articles whose copy it is: one of a story is searched."""
        copies: dict[str, list[CopyPart]] = {}
        for article_id in gold[:MOST_GOLD]:
            article = await self._article(article_id)
            for copy in article.also_in if article else ():
                copies.setdefault(copy.article_id, []).append(CopyPart(article_id=article_id))
        return tuple(
            hit.model_copy(update={"also_in": tuple(copies[hit.article_id])})
            if hit.article_id in copies
            else hit
            for hit in hits
        )

    async def _article(self, article_id: str, version: int | None = None) -> ArticlePart | None:
        """An article as it stood in a version, now where none is given; ``None``: there is none."""
        key = (article_id, version)
        if key not in self._articles:
            path = f"/v1/articles/{quote(article_id, safe='')}"
            params = {} if version is None else {"version": version}
            response = await self._patiently(lambda: self._client.get(path, params=params))
            if response.status_code in NO_SUCH_ARTICLE:
                return None
            if response.status_code != 200:
                raise _refused(path, response)
            self._articles[key] = ArticlePart.model_validate(response.json())
        return self._articles[key]


class Refused(Exception):
    """A server answered with an error, or with something that is no answer."""


def _failed(question: EvaluationQuestion, reason: str, *, retry: bool = False) -> Response:
    return Response(question_id=question.question_id, failure=reason, retry=retry)


def _refused(path: str, response: httpx2.Response) -> Refused:
    return Refused(f"{path} answered {response.status_code}: {_problem(response)}")


def _problem(response: httpx2.Response) -> str:
    try:
        body = response.json()
    except ValueError:
        return response.reason_phrase
    return str(body.get("detail") or body.get("title") or "") if isinstance(body, dict) else ""


def _seconds(response: httpx2.Response, otherwise: float) -> float:
    wait = response.headers.get("Retry-After", "")
    return min(float(wait), 30.0) if wait.isdigit() else otherwise
