"""Who may call: the keys of ``DATELINE_API_KEYS``, and where a service without keys may listen."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address

from pydantic import SecretStr

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
        """The offered key that opens the service, or ``None`` if it is open without.

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
        opening = [key for key in given if self._opens(key)]
        if not opening:
            raise KeyUnknown("the key is none of DATELINE_API_KEYS; ask whoever runs the service")
        return opening[0]

    def _opens(self, key: str) -> bool:
        # Every key is compared, in constant time, so that the time taken tells nothing.
        matches = [secrets.compare_digest(key.encode(), known.encode()) for known in self.texts]
        return any(matches)


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


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
