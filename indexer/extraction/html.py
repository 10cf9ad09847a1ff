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
from indexer.extraction.declared import Declared, read_declared
from indexer.extraction.fields import without_markup
from indexer.extraction.language import language_code
from indexer.extraction.page import Page
from indexer.extraction.plain_text import read_plain_text
from indexer.extraction.restoring import with_lost_lines
from indexer.extraction.windows import Window
from indexer.extraction.writers import all_writers, likely_writers

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
_PROMOTION = re.compile(
    r"(?:^|\s)(?:[\w-]*[_-])?promo(?:tion|box)?(?:[_-][\w-]*)?(?:\s|$)", re.IGNORECASE
)
_LONGEST_PROMOTION = 300
_HIDING_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text|screen-reader-only"
    r"|hidden"
    r"|d-none|u-hidden|is-hidden|invisible|offscreen|off-screen|hide)(?:\s|$)",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "td", "dd", "dt")
)
# What an editor struck out is no word of the article any more.
_STRUCK = frozenset(("del", "s", "strike"))
_MOST_STRUCK = 0.5


def read_html(source: str, *, title: str | None = None) -> Page:
    """The article of a web page; its text is empty where the page holds none.

    A given ``title`` is kept and taken off the start of the text.
    """
    tree = _parse(source)
    if tree is None:
        return Page(text="")
    declared, language = read_declared(tree), language_code(tree.get("lang"))
    _remove_unseen(tree)
    _remove_struck(tree)
    found = _extract(tree)
    extracted = found.text if found else None
    text, headings = (
        with_lost_lines(extracted, tree) if extracted else (_visible_text(tree), frozenset[str]())
    )
    title = title or _title(declared, found)
    page = read_plain_text(text, title=title, headings=headings, copied=False)
    if not page.text and declared.text:
        # Pages that are drawn by a script carry their article for programs only.
        page = read_plain_text(
            without_markup(declared.text), title=title or declared.title, copied=False
        )
    return Page(
        text=page.text,
        title=page.title,
        outlet=_site(found, declared) or page.outlet,
        author=all_writers(tree, declared.author or _author(found) or page.author),
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


def _remove_struck(tree: lxml_html.HtmlElement) -> None:
    """Takes out what is struck out; most of a page is struck out only by a tag left open."""
    struck = list(tree.iter(*_STRUCK))
    length = sum(len(element.text_content()) for element in struck)
    if length <= _MOST_STRUCK * len(tree.text_content()):
        for element in struck:
            _drop(element)


def _remove_unseen(tree: lxml_html.HtmlElement) -> None:
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or (
            element.tag not in _FRAME
            and (element.tag in _NEVER_SHOWN or _is_hidden(element) or _is_promotion(element))
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


def _is_promotion(element: lxml_html.HtmlElement) -> bool:
    """Whether an element says of itself that it promotes something, and is short."""
    named = element.get("class", "")
    return (
        "promo" in named.lower()
        and _PROMOTION.search(named) is not None
        and len(element.text_content()) <= _LONGEST_PROMOTION
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


def _title(declared: Declared, found: Document | None) -> str | None:
    """The article's title: one that the page's own title confirms, else that title itself."""
    window = declared.window
    if window and window.is_headed:
        return window.headline
    guessed = _named(found.title if found else None)
    if guessed and (window is None or _confirms(window, guessed)):
        return guessed
    if declared.headline and any(map(str.isalnum, declared.headline)):
        return declared.headline
    return window.headline if window else guessed


def _confirms(window: Window, heading: str) -> bool:
    """Whether a heading is in the window's title; not the site's name, nor with it."""
    folded, whole = _folded(heading), _folded(window.full)
    is_site = window.site is not None and folded == _folded(window.site)
    has_more = folded == whole != _folded(window.headline)
    return folded in whole and not is_site and not has_more


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _named(value: str | None) -> str | None:
    name = one_line(value) if value else ""
    return name if any(map(str.isalnum, name)) else None


def _site(found: Document | None, declared: Declared) -> str | None:
    """The outlet as the page calls itself; a bare host only where nothing else names it."""
    named = _named(found.sitename if found else None)
    is_host = named is not None and " " not in named and "." in named
    return (declared.outlet or named) if is_host else (named or declared.outlet)


def _author(found: Document | None) -> str | None:
    return likely_writers(_named(found.author if found else None))


def _dated(tree: lxml_html.HtmlElement) -> datetime | None:
    """The date htmldate reads from the page's marked elements; never from its prose.

    The hour is that of the first moment which the page marks on that day.
    """
    try:
        found = find_date(tree, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    day = parse_date(found) if found else None
    marked = (parse_date(element.get("datetime", "")) for element in tree.iter("time"))
    moments = [moment for moment in marked if day and moment and moment.date() == day.date()]
    return min((moment for moment in moments if moment != day), default=day)
