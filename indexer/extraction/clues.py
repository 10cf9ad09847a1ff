"""What a page says about itself in passing: its author, outlet and date of publication.

Only explicit evidence counts. Agencies named at the end ("Source: The Associated Press") are the
weakest evidence of the outlet and count only where there is no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from indexer.extraction.banners import is_reading_time
from indexer.extraction.bylines import (
    Byline,
    is_contact_line,
    is_introduced,
    is_names,
    is_role,
    is_told_of,
    is_unnamed_byline,
    outlet_of_role,
    read_byline,
    signed,
)
from indexer.extraction.closing import (
    employer,
    introduced_writer,
    is_owner,
    labelled_outlet,
    owner,
    publication,
    source_line,
)
from indexer.extraction.dates import is_uncertain_day
from indexer.extraction.furniture import is_prose, without_buttons
from indexer.extraction.imprint import dateline_date, read_imprint
from indexer.extraction.labelled import Labelled, read_labelled
from indexer.extraction.outlets import (
    agency,
    is_outlet,
    is_vouched_for,
    masthead_name,
    outlet_name,
)
from indexer.extraction.posts import is_post
from indexer.extraction.publication import (
    bare_date,
    closing_date,
    is_update,
    marked_date,
    without_update,
)

_HEAD_BLOCKS, _TAIL_BLOCKS = 8, 4
_LONGEST_STANDFIRST, _LONGEST_HEADLINE = 40, 20
_LONGEST_LINE = 160
_FEWEST_BELOW_MASTHEAD = 3
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][\w .,:’'/-]{1,60}?)\s?\((?P<outlet>[A-Za-z][\w.& -]{1,24})\)\s?(?:[–—−:-]"
    r"|\s-)"
)
# "SCARWICK, 13 June (HPA) –": a place in capitals, and the initials of an agency; of no country.
_INITIALS = re.compile(
    r"[A-ZÀ-Þ]{3}[A-ZÀ-Þ .’'-]*(?:, [\w .:]+)*,?(?: [\d:.]+)? "
    r"\((?!USA|UAE|DRC|CAR|PRC)[A-Z]{3,5}\)\s?(?:[–—−-]|\s-)"
)
# Markdown that came as plain text: "**Basin Ledger** — *3 May 2026*".
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,2})(?=\S)(?P<words>[^*_]+)(?<=\S)(?P=mark)")
_STATION = re.compile(
    r"^(?:[A-Z][\w.’-]+(?:,? (?:and )?[A-Z][\w.’-]+){0,4},? )?(?P<outlet>CNN)(?: Business| Sport"
    r"| Politics)?\s?[—–-]?$"
)


@dataclass(frozen=True, slots=True)
class Clues:
    """What was found, and the positions of the blocks that say nothing else."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published_at: datetime | None = None
    url: str | None = None
    spent: frozenset[int] = frozenset()

    def completed_by(self, later: Clues) -> Clues:
        """These clues, with what they lack taken from those of a shorter page; positions stay.

        Names without a mark mean less once the lines around them are gone: no writer is taken.
        """
        return Clues(
            title=self.title or later.title,
            author=self.author,
            outlet=self.outlet or later.outlet,
            published_at=self.published_at or later.published_at,
            url=self.url or later.url,
            spent=self.spent,
        )


