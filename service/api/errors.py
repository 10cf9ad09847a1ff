"""The one table from errors to problems: ``application/problem+json`` as RFC 9457 has it.

Every class of ``corpus.errors`` has an entry here and a heading in ``docs/problems.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

from corpus.errors import (
    AddressRefused,
    AnswerNotFound,
    ArticleNotFound,
    ConfigurationError,
    DataFolderBusy,
    DatelineError,
    EmbeddingMismatch,
    ModelDamaged,
    ModelRejected,
    ModelUnavailable,
    PageTooSlow,
    PageUnavailable,
    PermanentError,
    StorageUnavailable,
    TransientError,
    UnusableSource,
)

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:dateline:problem:"
RETRY_SECONDS = 5
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
OPENAI_PATHS = ("/v1/chat/", "/v1/models")
"""Where OpenAI's clients call; they show what stands in ``error`` of a problem."""


class NotBuilt(PermanentError):
    """What was asked for is not part of this service."""


class ModelNotFound(PermanentError):
    """The request names a model that is not offered."""


class VersionNotFound(ArticleNotFound):
    """The article is there, and has not the version that the request names."""

    def __init__(self, article_id: str, version: int, newest: int) -> None:
        PermanentError.__init__(
            self, f"article {article_id!r} has no version {version}; its newest is {newest}"
        )
        self.article_id = article_id


class KeyMissing(PermanentError):
    """The request has no key, and the service wants one."""


class KeyUnknown(PermanentError):
    """The request's key is none of the service's."""


class TokenRefused(PermanentError):
    """The request's token does not open what is asked for, or not from this origin."""


class TokenExpired(PermanentError):
    """The request's token is no longer valid."""


class HostUnknown(PermanentError):
    """The request calls a service without keys by a name that is not its own."""


class CrossOriginRefused(PermanentError):
    """A browser asks whether a page of another site may call like this, and it may not."""


class RateExceeded(TransientError):
    """The caller asks more often than allowed; ``seconds`` from now the next call is."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class ServiceBusy(TransientError):
    """As many questions as allowed are being answered at this moment."""


class CallerGone(TransientError):
    """The caller hung up before the answer was ready."""


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """What a class of errors looks like to callers."""

    status: int
    slug: str
    title: str


PROBLEMS: Mapping[type[Exception], ProblemKind] = {
    DatelineError: ProblemKind(500, "internal-error", "Something unforeseen happened"),
    PermanentError: ProblemKind(500, "permanent-error", "This cannot succeed without a change"),
    ConfigurationError: ProblemKind(500, "configuration-error", "A setting is wrong"),
    UnusableSource: ProblemKind(422, "unusable-article", "There is no usable article in this"),
    AddressRefused: ProblemKind(422, "address-refused", "Nothing is fetched from this address"),
    ArticleNotFound: ProblemKind(404, "article-not-found", "There is no such article"),
    VersionNotFound: ProblemKind(404, "version-not-found", "The article has no such version"),
    AnswerNotFound: ProblemKind(404, "answer-not-found", "There is no such answer"),
    EmbeddingMismatch: ProblemKind(503, "embedding-mismatch", "The index must be rebuilt"),
    ModelDamaged: ProblemKind(503, "model-damaged", "A model file is damaged"),
    ModelRejected: ProblemKind(502, "model-rejected", "A model server refused the request"),
    TransientError: ProblemKind(503, "transient-error", "This does not work at the moment"),
    DataFolderBusy: ProblemKind(409, "data-folder-busy", "Another process changes the collection"),
    StorageUnavailable: ProblemKind(503, "storage-unavailable", "A store cannot be used"),
    PageUnavailable: ProblemKind(502, "page-unavailable", "The page cannot be fetched"),
    PageTooSlow: ProblemKind(504, "page-too-slow", "The page did not come in time"),
    ModelUnavailable: ProblemKind(503, "model-unavailable", "A model cannot be reached"),
    NotBuilt: ProblemKind(501, "not-built", "This is not offered"),
    ModelNotFound: ProblemKind(404, "model-not-found", "There is no such model"),
    KeyMissing: ProblemKind(401, "key-missing", "A key is needed"),
    KeyUnknown: ProblemKind(403, "key-unknown", "This key is not known"),
    TokenRefused: ProblemKind(403, "token-refused", "This token does not open this"),
    TokenExpired: ProblemKind(401, "token-expired", "This token has expired"),
    HostUnknown: ProblemKind(421, "host-unknown", "This service does not answer to this name"),
    CrossOriginRefused: ProblemKind(
        400, "cross-origin-refused", "A page of another site may not call like this"
    ),
    RateExceeded: ProblemKind(429, "rate-exceeded", "Too many calls in a minute"),
    ServiceBusy: ProblemKind(503, "service-busy", "Too many questions at once"),
    CallerGone: ProblemKind(499, "caller-gone", "The caller hung up"),
    RequestValidationError: ProblemKind(422, "malformed-request", "The request is malformed"),
    Exception: ProblemKind(500, "internal-error", "Something unforeseen happened"),
}

HTTP_PROBLEMS: Mapping[int, ProblemKind] = {
    400: PROBLEMS[RequestValidationError],
    404: ProblemKind(404, "no-such-page", "There is nothing at this address"),
    405: ProblemKind(405, "method-not-allowed", "This address does not take this method"),
    413: ProblemKind(413, "body-too-large", "The request is too large"),
}

_UNREAD = "the body was not read as JSON; send the header Content-Type: application/json"
_NESTED = "the body's JSON is nested too deeply; send an object as /docs describes it"
_ADVICE = {
    400: "the body is not JSON in UTF-8; send an object as /docs describes it",
    404: "see /docs for the addresses there are",
    405: "see /docs for the methods of this address",
}


class FieldProblem(BaseModel):
    """One wrong field of a request."""

    location: str = Field(description="Where it stands, such as body.question.")
    message: str


class OpenAIError(BaseModel):
    """What went wrong, where OpenAI's clients look for it."""

    message: str
    type: str
    param: str | None = Field(None, description="The first wrong field of the request.")
    code: str


