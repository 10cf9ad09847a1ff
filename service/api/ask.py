"""POST /v1/ask: a question in, a cited answer out."""

from __future__ import annotations

import structlog
from fastapi import APIRouter

from service.api.dependencies import KEY_CHECKED, PLACE_TAKEN, State
from service.api.errors import NotBuilt, problem_responses
from service.api.presentation import answer_body, question_from
from service.api.requests import AskRequest
from service.api.schemas import AskResponse

router = APIRouter(tags=["answers"], dependencies=[KEY_CHECKED])


@router.post(
    "/v1/ask",
    dependencies=[PLACE_TAKEN],
    responses=problem_responses(401, 403, 413, 422, 501, 502, 503),
)
async def ask(request: AskRequest, state: State) -> AskResponse:
    """The answer to a question, each statement tied to exact quotes.

    A question that the articles do not answer gets `status: unanswerable`, which is no error.
    """
    if request.stream:
        raise NotBuilt("answers are not streamed yet; leave `stream` out or false")
    answer = await state.engine.ask(question_from(request))
    structlog.contextvars.bind_contextvars(
        answer_id=answer.answer_id,
        answer_status=answer.status.value,
        answerer=answer.identity.kind,
        fell_back=answer.identity.fallback_reason is not None,
        citations=len(answer.citations),
        retrieve_ms=round(answer.timings.retrieve, 1),
        answer_ms=round(answer.timings.answer, 1),
        prompt_tokens=answer.usage.prompt_tokens,
        completion_tokens=answer.usage.completion_tokens,
    )
    return answer_body(answer)
