"""/v1/articles: list, read, add, delete."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated
from urllib.parse import quote

import structlog
from fastapi import APIRouter, Path, Query, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError

from service.api.dependencies import KEY_CHECKED, Intake, State
from service.api.errors import NotBuilt, problem_responses
from service.api.presentation import article_body, article_summary
from service.api.requests import ArticleRequest
from service.api.schemas import AddedBody, ArticleBody, ArticlePage

router = APIRouter(prefix="/v1/articles", tags=["articles"], dependencies=[KEY_CHECKED])

LARGEST_PAGE = 1_000

Id = Annotated[str, Path(min_length=1, max_length=500, description="The article's id.")]
Cursor = Annotated[
    str | None, Query(max_length=4_000, description="`next_cursor` of the page before.")
]
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="Most articles to return.")]


@router.get("", responses=problem_responses(401, 403, 422, 503))
async def list_articles(state: State, cursor: Cursor = None, limit: Limit = 100) -> ArticlePage:
    """The articles in the order of their ids."""
    after = None if cursor is None else _read_cursor(cursor)
    catalogue = state.stores.catalogue
    page = await run_in_threadpool(lambda: catalogue.page(after=after, limit=limit))
    return ArticlePage(
        articles=[article_summary(article) for article in page.articles],
        next_cursor=None if page.next_after is None else _cursor(page.next_after),
    )


@router.post(
    "",
    status_code=201,
    responses={
        200: {"description": "It was there before: updated or unchanged", "model": AddedBody},
        **problem_responses(401, 403, 409, 413, 422, 501, 502, 503),
    },
)
async def add_article(request: ArticleRequest, intake: Intake, response: Response) -> AddedBody:
    """Adds an article, or updates the one with its `id` or `url`; searchable at once."""
    if request.url and not (request.text or request.html):
        raise NotBuilt("pages are not fetched yet; send the page as `html` along with its `url`")
    record = request.model_dump(mode="json", exclude_none=True)
    added = await run_in_threadpool(intake.add, record)
    structlog.contextvars.bind_contextvars(outcome=added.outcome)
    response.headers["Location"] = f"/v1/articles/{quote(added.article_id, safe='')}"
    if added.outcome in {"updated", "unchanged"}:
        response.status_code = 200
    return AddedBody(article_id=added.article_id, outcome=added.outcome)


@router.get("/{article_id:path}", responses=problem_responses(401, 403, 404, 422, 503))
async def read_article(article_id: Id, state: State) -> ArticleBody:
    """An article with the text that quotes' offsets point into."""
    return await run_in_threadpool(_read, state, article_id)


@router.delete(
    "/{article_id:path}",
    status_code=204,
    responses=problem_responses(401, 403, 404, 409, 422, 501, 503),
)
async def delete_article(article_id: Id, intake: Intake) -> None:
    """Takes an article out with all its versions; a copy of its story is searched instead."""
    await run_in_threadpool(intake.remove, article_id)


def _read(state: State, article_id: str) -> ArticleBody:
    versions = state.stores.catalogue.versions(article_id)
    story = versions[-1].story_id
    return article_body(versions, state.stores.catalogue.copies([story])[story])


def _cursor(after: str) -> str:
    return base64.urlsafe_b64encode(after.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> str:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        error = {
            "type": "value_error",
            "loc": ("query", "cursor"),
            "msg": "this is no cursor; pass `next_cursor` of the page before, unchanged",
        }
        raise RequestValidationError([error]) from None