@dataclass(slots=True)
class _Found:
    """What the lines read so far tell; the first of each kind counts."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published_at: datetime | None = None
    url: str | None = None
    spent: set[int] = field(default_factory=set)

    def add_labelled(self, position: int, given: Labelled) -> None:
        self.title = self.title or given.title
        self.url = self.url or given.url
        self.add(position)

    def add(
        self,
        position: int,
        *,
        author: str | None = None,
        outlet: str | None = None,
        published_at: datetime | None = None,
    ) -> None:
        self.author = self.author or author
        self.outlet = self.outlet or outlet
        self.published_at = self.published_at or published_at
        self.spent.add(position)


def find_clues(blocks: list[str], *, outlet: str | None = None, title: str | None = None) -> Clues:
    """What the first and the last blocks of a page say about it.

    An ``outlet`` that is known tells which names beside a date are writers'. Between a
    ``title`` that is known and the article, the only name that it never mentions is a writer's.
    """
    tail = range(max(len(blocks) - _TAIL_BLOCKS, 0), len(blocks))
    found = _Found(outlet=outlet or publication(blocks))
    head = _head(blocks)
    for position in range(min(_HEAD_BLOCKS, len(blocks))):
        if position not in found.spent and len(blocks[position]) <= _LONGEST_LINE:
            _read_line(blocks, position, in_head=position in head, found=found)
    _read_names(blocks, head, found, below=blocks.index(title) if title in blocks else None)
    _read_tail(blocks, tail, found)
    source, source_lines = source_line(blocks, tail)
    author = found.author or introduced_writer(blocks, tail)
    if found.outlet == author:
        found.outlet = None  # whose name stands alone on the page, below the text as its owner's
    return Clues(
        title=found.title,
        author=author,
        outlet=found.outlet
        or employer(blocks, tail)
        or _dateline(blocks)
        or owner(blocks, tail)
        or source,
        published_at=found.published_at or _dateline_day(blocks),
        url=found.url,
        spent=frozenset(found.spent | source_lines),
    )


def _head(blocks: list[str]) -> range:
    """The positions above the article's text: up to its first paragraph, or past a standfirst."""
    paragraphs = 0
    for position, block in enumerate(blocks[:_HEAD_BLOCKS]):
        if not is_prose(block) or (position == 0 and _is_headline(blocks)):
            continue
        paragraphs += 1
        if position == 0 or paragraphs > 1 or block.count(" ") >= _LONGEST_STANDFIRST:
            return range(position)
    return range(min(_HEAD_BLOCKS, len(blocks)))


def _is_headline(blocks: list[str]) -> bool:
    """Whether a first block that ends as a sentence is a title: a question, or signed below."""
    first = blocks[0]
    if first.count(" ") >= _LONGEST_HEADLINE or len(blocks) < _FEWEST_BELOW_MASTHEAD:
        return False
    return first.endswith(("?", "!")) or _is_signing(blocks[1], blocks)


def _is_signing(line: str, blocks: list[str]) -> bool:
    """Whether a line names a writer or an outlet, and no date alone."""
    if len(line) > _LONGEST_LINE:
        return False
    if is_names(line) or is_outlet(line) or read_byline(line, blocks):
        return True
    imprint = read_imprint(line, blocks)
    return imprint is not None and bool(imprint.outlet or imprint.author)


def _read_line(blocks: list[str], position: int, *, in_head: bool, found: _Found) -> None:
    """Adds what a line near the top tells; unmarked lines count only above the text."""
    block = blocks[position]
    line = _EMPHASIS.sub(r"\g<words>", without_update(without_buttons(block)))
    if in_head and (given := read_labelled(block)):
        found.add_labelled(position, given)
    elif moment := marked_date(line) if in_head else closing_date(line):
        found.add(position, published_at=moment)
    elif is_update(block) or (in_head and is_reading_time(block)):
        found.spent.add(position)
    elif byline := (in_head and _post(line, position, found)) or read_byline(line, blocks):
        found.add(position, author=byline.author, outlet=byline.outlet)
    elif in_head and (moment := bare_date(line)):
        found.add(position, published_at=moment)
    elif in_head and (is_uncertain_day(line) or is_unnamed_byline(line)):
        found.spent.add(position)
    elif in_head and (outlet := labelled_outlet(line)):
        found.add(position, outlet=outlet)
    elif in_head and (imprint := read_imprint(line, blocks, outlet=found.outlet)):
        found.add(
            position,
            author=imprint.author,
            outlet=imprint.outlet,
            published_at=imprint.published_at,
        )
    elif in_head and _is_masthead(blocks, position) and not _is_owner(line, blocks, found):
        found.add(position, outlet=masthead_name(block) or outlet_name(block))


