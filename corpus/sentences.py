"""Where sentences begin and end, as exact code-point offsets into the text they stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

import sentencex

from corpus.abbreviations import goes_on
from corpus.models import Span

LONGEST_SENTENCE = 1_000
"""Code points after which a run without a sentence end is cut at a space: no model reads more."""

_LINE_BREAK = re.compile(r"\n+")
# Half of a character, which the library cannot read; another of its length stands for it there.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UNREADABLE = "\ufffd"
# Pages that lose the space between two sentences: "in 1939.Putin said". A word of three or more
# small letters (or a closing quote, or a year) before the stop keeps "U.S.Army" and "p.Smith"
# whole.
_LOST_SPACE = re.compile(
    r"[.!?](?:(?<=[a-zà-ÿ]{3}.)|(?<=\d{4}.)|(?<=[a-zà-ÿ].)[”’\"])(?=[A-ZÀ-Ý“][a-zà-ÿ’]*\s)"
)
_STOP_BEFORE_CAPITAL = re.compile(r"\.\s+(?=[\"“‘(]?[A-ZÀ-Þ])")
_LAST_WORD = re.compile(r"[\w.]+$")
_LAST_WORD_REACH = 12
# What the library takes for abbreviations before a capital. The whole name of a month: "in May.
# Fines will"; not "May. 5".
_MONTHS = frozenset(
    (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    )
)  # fmt: skip
# Small words ("Me." is Maine): "told me. Harlan left"; not "art. II", "no. A12".
_ORDINARY_WORDS = frozenset(("arc", "art", "fed", "ill", "me", "miss", "no"))
_NUMBERED = re.compile(r"\.\s+[\"“‘(]?(?:[IVX]{2}|[A-Z]\d)")
# A union before a country that is no part of it: "effect in the U.S. Mexico must agree".
_UNIONS = frozenset(("U.S", "U.K", "U.N", "E.U"))
_COUNTRY_DOES = re.compile(
    r"\.\s+(?:Australia|Austria|Belgium|Brazil|Britain|Canada|China|Cuba|Denmark|Egypt|England|Finland"
    r"|France|Germany|Greece|Hungary|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Japan|Kenya"
    r"|Mexico|Moscow|Nigeria|Norway|Pakistan|Poland|Portugal|Qatar|Russia|Spain|Sweden|Switzerland"
    r"|Syria|Taiwan|Turkey|Ukraine|Venezuela|Vietnam|Yemen)"
    r" (?:must|will|would|can|could|shall|should|may|might|has|had|is|was|says|said)\b"
)
# A pause before a capital, as the library cuts behind three full stops; after three words at least,
# since "I… I do" hesitates. Not where every noun has a capital.
_PAUSE_END = re.compile(r"(?:[^\s.!?…]+\s+){2}[^\s.!?…]+…\s+(?=[\"“‘«(]?[A-ZÀ-Þ])")
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
# A name in capitals alone is no sentence: "according to the state agency. TASS."
_LONE_NAME = re.compile(r"(?<=[a-zà-ÿ])\.\s+(?!OK\b)(?=[A-ZÀ-Þ]{2,8}\.(?:\s|$))")
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
    boundaries = sentencex.get_sentence_boundaries(language, _LONE_SURROGATE.sub(_UNREADABLE, line))
    cuts.update(int(boundary["end_index"]) for boundary in boundaries)
    cuts.update(match.end() for match in _LOST_SPACE.finditer(line))
    cuts.update(list(_ends_missed(line, cuts, language)))
    for stop in _stops_within(line, language):
        cuts.difference_update(range(stop.start, stop.end))
    ordered = sorted(cut for cut in cuts if 0 <= cut <= len(line))
    spans: list[Span] = []
    for first, last in pairwise(_without_stops_of_words(line, ordered, language)):
        spans.extend(
            _trimmed(text, start + piece.start, start + piece.end)
            for piece in _bounded(line, first, last)
        )
    return [span for span in spans if span.start < span.end]


def _ends_missed(line: str, cuts: set[int], language: str) -> Iterator[int]:
    """Where a sentence ends before a capital though the library sees an abbreviation or a pause.

    Within quotation marks the library cuts nothing, and so nothing is cut here.
    """
    ends = [
        stop.end()
        for stop in _STOP_BEFORE_CAPITAL.finditer(line)
        if stop.end() not in cuts and _is_missed(line, stop.start(), language)
    ]
    if "…" in line and language != "de":
        ends += (match.end() for match in _PAUSE_END.finditer(line))
    ordered = sorted(cuts) if ends else []
    for end in ends:
        after = bisect_right(ordered, end)
        is_last = after == len(ordered)
        if is_last or not _is_quoted(line, ordered[after - 1], end, ordered[after]):
            yield end


def _is_missed(line: str, stop: int, language: str) -> bool:
    found = _LAST_WORD.search(line[max(0, stop - _LAST_WORD_REACH) : stop])
    word = found[0] if found else ""
    if word in _MONTHS:
        return True
    if language != "en":
        return False
    return (word in _ORDINARY_WORDS and _NUMBERED.match(line, stop) is None) or (
        word in _UNIONS and _COUNTRY_DOES.match(line, stop) is not None
    )


def _is_quoted(line: str, start: int, at: int, end: int) -> bool:
    """Whether a quotation that begins behind ``start`` and ends before ``end`` holds ``at``."""
    is_within_straight = line.count('"', start, at) % 2 == 1 and '"' in line[at:end]
    return is_within_straight or any(
        line.rfind(opening, start, at) > line.rfind(closing, start, at)
        and line.find(closing, at, end) != -1
        for opening, closing in ("“”", "‘’", "«»", "„“")
    )


def _without_stops_of_words(line: str, cuts: list[int], language: str) -> list[int]:
    """The cuts without those behind the full stop of an abbreviation or an initial."""
    kept = cuts[:1]
    for cut in cuts[1:-1]:
        if not goes_on(line, kept[-1], cut, language):
            kept.append(cut)
    return kept + cuts[1:][-1:]


def _stops_within(line: str, language: str) -> list[Span]:
    """Stretches of a line within and right after which no sentence ends."""
    matches = [match] if (match := _DATELINE.match(line)) else []
    matches += _LONE_NAME.finditer(line)
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
