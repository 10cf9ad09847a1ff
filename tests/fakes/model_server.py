"""A language model's server without a model: OpenAI-compatible, with a queue of answers and faults.

``FakeModelServer.transport`` answers inside the process; ``FakeModelServer.listening`` answers the
same over a loopback socket, for clients that need an address.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2

_LAST_EVENT = b"data: [DONE]\n\n"
_REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server does with one request.

    ``pieces`` are streamed one by one; ``first_piece_after_seconds`` and ``pause_seconds`` delay
    them. ``raw`` is sent as it is instead of a stream of chunks. ``breaks_after`` ends the
    connection after so many pieces, ``ends_silently`` behind the last one without a word that it is
    over. ``endless`` repeats the pieces for ever. ``tokens`` are the
    (prompt, completion) tokens reported; ``None`` reports nothing.
    """

    pieces: tuple[str, ...] = ()
    status: int = 200
    error: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    first_piece_after_seconds: float = 0.0
    pause_seconds: float = 0.0
    breaks_after: int | None = None
    raw: bytes | None = None
    endless: bool = False
    ends_silently: bool = False
    tool_call: bool = False
    finish_reason: str = "stop"
    tokens: tuple[int, int] | None = (100, 20)


def text(answer: str, **options: Any) -> Reply:
    """A reply that streams ``answer`` a few characters at a time."""
    pieces = tuple(answer[start : start + 7] for start in range(0, len(answer), 7))
    return Reply(pieces=pieces, **options)


def failure(status: int, message: str = "it went wrong", **fields: Any) -> Reply:
    """A reply with an error status and OpenAI's error body."""
    return Reply(status=status, error={"message": message, "type": "error", **fields})


class BrokenConnection(httpx2.RemoteProtocolError):
    """The server goes away in the middle of a stream."""


class FakeModelServer:
    """Answers each request with the next reply; the last one is repeated.

    ``requests`` holds the JSON bodies received; ``running`` and ``most_running`` count requests
    being answered at the same time; ``cut_off`` counts the streams their reader left.
    """

    def __init__(self, *replies: Reply) -> None:
        self.replies = deque(replies)
        self.requests: list[dict[str, Any]] = []
        self.authorizations: list[str] = []
        self.running = 0
        self.most_running = 0
        self.cut_off = 0

    @property
    def transport(self) -> httpx2.MockTransport:
        """A transport that never opens a socket."""
        return httpx2.MockTransport(self._handle)

    def client(self) -> httpx2.AsyncClient:
        """An HTTP client whose every request comes here."""
        return httpx2.AsyncClient(transport=self.transport)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """The address, such as ``http://127.0.0.1:40001/v1``, while the server listens there."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        finally:
            server.close()
            await server.wait_closed()

    async def _handle(self, request: httpx2.Request) -> httpx2.Response:
        reply = self._take(await request.aread(), request.headers.get("authorization", ""))
        kind, body = self._body(reply)
        return httpx2.Response(
            reply.status, headers={"content-type": kind, **reply.headers}, content=body
        )

    def _take(self, body: bytes, authorization: str) -> Reply:
        self.requests.append(json.loads(body))
        self.authorizations.append(authorization)
        return self.replies.popleft() if len(self.replies) > 1 else self.replies[0]

    def _body(self, reply: Reply) -> tuple[str, AsyncIterator[bytes]]:
        if reply.error is not None:
            return "application/json", self._counted(_once(json.dumps({"error": reply.error})))
        return "text/event-stream", self._counted(_events(reply))

    async def _counted(self, events: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The events; clients stop reading at the last one, so the count ends before it."""
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        is_running = True
        try:
            async for event in events:
                if event == _LAST_EVENT:
                    self.running -= 1
                    is_running = False
                yield event
        finally:
            self.running -= is_running
            self.cut_off += is_running

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            headers = dict(
                line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line
            )
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            reply = self._take(body, headers.get("authorization", ""))
            kind, events = self._body(reply)
            lines = [
                f"HTTP/1.1 {reply.status} {_REASONS.get(reply.status, 'Error')}",
                f"content-type: {kind}",
                "transfer-encoding: chunked",
                "connection: close",
            ]
            writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
            async for event in events:
                writer.write(f"{len(event):x}\r\n".encode() + event + b"\r\n")
                await writer.drain()
            writer.write(b"0\r\n\r\n")
        except (BrokenConnection, ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


async def _once(content: str) -> AsyncIterator[bytes]:
    yield content.encode()


async def _events(reply: Reply) -> AsyncIterator[bytes]:
    if reply.raw is not None:
        yield reply.raw
        return
    yield _event({"choices": [_choice({"role": "assistant", "content": None})]})
    await asyncio.sleep(reply.first_piece_after_seconds)
    sent = 0
    while True:
        for piece in reply.pieces:
            if sent == reply.breaks_after:
                raise BrokenConnection("peer closed the connection")
            yield _event({"choices": [_choice({"content": piece})]})
            sent += 1
            await asyncio.sleep(reply.pause_seconds)
        if not reply.endless:
            break
    if reply.ends_silently:
        return
    if reply.tool_call:
        call = {
            "index": 0,
            "id": "1",
            "type": "function",
            "function": {"name": "f", "arguments": ""},
        }
        yield _event({"choices": [_choice({"tool_calls": [call]})]})
    yield _event({"choices": [_choice({}, reply.finish_reason)]})
    if reply.tokens is not None:
        prompt, completion = reply.tokens
        usage = {
            "prompt_tokens": prompt,
            "completion_tokens": completion,
            "total_tokens": prompt + completion,
        }
        yield _event({"choices": [], "usage": usage})
    yield _LAST_EVENT


def _choice(delta: dict[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish_reason}


def _event(fields: dict[str, Any]) -> bytes:
    chunk = {"id": "chat-1", "object": "chat.completion.chunk", "created": 0, "model": "fake"}
    return b"data: " + json.dumps({**chunk, **fields}).encode() + b"\n\n"