def _post(line: str, position: int, found: _Found) -> Byline | None:
    """What a line below a writer tells that is the writer's post, and no headline about one.

    "Tarn Reporter" is a post there: a paper of that name would have its article.
    """
    if not (found.author and position - 1 in found.spent and is_role(line)):
        return None
    outlet = outlet_of_role(line)
    return Byline(outlet=outlet) if outlet or is_post(line) or is_outlet(line) else None


def _is_owner(line: str, blocks: list[str], found: _Found) -> bool:
    """Whether a line names whoever owns the text, where the outlet is another: the writer, then."""
    return found.outlet not in (None, line) and is_names(line) and is_owner(line, blocks)


def _is_masthead(blocks: list[str], position: int) -> bool:
    """Whether a line is an outlet's name, where another line can be the title."""
    line = blocks[position]
    after = blocks[position + 1] if position + 1 < len(blocks) else ""
    named = masthead_name(line)
    if len(blocks) < _FEWEST_BELOW_MASTHEAD or not (named or is_vouched_for(line, blocks)):
        return False
    if not named and (is_role(after) or is_contact_line(after) or is_outlet(after)):
        return False  # a writer, then: with a site of that name
    if position and is_role(line) and is_names(blocks[position - 1]):
        return False  # the post of the one above: "Tarn Reporter"
    return position > 0 or named is not None or not is_prose(after)


def _read_names(blocks: list[str], head: range, found: _Found, *, below: int | None) -> None:
    """Adds writers named without a mark, where the page tells otherwise that they are writers."""
    own = [n for n in head if below is not None and n > below and n not in found.spent]
    unknown = [n for n in own if is_names(blocks[n]) and not is_told_of(blocks[n], blocks)]
    alone = unknown[0] if len(unknown) == 1 else None
    for position in head:
        names = blocks[position]
        if position in found.spent or not is_names(names):
            continue
        after = blocks[position + 1] if position + 1 < len(blocks) else ""
        if is_role(after) or is_contact_line(after):
            found.add(position, author=names)
            found.add(position + 1, outlet=outlet_of_role(after))
        elif is_told_of(names, blocks):
            continue
        elif (
            is_introduced(names, blocks)
            or _has_imprint_beside(blocks, position, found.spent)
            or (found.outlet and 0 < position == head.stop - 1)
            or position == alone
        ):
            found.add(position, author=names)
        elif position == 0:
            # Above an article that never mentions them: a writer, perhaps, and no part of it.
            found.spent.add(position)


def _has_imprint_beside(blocks: list[str], position: int, spent: set[int]) -> bool:
    """Whether the line next to one tells outlet or date; the first line may be a title yet."""
    beside = (position - 1, position + 1)
    if any(0 < other < len(blocks) and other not in spent and is_names(blocks[other])
           for other in beside):  # fmt: skip
        return False  # a writer and an outlet, and nothing tells which is which
    if position:
        return any(other in spent for other in beside)
    return position + 1 in spent and is_vouched_for(blocks[position + 1], blocks)


def _read_tail(blocks: list[str], tail: range, found: _Found) -> None:
    """Adds who signs an article at its end, and when it says there that it was published."""
    for position in tail:
        block = blocks[position]
        if names := signed(block):
            found.add(position, author=names)
        elif len(block) <= _LONGEST_LINE and (moment := closing_date(block)):
            found.add(position, published_at=moment)


def _dateline(blocks: list[str]) -> str | None:
    for block in blocks[:_HEAD_BLOCKS]:
        match = _DATELINE.match(block) or _STATION.match(block)
        if match and (agency(match["outlet"]) or is_outlet(match["outlet"])):
            return agency(match["outlet"]) or outlet_name(match["outlet"])
        if match and _INITIALS.fullmatch(block[: match.end()]):
            return match["outlet"]
    return None


def _dateline_day(blocks: list[str]) -> datetime | None:
    first = next((block for block in blocks[:_HEAD_BLOCKS] if is_prose(block)), "")
    return dateline_date(first)
