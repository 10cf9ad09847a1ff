"""Which other sites' pages may call the service from a browser (CORS)."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from service.settings import WebSettings

METHODS = ("GET", "HEAD", "POST")
"""Pages of other sites ask and read; nothing is deleted from there."""
HEADERS = ("*",)
"""OpenAI's SDK and the AI SDK send headers of their own; what opens something is checked anyway."""
SHOWN_HEADERS = ("Retry-After", "Location")
PREFLIGHT_SECONDS = 600


def allow_origins(app: FastAPI, web: WebSettings) -> None:
    """Lets pages of the allowed origins call ``app``; without any, browsers keep others away.

    Cookies play no part: access is by key or token, so an origin alone opens nothing.
    """
    if web.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=web.allowed_origins,
            allow_methods=METHODS,
            allow_headers=HEADERS,
            expose_headers=SHOWN_HEADERS,
            max_age=PREFLIGHT_SECONDS,
        )
