"""Which id an article has, so that a later run recognises it wherever it comes from.

In this order: the id its source gives, its URL, the place it was read from.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePath
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from corpus.ledger import KnownArticle, Ledger
from corpus.models import ArticleDraft, ArticleId

_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref|cmpid|ocid)$", re.IGNORECASE)
_UNFIT = re.compile(r"[^\w.-]+")


def identify(draft: ArticleDraft, ledger: Ledger) -> tuple[ArticleId, KnownArticle | None]:
    """The draft's id, and the article that already has it.

    An id taken from a file's name gets a suffix where another place already uses the name.
    """
    if draft.article_id:
        return ArticleId(draft.article_id), ledger.known(draft.article_id)
    if draft.url:
        article_id = f"url-{_digest(canonical_url(draft.url))}"
        return ArticleId(article_id), ledger.known(article_id)
    known = ledger.known_at(draft.location)
    if known is not None:
        return known.article_id, known
    name = _name(draft.location)
    if ledger.known(name) is None:
        return ArticleId(name), None
    suffixed = f"{name}-{_digest(draft.location)[:8]}"
    return ArticleId(suffixed), ledger.known(suffixed)


def canonical_url(url: str) -> str:
    """The URL without what does not name the page: case of the host, fragment, tracking.

    What cannot be read as a URL names itself.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = [pair for pair in pairs if not _TRACKING.match(pair[0])]
    host = parts.netloc.lower().removeprefix("www.")
    path = parts.path.rstrip("/") or "/"
    return urlunsplit(("https", host, path, urlencode(sorted(query)), ""))


def _name(location: str) -> str:
    """A readable id from where an article was read: the file's name, or a digest for a record."""
    path, _, record = location.partition("#")
    stem = _UNFIT.sub("-", PurePath(path).stem).strip("-.") or "article"
    return f"{stem}-{_digest(record)[:12]}" if record else stem


def _digest(value: str) -> str:
    return sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16]
