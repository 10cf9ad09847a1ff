"""Web pages to an article: what a reader of the page cannot see never gets in."""

from __future__ import annotations

import re
from datetime import datetime

import structlog
from htmldate import find_date
from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from indexer.extraction.characters import one_line
from indexer.extraction.dates import parse_date
from indexer.extraction.declared import declared_values, read_declared, without_site
from indexer.extraction.language import language_code
from indexer.extraction.page import Page
from indexer.extraction.plain_text import read_plain_text

_log = structlog.get_logger(__name__)

_NEVER_SHOWN = frozenset(
    (
        "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math",
        "canvas", "select", "textarea", "button", "datalist", "dialog", "input",
    )
)  # fmt: skip
_FRAME = ("html", "head", "body")
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0*\s*(?:;|!|$)"
    r"|font-size\s*:\s*0*\.?0*(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*[01]?(?:\.0+)?(?:px|pt|em|%)?\s*(?:;|!|$)"
    r"|(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*(?:0|1px)|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|transform\s*:[^;]*(?:scale\(\s*0\s*\)|translate[xy]?\(\s*-\d{4,})"
    r"|color\s*:\s*transparent",
    re.IGNORECASE,
)
_HIDING_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text|screen-reader-only"
    r"|hidden"
    r"|d-none|u-hidden|is-hidden|invisible|offscreen|off-screen|hide)(?:\s|$)",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "td", "dd", "dt")
)
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "headline")
_LONGEST_AUTHOR = 100
_NO_NAME = re.compile(
    r"https?\b|[@\d]|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|April|June"
    r"|July|September|October|November|December)\b"
)


def read_html(source: str, *, title: str | None = None) -> Page:
    """The article of a web page; its text is empty where the page holds none.

    A given ``title`` is kept and taken off the start of the text.
    """
    tree = _parse(source)
    if tree is None:
        return Page(text="")
    declared, language = read_declared(tree), language_code(tree.get("lang"))
    _remove_unseen(tree)
    found = _extract(tree)
    text = (found.text if found else None) or _visible_text(tree)
    page = read_plain_text(text, title=title or _title(tree, found))
    return Page(
        text=page.text,
        title=page.title,
        outlet=_named(found.sitename if found else None) or declared.outlet or page.outlet,
        author=declared.author or _author(found) or page.author,
        published_at=declared.published_at or _dated(tree) or page.published_at,
        url=declared.url,
        language=language,
        section=declared.section,
    )


def _parse(source: str) -> lxml_html.HtmlElement | None:
    """The page as a tree; ``None`` for a page without elements."""
    # An encoding declared in the text would contradict that it is decoded already.
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _remove_unseen(tree: lxml_html.HtmlElement) -> None:
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or (
            element.tag not in _FRAME and (element.tag in _NEVER_SHOWN or _is_hidden(element))
        ):
            _drop(element)


def _is_hidden(element: lxml_html.HtmlElement) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or ("style" in attributes and _HIDING_STYLE.search(attributes["style"]) is not None)
        or ("class" in attributes and _HIDING_CLASS.search(attributes["class"]) is not None)
    )


def _drop(element: lxml_html.HtmlElement) -> None:
    """Takes the element out and leaves the text that follows it."""
    if element.getparent() is not None:
        element.drop_tree()


def _extract(tree: lxml_html.HtmlElement) -> Document | None:
    try:
        found = bare_extraction(
            lxml_html.fromstring(etree.tostring(tree, encoding="unicode", method="html")),
            favor_precision=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # noqa: BLE001 -- any page must leave the other pages readable
        _log.warning("page_extraction_failed", error=type(error).__name__)
        return None
    return found if isinstance(found, Document) else None


def _visible_text(tree: lxml_html.HtmlElement) -> str:
    """The paragraphs, headings and list items of the page, or all its text where it has none."""
    blocks = [
        " ".join(element.text_content().split())
        for element in tree.iter(*_BLOCKS)
        if not any(ancestor.tag in _BLOCKS for ancestor in element.iterancestors())
    ]
    body = tree.find("body")
    if not any(blocks):
        return str((tree if body is None else body).text_content())
    return "\n\n".join(filter(None, blocks))


def _title(tree: lxml_html.HtmlElement, found: Document | None) -> str | None:
    """The article's title: one that the page's own title confirms, else that title itself."""
    window = _named(tree.findtext(".//title"))
    meta = declared_values(tree)
    declared = next(filter(None, (_named(meta.get(name)) for name in _TITLE_NAMES)), None)
    guessed = _named(found.title if found else None)
    if guessed and (window is None or _folded(guessed) in _folded(window)):
        return guessed
    if declared:
        return declared
    return without_site(window) if window else guessed


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _named(value: str | None) -> str | None:
    name = one_line(value) if value else ""
    return name if any(map(str.isalnum, name)) else None


def _author(found: Document | None) -> str | None:
    name = _named(found.author if found else None)
    if name is None or len(name) > _LONGEST_AUTHOR or _NO_NAME.search(name):
        return None
    return name.replace("; ", ", ")


def _dated(tree: lxml_html.HtmlElement) -> datetime | None:
    """The date htmldate reads from the page's marked elements; never from its prose."""
    try:
        found = find_date(tree, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    return parse_date(found) if found else None
