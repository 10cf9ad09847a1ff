"""The HTTP application: built by ``create_app``, never at import."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.openapi.utils import get_openapi

from corpus.embeddings import embedder_from
from corpus.stores import Stores
from service.api import articles, ask, health, search
from service.api.body_limit import BodyLimit
from service.api.errors import Problem, install_problem_handlers
from service.api.request_log import RequestLog
from service.intake import ArticleIntake
from service.settings import ServiceSettings
from service.state import ServiceState, assemble

TITLE = "Dateline"
VERSION = "1"
"""Of the HTTP interface; the program has its own."""
DESCRIPTION = "Answers questions from news articles and cites the exact sentences it relied on."


def create_app(
    settings: ServiceSettings,
    *,
    intake: ArticleIntake | None = None,
    state: ServiceState | None = None,
) -> FastAPI:
    """The application over the collection that the settings name.

    Args:
        settings: everything the service can be told.
        intake: takes articles in and out; without one the service only answers.
        state: resources that are already open, which the caller closes; the settings and the
            intake are then the state's.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if state is not None:
            yield
            return
        app.state.service = await run_in_threadpool(_open, settings, intake)
        try:
            yield
        finally:
            app.state.service.stores.close()

    app = FastAPI(title=TITLE, version=VERSION, description=DESCRIPTION, lifespan=lifespan)
    limits = settings.limits if state is None else state.settings.limits
    app.state.service = state
    app.state.places = asyncio.Semaphore(limits.concurrent_answers)
    app.add_middleware(BodyLimit, most_bytes=limits.body_bytes)
    app.add_middleware(RequestLog)
    install_problem_handlers(app)
    for module in (ask, search, articles, health):
        app.include_router(module.router)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def _open(settings: ServiceSettings, intake: ArticleIntake | None) -> ServiceState:
    stores = Stores.open(settings)
    try:
        embedder = embedder_from(settings.embedding, settings.cache_dir)
        return assemble(settings, stores, embedder, intake=intake)
    except BaseException:
        stores.close()
        raise


def _described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, with the problem that every endpoint's errors refer to."""
    if app.openapi_schema is None:
        described = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
        )
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = described.setdefault("components", {}).setdefault("schemas", {})
        schemas.update(problem.pop("$defs", {}))
        schemas[Problem.__name__] = problem
        app.openapi_schema = described
    return app.openapi_schema
