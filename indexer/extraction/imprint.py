"""The lines above an article that tell its outlet, date and writer together.

"Evening Signal, 18 November 2025", "12 March 2025 | Coastal Ledger", "By Jane Doe · 3 May 2025".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from indexer.extraction.banners import is_banner, is_section
from indexer.extraction.bylines import is_names, is_role, is_told_of, read_byline
from indexer.extraction.closing import is_owner, labelled_outlet
from indexer.extraction.dates import find_date, is_uncertain_day
from indexer.extraction.outlets import is_vouched_for, masthead_name, outlet_name
from indexer.extraction.publication import marked_date

_LONGEST_LINE = 160
_MOST_PARTS = 7
_MOST_UNREAD = 2
"""Parts beside a date of which nothing is known: a place, a section of the paper."""
_BARS = re.compile(r"\s*[|·•]\s*|\s+[–—-]+\s+|\s+/\s+|\s*[()]\s*")
_READING_TIME = re.compile(
    r"\b\d{1,2}[ -]min(?:ute[ns]?|utos)?\.?"
    r"(?: read| de lectura| de lecture| de leitura| Lesezeit)?\b"
    r"|\b(?:Lesezeit|Temps de lecture|Reading time)\s?:?\s?\d{1,2}(?: \w+)?",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^\W*(?:(?:first |originally )?(?:published|posted|printed|issued) (?:in|by|at|on)(?: the)?"
    r"|(?:publicado|publicada) (?:en|por)|(?:publié|paru) (?:dans|par)"
    r"|(?:erschienen|veröffentlicht) (?:in|im|bei)|from the|del?|dans)\s+",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(
    r"(?:\b(?:on|published|posted|le|el|am|vom|em|il|op|date|first published|publiée?|publicad[oa]"
    r"|veröffentlicht|erschienen|pubblicato|gepubliceerd|opublikowano|опубликовано|опубліковано)\b"
    r":?\s*)+$",
    re.IGNORECASE,
)
_MARKED_PARTS = re.compile(rf"{_BARS.pattern}|,\s+|\s+(?=(?:by|par|por|von|di|da|door) [A-ZÀ-Þ])")
# Pages in Chinese set nothing but a blank before what comes next.
_NEXT_LABEL = re.compile(
    r"\s+(?=(?:来源|來源|作者|编辑|編輯|责任编辑|(?:本报|本刊)?(?:记者|記者))[\s:：])"
)
_ENDED = re.compile(r"[^.]{3}[.!?…][\"”’»)]*$")
_SEPARATED = re.compile(r"[,|·•()/–—-]\s*$"), re.compile(r"^\s*[,|·•()/–—-]")
_SHORT_PART = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w.&’'-]*(?: (?:de|del|da|of|la|[^\W\d_a-zß-öø-ÿ][\w.&’'-]*)){0,3}"
)
_AGE = re.compile(r"\d{1,2}\s?(?:m|h|hrs?|d|w|mo)(?: ago)?$")
_WITHIN_PROSE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ .,’'-]{2,40}, (?:[A-ZÀ-Þ][a-zß-ÿ][^\d,.]{1,30}, )?(?P<date>.{8,40}?)"
    r"(?:\s?\([A-Za-z][\w.& -]{1,24}\)|\s?/\s?[A-Z]\w+\s?/)?\s*[–—−-]{1,2}\s"
)
# "Nordheim, 3. Februar 2026. Das …"
_PLACE_AND_DAY = re.compile(
    r"^[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*){0,3}, (?:(?:am|den|le|el) )?(?P<date>[^,]{8,30}?)\.\s+"
    r"(?=[\"“„«]?[A-ZÀ-Þ])"
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What one line tells; ``None`` for what it does not."""

    published_at: datetime | None = None
    outlet: str | None = None
    author: str | None = None


