"""Citation markers in what a model writes: read as it streams, made canonical, tied to sentences.

Understood are ``[1]``, ``[1, 3]``, ``[1-3]``, ``[1][2]``, ``[^1]``, ``[[1]]``, ``【2】``,
``【2†source】`` and ``[source 2]``. All come out as ``[1][3]``; numbers that stand for no evidence
are removed and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.models import Span
from corpus.sentences import sentences_in
from service.answering.bullets import without_bullet

LONGEST_MARKER = 48
"""Characters from a bracket after which it can no longer begin a marker."""

_OPENING = "[【［"
_NUMBER = r"\^?\d{1,3}(?:†[^\]】］\[【［]{0,24})?"
_LABEL = r"(?:(?:evidence|sources?|sentences?|nos?\.?|#)\s*)?"
_MARKER = re.compile(
    rf"(?P<space>[ \t]*)[\[【［]+\s*{_LABEL}"
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:[-–—,;&]|and)\s*{_NUMBER})*)\s*[\]】］]+",
    re.IGNORECASE,
)
_BEGINS_A_MARKER = re.compile(
    r"[\[【［]+\s*(?:#|[a-z]{0,9}\.?)\s*[\s\d^,;&–—\-and]*", re.IGNORECASE
)
_RANGE = re.compile(r"(\d+)(?:†[^-–—,;&]*)?\s*[-–—]\s*\^?(\d+)|(\d+)")
_SHOWN = re.compile(r"\s*[\[【]\^?\d+(?:\s*[,–-]\s*\d+)*[\]】]")
_ROUND = str.maketrans("[]【】", "()()")
_SPACES = re.compile(r"\s+")
_LAST_MARK = re.compile(r"\s+([\"“„«‘])$")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PLACE = rf"{_CAPITAL}(?:{_CAPITAL}|[.'’ -]){{2,40}}(?:, [^\W\d_][\w. ]{{1,20}})?"
_FILED = r"(?:, (?:\d{1,2}\.? )?[^\W\d_]{3,10}\.?(?: \d{1,2})?(?:,? \d{4})?)?"
_AGENCY = r"\([^()]{2,40}\)"
_DATELINE = re.compile(rf"\A{_PLACE}{_FILED},? {_AGENCY} ?[—–-]{{1,2}} (?=\S)")
"""Only with an agency: "FALSE — The water contains lead." says the opposite without its label."""
_ASIDE_BEGINS = re.compile(rf"\([\"“«„]?{_CAPITAL}[^\s()]*\s+\S")
"""Two words at least: "(U.S.) Steel" is one sentence."""
_ASIDE_ENDS = re.compile(r"[.!?…][\"”’»]*\s*\Z")
_BEHIND_ASIDE = re.compile(rf"\s+(?=[\"“«„‘(]{{0,2}}(?:{_CAPITAL}|\d))")
_BRACKET = re.compile(r"[()]")
LONGEST_ASIDE = 300
"""Characters up to which a bracketed sentence is kept whole: fewer than a stream waits for its end
(`open_pairs.LONGEST`), since its markers, which are not counted here, come with it."""
_CANONICAL = re.compile(r"\[(\d+)\]")
_EMPHASIS = re.compile(r"(\*\*|__|`+)(?=\S)(.+?)(?<=\S)\1|^#+[ \t]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """One sentence without its markers; ``numbers`` in order of first use, each once."""

    text: str
    numbers: tuple[int, ...]


class MarkerReader:
    """Turns pieces of a model's text into text whose markers are whole, canonical and real.

    What may be the beginning of a marker, and white space before it, is held back until the next
    piece decides. ``invented`` counts the numbers that were removed.

    Args:
        evidence_count: numbers 1 to this one stand for evidence.
    """

    def __init__(self, evidence_count: int) -> None:
        self._evidence_count = evidence_count
        self._held = ""
        self.invented = 0

    def feed(self, piece: str) -> str:
        """The text that can be shown after one more piece; often empty."""
        text = self._held + piece
        cut = _end_of_decided(text)
        self._held = text[cut:]
        return self._canonical(text[:cut])

    def finish(self) -> str:
        """What was still held back, once nothing more comes."""
        text, self._held = self._held, ""
        return self._canonical(text)

    def _canonical(self, text: str) -> str:
        return _MARKER.sub(self._rewritten, text)

    def _rewritten(self, match: re.Match[str]) -> str:
        numbers = dict.fromkeys(self._real(match["numbers"]))
        if not numbers:
            return ""
        return match["space"] + "".join(f"[{number}]" for number in numbers)

    def _real(self, numbers: str) -> Iterator[int]:
        for match in _RANGE.finditer(numbers):
            first, last = sorted((int(match[1] or match[3]), int(match[2] or match[3])))
            real = range(max(1, first), min(last, self._evidence_count) + 1)
            self.invented += (first < 1) + (last > self._evidence_count and last > 0)
            yield from real


def _end_of_decided(text: str) -> int:
    """Where the text begins that more text could turn into a marker."""
    end = len(text)
    bracket = max(text.rfind(char, max(0, end - LONGEST_MARKER)) for char in _OPENING)
    if bracket >= 0:
        while bracket > 0 and text[bracket - 1] in _OPENING:
            bracket -= 1
        begins = _BEGINS_A_MARKER.fullmatch(text, bracket) or _is_labelled(text, bracket)
        if begins or _MARKER.fullmatch(text, bracket):
            end = bracket  # of a whole one: a second bracket may close it too
    while end > 0 and text[end - 1] in " \t":
        end -= 1
    return end


def _is_labelled(text: str, bracket: int) -> bool:
    """Whether a ``†`` label is still open, whose words may be anything."""
    tail = text[bracket:]
    return "†" in tail and not any(char in "]】］" for char in tail)


def marked_sentences(text: str, language: str | None = None) -> list[MarkedSentence]:
    """The sentences of a text with canonical markers, in order, with the numbers of each.

    A marker belongs to the sentence it stands in or follows, before or after the full stop; at the
    head of a line it belongs to the sentence that follows. Bullets, headings and emphasis are
    taken off.

    Args:
        text: as ``MarkerReader`` gives it.
        language: ISO 639-1 code for the sentence boundaries; English rules where unknown.
    """
    plain, markers = _without_markers(_EMPHASIS.sub(lambda match: match[2] or "", text))
    spans = [
        span
        for span in _with_whole_asides(plain, sentences_in(plain, language))
        if _has_words(plain[span.start : span.end])
    ]
    numbers: list[dict[int, None]] = [{} for _ in spans]
    for position, number in markers:
        if not spans:
            break
        before = sum(span.start < position for span in spans) - 1
        heads_a_line = not plain[plain.rfind("\n", 0, position) + 1 : position].strip()
        following = (
            before + 1 < len(spans) and "\n" not in plain[position : spans[before + 1].start]
        )
        owner = before + 1 if (heads_a_line and following) or before < 0 else before
        numbers[owner].setdefault(number)
    return [
        MarkedSentence(_tidied(plain[span.start : span.end]), tuple(found))
        for span, found in zip(spans, numbers, strict=True)
    ]


def unmarked(text: str) -> str:
    """The text without anything that reads as a marker, and without the white space before it."""
    text, found = _SHOWN.subn("", text)
    while found:  # "[[2]3]" leaves another one behind
        text, found = _SHOWN.subn("", text)
    return text


def statement_text(quote: str) -> str:
    """A quote as running text: white space folded, without a dateline or what looks like a marker.

    The dateline says where and by whom a report was filed ("MORROW, May 3 (Allwire) —"), which is
    no part of the sentence behind it.
    """
    told = _SPACES.sub(" ", unmarked(quote)).strip() or quote.strip().translate(_ROUND)
    return _DATELINE.sub("", told) or told


def _without_markers(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without markers and bullets, and (offset in it, number) of each marker."""
    text = "\n".join(map(without_bullet, text.split("\n")))
    parts: list[str] = []
    markers: list[tuple[int, int]] = []
    length = start = 0
    for match in _CANONICAL.finditer(text):
        part = text[start : match.start()]
        parts.append(part)
        length += len(part)
        markers.append((length, int(match[1])))
        start = match.end()
    return "".join([*parts, text[start:]]), markers


