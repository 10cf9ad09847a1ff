"""What goes wrong at a model server, in the words of Dateline's own errors."""

from __future__ import annotations

import httpx2
import openai

from corpus.errors import ModelRejected, ModelUnavailable

_MESSAGE_CHARACTERS = 200
_TRY_AGAIN_STATUSES = frozenset({408, 409, 425, 429})
_FIRST_SERVER_ERROR = 500
_BROKEN_OFF = (httpx2.RemoteProtocolError, httpx2.ReadError)


def as_model_error(error: Exception, model: str) -> ModelUnavailable | ModelRejected:
    """The error of the domain for one of the SDK, the transport or the parsing of a stream.

    The same request may work later after time-outs, lost connections, overload (408, 409, 425,
    429), server errors and broken streams; what else has a status is refused for good.
    """
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return ModelUnavailable(f"{model} did not answer in time")
    if isinstance(error, _BROKEN_OFF) or isinstance(error.__cause__, _BROKEN_OFF):
        return ModelUnavailable(f"{model} broke off its answer")
    if isinstance(error, openai.APIConnectionError):
        return ModelUnavailable(f"{model} cannot be reached; check OPENAI_BASE_URL and the server")
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, model)
    if isinstance(error, openai.APIError):
        return ModelUnavailable(f"{model} broke off: {_short(error.message)}")
    return ModelUnavailable(f"{model} sent a broken stream ({type(error).__name__})")


def _of_status(error: openai.APIStatusError, model: str) -> ModelUnavailable | ModelRejected:
    status = error.status_code
    said = f"{model}: the server answered {status}"
    if status in _TRY_AGAIN_STATUSES or status >= _FIRST_SERVER_ERROR:
        return ModelUnavailable(f"{said}; try again later")
    advice = {
        401: "check OPENAI_API_KEY",
        403: "this key may not use it",
        404: "check DATELINE_LLM__MODEL and OPENAI_BASE_URL",
        413: "lower DATELINE_LLM__EVIDENCE_TOKENS",
    }.get(status, _short(error.message))
    return ModelRejected(f"{said}; {advice}")


def _short(message: str) -> str:
    line = " ".join(message.split())
    return line if len(line) <= _MESSAGE_CHARACTERS else f"{line[:_MESSAGE_CHARACTERS]}…"
