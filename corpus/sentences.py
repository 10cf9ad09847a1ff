"""Where sentences begin and end, as exact code-point offsets into the text they stand in."""

from __future__ import annotations

import re
from itertools import pairwise

import sentencex

from corpus.models import Span

LONGEST_SENTENCE = 1_000
"""Code points after which a run without a sentence end is cut at a space: no model reads more."""

_LINE_BREAK = re.compile(r"\n+")
# Pages that lose the space between two sentences: "in 1939.Putin said". A word of three or more
# small letters (or a closing quote, or a year) before the stop keeps "U.S.Army" and "p.Smith"
# whole.
_LOST_SPACE = re.compile(
    r"(?:(?<=[a-zà-ÿ]{3}[.!?])|(?<=\d{4}[.!?])|(?<=[a-zà-ÿ][.!?][”’\"]))(?=[A-ZÀ-Ý“][a-zà-ÿ’]*\s)"
)
# A month's whole name before a capital ends a sentence: "in May. Fines will"; not "May. 5".
_MONTH_END = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\."
    r"(?=\s+[\"“‘(]?[A-ZÀ-Þ])"
)
_DAY_MONTHS = (
    r"(?:[Jj]anuari?|[Jj]änner|[Ff]ebruari?|[Mm]ärz|[Mm]ars|[Mm]arts|[Mm]aart|[Aa]pril|[Mm]a[ij]|[Mm]ei"
    r"|[Jj]un[iy]|[Jj]ul[iy]|[Aa]ugust(?:i|us)?|[Ss]eptember|[Oo]ktober|[Nn]ovember|[Dd]e[czs]ember)"
)
# Full stops that make a number an ordinal: "am 12. September", "im 19. Jahrhundert".
_ORDINAL_DAY = re.compile(rf"\b\d{{1,2}}\.\s+(?={_DAY_MONTHS}\b)")
_ORDINAL = re.compile(
    r"\b(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em|[Dd]es|[Ii]m|[Aa]m|[Zz]um|[Zz]ur|[Vv]om|[Bb]eim|[Aa]ns)"
    r" \d{1,2}\.\s+(?=[A-ZÄÖÜ][a-zäöüß])"
)
# Where and when a report was written, which is no sentence: "Nordheim, 3. Februar 2026. Das …".
_DATELINE = re.compile(
    r"\s*[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*){0,3}, (?:(?:am|den|le|el) )?"
    r"(?:\d{1,2}\.? (?:de )?[^\W\d_]{3,10}\.?,? (?:de )?\d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})"
    r"(?:\s?\([\w .-]{2,30}\))?\.\s+(?=\S)"
)


def sentences_in(text: str, language: str | None = None) -> list[Span]:
    """The sentences of ``text`` in order, without surrounding white space; a line break ends one.

    No span is empty, spans do not overlap, and all that lies between them is white space.

    Args:
        text: any text.
        language: ISO 639-1 code; English rules where unknown.
    """
    spans: list[Span] = []
    start = 0
    for end, following in _line_ends(text):
        spans.extend(_in_line(text, start, end, language or "en"))
        start = following
    return spans


def sentence_texts(text: str, language: str | None = None) -> list[str]:
    """The sentences of ``text`` themselves."""
    return [text[span.start : span.end] for span in sentences_in(text, language)]


def _line_ends(text: str) -> list[tuple[int, int]]:
    breaks = [(match.start(), match.end()) for match in _LINE_BREAK.finditer(text)]
    return [*breaks, (len(text), len(text))]


def _in_line(text: str, start: int, end: int, language: str) -> list[Span]:
    line = text[start:end]
    if not line.strip():
        return []
    cuts = {0, len(line)}
    cuts.update(
        int(boundary["end_index"]) for boundary in sentencex.get_sentence_boundaries(language, line)
    )
    cuts.update(match.start() for match in _LOST_SPACE.finditer(line))
    cuts.update(match.end() for match in _MONTH_END.finditer(line))
    for stop in _stops_within(line, language):
        cuts.difference_update(range(stop.start, stop.end))
    ordered = sorted(cut for cut in cuts if 0 <= cut <= len(line))
    spans: list[Span] = []
    for first, last in pairwise(ordered):
        spans.extend(
            _trimmed(text, start + piece.start, start + piece.end)
            for piece in _bounded(line, first, last)
        )
    return [span for span in spans if span.start < span.end]


def _stops_within(line: str, language: str) -> list[Span]:
    """Stretches of a line within and right after which no sentence ends."""
    matches = [match] if (match := _DATELINE.match(line)) else []
    if language != "en":
        matches += _ORDINAL_DAY.finditer(line)
    if language == "de":
        matches += _ORDINAL.finditer(line)
    return [Span(match.start() + 1, match.end() + 1) for match in matches]


def _bounded(line: str, start: int, end: int) -> list[Span]:
    """Cuts a stretch longer than ``LONGEST_SENTENCE`` at the last space before the bound."""
    pieces: list[Span] = []
    while end - start > LONGEST_SENTENCE:
        space = line.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = space if space > start else start + LONGEST_SENTENCE
        pieces.append(Span(start, cut))
        start = cut
    return [*pieces, Span(start, end)]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
