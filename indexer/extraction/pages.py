"""Text taken out of a printed page or a PDF: heads, feet and page numbers go, sentences are whole.

A line belongs to the page where it recurs, the same but for its digits, as far apart as pages are,
and something says that pages end there: it counts them, a form feed is beside it, it stands within
a sentence, or another such line is next to it. Tables and lists of numbers recur from line to line.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from indexer.extraction.dates import find_date
from indexer.extraction.hyphens import is_cut
from indexer.extraction.sheets import ENDED, Sheet, first_sign, joined

_WORD = (
    r"(?:page|pg|p|seite|s|página|pág|pagina|pag|strona|str|sayfa|side|sida|sivu|страница|стр"
    r"|сторінка|стор|с|σελίδα|σελ|صفحة|صفحه|ص|עמוד|पृष्ठ|페이지|ページ|页|頁|หน้า)\.?"
)
_OF = r"(?:/|\||of|von|de|di|sur|van|z|av|af|из|із|з|από|من|از|מתוך|में से)"
_EDGE = r"[\s|·•()\[\]–—-]*"
_EASTERN = r"第\s?\d{1,4}\s?[页頁](?:\s?[,，/]?\s?共\s?\d{1,4}\s?[页頁])?"
_ONE_OF_ALL = re.compile(
    rf"{_EDGE}(?:{_WORD}\s?\d{{1,4}}\s?{_OF}\s?\d{{1,4}}|第\s?\d+\s?[页頁]\s?[,，/]?\s?共\s?\d+\s?[页頁])"
    rf"{_EDGE}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"{_EDGE}(?:(?:{_WORD}\s?)?\d{{1,4}}(?:\s?{_OF}\s?\d{{1,4}})?(?:\s?{_WORD})?|{_EASTERN}){_EDGE}",
    re.IGNORECASE,
)
# The number of a page within a running line: "… — Page 2", "… 2/5", "2 | …".
_NUMBER_IN_LINE = re.compile(
    rf"(?:^|(?<=[\s|·•–—(-])){_WORD}\s?\d{{1,4}}(?:\s?{_OF}\s?\d{{1,4}})?\b|{_EASTERN}"
    rf"|(?<![\d/])\d{{1,3}}\s?(?:/|of|von|из)\s?\d{{1,3}}{_EDGE}$|^{_EDGE}\d{{1,4}}\s?[|·•–—]"
    r"|[|·•–—]\s?\d{1,4}$|\s{2,}\d{1,4}$|^\d{1,4}\s+(?=\D)",
    re.IGNORECASE,
)
_PAGE_WORD = re.compile(
    rf"(?<![^\W\d_]){_WORD}\s?\d|\d\s?(?:/|of|von|из)\s?\d|第\s?\d", re.IGNORECASE
)
# A number first, or behind a gap, where headings have none.
_SET_APART = re.compile(r"^\d{1,3}\s+\D|\S(?:\s{2,}|\t)\d{1,4}$")
_AT_END = re.compile(r"^\d{1,3}\s|\s\d{1,3}$")
# What browsers print above and below: the time of printing, the address.
_PRINTED_AT = re.compile(
    r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[AP]\.?M\.?)?(?!\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|file:///|www\.)\S+", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LONGEST_MARK, _LONGEST_NUMBER, _NEAREST = 200, 30, 120
"""Code points: of a head or foot, of a number alone, and between two of them at the least."""
_AT_EDGE = 3
"""Lines from the end of a page to its head or foot."""
_FEWEST_ALIKE, _MOST_UNEVEN = 3, 2.5
_MOST_BESIDE_ADDRESS, _SHORTEST_TITLE = 3, 15
_FACING, _LONGEST_FACING = 2, 60
_MOST_PAGES, _MOST_AT_BREAK = 1_000, 5
_PARTING = " |·•–—-,"


def without_page_marks(text: str) -> str:
    """The text without the heads, feet and numbers of its pages, what they cut joined again.

    A text of one page is returned as it is. Of a running line that opens the text what it says
    besides the number of the page stays, since it may be the only one to tell outlet and day.
    """
    sheet = Sheet.of(text)
    marks = _find_marks(sheet)
    if not marks and not sheet.breaks:
        return text
    kept = _kept_at_top(sheet, marks)
    return joined(sheet, marks, kept)


def _find_marks(sheet: Sheet) -> set[int]:
    """The positions of the lines that belong to pages."""
    lines = [line.strip() for line in sheet.lines]
    marks = {n for n, line in enumerate(lines) if _is_one_of_all(line)}
    groups = _recurring(lines)
    if not groups and not sheet.breaks:
        return marks
    edges = _edges(sheet) if sheet.breaks else {}
    for group in groups:
        marks |= _beside_breaks(lines, group, edges)
    spaced = [one for group in groups if (one := _at_page_distance(sheet, group))]
    candidates = {n for group in spaced for n in group} | marks
    for group in spaced:
        if _counts_pages(sheet, group) or _cuts_sentences(sheet, group, candidates):
            marks.update(group)
            marks |= _facing(sheet, group)
    for group in spaced:
        beside = [n for n in group if _is_next_to(sheet, n, marks, candidates)]
        count = len(beside) + (group[0] not in beside and group[0] <= sheet.top)
        if count > 1 and count * 2 > len(group):
            marks.update(group)
    return marks


def _is_one_of_all(line: str) -> bool:
    """Whether a line is plainly the number of a page: "Page 2 of 5"."""
    is_brief = len(line) <= _LONGEST_NUMBER and any(map(str.isdecimal, line))
    if not is_brief or not _ONE_OF_ALL.fullmatch(line):
        return False
    number, pages = (int(digits) for digits in _DIGITS.findall(line)[:2])
    return 0 < number <= pages


def _recurring(lines: Sequence[str]) -> list[list[int]]:
    """Positions of lines that are the same but for their digits, no sentences, no table's rows."""
    alike: dict[str, list[int]] = defaultdict(list)
    filled = [n for n, line in enumerate(lines) if line]
    keys = [_key(lines[n]) for n in filled]
    counts = Counter(keys)
    for place, (n, key) in enumerate(zip(filled, keys, strict=True)):
        is_row = key in keys[max(place - 1, 0) : place] or key in keys[place + 1 : place + 2]
        if counts[key] > 1 and not is_row and _may_be_mark(lines[n]):
            alike[key].append(n)
    return [group for group in alike.values() if len(group) > 1]


