"""What endpoints are given. The only module with ``Depends``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from service.api.errors import NotBuilt, ServiceBusy
from service.api.keys import KeyRing
from service.intake import ArticleIntake
from service.state import ServiceState

_bearer = HTTPBearer(auto_error=False, description="A key of DATELINE_API_KEYS, where it is set.")
_header = APIKeyHeader(name="X-API-Key", auto_error=False)


def _state(request: Request) -> ServiceState:
    return cast(ServiceState, request.app.state.service)


State = Annotated[ServiceState, Depends(_state)]


async def _check_key(
    state: State,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    header: Annotated[str | None, Depends(_header)],
) -> None:
    KeyRing(state.settings.api_keys).check([bearer.credentials if bearer else None, header])


async def _take_place(request: Request) -> AsyncIterator[None]:
    places = cast(asyncio.Semaphore, request.app.state.places)
    if places.locked():
        raise ServiceBusy("as many questions as allowed are being answered; ask again in a moment")
    async with places:
        yield


def _intake(state: State) -> ArticleIntake:
    if state.intake is None:
        raise NotBuilt("this service takes no articles in or out; use `dateline index` instead")
    return state.intake


Intake = Annotated[ArticleIntake, Depends(_intake)]
KEY_CHECKED = Depends(_check_key)
PLACE_TAKEN = Depends(_take_place)
