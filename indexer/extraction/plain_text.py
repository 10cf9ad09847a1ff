"""Plain text, as people have it, to an article's own words and what is known about it."""

from __future__ import annotations

import re

from indexer.extraction.bylines import as_names_are_written
from indexer.extraction.characters import one_line, scrub
from indexer.extraction.clues import find_clues
from indexer.extraction.furniture import article_blocks
from indexer.extraction.layout import split_blocks
from indexer.extraction.page import Page
from indexer.extraction.publication import leading_date
from indexer.extraction.titles import is_title

_BULLET = re.compile(r"^(?:(?:[•‣◦▪▫■□●○◾◼◆★☆➤►▶▸→✓✔·∙]|[-*](?=\s))\s*)+")
_HEADING = re.compile(r"^#{1,6}\s+(?P<text>\S.*?)\s*#*$")
_BOLD = re.compile(r"^(?P<mark>\*\*|__)(?P<text>[^*_]+)(?P=mark)$")
_SENTENCE_END = re.compile(r"[.!?…:;。！？؟][\"'”’»)\]]*$")
_MOST_HEAD_LINES = 4
_LONGEST_HEAD_LINE = 10
"""Spaces in a line of the head; a longer one is a standfirst and belongs to the article."""
_MOST_PASSES = 12
_FEWEST_BELOW_MASTHEAD, _MOST_MASTHEAD_WORDS, _FEWEST_HEADLINE_SPACES = 3, 4, 3


def clean_text(text: str) -> str:
    """The article's own words: paragraphs with one blank line between, no page furniture.

    Cleaning the result again changes nothing. Empty where nothing of an article is left.
    """
    return "\n\n".join(_clean_blocks(split_blocks(leading_date(scrub(text))[1])))


def read_plain_text(text: str, *, title: str | None = None) -> Page:
    """The text's article and what it says about itself.

    A given ``title`` is kept and taken off the start of the text; otherwise a first line that
    reads as a title is one.
    """
    published, body = leading_date(scrub(text))
    raw = split_blocks(body)
    clues = find_clues(raw)
    blocks = _clean_blocks(raw)
    if title is None and len(blocks) > 1:
        blocks = blocks[_of_masthead(raw, blocks, clues.spent) :]
        headed = _stands_above(raw, blocks[0], clues.spent)
        title = blocks[0] if is_title(blocks[0], body=blocks[1:], headed=headed) else None
    while title and blocks and _same_line(blocks[0], title):
        blocks = blocks[1:]
    if title:
        blocks = _below_head(blocks)
    return Page(
        text="\n\n".join(blocks),
        title=one_line(title) or None if title else None,
        outlet=clues.outlet,
        author=as_names_are_written(clues.author) if clues.author else None,
        published_at=published or clues.published_at,
    )


def _clean_blocks(blocks: list[str]) -> list[str]:
    """The blocks without furniture; repeated because a removal changes what is first and last."""
    for _ in range(_MOST_PASSES):
        clues = find_clues(blocks)
        unspent = [block for at, block in enumerate(blocks) if at not in clues.spent]
        cleaned = [own for block in article_blocks(unspent) if (own := _without_markers(block))]
        if cleaned == blocks:
            break
        blocks = cleaned
    return blocks


def _without_markers(block: str) -> str:
    """The block without the bullet, heading or bold marks around it."""
    for pattern in (_HEADING, _BOLD):
        if match := pattern.match(block):
            block = match["text"].strip()
    return _BULLET.sub("", block).strip()


def _of_masthead(raw: list[str], blocks: list[str], spent: frozenset[int]) -> int:
    """1 where a short line above a headline is a masthead or section, else 0.

    The headline has more words, and the line below it tells outlet, date or writer.
    """
    if len(blocks) < _FEWEST_BELOW_MASTHEAD:
        return 0
    first, second = blocks[:2]
    is_short = first.count(" ") < _MOST_MASTHEAD_WORDS and first.count(" ") < second.count(" ")
    is_above = _stands_above(raw, second, spent) and not _stands_above(raw, first, spent)
    is_headline = second.count(" ") >= _FEWEST_HEADLINE_SPACES and is_title(
        second, body=blocks[2:], headed=True
    )
    return int(is_short and is_above and is_headline and not _SENTENCE_END.search(first))


def _stands_above(blocks: list[str], block: str, spent: frozenset[int]) -> bool:
    """Whether the line below the block tells outlet, date or writer."""
    return any(
        position + 1 in spent and _without_markers(other) == block
        for position, other in enumerate(blocks[:_MOST_HEAD_LINES])
    )


def _below_head(blocks: list[str]) -> list[str]:
    """The blocks without the few short lines between a title and the first sentence.

    Names of sections, of outlets and of who wrote or drew: no sentence, so nothing to quote.
    """
    prose = next((n for n, block in enumerate(blocks) if _SENTENCE_END.search(block)), 0)
    if prose > _MOST_HEAD_LINES or any(b.count(" ") > _LONGEST_HEAD_LINE for b in blocks[:prose]):
        return blocks
    return blocks[prose:]


def _same_line(block: str, title: str) -> bool:
    return one_line(block).casefold() == one_line(title).casefold()
