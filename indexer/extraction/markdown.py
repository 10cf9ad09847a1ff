"""Markdown to an article: front matter is read, markup goes, the words stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

import yaml

from corpus.publication_dates import plausible
from indexer.extraction.banners import is_banner
from indexer.extraction.characters import one_line, scrub
from indexer.extraction.dates import parse_date
from indexer.extraction.fields import (
    FIELDS,
    STRUCK,
    field_key,
    given_id,
    names_in,
    stated_values,
)
from indexer.extraction.language import language_code
from indexer.extraction.outlets import is_outlet, outlet_name
from indexer.extraction.page import Page, unread
from indexer.extraction.plain_text import read_plain_text

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<yaml>.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FENCE = re.compile(
    r"^(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^(?P=fence)[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TITLE = re.compile(
    r"^(?:#[ \t]+(?P<hash>\S[^\n]*?)[ \t]*#*|(?P<under>\S[^\n]*)\n=+)[ \t]*(?:\n|\Z)", re.MULTILINE
)
_DEEPEST_TITLE = 8
"""Lines of menus, pictures and names of outlets that may stand above a title."""
# An outlet in bold before something else: "**MarketBrief** — agency". Two words may be a writer.
_MASTHEAD = re.compile(
    r"\s*(?P<mark>\*\*|__)(?P<outlet>[^*_\n]{3,40})(?P=mark)[ \t]*[|·—–-] ?[^\n]*"
)
_BRAND = re.compile(r"(?:The )?[A-Z][a-z]+[A-Z][a-z]\w*")
_LONE_LINK = re.compile(
    r"^[ \t]*(?P<mark>\*\*|__|)\[(?P<text>[^\]\n]+)\]\([^)\n]*\)(?P=mark)[ \t]*$", re.MULTILINE
)
_LONGEST_LOOSE_LINE, _LONGEST_LABEL = 70, 7
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])"), ""),
    (re.compile(r"\[(?P<text>[^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])"), r"\g<text>"),
    (re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]+\S.*$", re.MULTILINE), ""),
    (re.compile(r"\[\^[^\]\n]+\]"), ""),
    (re.compile(r"<(?P<link>https?://[^>\s]+)>"), r"\g<link>"),
    (STRUCK, ""),
    (re.compile(r"(?<!~)~~(?=[^\s~])[^~\n]+(?<=[^\s~])~~(?!~)"), ""),
    (re.compile(r"</?[a-zA-Z][^<>\n]*>"), ""),
    (re.compile(r"^[ \t]*#{1,6}[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$", re.MULTILINE), "\n\\g<text>\n"),
    (re.compile(r"^(?P<text>\S[^\n]*)\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE), "\n\\g<text>\n"),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*>+[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE), "\n"),
    (re.compile(r"(?P<mark>\*{1,3}|__)(?=\S)(?P<text>[^*\n]+?)(?<=\S)(?P=mark)"), r"\g<text>"),
    (re.compile(r"(?<!\w)_(?=\S)(?P<text>[^_\n]+?)(?<=\S)_(?!\w)"), r"\g<text>"),
    (re.compile(r"`(?P<text>[^`\n]+)`"), r"\g<text>"),
    (re.compile(r"\\(?P<text>[\\`*_{}\[\]()#+.!>-])"), r"\g<text>"),
)


def read_markdown(text: str) -> Page:
    """The article of a Markdown text; front matter wins over what the text says."""
    as_written, text = text, scrub_lines(text)
    fields, body = _front_matter(text)
    title = _words(fields, "title")
    body = _COMMENT.sub("", body).lstrip()
    heading = _TITLE.search(body)
    if (
        heading
        and not is_banner(heading["hash"] or "")
        and _may_stand_above(body[: heading.start()].split("\n"))
    ):
        title = title or one_line(_without_markup(heading["hash"] or heading["under"]))
        body = f"{body[: heading.start()]}\n{body[heading.end() :]}"
    body = _without_lone_links(_FENCE.sub("", body))
    page = read_plain_text(_paragraphs(_without_markup(body)), title=title or None)
    return Page(
        text=page.text,
        title=page.title,
        outlet=_words(fields, "source") or page.outlet or _bold_outlet(body),
        author=_words(fields, "author") or page.author,
        published_at=_moment(fields) or page.published_at,
        unread_date=None if _moment(fields) else _stated_date(fields),
        url=_words(fields, "url") or page.url,
        language=language_code(_words(fields, "language")),
        section=_words(fields, "section"),
        article_id=_article_id(fields, as_written),
    )


def _without_lone_links(body: str) -> str:
    """The text without lines that are one link and no sentence: buttons, and other stories."""
    start = len(body) - len(body.lstrip())
    return _LONE_LINK.sub(
        lambda link: link[0] if link.start() <= start or _SENTENCE_END.search(link["text"]) else "",
        body,
    )


def _bold_outlet(body: str) -> str | None:
    """The outlet that a first line in bold names, where it is formed as no writer's name is."""
    match = _MASTHEAD.match(body)
    if match and (is_outlet(match["outlet"]) or _BRAND.fullmatch(match["outlet"])):
        return outlet_name(match["outlet"])
    return None


