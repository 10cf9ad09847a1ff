"""A record (one JSON object, or one request to the API) to an article draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

from corpus.errors import UnusableSource
from corpus.models import ArticleDraft
from corpus.publication_dates import BOUNDS
from indexer.extraction.characters import one_line, unseen_in
from indexer.extraction.dates import parse_date
from indexer.extraction.fields import (
    field_value,
    given_id,
    is_marked_up,
    names_in,
    paragraphs,
    without_cut,
    without_markup,
)
from indexer.extraction.html import read_html
from indexer.extraction.language import detect_language, language_code
from indexer.extraction.markdown import read_markdown
from indexer.extraction.page import Page, unread
from indexer.extraction.plain_text import read_plain_text
from indexer.extraction.titles import without_outlet
from indexer.extraction.writers import without_mark

ReadWebPage = Callable[[str, str | None], Page]
"""The article of the page at an address, its title if it is known already."""
Warn = Callable[[str], None]
"""Told of something that is stated and cannot be kept, in words for whoever wrote it."""

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_LOOKS_LIKE_HTML = re.compile(
    r"\s*<(?:!doctype html|html|head|body|article|div|p|section|h1)[\s>]", re.IGNORECASE
)
_LONGEST_NAME, _LONGEST_ID = 500, 500
_TYPE_NAMES: dict[type, str] = {
    dict: "an object",
    list: "a list",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


def _silently(_: str) -> None:
    """Tells nobody."""


def with_markdown_read(record: Mapping[str, object]) -> Mapping[str, object]:
    """The record with fields in place of its Markdown; its own fields win over the front matter.

    A record without Markdown, or with another text of its article, is returned as it is.

    Raises:
        UnusableSource: if the Markdown is no text, or holds no article text.
    """
    markdown = _string(record, "markdown")
    if markdown is None or _string(record, "text") or _string(record, "html"):
        return record
    page = read_markdown(markdown)
    # Said here, since a record with an address and no text would be fetched from there.
    _check_words(page)
    said = {
        "id": page.article_id,
        # Front matter often has a path for it ("/2026/mill/"), which is no mistake of who sends it.
        "url": web_address(page.url),
        "title": page.title,
        "source": page.outlet,
        "author": page.author,
        "published_at": page.published_at.isoformat() if page.published_at else page.unread_date,
        "language": page.language,
        "section": page.section,
    }
    own = {field: field_value(record, field) for field in said}
    known = {field: said[field] if value is None else value for field, value in own.items()}
    return {**known, "text": page.text}


def draft_from_record(
    record: Mapping[str, object],
    location: str,
    *,
    read_web_page: ReadWebPage | None = None,
    warn: Warn = _silently,
) -> ArticleDraft:
    """The article of a record with the documented fields, cleaned; what is missing is recovered.

    A date that cannot be read is left empty, and so is an address that is not http(s).

    Args:
        record: the fields.
        location: where the record was read.
        read_web_page: reads the page of a record that has an address and no text.
        warn: told of a date or an address that is stated and left empty.

    Raises:
        UnusableSource: if a field has the wrong type or no article text is left.
    """
    text, html = _string(record, "text"), _string(record, "html")
    stated, address = _stated(record), _string(record, "url")
    if text or html:
        if address and stated.url is None:
            warn(
                f'its "url" is left empty: {unread(address)!r} is no http(s) address; write it '
                "like https://paper.example/story, with %20 for a space"
            )
        page = stated.completed_by(
            _read_field(text, title=stated.title)
            if text
            else read_html(without_cut(html or ""), title=stated.title)
        )
    elif address and read_web_page:
        # The page's address counts, not the given one, which may redirect to it.
        page = replace(stated, url=None).completed_by(read_web_page(address, stated.title))
    elif address:
        raise UnusableSource(
            'it has an address and no text; give it "text" or "html", or index the address itself'
        )
    else:
        raise UnusableSource('it has no "text", "html" or "markdown"; give it one of them')
    if field_value(record, "published_at") is not None:
        page = replace(page, published_at=stated.published_at)
    return draft_from_page(page, location, warn=warn)


def draft_from_page(page: Page, location: str, *, warn: Warn = _silently) -> ArticleDraft:
    """The draft of a page that was read; ``warn`` is told of a date that is left empty.

    Raises:
        UnusableSource: if the page holds no article text, or its id cannot be kept.
    """
    _check_words(page)
    _check_id(page.article_id)
    if page.unread_date and page.published_at is None:
        warn(
            f'its "published_at" is left empty: {page.unread_date!r} is no certain date {BOUNDS}; '
            "write it like 2024-09-03"
        )
    return ArticleDraft(
        text=page.text,
        location=location,
        article_id=page.article_id,
        url=web_address(page.url),
        title=without_outlet(page.title, page.outlet) if page.title and page.outlet else page.title,
        source=page.outlet,
        author=page.author,
        published_at=page.published_at,
        language=page.language or detect_language(page.text),
        section=page.section,
    )


def read_text(text: str, *, title: str | None = None) -> Page:
    """The article of a text, which may be a web page under another name."""
    if _LOOKS_LIKE_HTML.match(text[:200]):
        return read_html(text, title=title)
    return read_plain_text(text, title=title)


def _read_field(text: str, *, title: str | None) -> Page:
    """The article of a text field, which may hold elements and entities of a web page."""
    text = without_cut(text)
    if is_marked_up(text):
        return read_html(text, title=title)
    return read_plain_text(without_markup(text), title=title)


def record_location(record: Mapping[str, object], container: str) -> str:
    """Where a record of a file is, so that a later run finds it wherever it stands by then.

    The record's id names it, else its address, else title, outlet and day, else its text.
    """
    url = field_value(record, "url")
    if name := given_id(record) or (one_line(url) if isinstance(url, str) else ""):
        # Cut, two long addresses would be one place.
        return f"{container}#{name if len(name) <= _LONGEST_ID else _digest(name)}"
    title, source, published, text, html = (
        str(field_value(record, field) or "")
        for field in ("title", "source", "published_at", "text", "html")
    )
    named = "\x1f".join(map(one_line, (title, source, published[:10])))
    key = named if one_line(title) else f"{text}\x1f{html}"
    return f"{container}#{_digest(key)}"


def web_address(value: str | None) -> str | None:
    """The value if it is an http(s) address, else ``None``: nothing else may become a link."""
    address = one_line(value) if value else ""
    return address if _WEB_ADDRESS.fullmatch(address) else None


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _check_words(page: Page) -> None:
    if not any(map(str.isalnum, page.text)):
        raise UnusableSource("no article text is left in it once page furniture is removed")


def _check_id(article_id: str | None) -> None:
    """Refuses an id that cannot be kept as it is: altered, it could be that of another article."""
    if article_id and len(article_id) > _LONGEST_ID:
        raise UnusableSource(
            f'its "id" has {len(article_id):,} characters; it may have {_LONGEST_ID} at most'
        )
    if article_id and (unseen := unseen_in(article_id)):
        raise UnusableSource(
            f'its "id" holds a character that cannot be seen ({unseen}); write it without'
        )


def _stated(record: Mapping[str, object]) -> Page:
    """What the record says about its article, without the article."""
    published = field_value(record, "published_at")
    moment = parse_date(published) if isinstance(published, str) else None
    is_unread = published is not None and moment is None
    return Page(
        text="",
        title=_name(record, "title"),
        outlet=_name(record, "source"),
        author=_author(record),
        published_at=moment,
        unread_date=unread(published) if is_unread else None,
        url=web_address(_string(record, "url")),
        language=language_code(_string(record, "language")),
        section=_name(record, "section"),
        article_id=_identifier(record),
    )


def _identifier(record: Mapping[str, object]) -> str | None:
    value = field_value(record, "id")
    if value is None:
        return None
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise _wrong_type("id", value, wanted="text or a whole number")
    article_id = given_id(record)
    _check_id(article_id)  # before a page is fetched for it
    return article_id


def _name(record: Mapping[str, object], field: str) -> str | None:
    value = field_value(record, field)
    if value is None:
        return None
    names = names_in(value)
    if names is None:
        raise _wrong_type(field, value)
    name = one_line(", ".join(one_line(without_markup(name)) for name in names))
    return name[:_LONGEST_NAME].strip() or None


def _author(record: Mapping[str, object]) -> str | None:
    """The writers, without the mark and the posts that a byline has."""
    name = _name(record, "author")
    return without_mark(name) if name else None


def _string(record: Mapping[str, object], field: str) -> str | None:
    value = field_value(record, field)
    text = paragraphs(value) if field == "text" else value
    if value is not None and not isinstance(text, str):
        raise _wrong_type(field, value)
    return text if isinstance(text, str) and text.strip() else None


def _wrong_type(field: str, value: object, *, wanted: str = "text") -> UnusableSource:
    found = _TYPE_NAMES.get(type(value), "something else")
    return UnusableSource(f'its "{field}" is {found}; it must be {wanted}')
