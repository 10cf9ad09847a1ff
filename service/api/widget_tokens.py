"""POST /v1/widget-tokens: a server key in, a short-lived token for one site's pages out."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from service.api.dependencies import Gatekeeper, KeyedRoute, ServerKey
from service.api.errors import NotBuilt, problem_responses
from service.api.requests import TokenRequest
from service.api.schemas import TokenBody
from service.api.tokens import new_token

router = APIRouter(prefix="/v1/widget-tokens", tags=["access"], route_class=KeyedRoute)


@router.post(
    "",
    status_code=201,
    responses=problem_responses(401, 403, 413, 422, 501, 503),
)
async def make_token(
    request: TokenRequest, key: ServerKey, gate: Gatekeeper, response: Response
) -> TokenBody:
    """Makes a token that pages of `origin` may ask and read with, until it expires.

    Ask for it from your own server, one for each visitor, so that no key stands in a page.
    """
    if key is None:
        raise NotBuilt("this service has no keys, so the widget needs no token; leave it out")
    expires_at = gate.clock() + timedelta(minutes=request.minutes)
    token = new_token(request.origin, expires_at, request.questions_per_minute)
    signer = await run_in_threadpool(gate.signer)
    response.headers["Cache-Control"] = "no-store"
    return TokenBody(
        token=signer.sign(token, key),
        origin=token.origin,
        expires_at=token.expires_at,
        questions_per_minute=token.questions_per_minute,
    )
