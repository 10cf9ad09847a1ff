"""Plain text, as people have it, to an article's own words and what is known about it."""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.extraction.archives import read_codes, without_link_marks, without_signs
from indexer.extraction.banners import is_banner, is_section
from indexer.extraction.bylines import as_names_are_written
from indexer.extraction.characters import one_line, scrub
from indexer.extraction.clues import Clues, find_clues
from indexer.extraction.furniture import article_blocks, is_label, is_prose, own_words
from indexer.extraction.imprint import read_imprint
from indexer.extraction.layout import split_blocks, with_bars
from indexer.extraction.mails import open_mail
from indexer.extraction.mastheads import find_masthead, find_named_outlet, is_kicker_line
from indexer.extraction.page import Page
from indexer.extraction.pages import without_page_marks
from indexer.extraction.pasted import find_pasted
from indexer.extraction.publication import leading_date
from indexer.extraction.scripts import CLOSING, ENDS, is_endless
from indexer.extraction.shapes import is_menu
from indexer.extraction.titles import is_title

_BULLET = re.compile(r"^(?:(?:[•‣◦▪▫■□●○◾◼◆★☆➤►▶▸→✓✔·∙]|[-*](?=\s))\s*)+")
_QUOTED = re.compile(r"^(?:>\s)+(?P<text>\S.*)$")
_HEADING = re.compile(r"^#{1,6}\s+(?P<text>\S.*?)\s*#*$")
_BOLD = re.compile(r"^(?P<mark>\*\*|__)(?P<text>[^*_]+)(?P=mark)$")
_SENTENCE_END = re.compile(rf"[{ENDS}:;][{CLOSING}]*$")
# What a wire sets before the headline of a later version: "UPDATE 2-Dam holds after storm".
_WIRE_UPDATE = re.compile(
    r"^(?:UPDATE|WRAPUP|RECAP|REFILE|CORRECTED)(?: \d{1,2})?\s?[-–—]\s?(?=\S)"
)
_MOST_HEAD_LINES, _MOST_FRONT_LINES = 4, 8
_LONGEST_HEAD_LINE = 10
"""Spaces in a line of the head; a longer one is a standfirst and belongs to the article."""
_MOST_PASSES = 12
_FEWEST_BELOW_MASTHEAD, _MOST_MASTHEAD_WORDS, _FEWEST_HEADLINE_SPACES = 3, 4, 3


def clean_text(text: str) -> str:
    """The article's own words: paragraphs with one blank line between, no page furniture.

    Cleaning the result again changes nothing. Empty where nothing of an article is left.
    """
    return "\n\n".join(_clean_blocks(split_blocks(leading_date(scrub(with_bars(text)))[1])))


def read_plain_text(
    text: str,
    *,
    title: str | None = None,
    headings: frozenset[str] = frozenset(),
    copied: bool = True,
) -> Page:
    """The text's article and what it says about itself.

    A given ``title`` is kept and taken off the start of the text; otherwise a first line that
    reads as a title is one. ``headings`` are lines that are known to head parts of the article.
    What is ``copied`` by hand may be a whole page, menus and all, a mail or an export of an
    archive.
    """
    if not copied:
        return _read_article(text, title=title, headings=headings, copied=False)
    text = without_page_marks(without_link_marks(text))
    if archived := read_codes(text):
        page = _read_article(
            archived.text, title=title or archived.title, headings=headings, copied=False
        )
        return replace(archived, text="", title=title).completed_by(page)
    mail = open_mail(text)
    own = without_signs(mail.text if mail else text)
    page = _read_article(own, title=title, headings=headings, copied=True)
    if mail and (subject := mail.title_beside(page)):
        page = _read_article(own, title=subject, headings=headings, copied=True)
    return mail.completing(page) if mail else page


def _read_article(text: str, *, title: str | None, headings: frozenset[str], copied: bool) -> Page:
    """The article of a text without what surrounds it in mails and exports."""
    published, body = leading_date(scrub(with_bars(text)))
    page = split_blocks(body)
    masthead = find_masthead(page)
    below = [block for n, block in enumerate(page) if not masthead or n != masthead.position]
    raw = _without_front(below)
    outlet = masthead.outlet if masthead else None
    pasted = find_pasted(below) if copied and not headings else None
    if pasted:
        raw = pasted.as_one()
        outlet = outlet or find_named_outlet([*pasted.above, *pasted.below])
    clues, blocks = _read_blocks(raw, outlet=outlet, title=pasted.title if pasted else None)
    if pasted:
        title = title or clues.title or pasted.title
        blocks = _clean_blocks(list(pasted.body))
    title = title or clues.title
    if title is None and len(blocks) > 1:
        blocks = blocks[_of_masthead(raw, blocks, clues.spent) :]
        headed = any(_stands_above(raw, blocks[0], clues.spent, below=n) for n in (1, 2))
        first = _WIRE_UPDATE.sub("", blocks[0])
        fronted = _is_fronted(page, raw, blocks[0], clues.spent)
        if is_title(first, body=blocks[1:], headed=headed, fronted=fronted):
            title, blocks = first, blocks[1:]
    while title and blocks and _same_line(blocks[0], title):
        blocks = blocks[1:]
    if title:
        blocks = _below_head(blocks, headings)
    return Page(
        text="\n\n".join(blocks),
        title=one_line(title) or None if title else None,
        outlet=outlet or clues.outlet,
        author=as_names_are_written(clues.author) if clues.author else None,
        published_at=published or clues.published_at,
        url=clues.url,
    )


