"""The name of the outlet above a page: its masthead, or the first entry of its menu.

A line is one by its place and by what stands beside it, not by its form alone: the first line that
is no navigation, next to a menu, with a motto or with the day below, above a headline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from indexer.extraction.banners import is_banner, is_breadcrumb, is_section
from indexer.extraction.bylines import is_names, is_role
from indexer.extraction.dates import is_uncertain_day
from indexer.extraction.furniture import is_label, is_prose
from indexer.extraction.imprint import read_imprint
from indexer.extraction.outlets import is_outlet, is_vouched_for, masthead_name, outlet_name
from indexer.extraction.shapes import is_menu, menu_entries

_MOST_LINES = 8
_MOST_WORDS, _FEWEST_HEADLINE_SPACES = 5, 3
_FEWEST_SECTIONS = 2
_ARROWS = re.compile(r"[>›»→]")
_WORD = r"(?:[A-ZÀ-Þ0-9][\w.’'-]*|&|\+)"
_NAME = re.compile(
    rf"{_WORD}(?: (?:{_WORD}|of|and|de|del|da|do|du|des|la|les|der|die|das)){{0,4}}!?"
)
_MOTTO = re.compile(r"(?P<name>\S.{1,40}?)(?:\s+[–—-]+\s+|\s*[–—]\s*)(?P<motto>\S.{3,60})")
_MOTTO_BY_COLON = re.compile(r"(?P<name>[A-Z].{1,40}?)(?: [–—-]+|:) (?P<motto>[a-z].{3,60})")
_EDITION = re.compile(
    r"(?i:the )?(?i:daily|sunday|evening|morning|weekly) [A-ZÀ-Þ][\w’'-]{2,}", re.UNICODE
)
_LONGEST_NAME = 40
_CALL = re.compile(
    r"^\W*(?:(?:follow|support|watch|join|about|download(?: the)?|subscribe to|provided by"
    r"|published by|copyright|©|\(c\))\s*)+(?:provided by )?(?:\d{4}(?:\s?[–-]\s?\d{4})?,? )?",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(?:,? (?:Ltd|Limited|Inc|LLC|PLC|plc|GmbH|Pty|Bureau|Notifications|News App)\b.*"
    r"|\. .*|\s[|·–—-]\s.*)$"
)
# What heads a column or marks a kind of article, besides the sections of a paper.
_KICKERS = frozenset(
    """
    analysis|background|breaking|breaking news|column|commentary|editorial|essay|exclusive
    |explainer|fact check|feature|features|guest essay|in brief|in depth|interview|investigation
    |latest|letters|live|long read|longread|news analysis|obituary|opinion|portrait|profile|q&a
    |report|reportage|review|special report|the big read|watch|briefing|newsletter|update
    |updates|developing story|daily briefing|press release|press statement|statement
    |media release|top story|my portfolio|data
    """.replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip
_SHORT_WORD = 3
_SMALL = frozenset(("of", "and", "the", "de", "del", "da", "do", "du", "des", "la", "les", "for"))
_EDGES = " \t.,:;!?…|-–—_*#•·()[]\"'“”"


class Masthead(NamedTuple):
    """The outlet, and the position of the line that only names it; none where a menu does."""

    outlet: str
    position: int | None


def find_masthead(blocks: Sequence[str]) -> Masthead | None:
    """The outlet that the lines above an article name as the page's own.

    Args:
        blocks: the page, its menus still among them.
    """
    top = _top(blocks)
    for position, line in enumerate(top):
        if is_menu(line) or is_breadcrumb(line):
            if outlet := _first_entry(line, blocks):
                return Masthead(outlet, None)
            continue
        if (
            _is_navigation(line)
            or is_kicker_line(line)
            or _CALL.match(line)
            or _is_dated(line, blocks)
        ):
            continue
        beside = [top[n] for n in (position - 1, position + 1) if 0 <= n < len(top)]
        name, motto = _split_motto(line, beside)
        if not (_may_be_name(name) and _has_headline(top[position + 1 :], blocks)):
            return None
        is_named = motto or _is_formed(name) or _stands_as_masthead(name, beside, blocks)
        return Masthead(_as_written(name), position) if is_named else None
    return None


def find_named_outlet(around: Sequence[str]) -> str | None:
    """The outlet whose name the lines around an article bear most often; of two the first.

    A name of no known form counts where another of these lines repeats it: "© Otterby Leader Ltd".
    """
    names = [_named_in(line) for line in around]
    votes = Counter(name for name in names if name and _is_formed(name))
    if votes:
        return _as_written(max(votes, key=lambda name: votes[name]))
    for position, name in enumerate(names):
        others = [*around[:position], *around[position + 1 :]]
        if name and " " in name and not is_names(name) and _is_repeated(name, others):
            return _as_written(name)
    return None


def _named_in(line: str) -> str | None:
    """The name that a line may be, without who owns it or what readers should do with it."""
    bare = _OWNED.sub("", _CALL.sub("", line)).strip(" .,|")
    return bare if len(bare) <= _LONGEST_NAME and _may_be_name(bare) else None


def _is_repeated(name: str, others: Sequence[str]) -> bool:
    longer = (line for line in others if len(line) > len(name) and _CALL.match(line))
    return any(name.casefold() in line.casefold() for line in longer)


def _top(blocks: Sequence[str]) -> list[str]:
    """The lines above the first sentence."""
    lines = enumerate(blocks[:_MOST_LINES])
    end = next((n for n, line in lines if is_prose(line) and not is_menu(line)), _MOST_LINES)
    return list(blocks[:end])


def _first_entry(line: str, blocks: Sequence[str]) -> str | None:
    """The outlet that a menu or the way to a section begins with."""
    entries = [entry.strip() for entry in menu_entries(line)]
    if len(entries) < 2 or not _may_be_name(entries[0]):
        return None
    first, others = entries[0], entries[1:]
    known = sum(map(is_kicker_line, others))
    is_way = _ARROWS.search(line) is not None
    if masthead_name(first) or is_vouched_for(first, blocks):
        return _as_written(first) if is_way or known else None
    return _as_written(first) if " " in first and known >= _FEWEST_SECTIONS else None


def is_kicker_line(entry: str) -> bool:
    """Whether a line or an entry is only a section, a button, or what heads a column."""
    return is_section(entry) or is_label(entry) or entry.strip(_EDGES).lower() in _KICKERS


def _split_motto(line: str, beside: Sequence[str]) -> tuple[str, bool]:
    """The name before a dash and whether a motto stands behind it: "Courier – since 1887".

    Beside a menu a colon may stand for the dash, as in titles, and a section for the motto.
    """
    match = _MOTTO.fullmatch(line)
    if match and _is_formed(match["name"]) and not read_imprint(line, ()):
        return match["name"], True
    if any(map(_is_navigation, beside)) and (match := _MOTTO_BY_COLON.fullmatch(line)):
        return match["name"], True
    entries = menu_entries(line)
    if len(entries) == len(("name", "section")) and _is_formed(entries[0]):
        return entries[0], True
    return line, False


def _is_formed(name: str) -> bool:
    """Whether the form of a name says that it is an outlet's, as a masthead."""
    return masthead_name(name) is not None or _EDITION.fullmatch(name) is not None