def _may_stand_above(lines: list[str]) -> bool:
    """Whether lines above a heading leave it the title: few, and none of them a sentence."""
    return len(lines) <= _DEEPEST_TITLE and not any(
        line.count(" ") > _LONGEST_LABEL and _SENTENCE_END.search(line.strip()) for line in lines
    )


def scrub_lines(text: str) -> str:
    """The text with line feeds only and without invisible junk; blanks inside lines stay."""
    return "\n".join(scrub(line) if line.strip() else "" for line in re.split(r"\r\n|\r|\n", text))


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    match = _FRONT_MATTER.match(text.lstrip())
    if match is None:
        return {}, text
    try:
        fields = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text.lstrip()[match.end() :]
    if not isinstance(fields, dict):
        return {}, text if fields is not None else text.lstrip()[match.end() :]
    return {field_key(str(key)): value for key, value in fields.items()}, text.lstrip()[
        match.end() :
    ]


def _without_markup(text: str) -> str:
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return text


def _paragraphs(text: str) -> str:
    """The text with the lines of each paragraph joined, as Markdown means them.

    Short lines that end no sentence stay apart: an outlet, a date, who wrote it.
    """
    paragraphs = (paragraph.split("\n") for paragraph in re.split(r"\n[ \t]*\n+", text))
    return "\n\n".join(("\n\n" if _are_loose(lines) else " ").join(lines) for lines in paragraphs)


def _are_loose(lines: list[str]) -> bool:
    return all(
        len(line) <= _LONGEST_LOOSE_LINE and not _SENTENCE_END.search(line.strip())
        for line in lines
    )


def _words(fields: Mapping[str, object], field: str) -> str | None:
    """The words of a field under the first of its names that has any."""
    for value in stated_values(fields, field):
        names = names_in(_without_nesting(value))
        words = ", ".join(names) if names is not None else value
        if (
            isinstance(words, str | int)
            and not isinstance(words, bool)
            and (words := one_line(str(words)))
        ):
            return words
    return None


def _article_id(fields: Mapping[str, object], as_written: str) -> str | None:
    """The id exactly as the front matter has it, since a cleaned one may be another article's."""
    cleaned = _words(fields, "id")
    if cleaned is None:
        return None
    lines = as_written.lstrip("\ufeff").replace("\r\n", "\n")
    return given_id(_front_matter(lines)[0]) or cleaned


def _without_nesting(value: object) -> object:
    """The value, with a list instead of lists in a list: so YAML reads a link without quotes."""
    if not isinstance(value, list):
        return value
    inner = map(_without_nesting, value)
    return [item for one in inner for item in (one if isinstance(one, list) else [one])]


def _moment(fields: Mapping[str, object]) -> datetime | None:
    for name in FIELDS["published_at"]:
        value = fields.get(name)
        if isinstance(value, datetime):
            return plausible(value)
        if isinstance(value, date):
            return plausible(datetime(value.year, value.month, value.day, tzinfo=UTC))
        if isinstance(value, str) and (moment := parse_date(value)):
            return moment
    return None


def _stated_date(fields: Mapping[str, object]) -> str | None:
    values = (fields.get(name) for name in FIELDS["published_at"])
    return next((unread(value) for value in values if value not in (None, "")), None)
