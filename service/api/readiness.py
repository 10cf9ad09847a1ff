"""Tries every part that an answer needs.

Anybody may ask for it. So the model, which may have to be paid for, is not tried each time, and
nothing is told of errors that nobody foresaw: their messages may hold addresses or keys.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import structlog
from fastapi.concurrency import run_in_threadpool

from corpus.errors import DatelineError
from service.api.schemas import Check, Part, Readiness
from service.state import ServiceState

SECONDS_KEPT = 30.0
"""How long it is believed of the model what was found when it was last tried."""


class ModelCheck:
    """Whether the embedding model works, tried once for all who ask within ``SECONDS_KEPT``.

    Args:
        clock: tells the time in seconds, from any beginning.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._found: Check | None = None
        self._found_at = 0.0
        self._turn = asyncio.Lock()

    async def found(self, state: ServiceState) -> Check:
        """What was found, now or a short while ago."""

        def tried() -> str:
            state.stores.check_model(state.embedder.model)
            state.embedder.embed_query("ready")
            return state.embedder.model

        async with self._turn:
            if self._found is None or self._clock() - self._found_at >= SECONDS_KEPT:
                self._found = await run_in_threadpool(_check, "model", tried)
                self._found_at = self._clock()
            return self._found


async def readiness_of(state: ServiceState, model_check: ModelCheck) -> Readiness:
    """What was found of each part."""
    checks = await run_in_threadpool(_store_checks, state)
    checks["model"] = await model_check.found(state)
    is_ready = all(check.ok for check in checks.values())
    return Readiness(status="ready" if is_ready else "not ready", checks=checks)


def _store_checks(state: ServiceState) -> dict[Part, Check]:
    stores = state.stores
    tries: dict[Part, Callable[[], str]] = {
        "catalogue": lambda: f"{stores.catalogue.counts().articles} articles",
        "vectors": lambda: f"{stores.active_vectors().count()} passages",
        "keywords": lambda: f"{stores.keywords.count()} passages",
    }
    return {part: _check(part, tried) for part, tried in tries.items()}


def _check(part: Part, tried: Callable[[], str]) -> Check:
    try:
        return Check(ok=True, detail=tried())
    except DatelineError as error:
        return Check(ok=False, detail=str(error))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a part is what is asked for
        structlog.get_logger().error("part_failed", part=part, exc_info=error)
        return Check(ok=False, detail=type(error).__name__)