def _key(line: str) -> str:
    """By what lines are compared; those too long for a mark are themselves."""
    return line if len(line) > _LONGEST_MARK else _DIGITS.sub("#", line).casefold()


def _may_be_mark(line: str) -> bool:
    if len(line) > _LONGEST_MARK:
        return False
    if _NUMBER.fullmatch(line):
        return True
    if not (ENDED.search(line) or line[:1].islower()):
        return any(map(str.isalpha, line))
    beside, addresses = _ADDRESS.subn("", line)
    return addresses == 1 and len(beside.split()) <= _MOST_BESIDE_ADDRESS


def _edges(sheet: Sheet) -> dict[int, str]:
    """The lines next to the ends of pages that form feeds part, and at which end they stand."""
    edges: dict[int, str] = {}
    for start in sorted({0, *sheet.breaks, len(sheet.lines)}):
        for step, name, first in ((-1, "foot", start), (1, "head", start - 1)):
            position: int | None = first
            for _ in range(_AT_EDGE):
                position = sheet.beside(position, step) if position is not None else None
                if position is not None:
                    edges.setdefault(position, name)
    return edges


def _beside_breaks(lines: Sequence[str], group: list[int], edges: dict[int, str]) -> set[int]:
    """Those of a group that stand at the same end of two pages or more."""
    marks: set[int] = set()
    for end in ("head", "foot"):
        there = [n for n in group if edges.get(n) == end]
        is_most = len(there) > 1 and len(there) * 2 > len(group)
        is_named = is_most and any(map(str.isalpha, lines[there[0]]))
        if is_named or (len(there) > 1 and _counts(lines, there)):
            marks.update(there)
    return marks


def _at_page_distance(sheet: Sheet, group: list[int]) -> list[int]:
    """Those of the group that stand as far from the others as pages end, if any.

    A headline at the very top may follow the running line that repeats it.
    """
    starts = sheet.starts
    is_near = len(group) > 2 and starts[group[1]] - starts[group[0]] < _NEAREST
    if is_near and group[1] <= sheet.top:
        group = [group[0], *group[2:]]
    gaps = _gaps(sheet, group)
    if len(gaps) > 1 and sheet.beside(group[-1], 1) is None:
        gaps[-1] = _NEAREST  # the last page may hold a line or two
    around = pairwise([_NEAREST, *gaps, _NEAREST])
    far = [n for n, gaps in zip(group, around, strict=True) if min(gaps) >= _NEAREST]
    return far if len(far) > 1 else []


def _gaps(sheet: Sheet, group: Sequence[int]) -> list[int]:
    return [sheet.starts[after] - sheet.starts[before] for before, after in pairwise(group)]


def _counts(lines: Sequence[str], group: Sequence[int]) -> bool:
    return _step(lines, group) > 0


def _step(lines: Sequence[str], group: Sequence[int]) -> int:
    """By how much one number of the lines counts up: one or, of facing pages, two; others stay.

    0 where none does.
    """
    rows = [[int(digits) for digits in _DIGITS.findall(lines[n])] for n in group]
    columns = [column for column in zip(*rows, strict=False) if len(set(column)) > 1]
    if len(columns) != 1:
        return 0
    if max(columns[0]) >= _MOST_PAGES:
        return 0  # years
    steps = {after - before for before, after in pairwise(columns[0])}
    return steps.pop() if steps in ({1}, {_FACING}) else 0


