"""What is asked: Dateline in this process over a collection, or a running server by URL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager

import httpx2
from pydantic import ValidationError

from corpus.embeddings import Embedder
from corpus.models import ArticleDraft
from corpus.stores import Stores
from evaluation.wire import ArticlePagePart
from service.app import create_app
from service.settings import ServiceSettings
from service.state import ServiceState, assemble

ASGI_HOST = "http://dateline.invalid"
PAGE = 500


class UnusableServer(Exception):
    """A server cannot be evaluated; the text is fit for the person who sees it."""


Assemble = Callable[[ServiceSettings, Stores, Embedder], ServiceState]


@asynccontextmanager
async def in_process(
    settings: ServiceSettings,
    embedder: Embedder,
    *,
    timeout_seconds: float,
    assemble: Assemble = assemble,
) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the service over the settings' collection, without a socket.

    ``assemble`` puts the service together; another one makes another configuration measurable.

    Raises:
        DatelineError: the collection cannot be opened.
    """
    stores = Stores.open(settings)
    with ExitStack() as opened:
        opened.callback(stores.close)
        state = assemble(settings, stores, embedder)
        opened.callback(state.close)
        app = create_app(settings, state=state)
        transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
        async with (
            app.router.lifespan_context(app),
            httpx2.AsyncClient(
                transport=transport,
                base_url=ASGI_HOST,
                headers=_key_header(settings),
                timeout=timeout_seconds,
            ) as client,
        ):
            yield client


@asynccontextmanager
async def at_url(
    url: str, settings: ServiceSettings, *, timeout_seconds: float
) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the server at ``url``, with the first configured key."""
    timeout = httpx2.Timeout(timeout_seconds, connect=min(10.0, timeout_seconds))
    async with httpx2.AsyncClient(
        base_url=url.rstrip("/"), headers=_key_header(settings), timeout=timeout
    ) as client:
        yield client


async def list_articles(client: httpx2.AsyncClient, url: str) -> list[ArticleDraft]:
    """The articles of a server, without their texts.

    Raises:
        UnusableServer: it cannot be reached, refuses, or is no Dateline.
    """
    found: list[ArticleDraft] = []
    cursor: str | None = None
    while True:
        params = {"limit": str(PAGE)} | ({"cursor": cursor} if cursor else {})
        page = await _page(client, url, params)
        found += [
            ArticleDraft(
                "",
                location=one.article_id,
                article_id=one.article_id,
                url=one.url,
                title=one.title,
                source=one.source,
                author=one.author,
                published_at=one.published_at,
                language=one.language,
            )
            for one in page.articles
        ]
        cursor = page.next_cursor
        if cursor is None:
            return found


async def _page(client: httpx2.AsyncClient, url: str, params: dict[str, str]) -> ArticlePagePart:
    try:
        response = await client.get("/v1/articles", params=params)
        if response.status_code != 200:
            raise UnusableServer(f"the server at {url} answered {response.status_code}")
        return ArticlePagePart.model_validate(response.json())
    except (httpx2.TransportError, httpx2.InvalidURL, OSError) as error:
        raise UnusableServer(
            f"the server at {url} cannot be reached ({type(error).__name__}); "
            "start one with `dateline serve`"
        ) from error
    except (ValidationError, ValueError) as error:
        raise UnusableServer(f"what answers at {url} is no Dateline server") from error


def _key_header(settings: ServiceSettings) -> dict[str, str]:
    if not settings.api_keys:
        return {}
    return {"Authorization": f"Bearer {settings.api_keys[0].get_secret_value()}"}
