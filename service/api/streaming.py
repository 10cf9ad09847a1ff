"""Answers as server-sent events: sources, deltas, statements, the answer; or an error, last."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from typing import TypeVar

import structlog
from fastapi import Request
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event
from pydantic import BaseModel

from corpus.errors import DatelineError
from service.answering.events import SourcesFound, StatementWritten
from service.api.errors import Problem, problem_of
from service.api.presentation import cited_body, sources_body, statement_body
from service.api.schemas import AskResponse, DeltaEvent, StatementEvent

Step = SourcesFound | StatementWritten | AskResponse
"""What happens while an answer is made, the answer as it is sent, last."""

_Event = TypeVar("_Event")

KEEP_ALIVE_SECONDS = 15.0
"""A comment is sent after so long without an event, since proxies close silent connections."""
EVENT_SCHEMA = {
    "type": "object",
    "properties": {
        "event": {
            "type": "string",
            "enum": ["sources", "delta", "statement", "answer", "error"],
        },
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
    "required": ["event", "data"],
}
"""One event, for the description of the interface."""
KEEP_ALIVE = b": waiting\n\n"
HEADERS = {"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}


async def begun(events: AsyncGenerator[_Event, None]) -> AsyncGenerator[_Event, None]:
    """The same events, the first of them already there: its failure is an ordinary problem."""
    first = await anext(events)

    async def all_events() -> AsyncGenerator[_Event, None]:
        async with aclosing(events):
            yield first
            async for event in events:
                yield event

    return all_events()


def event_stream(chunks: AsyncIterator[bytes]) -> StreamingResponse:
    """The response that sends server-sent events as they come."""
    return StreamingResponse(chunks, media_type="text/event-stream", headers=HEADERS)


def sse(name: str | None, body: BaseModel) -> bytes:
    """One event on the wire."""
    return format_sse_event(data_str=body.model_dump_json(), event=name)


def _encoded(step: Step) -> tuple[str, BaseModel]:
    """The name and body of the event that one step is sent as, beside its text."""
    if isinstance(step, SourcesFound):
        return "sources", sources_body(step)
    if isinstance(step, StatementWritten):
        statement = statement_body(step.statement)
        cited = [cited_body(one) for one in step.cited]
        return "statement", StatementEvent(**statement.model_dump(), cited=cited)
    return "answer", step


async def answer_events(
    steps: AsyncGenerator[Step, None], request: Request
) -> AsyncGenerator[tuple[str, BaseModel] | None, None]:
    """Names and bodies of all events; ``None`` where the stream was silent for long.

    The deltas, put together, are the answer's text, also where it is a refusal. A failure becomes a
    last event ``error`` with the problem. Closing it ends the answering.
    """
    told = 0
    async with aclosing(paced(steps)) as paced_steps:
        async for step in paced_steps:
            if step is None:
                yield None
            elif isinstance(step, Exception):
                yield "error", broken_off(step, request)
            else:
                if text := text_of(step, told):
                    told += len(text)
                    yield "delta", DeltaEvent(text=text)
                yield _encoded(step)


def text_of(step: Step, told: int) -> str:
    """What the answer's text grows by at this step, of which ``told`` characters were told."""
    if isinstance(step, StatementWritten):
        return step.text
    # A refusal is no statement: its sentence comes with the whole answer only.
    return step.answer[told:] if isinstance(step, AskResponse) else ""


async def paced(
    events: AsyncGenerator[_Event, None],
) -> AsyncGenerator[_Event | Exception | None, None]:
    """The events; ``None`` where there was none for long, and an exception, last, that ended them.

    Closing it ends the answering.
    """
    queue: asyncio.Queue[_Event | Exception | None] = asyncio.Queue()
    producing = asyncio.create_task(_produce(events, queue))
    try:
        while True:
            try:
                async with asyncio.timeout(KEEP_ALIVE_SECONDS):
                    event = await queue.get()
            except TimeoutError:
                yield None
                continue
            if event is None:
                return
            yield event
            if isinstance(event, Exception):
                return
    finally:
        producing.cancel()
        with suppress(asyncio.CancelledError):
            await producing


def broken_off(error: Exception, request: Request) -> Problem:
    """The problem that ends a stream which has begun."""
    problem = problem_of(error, request.url.path)
    structlog.get_logger().warning("answer_broke_off", problem=problem.type)
    return problem


async def _produce(
    events: AsyncGenerator[_Event, None], queue: asyncio.Queue[_Event | Exception | None]
) -> None:
    try:
        async with aclosing(events):
            async for event in events:
                queue.put_nowait(event)
    except DatelineError as error:
        queue.put_nowait(error)
    except Exception as error:  # noqa: BLE001 - after the first byte a problem is an event too
        structlog.get_logger().error("answer_failed", exc_info=error)
        queue.put_nowait(error)
    else:
        queue.put_nowait(None)
