"""POST /v1/ask: a question in, a cited answer out, whole or as it is made."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from service.api.delivery import Delivery
from service.api.dependencies import KEY_CHECKED, PLACE_TAKEN, KeyedRoute, State
from service.api.errors import problem_responses
from service.api.presentation import question_from
from service.api.requests import AskRequest
from service.api.schemas import AskResponse
from service.api.streaming import (
    EVENT_SCHEMA,
    KEEP_ALIVE,
    Step,
    answer_events,
    begun,
    event_stream,
    sse,
)

router = APIRouter(tags=["answers"], dependencies=[KEY_CHECKED], route_class=KeyedRoute)

_EVENTS = {
    "description": "The answer; with `stream`, the events `sources`, `delta`, `statement`, "
    "`answer`, or `error` with a problem, last",
    "content": {"text/event-stream": {"schema": EVENT_SCHEMA}},
}


@router.post(
    "/v1/ask",
    dependencies=[PLACE_TAKEN],
    response_model=AskResponse,
    responses={200: _EVENTS, **problem_responses(401, 403, 413, 422, 429, 502, 503)},
)
async def ask(asked: AskRequest, state: State, request: Request) -> AskResponse | StreamingResponse:
    """The answer to a question, each statement tied to exact quotes.

    A question that the articles do not answer gets `status: unanswerable`, which is no error.
    """
    delivery = Delivery(question_from(asked), state, request)
    if asked.stream:
        return event_stream(_chunks(await begun(delivery.steps()), request))
    return await delivery.whole()


async def _chunks(
    steps: AsyncGenerator[Step, None], request: Request
) -> AsyncGenerator[bytes, None]:
    async with aclosing(answer_events(steps, request)) as named_events:
        async for named in named_events:
            yield KEEP_ALIVE if named is None else sse(*named)
