"""Which id an article has, so that a later run recognises it wherever it comes from.

In this order: the id its source gives, its URL, the place it was read from.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath

from corpus.ledger import KnownArticle, Ledger
from corpus.models import ArticleDraft, ArticleId
from corpus.urls import url_digest

_UNFIT = re.compile(r"[^\w.-]+")


def identify(draft: ArticleDraft, ledger: Ledger) -> tuple[ArticleId, KnownArticle | None]:
    """The draft's id, and the article that already has it.

    A URL means the article that has it, even one with an id from its source; only where no other
    has it, the one whose id was made of it. An id made of a place gets a suffix where another
    article already has it: what is read at a new place is a new article.
    """
    if draft.article_id:
        return ArticleId(draft.article_id), ledger.known(draft.article_id)
    if draft.url:
        article_id = ArticleId(f"url-{url_digest(draft.url)}")
        known = ledger.known_by_url(draft.url, rather_than=article_id) or ledger.known(article_id)
        return (known.article_id if known else article_id), known
    known = ledger.known_at(draft.location)
    if known is not None:
        return known.article_id, known
    return next(name for name in _names(draft.location) if ledger.known(name) is None), None


def with_place_of_its_own(draft: ArticleDraft) -> ArticleDraft:
    """The draft at a place made of all that it says, for what was handed in and read nowhere.

    Without an id or a URL it is then known only as the very article that it is: a title, outlet
    and day may be those of many ("Letters", "News in brief").
    """
    return replace(draft, location=f"{draft.location}#{draft.content_hash[:16]}")


def _names(location: str) -> Iterator[ArticleId]:
    """The ids that an article of this place may have, in the order in which they are tried."""
    name, digest = _name(location), _digest(location)[:8]
    yield ArticleId(name)
    yield ArticleId(f"{name}-{digest}")
    yield from (ArticleId(f"{name}-{digest}-{number}") for number in itertools.count(2))


def _name(location: str) -> str:
    """A readable id from where an article was read: the file's name, or a digest for a record."""
    path, _, record = location.partition("#")
    stem = _UNFIT.sub("-", PurePath(path).stem).strip("-.") or "article"
    return f"{stem}-{_digest(record)[:12]}" if record else stem


def _digest(value: str) -> str:
    return sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16]
