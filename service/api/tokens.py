"""Short-lived tokens for pages of other sites: signed, bound to an origin and a rate.

A token is ``dwt1.CLAIMS.SIGNATURE``: JSON and HMAC-SHA256, both base64url. The signing key is made
of the collection's own secret and the server key that asked for the token, so that every process
over one catalogue agrees, and a server key that is taken away takes its tokens with it.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.catalogue import Catalogue
from corpus.ledger import Ledger
from service.api.errors import TokenExpired, TokenRefused
from service.api.keys import key_bytes

PREFIX = "dwt1."
SECRET_FACT = "widget_token_secret"  # noqa: S105 - the name of the fact, not the secret
SECRET_BYTES = 32
LONGEST_TOKEN = 1_000


@dataclass(frozen=True, slots=True)
class WidgetToken:
    """What a token grants: asking and reading from pages of one origin, until it expires."""

    token_id: str
    origin: str
    expires_at: datetime
    questions_per_minute: int


def new_token(origin: str, expires_at: datetime, questions_per_minute: int) -> WidgetToken:
    """A token with an id of its own; it counts in whole seconds."""
    whole = expires_at.astimezone(UTC).replace(microsecond=0)
    return WidgetToken(secrets.token_hex(8), origin, whole, questions_per_minute)


def is_token(offered: str) -> bool:
    """Whether a bearer's text is meant as a token, valid or not."""
    return offered.startswith(PREFIX)


@dataclass(frozen=True, slots=True)
class TokenSigner:
    """Signs tokens and reads them back, with the collection's own secret."""

    secret: bytes

    @classmethod
    def of(cls, catalogue: Catalogue) -> TokenSigner:
        """The signer of a collection; makes its secret the first time.

        Raises:
            StorageUnavailable: the catalogue cannot be read or written.
        """
        kept = catalogue.fact(SECRET_FACT)
        if kept is None:
            made = secrets.token_hex(SECRET_BYTES)
            with catalogue.writing() as connection:
                kept = Ledger(connection).fact_or(SECRET_FACT, made)
        return cls(bytes.fromhex(kept))

    def sign(self, token: WidgetToken, server_key: str) -> str:
        """The token as text, for the holder of a server key to hand on."""
        claims = {
            "id": token.token_id,
            "origin": token.origin,
            "expires": int(token.expires_at.timestamp()),
            "rate": token.questions_per_minute,
        }
        body = _encoded(json.dumps(claims, separators=(",", ":")).encode())
        return f"{PREFIX}{body}.{_encoded(self._signature(body, server_key))}"

    def read(self, text: str, server_keys: Iterable[str], now: datetime) -> WidgetToken:
        """The token in a text.

        Raises:
            TokenRefused: it was not signed here, or with a key that is no longer one.
            TokenExpired: its time is over.
        """
        body, _, signature = text.removeprefix(PREFIX).partition(".")
        given = _decoded(signature) if len(text) <= LONGEST_TOKEN else b""
        # Every key is tried, so that the time taken tells nothing.
        matches = [hmac.compare_digest(self._signature(body, key), given) for key in server_keys]
        if not any(matches):
            raise TokenRefused("this service did not make the token; fetch a new one")
        claims = json.loads(_decoded(body))
        expires_at = datetime.fromtimestamp(claims["expires"], UTC)
        if now >= expires_at:
            raise TokenExpired(
                f"the token expired at {expires_at.isoformat()}; fetch a new one from your server"
            )
        return WidgetToken(claims["id"], claims["origin"], expires_at, claims["rate"])

    def _signature(self, body: str, server_key: str) -> bytes:
        key = hmac.digest(self.secret, key_bytes(server_key), "sha256")
        return hmac.digest(key, body.encode("utf-8", "surrogatepass"), "sha256")


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    """The bytes of a base64url text; none for anything else."""
    try:
        padded = text + "=" * (-len(text) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
