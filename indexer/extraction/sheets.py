"""The lines of a text and where its pages end; what stands on two of them joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice

from indexer.extraction.hyphens import CutWords, is_cut
from indexer.extraction.layout import may_continue, wrap_width
from indexer.extraction.scripts import CLOSING, ENDS

ENDED = re.compile(rf"[{ENDS}:;][{CLOSING}]*$")
"""How a line ends that nothing on the next page goes on with."""
_INNER_END = re.compile(rf"[{ENDS}][{CLOSING}]*(?:\s|(?<=[。！？])).")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_OPENING = "\"'“‘«„(["
_FEWEST_WORDS, _AT_TOP = 15, 4


@dataclass(slots=True)
class Sheet:
    """The lines of a text; ``breaks`` are lines before which a form feed stands.

    ``glued`` are those of the breaks that have words on either side and no end of line, ``starts``
    where the lines begin, and ``top`` the last of the few lines that a title stands among.
    """

    lines: list[str] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    glued: set[int] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    top: int = -1

    @classmethod
    def of(cls, text: str) -> Sheet:
        """The lines of a text, ends of pages within a line ending it as well."""
        sheet = cls()
        for whole in text.replace("\r\n", "\n").split("\n"):
            for number, line in enumerate(parts := whole.split("\f")):
                if number:
                    sheet.breaks.add(len(sheet.lines))
                    if line.strip() and parts[number - 1].strip():
                        sheet.glued.add(len(sheet.lines))
                sheet.lines.append(line)
        last = sheet.beside(len(sheet.lines), -1)
        sheet.breaks = {n for n in sheet.breaks if last is not None and n <= last}
        sheet.starts = list(accumulate((len(line) + 1 for line in sheet.lines), initial=0))
        filled = (n for n, line in enumerate(sheet.lines) if line.strip())
        sheet.top = max(islice(filled, _AT_TOP), default=-1)
        return sheet

    def beside(self, position: int, step: int, *, without: Iterable[int] = ()) -> int | None:
        """The next line before or after one that is not empty and not among others."""
        position += step
        while 0 <= position < len(self.lines):
            if self.lines[position].strip() and position not in without:
                return position
            position += step
        return None


def joined(sheet: Sheet, marks: set[int], kept: dict[int, str]) -> str:
    """The lines without the marks; what stood on two pages and is one sentence, as one."""
    lines = [line for n, line in enumerate(sheet.lines) if n not in marks]
    width = wrap_width("\n".join(lines))
    out: list[str] = []
    is_cut_here = False
    for n, line in enumerate(sheet.lines):
        is_glued = n in sheet.glued and not is_cut_here
        is_cut_here |= n in sheet.breaks or (n in marks and n not in kept)
        if n in kept:
            out.append(kept[n])
        elif n in marks or (is_cut_here and not line.strip()):
            continue
        elif is_glued and not is_cut(out[-1]):
            out[-1] = f"{out[-1]}\f{line}"
            is_cut_here = False
        elif is_cut_here:
            _add(out, line, width)
            is_cut_here = False
        else:
            out.append(line)
    return "\n".join(out)


def _add(out: list[str], line: str, width: int | None) -> None:
    """Adds the first line of a page to those before, in the sentence that it may go on with."""
    while out and not out[-1].strip():
        out.pop()
    before, after = (out[-1].rstrip() if out else ""), line.lstrip()
    is_full = width is not None and may_continue(before, after, width=width)
    if not out or ENDED.search(before) or not (is_full or _goes_on(before, after)):
        out += ["", line]
    elif is_full:
        out.append(line)
    elif _UNSPACED.match(before[-1:]) and _UNSPACED.match(after[:1]):
        out[-1] = before + after
    else:
        cut = CutWords.of([[*out[:-1], before], [before, after]])
        out[-1] = replace(cut, are_cut=True).join(before, after)


def _goes_on(before: str, after: str) -> bool:
    """Whether a line without an end goes on in another: small letter, comma, or whole paragraph."""
    if is_cut(before) or before.endswith((",", "،", "、", "，")) or first_sign(after).islower():
        return True
    is_long = before.count(" ") >= _FEWEST_WORDS or len(_UNSPACED.findall(before)) > _FEWEST_WORDS
    return is_long or _INNER_END.search(before) is not None


def first_sign(line: str) -> str:
    """The first sign of a line behind quotes and brackets that open."""
    return line.lstrip(_OPENING)[:1]
