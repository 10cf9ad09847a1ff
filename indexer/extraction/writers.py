"""Who wrote an article, as fields for it and elements of a web page name them."""

from __future__ import annotations

import re

from lxml import html as lxml_html

from indexer.extraction.bylines import placed_byline, read_byline
from indexer.extraction.months import MONTHS

_BY = re.compile(r"by\s+(?=\S)", re.IGNORECASE)
_MARK = re.compile(r"(?:by|par|por|von)\s+(?=\S)", re.IGNORECASE)
_BYLINE_CLASS = re.compile(r"byline|(?:^|[\s_-])authors?(?:[\s_-]|$)", re.IGNORECASE)
# What stands between a writer and a date or an outlet in one line.
_BETWEEN = re.compile(r"\s*[|•·]\s*|\s+[–—]\s+")
_LONGEST_AUTHOR = 100
_NO_NAME = re.compile(
    r"https?\b|[@\d]|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|April|June"
    r"|July|September|October|November|December)\b"
)


def without_mark(name: str) -> str:
    """A field's writers without the mark and the posts that a byline has: "By Ada Lind"."""
    if not _MARK.match(name):
        return name
    byline = read_byline(name, ())
    if byline and byline.author:
        return byline.author
    # "Von" may begin a name.
    return _BY.sub("", name, count=1) if _BY.match(name) else name


def likely_writers(name: str | None) -> str | None:
    """What was taken for writers, if it may be names; a month among them comes from a date."""
    if name is None or len(name) > _LONGEST_AUTHOR:
        return None
    people = [one for one in re.split(r"; |, ", name) if one.casefold() not in MONTHS]
    known = ", ".join(people)
    return known if known and not _NO_NAME.search(known) else None


def all_writers(tree: lxml_html.HtmlElement, author: str | None) -> str | None:
    """The writers that the page's byline names, where it names the known one and more.

    Where none is known, and bylines of several stories stand on the page, nothing tells which
    is the article's.
    """
    named = set(filter(None, map(_byline_of, tree.iter("p", "div", "span", "address", "a"))))
    if author:
        named = {names for names in named if author in names and len(names) > len(author)}
    return named.pop() if len(named) == 1 else author


def _byline_of(element: lxml_html.HtmlElement) -> str | None:
    """Whom an element that the page marks as a byline names."""
    marks = f"{element.get('class', '')} {element.get('rel', '')} {element.get('itemprop', '')}"
    if not _BYLINE_CLASS.search(marks):
        return None
    line = " ".join(element.text_content().split())
    for part in (line, _BETWEEN.split(line)[0]):
        byline = placed_byline(part) or read_byline(part, ())
        if byline:
            return byline.author
    return None
