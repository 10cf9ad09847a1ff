"""What a web page declares: linked data, ``meta`` elements, its footer and its address.

Read before scripts and hidden elements are taken out of the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from lxml import html as lxml_html

from indexer.extraction.characters import one_line
from indexer.extraction.dates import parse_date
from indexer.extraction.outlets import is_outlet, is_vouched_for

_PUBLISHED_NAMES = (
    "article:published_time", "datepublished", "og:published_time", "publishdate", "pubdate",
    "date", "dc.date.issued", "dc.date", "dcterms.date", "sailthru.date", "parsely-pub-date",
    "publish-date", "article.published", "published_time", "citation_publication_date",
)  # fmt: skip
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_MOST_JSON, _DEEPEST_JSON = 500_000, 6
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report)$")
_SITE_TYPE = re.compile(r"^WebSite$")
_SITE_SUFFIX = re.compile(r"\s+[|–—·»-]\s+(?P<site>[^|–—·»]{2,40})$")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:\d{4}(?:\s?[–-]\s?\d{4})?)?,?\s*(?:by )?"
    r"(?P<site>[^.,|©\d]{3,40})",
    re.IGNORECASE,
)
_MOST_FOOTER = 600


@dataclass(frozen=True, slots=True)
class Declared:
    """What the page declares; ``None`` for what it does not."""

    published_at: datetime | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    section: str | None = None
    title: str | None = None
    text: str | None = None


def read_declared(tree: lxml_html.HtmlElement) -> Declared:
    """What the page declares about its article."""
    nodes, named = list(_nodes(tree)), declared_values(tree)
    article = next((node for node in nodes if _is_kind(node, _ARTICLE_TYPE)), {})
    creator = one_line(named.get("dc:creator") or named.get("dc.creator") or "")
    url = _web_address(tree)
    body, title = article.get("articleBody"), article.get("headline")
    return Declared(
        published_at=_published(tree),
        outlet=_publisher(article, nodes) or _site(tree, url),
        author=", ".join(_names(article.get("author"))) or creator or None,
        url=url,
        section=one_line(named.get("article:section", ""))
        or ", ".join(_names(article.get("articleSection")))
        or None,
        title=(one_line(title) or None) if isinstance(title, str) else None,
        text=body if isinstance(body, str) and body.strip() else None,
    )


def declared_values(tree: lxml_html.HtmlElement) -> dict[str, str]:
    """What the page's ``meta`` elements say, by lower-case name; the first of a name counts."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        names = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        for name in names.lower().split():
            named.setdefault(name, meta.get("content", ""))
    return named


def without_site(window: str) -> str:
    """The window's title without the name of the site at its end."""
    return _SITE_SUFFIX.sub("", window)


def _nodes(tree: lxml_html.HtmlElement) -> Iterator[Mapping[str, object]]:
    """The things that the page's linked data describes."""
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        try:
            value = json.loads((script.text or "")[:_MOST_JSON])
        except (ValueError, RecursionError):
            continue
        yield from _described(value, depth=0)


def _described(value: object, *, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST_JSON:
        return
    if isinstance(value, list):
        for item in value:
            yield from _described(item, depth=depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _described(value.get("@graph"), depth=depth + 1)
        yield from _described(value.get("mainEntity"), depth=depth + 1)


def _is_kind(node: Mapping[str, object], kind: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    return any(kind.search(str(one)) for one in (kinds if isinstance(kinds, list) else [kinds]))


def _publisher(article: Mapping[str, object], nodes: list[Mapping[str, object]]) -> str | None:
    """The article's publisher, which may be described elsewhere; else the site it is part of."""
    publisher = article.get("publisher")
    for one in publisher if isinstance(publisher, list) else [publisher]:
        if isinstance(one, dict) and "name" not in one and one.get("@id"):
            publisher = next((node for node in nodes if node.get("@id") == one["@id"]), None)
    sites = [node for node in nodes if _is_kind(node, _SITE_TYPE)] if article else []
    candidates = (publisher, article.get("isPartOf"), *sites)
    return next((name for one in candidates for name in _names(one)), None)


def _names(value: object) -> list[str]:
    """The names of the people, organisations or sections of a property of linked data."""
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    if isinstance(value, dict):
        value = value.get("name")
    name = one_line(value) if isinstance(value, str) else ""
    return [name] if name and len(name) <= 100 and "://" not in name else []


def _site(tree: lxml_html.HtmlElement, url: str | None) -> str | None:
    """The site's name at the end of the window's title, where its form or the page confirms it."""
    window = one_line(tree.findtext(".//title") or "")
    suffix = _SITE_SUFFIX.search(window)
    notices = _notices(tree)
    if suffix:
        site = suffix["site"].strip()
        if is_outlet(site) or is_vouched_for(site, [*notices, url or ""]):
            return site
    owners = {match["site"].strip() for notice in notices for match in _COPYRIGHT.finditer(notice)}
    named = [owner for owner in owners if is_outlet(owner)]
    return named[0] if len(named) == 1 else None


def _notices(tree: lxml_html.HtmlElement) -> list[str]:
    """The copyright notices in the page's footers."""
    footers = (" ".join(footer.text_content().split()) for footer in tree.iter("footer"))
    return [text[:_MOST_FOOTER] for text in footers if _COPYRIGHT.search(text[:_MOST_FOOTER])]


def _web_address(tree: lxml_html.HtmlElement) -> str | None:
    for path in (".//link[@rel='canonical']", ".//meta[@property='og:url']"):
        element = tree.find(path)
        address = element.get("href") or element.get("content") if element is not None else None
        if address and re.match(r"https?://[^\s<>\"]+$", address.strip(), re.IGNORECASE):
            return str(address).strip()
    return None


def _published(tree: lxml_html.HtmlElement) -> datetime | None:
    """The publication date the page declares for programs."""
    for text in _declared_dates(tree):
        if moment := parse_date(text):
            return moment
    return None


def _declared_dates(tree: lxml_html.HtmlElement) -> Iterator[str]:
    named = declared_values(tree)
    yield from (named[name] for name in _PUBLISHED_NAMES if named.get(name))
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            yield from _JSON_DATE.findall((script.text or "")[:_MOST_JSON])[:1]
    for element in tree.iter("time"):
        if element.get("itemprop", "").lower() == "datepublished" or "pubdate" in element.attrib:
            yield element.get("datetime", "")
