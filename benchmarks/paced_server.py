"""An OpenAI-compatible server that writes known answers at a fixed pace, without a model.

It runs in a process of its own, as a model's server does: what Dateline computes meanwhile may
take the processor from it, but not the interpreter.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import re
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import StreamingResponse

from benchmarks.answering import serving

_TOKEN = re.compile(r"\s*(?:\w{1,6}|[^\w\s])")


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a model writes; the defaults are those of a small hosted model."""

    first_token_ms: float = 400
    tokens_per_second: float = 40

    def due_seconds(self, position: int) -> float:
        """When the token at a position, from 0, is sent, in seconds since the request came."""
        return self.first_token_ms / 1000 + position / self.tokens_per_second


def tokens_of(text: str) -> list[str]:
    """The text in pieces about as long as a model's tokens; put together they are the text."""
    pieces = _TOKEN.findall(text)
    return [*pieces, text[sum(map(len, pieces)) :]] if sum(map(len, pieces)) < len(text) else pieces


def paced_app(answers: Mapping[str, str], pace: Pace) -> FastAPI:
    """The server: each question's answer, at the same pace whoever asks.

    Args:
        answers: by question; the question is recognised in the last message.
        pace: kept by the clock, so that late tokens do not delay the ones after them.
    """
    app = FastAPI()

    @app.post("/v1/chat/completions")
    async def complete(request: Request) -> StreamingResponse:
        came = time.perf_counter()
        asked = (await request.json())["messages"][-1]["content"]
        for question, answer in answers.items():
            if question in asked:
                return StreamingResponse(
                    _events(answer, pace, came), media_type="text/event-stream"
                )
        raise HTTPException(400, "this server knows no answer to that question")

    return app


@contextmanager
def paced_server(answers: Mapping[str, str], pace: Pace) -> Iterator[str]:
    """The address, such as ``http://127.0.0.1:40001/v1``, while the server listens there."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(dict(answers), pace, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield f"{ours.recv()}/v1"
    finally:
        ours.close()
        process.join()


def _serve(answers: Mapping[str, str], pace: Pace, starter: Connection) -> None:
    """Serves until whoever started this process closes its end."""
    with serving(paced_app(answers, pace)) as address:
        starter.send(address)
        with suppress(EOFError):
            starter.recv()


async def _events(answer: str, pace: Pace, came: float) -> AsyncIterator[bytes]:
    tokens = tokens_of(answer)
    for position, token in enumerate(tokens):
        due = came + pace.due_seconds(position)
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        yield _event({"choices": [_choice({"content": token})]})
    yield _event({"choices": [_choice({}, "stop")]})
    usage = {"prompt_tokens": 0, "completion_tokens": len(tokens), "total_tokens": len(tokens)}
    yield _event({"choices": [], "usage": usage})
    yield b"data: [DONE]\n\n"


def _choice(delta: dict[str, str], finish_reason: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish_reason}


def _event(fields: dict[str, Any]) -> bytes:
    chunk = {"id": "paced", "object": "chat.completion.chunk", "created": 0, "model": "paced"}
    return b"data: " + json.dumps({**chunk, **fields}).encode() + b"\n\n"