def _facing(sheet: Sheet, group: list[int]) -> set[int]:
    """The one line between those of two pages that has the number of the page between them."""
    is_at_end = _AT_END.search(sheet.lines[group[0]].strip())
    if not is_at_end or _step(sheet.lines, group) != _FACING:
        return set()
    found: set[int] = set()
    for before, after in pairwise(group):
        rows = ([int(n) for n in _DIGITS.findall(sheet.lines[at])] for at in (before, after))
        page = next(low + 1 for low, high in zip(*rows, strict=True) if low != high)
        form = re.compile(rf"{page}\s+[^\W\d_a-zß-öø-ÿа-џ].*|.*[^\d\s]\s+{page}")
        between = [n for n in range(before + 1, after) if form.fullmatch(sheet.lines[n].strip())]
        own = [n for n in between if _may_be_mark(sheet.lines[n].strip())]
        if len(own) == 1 and len(sheet.lines[own[0]]) <= _LONGEST_FACING:
            found.update(own)
    return found


def _counts_pages(sheet: Sheet, group: list[int]) -> bool:
    """Whether the lines say of which page they are, or when all of them were printed."""
    first = sheet.lines[group[0]].strip()
    printed = [_PRINTED_AT.findall(sheet.lines[n]) for n in group]
    if printed[0] and all(one == printed[0] for one in printed):
        return True
    if not _counts(sheet.lines, group):
        return False
    if not _NUMBER.fullmatch(first):
        days = {found and found[0] for n in group for found in [find_date(sheet.lines[n])]}
        is_of_one_day = len(days) == 1 and None not in days
        return is_of_one_day or _is_numbered(first) or bool(_facing(sheet, group))
    # Numbers of an article's own parts begin at 1 behind its first words, and head the last part.
    begins_later = int(_DIGITS.findall(first)[0]) > 1
    is_outside = sheet.beside(group[0], -1) is None or sheet.beside(group[-1], 1) is None
    return begins_later or is_outside or _PAGE_WORD.search(first) is not None


def _is_numbered(line: str) -> bool:
    """Whether the number of a line is no heading's: "Page 2", "2 Marlow Observer"."""
    return any(form.search(line) for form in (_PAGE_WORD, _ADDRESS, _SET_APART))


def _cuts_sentences(sheet: Sheet, group: list[int], candidates: set[int]) -> bool:
    """Whether the lines stand within sentences, and are no lines of a narrow column."""
    if not (_counts(sheet.lines, group) or all(_stands_apart(sheet, n) for n in group)):
        gaps = _gaps(sheet, group)
        if len(group) < _FEWEST_ALIKE or max(gaps) > _MOST_UNEVEN * min(gaps):
            return False
    cuts = sum(_cuts_sentence(sheet, n, candidates) for n in group)
    return cuts * _FEWEST_ALIKE >= len(group)


def _stands_apart(sheet: Sheet, position: int) -> bool:
    around = [sheet.lines[n] for n in (position - 1, position + 1) if 0 <= n < len(sheet.lines)]
    return not any(line.strip() for line in around)


def _cuts_sentence(sheet: Sheet, position: int, candidates: set[int]) -> bool:
    before = sheet.beside(position, -1, without=candidates)
    after = sheet.beside(position, 1, without=candidates)
    if before is None or after is None:
        return False
    if sum(bool(line.strip()) for line in sheet.lines[before + 1 : after]) > _MOST_AT_BREAK:
        return False  # a listing
    left, right = sheet.lines[before].strip(), sheet.lines[after].strip()
    return not ENDED.search(left) and (is_cut(left) or first_sign(right).islower())


def _is_next_to(sheet: Sheet, position: int, marks: set[int], candidates: set[int]) -> bool:
    """Whether only other lines that recur stand between a line and one that is of the page."""
    for step in (-1, 1):
        beside = sheet.beside(position, step)
        while beside is not None and beside in candidates:
            if beside in marks:
                return True
            beside = sheet.beside(beside, step)
    return False


def _kept_at_top(sheet: Sheet, marks: set[int]) -> dict[int, str]:
    """What stays of the running lines that open the text: what no line below says, as the outlet.

    The numbers of the page, the address and the time of printing do not.
    """
    kept: dict[int, str] = {}
    below = [line.strip().casefold() for n, line in enumerate(sheet.lines) if n not in marks]
    for n in sorted(n for n in marks if n <= sheet.top):
        line = sheet.lines[n].strip()
        if _NUMBER.fullmatch(line) or _ADDRESS.search(line):
            continue
        words = _NUMBER_IN_LINE.sub("", _PRINTED_AT.sub("", line)).strip(_PARTING)
        told = (one for one in below if len(one) > _SHORTEST_TITLE and one in words.casefold())
        title = max(told, key=len, default="")
        before, _, behind = words.casefold().partition(title) if title else ("", "", words)
        words = (words[: len(before)] or words[len(words) - len(behind) :]).strip(_PARTING)
        if words:
            kept[n] = words
    return kept
