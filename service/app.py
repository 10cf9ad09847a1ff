"""The HTTP application: built by ``create_app``, never at import."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from anyio import CapacityLimiter
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.openapi.utils import get_openapi

from corpus.embeddings import embedder_from
from corpus.stores import Stores
from service.api import (
    answers,
    articles,
    ask,
    chat_completions,
    health,
    metrics,
    pages,
    reference,
    search,
    sources,
    suggestions,
    ui_chat,
    widget_tokens,
)
from service.api.body_limit import BodyLimit
from service.api.browser_safety import BrowserSafety
from service.api.cross_origin import allow_origins
from service.api.errors import Problem, install_problem_handlers
from service.api.head_requests import HeadRequests
from service.api.host_check import HostCheck
from service.api.metrics import Metrics, RequestMetrics
from service.api.query_fields import FilledFields
from service.api.rates import Rates
from service.api.readiness import ModelCheck
from service.api.request_log import RequestLog
from service.api.unforeseen import UnforeseenErrors
from service.intake import ArticleIntake
from service.settings import ServiceSettings
from service.state import ServiceState, assemble
from service.suggestions import Suggester

TITLE = "Dateline"
VERSION = "1"
"""Of the HTTP interface; the program has its own."""
INTAKE_THREADS = 8
"""Articles added or removed at the same time; a page that is fetched may take long."""
ENDPOINTS = (
    ask,
    search,
    chat_completions,
    ui_chat,
    answers,
    suggestions,
    articles,
    sources,
    widget_tokens,
    health,
    metrics,
    reference,
    pages,
)
DESCRIPTION = "Answers questions from news articles and cites the exact sentences it relied on."


def create_app(
    settings: ServiceSettings,
    *,
    intake: ArticleIntake | None = None,
    state: ServiceState | None = None,
    is_served: bool = False,
) -> FastAPI:
    """The application over the collection that the settings name.

    Args:
        settings: everything the service can be told.
        intake: takes articles in and out; without one the service only answers.
        state: resources that are already open, which the caller closes; the settings and the
            intake are then the state's. Its connections to a language model end with the
            application, since only the application's event loop can end them.
        is_served: browsers can reach it, so that the names it is called by matter.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if state is None:
            app.state.service = await run_in_threadpool(_open, settings, intake)
        service: ServiceState = app.state.service
        try:
            yield
        finally:
            await service.disconnect()
            if state is None:
                service.close()

    app = FastAPI(
        title=TITLE,
        version=VERSION,
        description=DESCRIPTION,
        lifespan=lifespan,
        # FastAPI's own pages load scripts from another site; service.api.reference does not.
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = state
    settings = settings if state is None else state.settings
    _prepare_shared(app, settings)
    app.add_middleware(FilledFields)
    app.add_middleware(UnforeseenErrors)
    app.add_middleware(BodyLimit, most_bytes=settings.limits.body_bytes)
    allow_origins(app, settings.web)
    if is_served and not settings.api_keys:
        app.add_middleware(HostCheck, names=settings.web.hosts)
    app.add_middleware(BrowserSafety)
    app.add_middleware(HeadRequests)
    app.add_middleware(RequestLog)
    app.add_middleware(RequestMetrics, metrics=app.state.metrics)
    install_problem_handlers(app)
    for module in ENDPOINTS:
        app.include_router(module.router)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def _prepare_shared(app: FastAPI, settings: ServiceSettings) -> None:
    """What requests share beside the service's resources; it lasts as long as the process."""
    app.state.places = asyncio.Semaphore(settings.limits.concurrent_answers)
    app.state.intake_turns = CapacityLimiter(INTAKE_THREADS)
    app.state.suggester = Suggester(settings.web.suggestions)
    app.state.model_check = ModelCheck()
    app.state.rates = Rates()
    app.state.metrics = Metrics()
    app.state.signer = None


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
