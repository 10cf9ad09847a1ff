"""Lines of a text to its paragraphs: hard-wrapped lines are joined, all others stand alone."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from indexer.extraction.dates import parse_date
from indexer.extraction.hyphens import CutWords, is_cut
from indexer.extraction.scripts import CLOSING, ENDS

_SENTENCE_END = re.compile(rf"[{ENDS}:;][{CLOSING}]*$")
_NARROWEST_WRAP, _WIDEST_WRAP = 34, 110
_FEWEST_WRAPPED_PAIRS = 2
_FULL_LINE, _NEARLY_ALL, _TOO_LONG = 0.82, 0.9, 1.06
_ENDS = (".", ",", ";", ":", "?", "|")
# "… in 1939.Putin’s visit …": a sentence end, then a capitalised word without a space between.
_MISSING_SPACE = re.compile(
    r"(?P<end>(?:[^\W\d_A-Z]{2}|\b\d{2,4}|\d%|[)\]”’])[.!?][”’\"]?)"
    r"(?=[“\"]?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ’']+(?:[\s,;:’]|$)|[“\"][A-ZÀ-ÖØ-Þ])"
    r"(?!(?:Com|Net|Org|Js|Io|Inc|Ai)\b)"
)
_GLUED = re.compile(r"[.!?][”’\"]?[“\"]?[A-ZÀ-ÖØ-Þ]")
# "Objections👾While some say …": pages that set labels apart by a sign, and lose all space there.
_GLUING_SIGN = re.compile(
    "(?<=[a-zß-öø-ÿ])[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+ )"
)
_NOT_PROSE = re.compile(r"[@/\\]|www\.")
_GAP = re.compile(r"[ \t\xa0]{2,}|\t")
_WIDE_GAP = re.compile(r"[ \t\xa0]{4,}")
_LONGEST_ROW, _MOST_ENTRY_WORDS, _FEWEST_ENTRIES, _FEWEST_SENTENCE_SPACES = 160, 4, 3, 8


def with_bars(text: str) -> str:
    """The text with bars between the short entries of rows above it: "NEWS   SPORT   MONEY".

    Spaces are all that parts them where a page's menu was copied as text. Below the first sentence
    such a row may be one of a table.
    """
    if not _GAP.search(text):
        return text
    lines = text.split("\n")
    above = next((n for n, line in enumerate(lines) if _is_sentence(line)), 0)
    return "\n".join([*map(_with_bars, lines[:above]), *lines[above:]])


def _is_sentence(line: str) -> bool:
    return line.count(" ") >= _FEWEST_SENTENCE_SPACES and bool(_SENTENCE_END.search(line.strip()))


def _with_bars(line: str) -> str:
    entries = [entry.strip() for entry in _GAP.split(line.strip())]
    if len(entries) < 2 or len(line) > _LONGEST_ROW:
        return line
    if any(entry.count(" ") >= _MOST_ENTRY_WORDS or entry.endswith(_ENDS) for entry in entries):
        return line
    is_row = len(entries) >= _FEWEST_ENTRIES or any(map(parse_date, entries))
    return " | ".join(entries) if is_row or _WIDE_GAP.search(line.strip()) else line


def split_blocks(text: str) -> list[str]:
    """The paragraphs of scrubbed text, none empty, each on one line."""
    lines = _groups(_GLUING_SIGN.sub("\n\n", text))
    width = _wrap_width(lines)
    if width is None:
        blocks = [line for group in lines for line in group]
    else:
        cut_words = CutWords.of(lines)
        unwrapped = (_unwrap(group, width=width, cut_words=cut_words) for group in lines if group)
        blocks = [block for group in unwrapped for block in group]
    return [space_sentences(block) for block in blocks]


def wrap_width(text: str) -> int | None:
    """How wide a hard-wrapped text is, in characters; ``None`` for a text that is not."""
    return _wrap_width(_groups(text))


def may_continue(previous: str, line: str, *, width: int) -> bool:
    """Whether the next word would not have fitted on the line before, in a text of that width."""
    if is_cut(previous):
        return True
    is_full = len(previous) + 1 + len(line.split(" ", 1)[0]) >= _FULL_LINE * width
    return is_full and len(previous) <= _TOO_LONG * width


def _groups(text: str) -> list[list[str]]:
    """The lines of a text, none empty, in groups that blank lines part."""
    groups = [group.split("\n") for group in re.split(r"\n(?:[^\S\n]*\n)+", text)]
    return [[line.strip() for line in group if line.strip()] for group in groups]


def space_sentences(block: str) -> str:
    """The paragraph with a space wherever a sentence follows another without one."""
    if not _GLUED.search(block):
        return block
    words = (_space_word(word) for word in re.split(r"(\s+)", block))
    return "".join(words)


def _space_word(word: str) -> str:
    return word if _NOT_PROSE.search(word) else _MISSING_SPACE.sub(r"\g<end> ", word)


def _wrap_width(groups: list[list[str]]) -> int | None:
    inner = [line for group in groups for line in group[:-1]]
    if len(inner) < _FEWEST_WRAPPED_PAIRS:
        return None
    lengths = sorted(len(line) for group in groups for line in group)
    width = lengths[int(_NEARLY_ALL * (len(lengths) - 1))]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP or median(map(len, inner)) < _FULL_LINE * width:
        return None
    open_ended = sum(not _SENTENCE_END.search(line) for line in inner)
    return width if open_ended * 2 > len(inner) else None


def _unwrap(group: list[str], *, width: int, cut_words: CutWords) -> list[str]:
    """The group's paragraphs; a line is continued when the next word would not have fitted."""
    paragraphs = [group[0]]
    for previous, line in pairwise(group):
        if may_continue(previous, line, width=width):
            paragraphs[-1] = cut_words.join(paragraphs[-1], line)
        else:
            paragraphs.append(line)
    return paragraphs
