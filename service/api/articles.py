"""/v1/articles: list, read, add, delete."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Annotated
from urllib.parse import quote

import structlog
from anyio import to_thread
from fastapi import APIRouter, Path, Query, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError

from corpus.browsing import Place, selected
from corpus.models import ArticleId
from service.api.dependencies import KEY_CHECKED, Intake, IntakeTurns, KeyedRoute, Selected, State
from service.api.errors import problem_responses
from service.api.presentation import article_summary
from service.api.requests import ArticleRequest
from service.api.schemas import AddedBody, ArticleBody, ArticlePage
from service.api.whole_articles import whole_article

router = APIRouter(
    prefix="/v1/articles", tags=["articles"], dependencies=[KEY_CHECKED], route_class=KeyedRoute
)

USUAL_PAGE, LARGEST_PAGE = 100, 1_000
_PLACE = re.compile(r"(?P<second>-?[0-9]{1,12}|-) (?P<article>[^\x00]+)")
"""What a cursor says: the second of publication, where there is one, and an article's id."""


Id = Annotated[str, Path(min_length=1, max_length=500, description="The article's id.")]
Cursor = Annotated[
    str | None, Query(max_length=4_000, description="`next_cursor` of the page before.")
]
Version = Annotated[
    int | None, Query(ge=1, description="An earlier version; the current one if left out.")
]
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="Most articles to return.")]


@router.get("", responses=problem_responses(401, 403, 422, 429, 503))
async def list_articles(
    state: State,
    selection: Selected,
    cursor: Cursor = None,
    limit: Limit = USUAL_PAGE,
) -> ArticlePage:
    """The articles that pass all filters, newest first; those without a date come last.

    Pages neither repeat nor leave out an article when others are added or removed meanwhile.
    """
    after = None if cursor is None else _read_cursor(cursor)
    catalogue = state.stores.catalogue
    page = await run_in_threadpool(lambda: selected(catalogue, selection, after=after, limit=limit))
    return ArticlePage(
        articles=[article_summary(article) for article in page.articles],
        next_cursor=None if page.next_after is None else _cursor(page.next_after),
    )


@router.post(
    "",
    status_code=201,
    responses={
        200: {"description": "It was there before: updated or unchanged", "model": AddedBody},
        **problem_responses(401, 403, 409, 413, 422, 501, 502, 503, 504),
    },
)
async def add_article(
    request: ArticleRequest, intake: Intake, turns: IntakeTurns, response: Response
) -> AddedBody:
    """Adds an article, or updates the one with its `id` or `url`; searchable at once.

    With a `url` and no `text`, `html` or `markdown` the page is fetched from there.
    """
    record = request.model_dump(mode="json", exclude_none=True)
    added = await to_thread.run_sync(intake.add, record, limiter=turns)
    structlog.contextvars.bind_contextvars(outcome=added.outcome)
    response.headers["Location"] = f"/v1/articles/{quote(added.article_id, safe='')}"
    if added.outcome in {"updated", "unchanged"}:
        response.status_code = 200
    return AddedBody(article_id=added.article_id, outcome=added.outcome)


@router.get("/{article_id:path}", responses=problem_responses(401, 403, 404, 422, 429, 503))
async def read_article(article_id: Id, state: State, version: Version = None) -> ArticleBody:
    """An article with the text that quotes' offsets point into."""
    return await run_in_threadpool(whole_article, state.stores.catalogue, article_id, version)


@router.delete(
    "/{article_id:path}",
    status_code=204,
    responses=problem_responses(401, 403, 404, 409, 422, 501, 503),
)
async def delete_article(article_id: Id, intake: Intake, turns: IntakeTurns) -> None:
    """Takes an article out with all its versions; a copy of its story is searched instead."""
    await to_thread.run_sync(intake.remove, article_id, limiter=turns)


def _cursor(place: Place) -> str:
    second = "-" if place.published_second is None else place.published_second
    return base64.urlsafe_b64encode(f"{second} {place.article_id}".encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> Place:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        place = _PLACE.fullmatch(base64.b64decode(padded, altchars=b"-_", validate=True).decode())
    except (binascii.Error, ValueError):
        place = None
    if place is None:
        error = {
            "type": "value_error",
            "loc": ("query", "cursor"),
            "msg": "this is no cursor; pass `next_cursor` of the page before, unchanged",
        }
        raise RequestValidationError([error])
    second = None if place["second"] == "-" else int(place["second"])
    return Place(second, ArticleId(place["article"]))
