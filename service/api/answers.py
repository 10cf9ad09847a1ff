"""/v1/answers: read an answer again, and say what it was worth."""

from __future__ import annotations

import json
from typing import Annotated

import structlog
from fastapi import APIRouter, Path
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from corpus.answer_ledger import GivenAnswer, Opinion
from service.api.dependencies import KEY_CHECKED, KeyedRoute, State
from service.api.errors import problem_responses
from service.api.requests import FeedbackRequest
from service.api.schemas import FeedbackAdded, KeptAnswerBody
from service.state import ServiceState

router = APIRouter(
    prefix="/v1/answers", tags=["answers"], dependencies=[KEY_CHECKED], route_class=KeyedRoute
)

Id = Annotated[str, Path(min_length=1, max_length=100, description="The answer's id.")]


@router.get(
    "/{answer_id}",
    response_model=KeptAnswerBody,
    responses=problem_responses(401, 403, 404, 422, 429, 503),
)
async def read_answer(answer_id: Id, state: State) -> JSONResponse:
    """An answer exactly as it was given, with the question and when it was asked."""
    given = await run_in_threadpool(state.answers.answer, answer_id)
    asked_at = given.asked_at.isoformat().replace("+00:00", "Z")
    sent = json.loads(given.body or "{}")
    return JSONResponse(
        {**sent, "question": given.question, "asked_at": asked_at},
        headers={"Cache-Control": "private, no-store"},
    )


@router.post(
    "/{answer_id}/feedback",
    status_code=201,
    responses=problem_responses(401, 403, 404, 413, 422, 429, 503),
)
async def add_feedback(answer_id: Id, request: FeedbackRequest, state: State) -> FeedbackAdded:
    """Keeps what a reader says of an answer, or of one of its citations."""
    feedback_id = await run_in_threadpool(_add, state, answer_id, request)
    structlog.contextvars.bind_contextvars(rating=request.rating)
    return FeedbackAdded(id=feedback_id)


def _add(state: ServiceState, answer_id: str, request: FeedbackRequest) -> str:
    answer = state.answers.known(answer_id)
    if request.citation is not None and request.citation not in answer.citations:
        raise _no_such_citation(answer)
    opinion = Opinion(request.rating, request.citation, request.comment or None)
    return state.answers.add_feedback(answer, opinion).feedback_id


def _no_such_citation(answer: GivenAnswer) -> RequestValidationError:
    numbers = ", ".join(str(number) for number in sorted(answer.citations))
    error = {
        "type": "value_error",
        "loc": ("body", "citation"),
        "msg": f"the answer has no such citation; it has {numbers or 'none, so leave it out'}",
    }
    return RequestValidationError([error])
