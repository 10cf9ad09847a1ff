"""What each caller may do: server keys open everything, a widget's token only asking and reading.

A token opens what ``TOKEN_OPENS`` lists and nothing else, so that a new endpoint is closed to
tokens until it is added there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from service.api.errors import TokenRefused
from service.api.keys import KeyRing, key_bytes
from service.api.rates import Rates
from service.api.tokens import TokenSigner, WidgetToken, is_token

Endpoint = tuple[str, str]
"""Method and path as the application declares it."""

QUESTIONS: frozenset[Endpoint] = frozenset(
    {
        ("POST", "/v1/ask"),
        ("POST", "/v1/search"),
        ("POST", "/v1/chat/completions"),
        ("POST", "/v1/ui/chat"),
    }
)
"""What costs work; the limits of questions a minute count these."""
TOKEN_OPENS: frozenset[Endpoint] = frozenset(
    {
        ("POST", "/v1/ask"),
        ("POST", "/v1/search"),
        ("POST", "/v1/chat/completions"),
        ("POST", "/v1/ui/chat"),
        ("GET", "/v1/models"),
        ("GET", "/v1/articles"),
        ("GET", "/v1/articles/{article_id:path}"),
        ("GET", "/v1/answers/{answer_id}"),
        ("POST", "/v1/answers/{answer_id}/feedback"),
        ("GET", "/v1/sources"),
        ("GET", "/v1/suggestions"),
    }
)
READS_PER_QUESTION = 20
"""Calls other than questions that a token may make for each question it may ask."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request, as far as access depends on it. ``bearer`` and ``header`` are what it offers."""

    endpoint: Endpoint
    bearer: str | None
    header: str | None
    origin: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets callers in or not.

    ``questions_per_minute`` is the limit of each key, or of each address where there are no keys;
    0 is none. ``signer`` is only asked for where a token is offered.
    """

    keys: KeyRing
    rates: Rates
    questions_per_minute: int
    signer: Callable[[], TokenSigner]
    clock: Callable[[], datetime]

    def check(self, call: Call) -> str | None:
        """The server key that was offered, or ``None`` where a token or nothing was needed.

        Raises:
            KeyMissing, KeyUnknown: a key is needed.
            TokenRefused, TokenExpired: a token was offered that does not open this.
            RateExceeded: the caller asks too often.
            StorageUnavailable: whether a token is valid cannot be read.
        """
        if call.bearer and is_token(call.bearer) and not self.keys.is_open:
            self._check_token(call, call.bearer)
            return None
        key = self.keys.check([call.bearer, call.header])
        if self.questions_per_minute and call.endpoint in QUESTIONS:
            caller = call.address if key is None else hashlib.sha256(key_bytes(key)).hexdigest()
            self.rates.count(caller, self.questions_per_minute)
        return key

    def _check_token(self, call: Call, text: str) -> None:
        token = self.signer().read(text, self.keys.texts, self.clock())
        if call.origin is None or call.origin.lower() != token.origin:
            raise TokenRefused(
                f"the token is for pages of {token.origin} and the request is not from one; fetch "
                "a token for the page's own origin"
            )
        if call.endpoint not in TOKEN_OPENS:
            raise TokenRefused("a token opens asking and reading only; use a server key for this")
        self._count(call.endpoint, token)

    def _count(self, endpoint: Endpoint, token: WidgetToken) -> None:
        most = token.questions_per_minute
        if endpoint in QUESTIONS:
            self.rates.count(f"{token.token_id} asks", most)
        else:
            self.rates.count(f"{token.token_id} reads", most * READS_PER_QUESTION)
