"""Where the article stands on a page that was copied whole: its headline and its paragraphs.

Menus, counters, teasers and prompts are short lines without an end; an article is the one long run
of sentences among them. So the run of lines with the largest sum is taken, sentences counting for
their words and other lines against (maximum subsequence segmentation: Pasternack and Roth, WWW
2009). The headline is the line above it that shares most words with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from indexer.extraction.banners import is_banner, is_section
from indexer.extraction.bylines import is_names, is_role, read_byline
from indexer.extraction.dates import find_date, holds_date, is_uncertain_day
from indexer.extraction.furniture import is_ended, is_label, is_pointer, own_words, without_buttons
from indexer.extraction.mastheads import is_kicker_line
from indexer.extraction.outlets import is_outlet
from indexer.extraction.scripts import count_words, unspaced_words
from indexer.extraction.shapes import is_menu

FEWEST_LINES = 4
"""More lines than these around an article, and it is read as one on a page; fewer may be its own:
title, outlet, day and writer."""
_MOST_COUNTED = 40
"""Words of one paragraph that count, so that one long notice does not outweigh an article."""
_FURNITURE, _UNENDED, _LISTED, _TO_READERS, _LONG_UNENDED = -8, -6, 0, 2, 4
_ON_PAGE = ((2, 0.2), (3, 0.65), (8, 1.0))
"""Known lines of furniture that must stand around an article, and how many words may stand in other
lines there, as a share of the article's: lists, too, are short lines without an end."""
_LONG_LINE, _BRIEF_QUESTION = 15, 12
_FEWEST_WORDS, _MOST_WORDS, _MOST_ABOVE = 3, 30, 25
_MOST_DATED = 12
_ENOUGH_SHARED, _WHOLE_LENGTH, _NEAR = 0.34, 8, 6
_STEM = 6
"""Letters by which words are compared, so that "council" and "councils" are one."""
_LIST_MARK = re.compile(r"^(?:[•‣◦▪■□●*–—-]\s|\d{1,2}[.)]\s)")
# "Weight: 192 pounds", "2021: 4-13": a row of what is told as a list.
_ROW = re.compile(r"[\w’' ]{1,24}: \S")
# Who speaks to "you" outside of quotes is seldom a reporter.
_READERS = re.compile(
    r"\b(?:you|your|yours|please|our|us|subscribers?|newsletters?)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“‘«„].*?[\"”’»](?!\w)|\b[‘'][^'’]*['’](?!\w)")
_WORD = re.compile(r"[^\W\d_]{4,}|\d{2,}")
_MOST_OVER, _MOST_UNDER, _MOST_TOLD_BELOW = 3, 4, 4
_TELLING = re.compile(
    r"\b(?:by|from|bureau|published|posted|updated|reporting)\b|©|@", re.IGNORECASE
)
_LABELLED = re.compile(r"https?://|[A-Za-z][A-Za-z-]{1,12}\s?:\s+\S")
_CALLING = re.compile(
    r"(?:watch|listen|follow|support|subscribe|join|read|share|search)\b", re.IGNORECASE
)
_CAPTION = re.compile(
    r"\((?:[^()]*\b(?:photo|image|picture|supplied|file|courtesy|getty|reuters|afp)\b"
    r"|[A-Z][\w. ]+: )[^()]*\)\s*$",
    re.IGNORECASE,
)
_COMMON = frozenset(
    """
    about above after again against also although among another around because been before
    being below between both could does doing down during each even every first from further
    have having here into itself just last least less made make many more most much must never
    next only other over same said says should since some still such take than that their them
    then there these they this those three through time under until very want well were what
    when where which while whom whose will with within without would year years your yours
    people according told
    """.replace("\n", "")
    .replace("    ", " ")
    .split(" ")
)
_NO_TITLES = (
    is_pointer, is_kicker_line, is_role, is_outlet, is_names, _CAPTION.search, _LIST_MARK.match
)  # fmt: skip
"""What tells of a line that it is no headline."""


class Pasted(NamedTuple):
    """A page taken apart.

    ``above`` are the lines before the paragraphs, menus left out, the title among them; ``below``
    those behind.
    """

    title: str | None
    above: tuple[str, ...]
    body: tuple[str, ...]
    below: tuple[str, ...]

    def as_one(self) -> list[str]:
        """The page without most of what surrounds the article: what may tell who made it, when."""
        at = self.above.index(self.title) if self.title in self.above else -1
        over = [line for line in self.above[: max(at, 0)] if _may_tell(line)]
        labelled = [line for line in self.above if _LABELLED.match(line)]
        under = [line for line in self.above[at + 1 :] if _may_tell(line)]
        title = [self.title] if self.title else []
        head = [*labelled, *over[-_MOST_OVER:], *title, *under[:_MOST_UNDER]]
        tail = [line for line in self.below if is_ended(line) or _may_tell(line)]
        return [*head, *self.body, *tail[:_MOST_TOLD_BELOW]]


def find_pasted(blocks: Sequence[str]) -> Pasted | None:
    """The article of a page that was copied whole; ``None`` where too little stands around one.

    Args:
        blocks: the lines and paragraphs of the page, in order.
    """
    start, end = _segment(_weights(blocks))
    if not _is_on_page(blocks, start, end):
        return None
    body = _without_widgets(blocks[start:end])
    above = [line for line in blocks[:start] if not _is_navigation(line)][-_MOST_ABOVE:]
    return Pasted(_title(above, body), tuple(above), tuple(body), tuple(blocks[end:]))


