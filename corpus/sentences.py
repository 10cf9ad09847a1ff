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
    ordered = sorted(cut for cut in cuts if 0 <= cut <= len(line))
    spans: list[Span] = []
    for first, last in pairwise(ordered):
        spans.extend(
            _trimmed(text, start + piece.start, start + piece.end)
            for piece in _bounded(line, first, last)
        )
    return [span for span in spans if span.start < span.end]


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
