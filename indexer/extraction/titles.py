"""Which first line is a title: one that could be something else leaves the title empty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.bylines import is_contact_line, is_names, is_role, is_told_of
from indexer.extraction.outlets import is_outlet, outlet_name
from indexer.extraction.scripts import CLOSING, END

_LONGEST, _MOST_WORDS, _MOST_HEADLINE_WORDS, _MOST_QUESTION_WORDS = 220, 30, 20, 13
_MOST_BULLETS, _FEWEST_BULLET_WORDS = 2, 5
_ENDED = re.compile(rf"[.。।۔;,:—–-][{CLOSING}]*$")
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][\w .,’'/-]{1,60}?\s?\([A-Za-z][\w.& -]{1,24}\)\s?(?:[–—−:-]|\s-)"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{3,}(?:, [\w. ]{2,20})? (?:[–—―−‒]|--) [A-ZÀ-Þ“\"]"
)
_NOT_TITLES = re.compile(
    r"\d{1,2}[.)]\s|(?:the claim|update|watch|more|related|editor[’']s note|note|from)\s?:"
    r"|from .{2,40}(?:reports|services)$|.{0,30}\b(?:staff|(?:staff|wire|agency) reports?)$"
    r"|letters? to the editor$|(?:the )?editors?(?:ial board)?$",
    re.IGNORECASE,
)
_INNER_SENTENCE = re.compile(r"[!?.]\W* [A-ZÀ-Þ][\w’']+ [\w’']+ ")
_OUTLET_BEHIND = re.compile(r"(?P<title>.*\w.*\S)\s+(?:[|–—·»-]|::)\s+(?P<name>[^|–—·»]{2,60})")
_SENTENCE_END = re.compile(END)


def without_outlet(title: str, outlet: str) -> str:
    """The title without the name of its outlet at the end: "… - Harbour Post"."""
    match = _OUTLET_BEHIND.fullmatch(title)
    is_same = match and _bare(outlet) in (_bare(match["name"]), _bare(outlet_name(match["name"])))
    return match["title"] if match and is_same else title


def _bare(name: str) -> str:
    return re.sub(r"\W", "", name).casefold().removeprefix("the")


def is_title(
    block: str, *, body: Sequence[str], headed: bool = False, fronted: bool = False
) -> bool:
    """Whether a first block reads as the title of the blocks that follow it.

    Args:
        block: the first block that is left of the page.
        body: the blocks below it.
        headed: whether a line of outlet, date or writer stood below it, as below titles.
        fronted: whether nothing but such lines and menus stood above it.
    """
    if not body or len(block) > _LONGEST:
        return False
    if _ENDED.search(block) and not (headed and block.endswith(".") and _is_brief(block)):
        return False
    if block.count(" ") >= _MOST_WORDS or not any(map(str.isalpha, block)):
        return False
    if max(map(len, body)) <= len(block) or _DATELINE.match(block):
        return False
    return not _is_named(block, body) and (headed or fronted or not _is_something_else(block, body))


def _is_brief(block: str) -> bool:
    return block.count(" ") < _MOST_HEADLINE_WORDS


def _is_something_else(block: str, body: Sequence[str]) -> bool:
    """Whether the block may be a greeting or the first of several points."""
    if " " not in block and block.isascii():
        return True
    if block.endswith("?") and block.count(" ") >= _MOST_QUESTION_WORDS:
        return True
    inner = len(_INNER_SENTENCE.findall(block))
    if inner > 1 or (inner and block.endswith(("?", "!"))):
        return True
    return len(body) > _MOST_BULLETS and all(map(_is_point, (block, *body[:_MOST_BULLETS])))


def _is_named(block: str, body: Sequence[str]) -> bool:
    """Whether the block may be a writer, an outlet, a post or a label."""
    after = body[0]
    if _NOT_TITLES.match(block) or "@" in block or is_role(block):
        return True
    if any(map(is_outlet, re.split(r" \| ", block))):
        return True
    return is_names(block) and (
        not is_told_of(block, body) or is_outlet(after) or is_role(after) or is_contact_line(after)
    )


def _is_point(block: str) -> bool:
    """Whether a block is a phrase without an end, as titles, subtitles and bullet points are."""
    return block.count(" ") + 1 >= _FEWEST_BULLET_WORDS and not _SENTENCE_END.search(block)
