"""POST /v1/ui/chat: the same answers for chat pages built with Vercel's AI SDK."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from service.answering.events import SourcesFound
from service.api.delivery import Delivery, Parts
from service.api.dependencies import KEY_CHECKED, PLACE_TAKEN, KeyedRoute, State
from service.api.errors import Problem, problem_responses
from service.api.schemas import AskResponse
from service.api.streaming import KEEP_ALIVE, event_stream
from service.api.ui_parts import (
    ErrorPart,
    Plain,
    Start,
    TextBoundary,
    TextDelta,
    UiPart,
    closing_parts,
    evidence_part,
)
from service.api.ui_requests import UiChatRequest

router = APIRouter(tags=["AI SDK"], dependencies=[KEY_CHECKED], route_class=KeyedRoute)

_DONE = format_sse_event(data_str="[DONE]")
_PROTOCOL = {"x-vercel-ai-ui-message-stream": "v1"}
_STREAM = {
    "description": "The UI message stream: text, sources, the part `data-answer`, `[DONE]`",
    "content": {"text/event-stream": {"schema": {"type": "string"}}},
}


@router.post(
    "/v1/ui/chat",
    dependencies=[PLACE_TAKEN],
    response_class=StreamingResponse,
    responses={200: _STREAM, **problem_responses(401, 403, 413, 422, 429, 502, 503)},
)
async def chat(asked: UiChatRequest, state: State, request: Request) -> StreamingResponse:
    """The answer to the last message of the user, as a UI message stream of the AI SDK."""
    response = event_stream(_stream(await Delivery(asked.question, state, request).parts()))
    response.headers.update(_PROTOCOL)
    return response


async def _stream(parts: Parts) -> AsyncGenerator[bytes, None]:
    yield _sent(Start(message_id=f"msg_{secrets.token_hex(12)}"))
    yield _sent(Plain(type="start-step"))
    is_writing = False
    async with aclosing(parts):
        async for part in parts:
            if part is None:
                yield KEEP_ALIVE
            elif isinstance(part, SourcesFound):
                yield _sent(evidence_part(part))
            elif isinstance(part, Problem):
                yield _sent(ErrorPart(error_text=part.detail))
            elif isinstance(part, AskResponse):
                yield _sent(TextBoundary(type="text-end"))
                for closing in closing_parts(part):
                    yield _sent(closing)
                yield _sent(Plain(type="finish-step"))
                yield _sent(Plain(type="finish"))
            else:
                if not is_writing:
                    is_writing = True
                    yield _sent(TextBoundary(type="text-start"))
                yield _sent(TextDelta(delta=part))
    yield _DONE


def _sent(part: UiPart) -> bytes:
    return format_sse_event(data_str=part.model_dump_json())
