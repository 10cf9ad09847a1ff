"""What endpoints are given. The only module with ``Depends``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, cast

from anyio import CapacityLimiter
from fastapi import Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from pydantic import Field

from corpus.browsing import Selection
from corpus.models import Filters
from service.api.access import Call, Gate
from service.api.errors import NotBuilt, ServiceBusy
from service.api.keys import KeyRing, bearer_in
from service.api.moments import From, To
from service.api.readiness import ModelCheck
from service.api.tokens import TokenSigner, is_token
from service.intake import ArticleIntake
from service.state import ServiceState
from service.suggestions import Suggester

_bearer = HTTPBearer(auto_error=False, description="A key of DATELINE_API_KEYS, where it is set.")
_header = APIKeyHeader(name="X-API-Key", auto_error=False)
_ADMITTED_WITH = "dateline.key"

MOST_TITLE_WORDS = 10

Names = Annotated[
    Sequence[Annotated[str, Field(min_length=1, max_length=500)]],
    Query(max_length=100, description="May be given several times; any of them will do."),
]


# Every dependency is a coroutine: FastAPI sends others to a thread, and the request waits for it.
async def _state(request: Request) -> ServiceState:
    return cast(ServiceState, request.app.state.service)


State = Annotated[ServiceState, Depends(_state)]


async def _gate(request: Request, state: State) -> Gate:
    app = request.app

    def signer() -> TokenSigner:
        # The secret never changes, so it is read once.
        if app.state.signer is None:
            app.state.signer = TokenSigner.of(state.stores.catalogue)
        return cast(TokenSigner, app.state.signer)

    return Gate(
        keys=KeyRing(state.settings.api_keys),
        rates=app.state.rates,
        questions_per_minute=state.settings.limits.questions_per_minute,
        signer=signer,
        clock=lambda: datetime.now(UTC),
    )


async def _admit(request: Request) -> str | None:
    """The key the request opens the service with; checked and counted once for each request."""
    if _ADMITTED_WITH not in request.scope:
        call = Call(
            endpoint=(request.method, request.scope["route"].path),
            bearer=bearer_in(request.headers),
            header=await _header(request),
            origin=request.headers.get("origin"),
            address=request.client.host if request.client else "",
        )
        gate = await _gate(request, await _state(request))
        is_slow = call.bearer is not None and is_token(call.bearer)
        key = await run_in_threadpool(gate.check, call) if is_slow else gate.check(call)
        request.scope[_ADMITTED_WITH] = key
    return cast("str | None", request.scope[_ADMITTED_WITH])


async def _check_key(
    request: Request,
    _bearer_described: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    _header_described: Annotated[str | None, Depends(_header)],
) -> str | None:
    return await _admit(request)


class KeyedRoute(APIRoute):
    """An endpoint that reads nothing of a request's body before its key is checked.

    FastAPI reads bodies before it looks at dependencies, and a stranger's may be large.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request, behind the check."""
        answer = super().get_route_handler()

        async def admitted(request: Request) -> Response:
            await _admit(request)
            return await answer(request)

        return admitted


async def _take_place(request: Request) -> AsyncIterator[None]:
    places = cast(asyncio.Semaphore, request.app.state.places)
    if places.locked():
        raise ServiceBusy("as many questions as allowed are being answered; ask again in a moment")
    async with places:
        yield


async def _intake(state: State) -> ArticleIntake:
    if state.intake is None:
        raise NotBuilt("this service takes no articles in or out; use `dateline index` instead")
    return state.intake


async def _suggester(request: Request) -> Suggester:
    return cast(Suggester, request.app.state.suggester)


async def _model_check(request: Request) -> ModelCheck:
    return cast(ModelCheck, request.app.state.model_check)


async def _intake_turns(request: Request) -> CapacityLimiter:
    return cast(CapacityLimiter, request.app.state.intake_turns)


async def _selection(
    source: Names = (),
    language: Names = (),
    published_from: Annotated[From | None, Query()] = None,
    published_to: Annotated[To | None, Query()] = None,
    q: Annotated[
        str, Query(max_length=500, description="Words that the title has, in any order.")
    ] = "",
) -> Selection:
    filters = Filters(tuple(source), tuple(language), published_from, published_to)
    return Selection(filters, tuple(q.split()[:MOST_TITLE_WORDS]))


SuggesterOfApp = Annotated[Suggester, Depends(_suggester)]
ModelCheckOfApp = Annotated[ModelCheck, Depends(_model_check)]
Intake = Annotated[ArticleIntake, Depends(_intake)]
IntakeTurns = Annotated[CapacityLimiter, Depends(_intake_turns)]
"""Threads of their own for changes, so that slow pages never keep questions waiting."""
Selected = Annotated[Selection, Depends(_selection)]
ServerKey = Annotated[str | None, Depends(_check_key)]
"""The key the request opened the service with; ``None`` where it has none."""
Gatekeeper = Annotated[Gate, Depends(_gate)]
KEY_CHECKED = Depends(_check_key)
PLACE_TAKEN = Depends(_take_place)
