"""The web page, its files and the widget, as they lie in the folder ``widget``.

Nothing here needs a key: these are programs, the same for everybody, and hold no article.
"""

from __future__ import annotations

import gzip
import html
import re
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import HTTPException

from service.api.browser_safety import PAGE_ROBOTS, page_policy
from service.api.dependencies import State

router = APIRouter(include_in_schema=False)

WIDGET = "widget.js"
INDEX = "page/index.html"
NAMEPLATE = ">Dateline<"
"""Where the page shows its name; the name in the settings takes its place."""
WIDGET_CACHING = "public, max-age=300, must-revalidate"
"""Sites that embed the widget ask again after five minutes, and mostly get 304."""
PAGE_CACHING = "no-cache"

_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_ASSET = re.compile(r"(?:[a-zA-Z0-9_-]+/)*[a-zA-Z0-9_-][a-zA-Z0-9_.-]*\.(?!html)[a-z0-9]+")


@router.get("/widget.js")
def widget(request: Request) -> Response:
    """The widget, for pages of any site."""
    return _sent(
        request,
        _content(WIDGET),
        WIDGET,
        {
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cache-Control": WIDGET_CACHING,
        },
    )


@router.get("/page/{name:path}")
def asset(name: str, request: Request) -> Response:
    """A script, style or picture of the web page."""
    if not _ASSET.fullmatch(name) or _extension(name) not in _MEDIA_TYPES:
        raise HTTPException(404)
    path = f"page/{name}"
    return _sent(request, _content(path), path, {"Cache-Control": PAGE_CACHING})


@router.get("/")
@router.get("/articles/{article_id:path}")
@router.get("/answers/{answer_id}")
def page(request: Request, state: State) -> Response:
    """The web page; which article or answer it shows is read from the address by its script."""
    web = state.settings.web
    text = _content(INDEX).decode().replace(NAMEPLATE, f">{html.escape(web.title)}<")
    headers = {
        "Cache-Control": PAGE_CACHING,
        "X-Robots-Tag": PAGE_ROBOTS,
        **page_policy(web.frame_ancestors),
    }
    return _sent(request, text.encode(), INDEX, headers)


def _content(path: str) -> bytes:
    """A file of the folder ``widget``; read each time, so that a developer sees each change."""
    file = files("widget").joinpath(*path.split("/"))
    if not file.is_file():
        raise HTTPException(404)
    return file.read_bytes()


def _sent(request: Request, content: bytes, name: str, headers: dict[str, str]) -> Response:
    """The file, compressed where the caller reads that, or 304 where the caller has it."""
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {**headers, "Vary": "Accept-Encoding", "ETag": f"W/{etag}"}
    known = request.headers.get("if-none-match", "")
    if known == "*" or etag in known:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        content = _compressed(content)
        headers["Content-Encoding"] = "gzip"
    return Response(content, media_type=_MEDIA_TYPES[_extension(name)], headers=headers)


@lru_cache(maxsize=64)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _extension(name: str) -> str:
    return f".{name.rpartition('.')[2]}"
