"""Who may call: the keys of ``DATELINE_API_KEYS``, and where a service without keys may listen."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address

from pydantic import SecretStr
from starlette.datastructures import Headers

from corpus.errors import ConfigurationError
from service.api.errors import KeyMissing, KeyUnknown


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys that open the service; without any it is open to all who reach it."""

    keys: tuple[SecretStr, ...]

    @property
    def is_open(self) -> bool:
        """Whether callers need no key."""
        return not self.keys

    @property
    def texts(self) -> tuple[str, ...]:
        """The keys themselves."""
        return tuple(key.get_secret_value() for key in self.keys)

    def check(self, offered: Iterable[str | None]) -> str | None:
        """The key of the service that was offered, or ``None`` if it is open without.

        Args:
            offered: values of headers, which hold a character for each byte that was sent.

        Raises:
            KeyMissing: a key is needed and none was offered.
            KeyUnknown: none of the offered keys is known.
        """
        if self.is_open:
            return None
        given = [key for key in offered if key]
        if not given:
            raise KeyMissing(
                "send a key of DATELINE_API_KEYS as `Authorization: Bearer KEY` or `X-API-Key: KEY`"
            )
        # Every key is compared, in constant time, so that the time taken tells nothing.
        opened = [known for key in given for known in self.texts if _is_same(key, known)]
        if not opened:
            raise KeyUnknown("the key is none of DATELINE_API_KEYS; ask whoever runs the service")
        return opened[0]


def check_binding(host: str, keys: KeyRing) -> None:
    """Returns if a service with these keys may listen on ``host``.

    Raises:
        ConfigurationError: it has no keys and others than this machine could reach it.
    """
    if keys.is_open and not _is_loopback(host):
        raise ConfigurationError(
            f"without keys the service listens on this machine only, not on {host}: set "
            "DATELINE_API_KEYS, or leave --host at 127.0.0.1"
        )


def key_bytes(key: str) -> bytes:
    """The bytes of a key as it is set; those that are no UTF-8 in the environment come back."""
    return key.encode("utf-8", "surrogateescape")


def bearer_in(headers: Headers) -> str | None:
    """What is offered as ``Authorization: Bearer``."""
    scheme, _, offered = headers.get("authorization", "").partition(" ")
    # Not what else counts as a space: the last byte of a letter in UTF-8 may look like one.
    return offered.strip(" \t") if scheme.lower() == "bearer" else None


def _is_same(offered: str, known: str) -> bool:
    """Whether a header holds a key, in UTF-8 or in Latin-1: clients differ in what they send."""
    try:
        sent = offered.encode("latin-1")
    except UnicodeEncodeError:  # no header holds such a text
        sent = offered.encode("utf-8", "surrogatepass")
    matches = [secrets.compare_digest(sent, form) for form in _forms(known)]
    return any(matches)


def _forms(known: str) -> Iterator[bytes]:
    yield key_bytes(known)
    with suppress(UnicodeEncodeError):
        yield known.encode("latin-1")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