def _is_navigation(line: str) -> bool:
    return is_menu(line) or is_banner(line)


def _stands_as_masthead(name: str, beside: Sequence[str], blocks: Sequence[str]) -> bool:
    """Whether a name that may be anything stands as a masthead does."""
    if " " not in name:
        return False
    return any(map(_is_navigation, beside)) or (
        not is_names(name) and _is_dated(beside[-1], blocks)
    )


def _may_be_name(line: str) -> bool:
    if line.count(" ") >= _MOST_WORDS or not _NAME.fullmatch(line):
        return False
    return not (is_kicker_line(line) or is_role(line))


def _is_dated(line: str, blocks: Sequence[str]) -> bool:
    imprint = read_imprint(line, blocks)
    return is_uncertain_day(line) or (imprint is not None and imprint.published_at is not None)


def _has_headline(below: Sequence[str], blocks: Sequence[str]) -> bool:
    """Whether a line below can be the title."""
    return any(
        line.count(" ") >= _FEWEST_HEADLINE_SPACES
        and not (is_menu(line) or is_banner(line) or _is_dated(line, blocks) or is_outlet(line))
        for line in below
    )


def _as_written(name: str) -> str:
    """The name as a reader would write it, without the capitals of a masthead."""
    name = name.strip().rstrip("!")
    if formed := masthead_name(name):
        return formed
    words = name.split()
    if len(words) > 1 and words[0].isupper() and words[0] == _initials(words[1:]):
        words = words[1:]
    if name.isupper():
        words = [_lowered(word, is_first=not n) for n, word in enumerate(words)]
    return outlet_name(" ".join(words))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _lowered(word: str, *, is_first: bool) -> str:
    """A word of a name in capitals as it is written; letters that stand for words stay."""
    if word.lower() in _SMALL:
        return word.capitalize() if is_first else word.lower()
    is_letters = len(word) <= _SHORT_WORD and not set("AEIOUY").intersection(word)
    return word if is_letters else "-".join(part.capitalize() for part in word.split("-"))
