"""The fields of an article in records and front matter: what exports call them, and their shapes.

Names are compared without regard to case, underscores and hyphens. The documented name of a field
comes first and wins. An address is no outlet: that of a page is the article's.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "url": ("url", "link", "canonicalurl", "canonical", "permalink", "weburl"),
    "title": ("title", "headline", "webtitle"),
    "text": ("text", "body", "content", "articlebody", "contenttext", "bodytext", "maintext"),
    "html": ("html", "bodyhtml", "contenthtml", "content:encoded", "contentencoded"),
    "markdown": ("markdown",),
    "source": ("source", "outlet", "publisher", "publication", "site", "sitename"),
    "author": ("author", "authors", "byline", "creator", "dc:creator"),
    "published_at": (
        "publishedat", "published", "pubdate", "datepublished", "dategmt", "date", "publishdate",
        "publicationdate", "webpublicationdate", "firstpublicationdate",
    ),
    "language": ("language", "lang"),
    "section": ("section", "category", "sectionname"),
}  # fmt: skip
_BLOCK_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|main|article|section|div|p|br|h[1-6]|ul|ol|li|table"
    r"|blockquote|figure|script|style)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
STRUCK = re.compile(r"<(del|s|strike)(?:\s[^<>]*)?>[^<>]*</\1>", re.IGNORECASE)
"""What an editor struck out: no word of the article any more."""
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,20}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_ADDRESS = re.compile(r"\s*https?://(?P<host>[^\s/?#]+)(?P<path>\S*)\s*", re.IGNORECASE)
# How tools for notes link what they name: "[[Ada Holm]]", "[Ada Holm](https://…)".
_LINKED = re.compile(r"\[\[(?P<note>[^\[\]|]+)(?:\|[^\[\]]*)?\]\]|\[(?P<text>[^\[\]]+)\]\(\S+?\)")
# Where a service that sells news cuts a text off: "… [+2300 chars]".
_CUT_OFF = re.compile(r"\s*\[\+\d+ char(?:acter)?s\]\s*$")
# What blogs put below each article of their feed, with a link to it and one to themselves.
_FEED_FOOT = re.compile(
    r"<p>\s*(?:The post|Der Beitrag|La entrada|L[’'](?:article|articolo)|O post|Het bericht)"
    r" <a [^<>]*>[^<>]*</a> (?:appeared first on|erschien zuerst auf|se publicó primero en"
    r"|aparece primero en|est apparu en premier sur|proviene da|apareceu primeiro em"
    r"|verscheen eerst op) <a [^<>]*>[^<>]*</a>\.?\s*</p>\s*$"
)


def field_key(name: str) -> str:
    """The name of a field as names are compared."""
    return re.sub(r"[\s_-]", "", name).casefold()


def field_value(fields: Mapping[str, object], field: str) -> object:
    """The value for a documented field, under whichever name it has one; ``None`` where empty."""
    values: dict[str, object] = {}
    for name, value in fields.items():
        if value not in (None, ""):
            # Of two spellings of one name the first counts.
            values.setdefault(field_key(name), value)
    return next(stated_values(values, field), None)


def stated_values(values: Mapping[str, object], field: str) -> Iterator[object]:
    """What fields by their compared names state for a documented one, the likeliest first.

    Tools that clip pages name the page's address as its source.
    """
    for name in FIELDS[field]:
        if values.get(name) not in (None, "") and not (
            field == "source" and _address(values[name])
        ):
            yield values[name]
    addresses = filter(None, (_address(values.get(name)) for name in FIELDS["source"]))
    if field == "url":
        yield from (found[0].strip() for found in addresses if found["path"].strip("/"))
    elif field == "source":
        yield from (
            found["host"].removeprefix("www.")
            for found in addresses
            if not found["path"].strip("/")
        )


def _address(value: object) -> re.Match[str] | None:
    value = value.get("name") if isinstance(value, Mapping) else value
    return _ADDRESS.fullmatch(value) if isinstance(value, str) else None


def given_id(fields: Mapping[str, object]) -> str | None:
    """The id that fields give, exactly as they do; ``None`` where it is blank or no id."""
    value = field_value(fields, "id")
    is_id = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value) if is_id and str(value).strip() else None


def names_in(value: object) -> list[str] | None:
    """The names of a text, an object with a ``name``, or a list of them; ``None`` for others."""
    if isinstance(value, str):
        return [_LINKED.sub(lambda link: link["note"] or link["text"], value)]
    if isinstance(value, Mapping):
        name = value.get("name")
        is_empty = "name" in value and name is None
        return [] if is_empty else [name] if isinstance(name, str) else None
    if not isinstance(value, list):
        return None
    found: list[str] = []
    for item in value:
        names = names_in(item) if not isinstance(item, list) else None
        if names is None:
            return None
        found.extend(names)
    return found


def paragraphs(value: object) -> str | None:
    """A text, or a list of its paragraphs, as one text; ``None`` for other values."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else None


def is_marked_up(text: str) -> bool:
    """Whether a text holds elements that make paragraphs: it is a web page, or a part of one."""
    return _BLOCK_TAG.search(text) is not None


def without_markup(text: str) -> str:
    """The text without the elements that mark words and with characters for their entities.

    What is struck out goes.
    """
    words = _INLINE_TAG.sub("", STRUCK.sub("", text))
    return _ENTITY.sub(lambda found: html.unescape(found[0]), words)


def without_cut(text: str) -> str:
    """The text without the note that a service cut it off here, or whose feed it is from."""
    return _FEED_FOOT.sub("", _CUT_OFF.sub("", text))