def read_imprint(line: str, blocks: Sequence[str], *, outlet: str | None = None) -> Imprint | None:
    """What a line of outlet, date and writer tells; ``None`` where it is, or may be, more.

    A name is an outlet's only if ``blocks``, the whole page, vouch for it. A bare name beside a
    date stays unread, since it may be a writer, a place or an outlet, unless the ``outlet`` is
    known.
    """
    if len(line) > _LONGEST_LINE or _ENDED.search(line):
        return None
    line = _NEXT_LABEL.sub(" | ", _READING_TIME.sub(" | ", line))
    dated = find_date(line) or _marked_date(line)
    moment, start, end = dated or (None, len(line), len(line))
    if dated and is_names(name := line[:start].strip()) and not line[end:].strip():
        return None if is_told_of(name, blocks) else Imprint(moment, author=name)
    before, after = _BEFORE_DATE.sub("", line[:start]), line[end:]
    parts = [*_parts(_LEAD_IN.sub("", before), blocks), *_parts(after, blocks)]
    apart = dated and (_SEPARATED[0].search(before) or _SEPARATED[1].search(after))
    if len(parts) > _MOST_PARTS:
        return None
    return _read_parts(
        parts, moment, blocks=blocks, most_unread=_MOST_UNREAD if apart else 0, known=outlet
    )


def _marked_date(line: str) -> tuple[datetime, int, int] | None:
    """The day of a part whose mark says in which order its numbers are, and where it stands."""
    for part in _MARKED_PARTS.split(line):
        if moment := marked_date(part):
            start = line.index(part)
            return moment, start, start + len(part)
    return None


def dateline_date(block: str) -> datetime | None:
    """The day in a dateline that opens a paragraph: "PORT AVERIL, March 12, 2025 (AP) — "."""
    match = _WITHIN_PROSE.match(block[:140]) or _PLACE_AND_DAY.match(block[:140])
    dated = find_date(match["date"]) if match else None
    return dated[0] if match and dated and dated[2] - dated[1] == len(match["date"]) else None


def _parts(text: str, blocks: Sequence[str]) -> list[str]:
    """The pieces between bars and dashes, at commas too where a piece is no byline."""
    pieces = [piece.strip(" .,:;–—-") for piece in _BARS.split(text)]
    parts: list[str] = []
    for piece in filter(None, pieces):
        parts.extend([piece] if read_byline(piece, blocks) else piece.split(", "))
    return parts


def _read_parts(
    parts: list[str],
    moment: datetime | None,
    *,
    blocks: Sequence[str],
    most_unread: int,
    known: str | None,
) -> Imprint | None:
    outlet: str | None = None
    author: str | None = None
    unread: list[str] = []
    for part in parts:
        byline = None if author else read_byline(part, blocks)
        if byline:
            author, outlet = byline.author, outlet or byline.outlet
        elif not _is_owner(part, blocks, known) and (named := _outlet_in(part, blocks)):
            outlet = outlet or named
        elif not (is_role(part) or _says_nothing(part)):
            unread.append(part)
    if not all(map(_is_short, unread)):
        return None
    if parts and not unread and any(map(is_uncertain_day, parts)):
        return Imprint(moment, outlet, author)
    told = sum(value is not None for value in (moment, outlet, author))
    if len(unread) > most_unread or not (moment or (told and len(parts) > 1)):
        return None
    if moment and (outlet or known) and not author:
        author = next((part for part in unread if _is_writer(part, blocks)), None)
    return Imprint(moment, outlet, author)


def _is_owner(part: str, blocks: Sequence[str], known: str | None) -> bool:
    """Whether a part names whoever owns the text, where the outlet is another: the writer, then."""
    return known not in (None, part) and is_names(part) and is_owner(part, blocks)


def _outlet_in(part: str, blocks: Sequence[str]) -> str | None:
    """The outlet that a part names: as such, by its form or because the page does."""
    if named := labelled_outlet(part):
        return named
    if is_vouched_for(part, blocks):
        return outlet_name(part)
    return masthead_name(part) if part.isupper() else None


def _is_short(part: str) -> bool:
    """Whether a part may be a place, a section or a name, and is no sentence and no number."""
    is_brief = part.count(" ") <= 1 or _SHORT_PART.fullmatch(part) is not None
    return is_brief and any(map(str.isalpha, part))


def _says_nothing(part: str) -> bool:
    """Whether a part is a day that cannot be told, an age of the page or a section of the paper."""
    return is_uncertain_day(part) or is_section(part) or is_banner(part) or bool(_AGE.match(part))


def _is_writer(part: str, blocks: Sequence[str]) -> bool:
    """Whether a name beside an outlet and a date is a person's: a place would be told of below."""
    others = [block for block in blocks if not (part in block and find_date(block[:_LONGEST_LINE]))]
    return is_names(part) and not is_told_of(part, others)
