"""Fields of an address that nobody filled in: forms and templates send them all the same."""

from __future__ import annotations

from urllib.parse import unquote_plus

from starlette.types import ASGIApp, Receive, Scope, Send


class FilledFields:
    """Takes fields without a value out of an address's query, as if they were left out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with the fields that say something."""
        if scope["type"] == "http" and scope["query_string"]:
            fields: list[bytes] = scope["query_string"].split(b"&")
            # In place, since what runs around this reads there which route was taken.
            scope["query_string"] = b"&".join([field for field in fields if _is_filled(field)])
        await self._app(scope, receive, send)


def _is_filled(field: bytes) -> bool:
    _, _, value = field.partition(b"=")
    return bool(unquote_plus(value.decode("latin-1")).strip())