def _without_front(blocks: list[str]) -> list[str]:
    """The blocks without menus, banners and names of sections above the first sentence."""
    kept: list[str] = []
    for position, block in enumerate(blocks):
        if is_label(block) or is_banner(block) or is_section(block) or block.isdigit():
            continue
        if is_menu(block) and read_imprint(block, blocks) is None:
            continue
        if is_prose(block) or len(kept) >= _MOST_FRONT_LINES:
            return kept + blocks[position:]
        kept.append(block)
    return kept or blocks


def _clean_blocks(blocks: list[str]) -> list[str]:
    return _read_blocks(blocks)[1]


def _is_fronted(page: list[str], raw: list[str], block: str, spent: frozenset[int]) -> bool:
    """Whether something stood above the block on the page, all of it furniture."""
    above = next((n for n, one in enumerate(raw) if _without_markers(one) == block), None)
    if above is None or page[:1] == [raw[above]]:
        return False
    return all(position in spent or not own_words(raw[position]) for position in range(above))


def _read_blocks(
    blocks: list[str], *, outlet: str | None = None, title: str | None = None
) -> tuple[Clues, list[str]]:
    """What the blocks tell, and the blocks without furniture and without what tells it.

    Repeated because a removal changes what is first and last; what a later pass takes out of the
    text is told as well.
    """
    told: Clues | None = None
    for _ in range(_MOST_PASSES):
        clues = find_clues(blocks, outlet=outlet, title=title)
        told = told.completed_by(clues) if told else clues
        unspent = [block for at, block in enumerate(blocks) if at not in clues.spent]
        cleaned = [own for block in article_blocks(unspent) if (own := _without_markers(block))]
        if cleaned == blocks:
            break
        blocks = cleaned
    return told or Clues(), blocks


def _without_markers(block: str) -> str:
    """The block without the bullet, quote, heading or bold marks around it."""
    for pattern in (_QUOTED, _HEADING, _BOLD):
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
    if (is_kicker_line(first) or first.isupper()) and _is_headline_below(first, second, blocks):
        return 1
    is_short = first.count(" ") < _MOST_MASTHEAD_WORDS and first.count(" ") < second.count(" ")
    is_above = _stands_above(raw, second, spent) and not _stands_above(raw, first, spent)
    is_headline = second.count(" ") >= _FEWEST_HEADLINE_SPACES and is_title(
        second, body=blocks[2:], headed=True
    )
    return int(is_short and is_above and is_headline and not _SENTENCE_END.search(first))


def _is_headline_below(first: str, second: str, blocks: list[str]) -> bool:
    """Whether the second of the lines above an article is its headline, and the first too short."""
    is_short = first.count(" ") < _FEWEST_HEADLINE_SPACES <= second.count(" ")
    return is_short and not second.endswith(".") and is_title(second, body=blocks[2:], headed=True)


def _stands_above(blocks: list[str], block: str, spent: frozenset[int], *, below: int = 1) -> bool:
    """Whether the line below the block, or below its standfirst, tells outlet, date or writer."""
    return any(
        position + below in spent and _without_markers(other) == block
        for position, other in enumerate(blocks[:_MOST_HEAD_LINES])
    )


def _below_head(blocks: list[str], headings: frozenset[str]) -> list[str]:
    """The blocks without the few short lines between a title and the first sentence.

    Names of sections, of outlets and of who wrote or drew: no sentence, so nothing to quote.
    """
    prose = next((n for n, block in enumerate(blocks) if _ends(block) or block in headings), 0)
    if prose > _MOST_HEAD_LINES or any(b.count(" ") > _LONGEST_HEAD_LINE for b in blocks[:prose]):
        return blocks
    return blocks[prose:]


def _ends(block: str) -> bool:
    return _SENTENCE_END.search(block) is not None or is_endless(block)


def _same_line(block: str, title: str) -> bool:
    return one_line(block).casefold() == one_line(title).casefold()