def _is_on_page(blocks: Sequence[str], start: int, end: int) -> bool:
    """Whether lines enough stand around the run, some of them known as furniture, few as words."""
    outside = [*blocks[:start], *blocks[end:]]
    if start == end or sum(not is_ended(line) for line in outside) <= FEWEST_LINES:
        return False
    unknown = [line for line in outside if not _is_known(line, blocks)]
    known = len(outside) - len(unknown)
    inside = sum(count_words(block) for block in blocks[start:end])
    beside = sum(count_words(line) for line in unknown)
    return any(known >= fewest and beside <= most * inside for fewest, most in _ON_PAGE)


def _is_known(line: str, blocks: Sequence[str]) -> bool:
    """Whether a line is furniture, or tells day, writer or section."""
    if not own_words(line) or _is_navigation(line) or is_kicker_line(line):
        return True
    bare = without_buttons(line)
    is_dated = is_uncertain_day(bare) or (find_date(bare) and bare.count(" ") < _MOST_DATED)
    return bool(is_dated) or read_byline(bare, blocks) is not None


def _weights(blocks: Sequence[str]) -> list[int]:
    """What each line counts for in an article's run, below 0 against it.

    The items of a list, marked or opened by a colon, count neither for it nor against it.
    """
    weights: list[int] = []
    in_list = False
    for block in blocks:
        weight = _weight(block)
        is_item = weight == _UNENDED and not block.endswith(":")
        in_list = block.endswith(":") or (in_list and is_item)
        weights.append(_LISTED if in_list and weight == _UNENDED else weight)
    return weights


def _weight(block: str) -> int:
    count = count_words(block)
    if not own_words(block):
        return _FURNITURE
    if not is_ended(block):
        if _LIST_MARK.match(block) or _ROW.match(block):
            return _LISTED
        return _LONG_UNENDED if count >= _LONG_LINE else _UNENDED
    if block.isupper() or (block.endswith("?") and count <= _BRIEF_QUESTION):
        return _UNENDED
    return _TO_READERS if _READERS.search(_QUOTED.sub("", block)) else min(count, _MOST_COUNTED)


def _segment(weights: Sequence[int]) -> tuple[int, int]:
    """The run with the largest sum, half open; empty where no line counts for one."""
    best, found = 0, (0, 0)
    total, start = 0, 0
    for position, weight in enumerate(weights):
        if total <= 0:
            total, start = 0, position
        total += weight
        if total > best:
            best, found = total, (start, position + 1)
    first, end = found
    while end < len(weights) and weights[end] == _LISTED:
        end += 1
    return first, end


def _content(text: str) -> set[str]:
    """The beginnings of the words that mean something."""
    words = unspaced_words(text) or [word.lower() for word in _WORD.findall(text)]
    return {word[:_STEM] for word in words if word not in _COMMON}


def _without_widgets(body: Sequence[str]) -> list[str]:
    """The paragraphs without runs of short lines among them of which one is known as furniture."""
    kept: list[str] = []
    for is_sentence, run in groupby(body, key=is_ended):
        lines = list(run)
        is_widget = not is_sentence and len(lines) > 1 and not all(map(own_words, lines))
        introduced = bool(kept) and kept[-1].endswith(":")
        if not is_widget or introduced:
            kept += lines
    return kept


def _is_navigation(line: str) -> bool:
    return is_menu(line) or is_label(line) or is_banner(line) or is_section(line)


def _title(above: Sequence[str], body: Sequence[str]) -> str | None:
    """The headline: of the lines that can be one, the one that shares most with the paragraphs.

    Where the line above that one can be one as well, the other is its standfirst; where none shares
    a word, the headline is the first long one near the paragraphs.
    """
    told = set().union(*map(_content, body)) if body else set()
    lines = [line if _may_be_title(line, above) else "" for line in above]
    scores = [_score(line, told) for line in lines]
    best = max(scores, default=0.0)
    if best > 0:
        at = scores.index(best)
        while at and scores[at - 1] > 0 and count_words(lines[at - 1]) > _FEWEST_WORDS + 1:
            at -= 1
        return lines[at]
    near = (line for line in lines[-_NEAR:] if count_words(line) > _FEWEST_WORDS)
    return next(near, None)


def _score(line: str, told: set[str]) -> float:
    """How likely a line is the headline, 0 to 1: the share of its words that are told below."""
    own = _content(line)
    shared = len(own & told) / len(own) if own else 0.0
    if shared < _ENOUGH_SHARED:
        shared /= 2
    return shared * min(count_words(line), _WHOLE_LENGTH) / _WHOLE_LENGTH


def _may_tell(line: str) -> bool:
    """Whether a line may tell when the article came out, who wrote it or where."""
    if _LABELLED.match(line):
        return False  # told already
    if find_date(line) or is_uncertain_day(line) or is_role(line) or is_outlet(line):
        return True
    return is_names(line) or _TELLING.search(line) is not None or read_byline(line, ()) is not None


def _may_be_title(line: str, blocks: Sequence[str]) -> bool:
    count = count_words(line)
    if not _FEWEST_WORDS <= count <= _MOST_WORDS or line.endswith((":", ",", ";")):
        return False
    if own_words(line) != line or any(tells(line) for tells in _NO_TITLES):
        return False
    bare = without_buttons(line)
    is_dated = is_uncertain_day(bare) or (holds_date(bare) and count <= _MOST_DATED)
    is_calling = _CALLING.match(line) and count <= _WHOLE_LENGTH
    return not is_dated and not is_calling and read_byline(line, blocks) is None
