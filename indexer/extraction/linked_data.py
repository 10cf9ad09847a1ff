"""What the linked data of a page (JSON-LD) describes: its article among other things.

A page may describe other stories too, the ones that it links to: the article is the one that has
the page's address or headline, wherever it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from lxml import html as lxml_html

from corpus.urls import canonical_url
from indexer.extraction.characters import one_line
from indexer.extraction.writers import without_mark

Node = Mapping[str, object]
"""One thing that the data describes."""

_MOST_JSON, _DEEPEST_JSON = 500_000, 6
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report)$")
_SITE_TYPE = re.compile(r"^WebSite$")
_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_WORD = re.compile(r"\w+")
_FEWEST_SHARED, _LEAST_SHARE = 3, 0.6
"""How many words of a headline, and which share of them, another form of it has."""


def nodes_in(tree: lxml_html.HtmlElement) -> list[Node]:
    """The things that the page's linked data describes."""
    return [node for text in _scripts(tree) for node in _read(text)]


def article_among(nodes: Sequence[Node], *, url: str | None, titles: Collection[str]) -> Node:
    """The page's article; empty where there is none, or several and nothing tells which.

    Args:
        nodes: what the page describes.
        url: the page's address.
        titles: what the page calls itself, in its window and its heading.
    """
    articles = [node for node in nodes if _is_kind(node, _ARTICLE_TYPE)]
    if not articles:
        return {}
    page = canonical_url(url) if url else None
    likeness = [(_has_address(one, page), _likeness(one, titles)) for one in articles]
    best = max(range(len(articles)), key=lambda position: likeness[position])
    headlines = {_folded(str(one["headline"])) for one in articles if one.get("headline")}
    is_certain = len(headlines) < 2 or any(likeness[best])
    return articles[best] if is_certain else {}


def dates_of(tree: lxml_html.HtmlElement, article: Node, nodes: Sequence[Node]) -> Iterator[str]:
    """When the article was published; what else the data dates counts only without any article."""
    own = article.get("datePublished")
    if isinstance(own, str):
        yield own
    elif not any(_is_kind(one, _ARTICLE_TYPE) and one.get("datePublished") for one in nodes):
        for text in _scripts(tree):
            yield from _DATE.findall(text)[:1]


def publisher_of(article: Node, nodes: Sequence[Node]) -> str | None:
    """The article's publisher, which may be described elsewhere; else the site it is part of."""
    publisher = article.get("publisher")
    for one in publisher if isinstance(publisher, list) else [publisher]:
        if isinstance(one, dict) and "name" not in one and one.get("@id"):
            publisher = next((node for node in nodes if node.get("@id") == one["@id"]), None)
    sites = [node for node in nodes if _is_kind(node, _SITE_TYPE)] if article else []
    candidates = (publisher, article.get("isPartOf"), *sites)
    return next((name for one in candidates for name in names_of(one)), None)


def writers_of(article: Node) -> str:
    """The article's writers in one line, without what marks them in a byline."""
    return ", ".join(map(without_mark, names_of(article.get("author"))))


def names_of(value: object) -> list[str]:
    """The names of the people, organisations or sections of a property."""
    if isinstance(value, list):
        return [name for item in value for name in names_of(item)]
    if isinstance(value, dict):
        value = value.get("name")
    name = one_line(value) if isinstance(value, str) else ""
    return [name] if name and len(name) <= 100 and "://" not in name else []


def _scripts(tree: lxml_html.HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            yield (script.text or "")[:_MOST_JSON]


def _read(text: str) -> Iterator[Node]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from _described(value, depth=0)


def _described(value: object, *, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST_JSON:
        return
    if isinstance(value, list):
        for item in value:
            yield from _described(item, depth=depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _described(value.get("@graph"), depth=depth + 1)
        yield from _described(value.get("mainEntity"), depth=depth + 1)


def _is_kind(node: Node, kind: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    return any(kind.search(str(one)) for one in (kinds if isinstance(kinds, list) else [kinds]))


def _has_address(article: Node, page: str | None) -> bool:
    """Whether an article says that the page is its own; its id counts where nothing else says."""
    of_page = article.get("mainEntityOfPage")
    named = [article.get("url"), of_page.get("@id") if isinstance(of_page, dict) else of_page]
    stated = [one for one in named if isinstance(one, str) and "://" in one]
    own = article.get("@id")
    addresses = stated or ([own] if isinstance(own, str) else [])
    return page is not None and any(canonical_url(one) == page for one in addresses)


def _likeness(article: Node, titles: Collection[str]) -> float:
    """How much of the article's headline one of the page's titles has; 0 for too little."""
    headline = article.get("headline")
    words = set(_WORD.findall(headline.casefold())) if isinstance(headline, str) else set()
    if not words:
        return 0.0
    if any(_folded(str(headline)) in _folded(title) for title in titles):
        return 1.0
    shared = max((len(words & set(_WORD.findall(one.casefold()))) for one in titles), default=0)
    share = shared / len(words)
    return share if shared >= _FEWEST_SHARED and share >= _LEAST_SHARE else 0.0


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
