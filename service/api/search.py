"""POST /v1/search: a query in, passages out."""

from __future__ import annotations

import time

import structlog
from fastapi import APIRouter

from service.api.dependencies import KEY_CHECKED, PLACE_TAKEN, KeyedRoute, State
from service.api.errors import problem_responses
from service.api.presentation import question_from, search_body
from service.api.requests import SearchRequest
from service.api.schemas import SearchResponse

router = APIRouter(tags=["answers"], dependencies=[KEY_CHECKED], route_class=KeyedRoute)


@router.post(
    "/v1/search",
    dependencies=[PLACE_TAKEN],
    responses=problem_responses(401, 403, 413, 422, 429, 502, 503),
)
async def search(request: SearchRequest, state: State) -> SearchResponse:
    """The passages that matter for a query, best first, each once."""
    started = time.perf_counter()
    hits = await state.engine.search(question_from(request), request.top_k)
    structlog.contextvars.bind_contextvars(hits=len(hits))
    return search_body(hits, total_ms=(time.perf_counter() - started) * 1000)
