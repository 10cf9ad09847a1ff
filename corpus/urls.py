"""How articles' URLs are compared: by the page they name, however they are written."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref|cmpid|ocid)$", re.IGNORECASE)
_DIGEST_LENGTH = 16


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


def url_digest(url: str) -> str:
    """16 hexadecimal digits, equal for URLs of one page: a database may not index a long URL."""
    canonical = canonical_url(url).encode("utf-8", "surrogatepass")
    return sha256(canonical).hexdigest()[:_DIGEST_LENGTH]
