"""GET /v1/sources: what the collection can be filtered by."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

from corpus.browsing import languages, outlets
from service.api.dependencies import KEY_CHECKED, State
from service.api.errors import problem_responses
from service.api.schemas import LanguageBody, OutletBody, SourceList
from service.state import ServiceState

router = APIRouter(prefix="/v1/sources", tags=["articles"], dependencies=[KEY_CHECKED])


@router.get("", responses=problem_responses(401, 403, 429, 503))
async def list_sources(state: State) -> SourceList:
    """The outlets and languages of the collection, the most articles first."""
    return await run_in_threadpool(_list, state)


def _list(state: ServiceState) -> SourceList:
    catalogue = state.stores.catalogue
    return SourceList(
        sources=[OutletBody(name=one.name, articles=one.articles) for one in outlets(catalogue)],
        languages=[
            LanguageBody(code=one.name, articles=one.articles) for one in languages(catalogue)
        ],
    )
