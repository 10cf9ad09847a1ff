"""What a web page declares: linked data, ``meta`` elements, its footer and its address.

Read before scripts and hidden elements are taken out of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import html as lxml_html

from indexer.extraction.characters import one_line
from indexer.extraction.dates import parse_date
from indexer.extraction.linked_data import (
    article_among,
    dates_of,
    names_of,
    nodes_in,
    publisher_of,
    writers_of,
)
from indexer.extraction.outlets import is_outlet, is_vouched_for
from indexer.extraction.windows import Window, read_window

_PUBLISHED_NAMES = (
    "article:published_time", "datepublished", "og:published_time", "publishdate", "pubdate",
    "date", "dc.date.issued", "dc.date", "dcterms.date", "sailthru.date", "parsely-pub-date",
    "publish-date", "article.published", "published_time", "citation_publication_date",
)  # fmt: skip
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "headline")
_SITE_NAMES = ("og:site_name", "application-name", "twitter:site")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:\d{4}(?:\s?[–-]\s?\d{4})?)?,?\s*(?:by )?"
    r"(?P<site>[^.,|©\d]{3,40})",
    re.IGNORECASE,
)
_MOST_FOOTER = 600


@dataclass(frozen=True, slots=True)
class Declared:
    """What the page declares; ``None`` for what it does not.

    ``title`` is of programs' data, ``headline`` of ``meta`` elements, ``window`` of the window.
    """

    published_at: datetime | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    section: str | None = None
    title: str | None = None
    headline: str | None = None
    window: Window | None = None
    text: str | None = None


def read_declared(tree: lxml_html.HtmlElement) -> Declared:
    """What the page declares about its article."""
    nodes, named, url = nodes_in(tree), declared_values(tree), _web_address(tree)
    headings = [one_line(heading.text_content()) for heading in tree.iter("h1", "h2", "h3")]
    full = one_line(tree.findtext(".//title") or "")
    headline = next(filter(None, (one_line(named.get(name, "")) for name in _TITLE_NAMES)), None)
    titles = [one for one in (full, headline, *headings[:1]) if one]
    article = article_among(nodes, url=url, titles=titles)
    publisher = publisher_of(article, nodes)
    sites = [publisher or "", *(named.get(name, "") for name in _SITE_NAMES)]
    window = _window(full, headings, sites=sites, vouching=[*_notices(tree), url or ""])
    creator = one_line(named.get("dc:creator") or named.get("dc.creator") or "")
    body, title = article.get("articleBody"), article.get("headline")
    return Declared(
        published_at=_first_date(
            (*_named_dates(named), *dates_of(tree, article, nodes), *_marked_dates(tree))
        ),
        outlet=publisher or (window and window.site) or _owner(tree),
        author=writers_of(article) or creator or None,
        url=url,
        section=one_line(named.get("article:section", ""))
        or ", ".join(names_of(article.get("articleSection")))
        or None,
        title=(one_line(title) or None) if isinstance(title, str) else None,
        headline=headline,
        window=window,
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


def _window(
    title: str, headings: Sequence[str], *, sites: Sequence[str], vouching: Sequence[str]
) -> Window | None:
    """The parts of the window's title, where names' forms, the page and its headings tell them."""
    known = {_folded(site) for site in sites} - {""}

    def is_site(name: str) -> bool:
        return _folded(name) in known or is_outlet(name) or is_vouched_for(name, vouching)

    return read_window(title, headings=headings, is_site=is_site) if title else None


def _owner(tree: lxml_html.HtmlElement) -> str | None:
    """Who the page's copyright notices name, where it is an outlet."""
    owners = {
        match["site"].strip() for notice in _notices(tree) for match in _COPYRIGHT.finditer(notice)
    }
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


def _first_date(stated: Sequence[str]) -> datetime | None:
    return next(filter(None, map(parse_date, stated)), None)


def _named_dates(named: Mapping[str, str]) -> Iterator[str]:
    return (named[name] for name in _PUBLISHED_NAMES if named.get(name))


def _marked_dates(tree: lxml_html.HtmlElement) -> Iterator[str]:
    for element in tree.iter("time"):
        if element.get("itemprop", "").lower() == "datepublished" or "pubdate" in element.attrib:
            yield element.get("datetime", "")


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
