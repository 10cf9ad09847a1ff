"""GET /v1/suggestions: questions to begin with."""

from __future__ import annotations

from fastapi import APIRouter

from service.api.dependencies import KEY_CHECKED, State, SuggesterOfApp
from service.api.errors import problem_responses
from service.api.schemas import Suggestions

router = APIRouter(prefix="/v1/suggestions", tags=["answers"], dependencies=[KEY_CHECKED])


@router.get("", responses=problem_responses(401, 403, 429, 502, 503))
async def suggest(state: State, suggester: SuggesterOfApp) -> Suggestions:
    """Up to four questions that the collection answers; none where it answers none."""
    questions = await suggester.questions(state.engine, state.stores.catalogue)
    return Suggestions(questions=list(questions))
