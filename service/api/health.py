"""/healthz and /readyz: alive, and able to answer."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from service.api.dependencies import State
from service.api.schemas import Check, Liveness, Readiness
from service.state import ServiceState

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> Liveness:
    """Whether the process runs."""
    return Liveness()


@router.get(
    "/readyz",
    response_model=Readiness,
    responses={503: {"model": Readiness, "description": "Not now"}},
)
async def readyz(state: State) -> JSONResponse:
    """Whether questions can be answered now; names each part that cannot be used."""
    readiness = await run_in_threadpool(readiness_of, state)
    failing = [name for name, check in readiness.checks.items() if not check.ok]
    if failing:
        structlog.contextvars.bind_contextvars(failing=failing)
    return JSONResponse(readiness.model_dump(), status_code=503 if failing else 200)


def readiness_of(state: ServiceState) -> Readiness:
    """Tries every part that an answer needs."""
    stores, embedder = state.stores, state.embedder

    def model() -> str:
        stores.check_model(embedder.model)
        embedder.embed_query("ready")
        return embedder.model

    readiness = Readiness(
        status="ready",
        checks={
            "catalogue": _check(lambda: f"{stores.catalogue.counts().articles} articles"),
            "vectors": _check(lambda: f"{stores.active_vectors().count()} passages"),
            "keywords": _check(lambda: f"{stores.keywords.count()} passages"),
            "model": _check(model),
        },
    )
    if all(check.ok for check in readiness.checks.values()):
        return readiness
    return readiness.model_copy(update={"status": "not ready"})


def _check(part: Callable[[], str]) -> Check:
    try:
        return Check(ok=True, detail=part())
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a part is what is asked for
        return Check(ok=False, detail=str(error) or type(error).__name__)