def _with_whole_asides(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, each sentence in brackets whole, with the brackets within, and apart."""
    begun: Span | None = None
    for span in spans:
        *whole, last = _parted(text, span if begun is None else Span(begun.start, span.end))
        yield from whole
        begun = last if _is_cut_aside(text, last) else None
        if begun is None:
            yield last


def _is_cut_aside(text: str, span: Span) -> bool:
    """Whether a span ends within brackets that a whole sentence begins with."""
    if _ASIDE_BEGINS.match(text, span.start, span.end) is None:
        return False
    end = _closing(text, span.start)
    return end is not None and span.end < end <= span.start + LONGEST_ASIDE


def _closing(text: str, start: int) -> int | None:
    """Where the bracket at ``start`` is closed in its line, behind those within; else ``None``."""
    depth = 0
    line_end = text.find("\n", start)
    for bracket in _BRACKET.finditer(text, start, line_end if line_end >= 0 else len(text)):
        depth += 1 if bracket[0] == "(" else -1
        if not depth:
            return bracket.end()
    return None


def _parted(text: str, span: Span) -> list[Span]:
    """A whole sentence in brackets apart from what follows it."""
    begins = _ASIDE_BEGINS.match(text, span.start, span.end)
    end = _closing(text, span.start) if begins else None
    if end is None or not _ASIDE_ENDS.search(text[span.start : end - 1]):
        return [span]
    behind = _BEHIND_ASIDE.match(text, end, span.end)
    if behind is None:
        return [span]
    return [Span(span.start, end), *_parted(text, Span(behind.end(), span.end))]


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _tidied(sentence: str) -> str:
    """Without the space that a marker leaves before a stop, and a mark that opens nothing."""
    tidied = re.sub(r"\s+([.,;:!?…)])", r"\1", " ".join(sentence.split()))
    opening = _LAST_MARK.search(tidied)
    if opening and (opening[1] in "“„«‘" or tidied.count(opening[1]) % 2):
        return tidied[: opening.start()]
    return tidied


def read_all(pieces: Iterable[str], evidence_count: int) -> tuple[str, int]:
    """The canonical text of all pieces, and how many invented numbers were removed."""
    reader = MarkerReader(evidence_count)
    text = "".join(reader.feed(piece) for piece in pieces) + reader.finish()
    return text, reader.invented
