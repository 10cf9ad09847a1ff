"""Which id an article has, so that a later run recognises it wherever it comes from.

In this order: the id its source gives, its URL, the place it was read from.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePath

from corpus.ledger import KnownArticle, Ledger
from corpus.models import ArticleDraft, ArticleId
from corpus.urls import url_digest

_UNFIT = re.compile(r"[^\w.-]+")


def identify(draft: ArticleDraft, ledger: Ledger) -> tuple[ArticleId, KnownArticle | None]:
    """The draft's id, and the article that already has it.

    A URL means the article that has it, even one with an id from its source; only where no other
    has it, the one whose id was made of it. An id taken from a file's name gets a suffix where
    another place already uses the name.
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
    name = _name(draft.location)
    if ledger.known(name) is None:
        return ArticleId(name), None
    suffixed = f"{name}-{_digest(draft.location)[:8]}"
    return ArticleId(suffixed), ledger.known(suffixed)


def _name(location: str) -> str:
    """A readable id from where an article was read: the file's name, or a digest for a record."""
    path, _, record = location.partition("#")
    stem = _UNFIT.sub("-", PurePath(path).stem).strip("-.") or "article"
    return f"{stem}-{_digest(record)[:12]}" if record else stem


def _digest(value: str) -> str:
    return sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16]
