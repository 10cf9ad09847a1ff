"""POST /v1/chat/completions and GET /v1/models: the same answers for OpenAI's clients."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event
from pydantic import BaseModel

from service.api.chat_bodies import ChatCompletion, ModelBody, ModelList
from service.api.chat_presentation import Completion
from service.api.chat_requests import ANSWERERS, ChatRequest, served
from service.api.delivery import Delivery, Parts
from service.api.dependencies import KEY_CHECKED, PLACE_TAKEN, KeyedRoute, State
from service.api.errors import (
    ModelNotFound,
    OpenAIError,
    Problem,
    openai_error,
    problem_responses,
)
from service.api.schemas import AskResponse
from service.api.streaming import KEEP_ALIVE, event_stream

router = APIRouter(
    prefix="/v1", tags=["OpenAI clients"], dependencies=[KEY_CHECKED], route_class=KeyedRoute
)

_DONE = format_sse_event(data_str="[DONE]")
_CHUNKS = {
    "description": "The completion; with `stream`, chunks of it and `[DONE]`, or an `error`, last",
    "content": {"text/event-stream": {"schema": {"type": "string"}}},
}


class _ErrorChunk(BaseModel):
    """What a stream ends with that could not go on."""

    error: OpenAIError


@router.post(
    "/chat/completions",
    dependencies=[PLACE_TAKEN],
    response_model=ChatCompletion,
    responses={200: _CHUNKS, **problem_responses(401, 403, 404, 413, 422, 429, 502, 503)},
)
async def complete(
    asked: ChatRequest, state: State, request: Request
) -> ChatCompletion | StreamingResponse:
    """The answer to the last message of the user, as a chat completion.

    `message.annotations` has the addresses behind the markers, `citations` and `search_results`
    the same by number, `dateline` the whole answer of `/v1/ask`.
    """
    completion = Completion(served(asked.model))
    delivery = Delivery(asked.question, state, request)
    if asked.stream:
        parts = await delivery.parts()
        return event_stream(_chunks(parts, completion, is_usage_wanted=asked.is_usage_wanted))
    return completion.whole(await delivery.whole())


@router.get("/models", responses=problem_responses(401, 403, 429))
async def list_models(state: State) -> ModelList:
    """The names that `model` may have; `dateline-llm` only where a language model is set."""
    return ModelList(data=[ModelBody(id=name) for name in _offered(state)])


@router.get("/models/{model}", responses=problem_responses(401, 403, 404, 429))
async def read_model(model: str, state: State) -> ModelBody:
    """One of the names that `model` may have."""
    if model not in _offered(state):
        raise ModelNotFound(
            f"there is no model of this name; there are {', '.join(_offered(state))}"
        )
    return ModelBody(id=model)


def _offered(state: State) -> list[str]:
    has_writer = state.engine.written is not None
    return [name for name, kind in ANSWERERS.items() if kind != "llm" or has_writer]


async def _chunks(
    parts: Parts, completion: Completion, *, is_usage_wanted: bool
) -> AsyncGenerator[bytes, None]:
    yield _chunk(completion.opening())
    async with aclosing(parts):
        async for part in parts:
            if part is None:
                yield KEEP_ALIVE
            elif isinstance(part, str):
                yield _chunk(completion.piece(part))
            elif isinstance(part, Problem):
                yield _chunk(_ErrorChunk(error=openai_error(part)))
            elif isinstance(part, AskResponse):
                yield _chunk(completion.closing(part))
                if is_usage_wanted:
                    yield _chunk(completion.used(part))
    yield _DONE


def _chunk(body: BaseModel) -> bytes:
    return format_sse_event(data_str=body.model_dump_json())
