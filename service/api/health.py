"""/healthz and /readyz: alive, and able to answer."""

from __future__ import annotations

import structlog
from fastapi import APIRouter
from fastapi.responses import JSONResponse

from service.api.dependencies import ModelCheckOfApp, State
from service.api.readiness import readiness_of
from service.api.schemas import Liveness, Readiness

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
async def readyz(state: State, model_check: ModelCheckOfApp) -> JSONResponse:
    """Whether questions can be answered now; names each part that cannot be used.

    The model is tried at most twice a minute: its result is up to 30 seconds old.
    """
    readiness = await readiness_of(state, model_check)
    failing = [name for name, check in readiness.checks.items() if not check.ok]
    if failing:
        structlog.contextvars.bind_contextvars(failing=failing)
    return JSONResponse(readiness.model_dump(), status_code=503 if failing else 200)
