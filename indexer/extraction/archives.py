"""Texts as archives and text browsers give them out, with their codes and marks taken off.

Archives set a code before each field ("HD", "SN", "TD"), text browsers a number before each link
("[8]chess club") and the addresses at the end; pages copied from telephones set signs before lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.extraction.characters import one_line
from indexer.extraction.dates import parse_date
from indexer.extraction.page import Page

_TEXT_CODES = ("LP", "TD")
_CODES = frozenset(
    (
        "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "CLM", "SE",
        "ART", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", *_TEXT_CODES,
    )
)  # fmt: skip
_FEWEST_CODES, _LATEST_START = 5, 3
_CODED = re.compile(r"[ \t]{0,4}(?P<code>[A-Z]{2,3})(?:(?P<gap>[ \t]{1,12})(?P<value>\S.*)|[ \t]*)")
# Codes that no sentence begins with: one blank behind them is enough within the text.
_NO_WORDS = frozenset(("LP", "TD", "AN", "PUB", "IPC", "IPD", "RF", "NS"))
_BY = re.compile(r"by\s+(?=\S)", re.IGNORECASE)
_LINK = re.compile(r"(?<![\w\])])\[(?P<number>\d{1,4})\](?=[^\s\[\].,;:)]|\[[A-Z]{3,6}\])")
_HEAD_LINKS = re.compile(r"\A\s*#\[\d{1,4}\](?:.+\n?)+")
_PLACEHOLDER = re.compile(r"\[(?:IMG|INLINE|EMBED|BUTTON)\]")
_ADDRESSES = re.compile(
    r"\n[ \t]*References[ \t]*\n(?:[ \t]*\n|[ \t]*(?:Visible|Hidden) links:?[ \t]*\n"
    r"|[ \t]*\d{1,4}\.[ \t]+(?:[a-z]{3,8}://|mailto:|javascript:)\S*[ \t]*(?:\n|\Z))+\s*\Z"
)
_FEWEST_LINKS, _WIDEST = 3, 110
_SIGN = (
    "(?:[\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)"
)
_SIGNS_BEFORE = re.compile(rf"^[ \t]*(?:{_SIGN}[ \t]*)+(?=[^\W_]|[\"“‘'«(])")
_SIGNS_BEHIND = re.compile(rf"(?<=[^\W_])[ \t]+(?:{_SIGN}[ \t]*)+$")
_PHOTOGRAPHED = re.compile("[ \t]*[\U0001f4f7\U0001f4f8]")
_MOST_HEAD_LINES, _FEWEST_SENTENCE_SPACES = 12, 8
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


def read_codes(text: str) -> Page | None:
    """The article of a text with an archive's code before each field; ``None`` for others.

    Several articles in one text are left as they are.
    """
    fields = _coded_fields(text.splitlines())
    if fields is None:
        return None
    named = {code: one_line(" ".join(lines)) for code, lines in fields.items()}
    published = named.get("PD", "")
    return Page(
        text="\n\n".join("\n".join(fields[code]) for code in _TEXT_CODES if code in fields),
        title=named["HD"] or None,
        outlet=named.get("SN") or None,
        author=_BY.sub("", named.get("BY", ""), count=1) or None,
        published_at=parse_date(f"{published} {named['ET']}" if "ET" in named else published)
        or parse_date(published),
    )


def _coded_fields(lines: Sequence[str]) -> dict[str, list[str]] | None:
    """The lines of each field by its code; ``None`` where too few codes stand in the text."""
    fields: dict[str, list[str]] = {}
    filled = [line for line in lines if line.strip()]
    starts = [n for n, line in enumerate(filled) if (found := _coded(line)) and found[0] == "HD"]
    if len(starts) != 1 or starts[0] >= _LATEST_START:
        return None
    is_wide = "  " in filled[starts[0]] or "\t" in filled[starts[0]]
    current: list[str] = []
    code = ""
    for line in lines:
        found = _coded(line)
        if found and (code not in _TEXT_CODES or _is_code(line, is_wide=is_wide)):
            code = found[0]
            current = fields.setdefault(code, [])
            current.append(found[1])
        else:
            current.append(line)
    is_export = len(fields) >= _FEWEST_CODES and any(one in fields for one in _TEXT_CODES)
    return fields if is_export else None


def _coded(line: str) -> tuple[str, str] | None:
    """The code that a line begins with, and what follows it."""
    match = _CODED.fullmatch(line)
    if match is None or match["code"] not in _CODES:
        return None
    return match["code"], match["value"] or ""


def _is_code(line: str, *, is_wide: bool) -> bool:
    """Whether the code that begins a line within the text is one: "IN" may be a word."""
    match = _CODED.fullmatch(line)
    if match is None:
        return False
    is_apart = match["gap"] is None or (is_wide and len(match["gap"].expandtabs()) > 1)
    return is_apart or (not is_wide and match["code"] in _NO_WORDS)


def without_link_marks(text: str) -> str:
    """The text without the numbers of its links and their addresses, where a browser set them."""
    numbers = [int(found["number"]) for found in _LINK.finditer(text)]
    addresses, head = _ADDRESSES.search(text), _HEAD_LINKS.match(text)
    counts_up = len(numbers) >= _FEWEST_LINKS and all(a < b for a, b in pairwise(numbers))
    if not (counts_up or (numbers and (addresses or head))):
        return text
    text = text[: addresses.start()] if addresses else text
    text = text[head.end() :] if head else text
    text = _unwrapped(text) if addresses or head else text
    return _PLACEHOLDER.sub("", _LINK.sub("", text))


def _unwrapped(text: str) -> str:
    """The text with lines joined that end where the next word would not have fitted."""
    lines = text.splitlines()
    width = max((len(line) for line in lines if line.strip().count(" ")), default=0)
    if width > _WIDEST:
        return text
    joined: list[str] = []
    for before, line in pairwise(["", *lines]):
        first = line.split(maxsplit=1)[0] if line.strip() else ""
        if first and before.strip() and len(before) + 1 + len(first) > width:
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line)
    return "\n".join(joined)


def without_signs(text: str) -> str:
    """The text without pictures among the letters at the ends of the lines above its sentences.

    A camera stands before who took a photograph.
    """
    lines = text.split("\n")
    above = next((n for n, line in enumerate(lines) if _is_sentence(line)), 0)
    for n, line in enumerate(lines[: min(above, _MOST_HEAD_LINES)]):
        is_credit = _PHOTOGRAPHED.match(line) and not _SENTENCE_END.search(line.strip())
        lines[n] = (
            "" if is_credit else _SIGNS_BEHIND.sub("", _SIGNS_BEFORE.sub("", line.rstrip("\r")))
        )
    return "\n".join(lines)


def _is_sentence(line: str) -> bool:
    return line.count(" ") >= _FEWEST_SENTENCE_SPACES and bool(_SENTENCE_END.search(line.strip()))