class Problem(BaseModel):
    """What went wrong and what to do, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FieldProblem] | None = Field(None, description="Only for malformed requests.")
    error: OpenAIError | None = Field(None, description="Only where OpenAI's clients call.")


def kind_of(error: Exception) -> ProblemKind:
    """The problem an error is, by the nearest of its classes that the table has."""
    if isinstance(error, HTTPException) and error.status_code in HTTP_PROBLEMS:
        return HTTP_PROBLEMS[error.status_code]
    if isinstance(error, HTTPException):
        phrase = HTTPStatus(error.status_code).phrase
        return ProblemKind(error.status_code, phrase.lower().replace(" ", "-"), phrase)
    return next(PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS)


def problem_of(error: Exception, instance: str) -> Problem:
    """The body that tells a caller about an error."""
    kind = kind_of(error)
    fields = _field_problems(error) if isinstance(error, RequestValidationError) else None
    problem = Problem(
        type=f"{TYPE_PREFIX}{kind.slug}",
        title=kind.title,
        status=kind.status,
        detail=_detail(error, fields),
        instance=instance,
        errors=fields,
    )
    if instance.startswith(OPENAI_PATHS):
        return problem.model_copy(update={"error": openai_error(problem)})
    return problem


def openai_error(problem: Problem) -> OpenAIError:
    """A problem in the words of OpenAI's clients."""
    wrong = problem.errors[0].location.removeprefix("body.") if problem.errors else None
    return OpenAIError(
        message=problem.detail,
        type=_openai_type(problem.status),
        param=wrong,
        code=problem.type.removeprefix(TYPE_PREFIX),
    )


def _openai_type(status: int) -> str:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "rate_limit_error"  # clients wait and ask again only where it is called so
    return "server_error" if status >= 500 else "invalid_request_error"


def problem_response(error: Exception, request: Request) -> JSONResponse:
    """The HTTP response that tells a caller about an error."""
    problem = problem_of(error, request.url.path)
    structlog.contextvars.bind_contextvars(problem=problem.type.removeprefix(TYPE_PREFIX))
    return JSONResponse(
        problem.model_dump(exclude_none=True),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=_headers(error),
    )


def install_problem_handlers(app: FastAPI) -> None:
    """Makes every foreseen error of ``app`` a problem; ``UnforeseenErrors`` takes the others."""
    for kind in (DatelineError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _handle)


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What an endpoint's description says about the problems it may answer with."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in statuses
    }


async def _handle(request: Request, error: Exception) -> JSONResponse:
    response = problem_response(error, request)
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(_methods_of(request))
    return response


def _methods_of(request: Request) -> list[str]:
    """Every method of an address: each is a route of its own, and the first one knows no other."""
    routes = request.app.router.routes
    return [method for method in _METHODS if any(map(_takes(request, method), routes))]


def _takes(request: Request, method: str) -> Callable[[BaseRoute], bool]:
    # ``service.api.head_requests`` answers HEAD wherever there is a GET.
    scope = {**request.scope, "method": "GET" if method == "HEAD" else method}
    return lambda route: route.matches(scope)[0] is Match.FULL


def _detail(error: Exception, fields: Sequence[FieldProblem] | None) -> str:
    if fields is not None:
        return "; ".join(f"{field.location}: {field.message}" for field in fields[:3])
    if isinstance(error, DatelineError):
        return str(error)
    if isinstance(error, HTTPException):
        is_nested = isinstance(error.__cause__, RecursionError)  # where a body was to be read
        return _NESTED if is_nested else _ADVICE.get(error.status_code, str(error.detail))
    return "the service's log says more; please report it"


def _field_problems(error: RequestValidationError) -> list[FieldProblem]:
    """The wrong fields, without the values that were sent: they may be long or private."""
    return [
        FieldProblem(
            location=".".join(str(part) for part in one["loc"]),
            message=_UNREAD if _is_unread(error, one["loc"]) else _message(one),
        )
        for one in error.errors()
    ]


def _is_unread(error: RequestValidationError, location: Sequence[int | str]) -> bool:
    """Whether the body stayed bytes, since its header does not say that it is JSON."""
    return tuple(location) == ("body",) and isinstance(error.body, bytes)


def _message(wrong: Mapping[str, Any]) -> str:
    if wrong["type"] == "model_attributes_type":
        return "this is no JSON object; send one as /docs describes it"
    return str(wrong["msg"]).removeprefix("Value error, ")


def _headers(error: Exception) -> dict[str, str]:
    if isinstance(error, RateExceeded):
        return {"Retry-After": str(error.seconds)}
    if isinstance(error, TransientError):
        return {"Retry-After": str(RETRY_SECONDS)}
    if isinstance(error, KeyMissing):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, TokenExpired):
        return {"WWW-Authenticate": 'Bearer error="invalid_token"'}
    return dict(error.headers or {}) if isinstance(error, HTTPException) else {}
