"""The key that marks off, in a prompt, what strangers wrote."""

from __future__ import annotations

import secrets

_BYTES = 8


def new_boundary() -> str:
    """A key nobody can guess, new for each request."""
    return secrets.token_hex(_BYTES)
