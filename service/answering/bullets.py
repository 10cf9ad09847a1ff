"""Bullets and numbers at the head of a line, which go where they only lay out what is listed.

The numbers of a list that goes on within its sentence are part of the sentence: "1) a raise; 2) a
day off". They all stay, or the first alone would be missing.
"""

from __future__ import annotations

import re

_BULLET = re.compile(
    r"[ \t]*(?:[-*•·–—‣▪◦●+>]|(?P<label>\(?(?:\d{1,2}[.)]|[a-z]\)))|\d\ufe0f?\u20e3)[ \t]+(?=\S)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?P<open>\(?)(?P<count>\w+)(?P<close>[.)])")
_MARKERS = r"(?:\s*[\[【][^\[\]【】]{1,20}[\]】])*"
_END = r"(?P<end>[.!?…][\"'”’»)]*)?"
_FIRST = re.compile(r"(?<!\S)(?P<label>\(?(?:1|a)\))(?=\s)", re.IGNORECASE)
_JOINED = re.compile(r"(?:[;,:]|\b(?:and|or|und|oder|et|ou|y|e|o))\s*\Z", re.IGNORECASE)


def without_bullet(line: str) -> str:
    """The line without its bullet; a number stays where the next one stands in its sentence."""
    bullet = _BULLET.match(line)
    if bullet is None:
        return line
    following = _next(bullet["label"], line, bullet.end())
    if following is None or following["end"]:
        return line[bullet.end() :]
    return _with_round_labels(line, bullet["label"])


def items_of(line: str) -> list[str]:
    """The items of a list that is written in one line, each of a sentence or more."""
    items: list[str] = []
    bullet = _BULLET.match(line)
    while bullet and (following := _next(bullet["label"], line, bullet.end())) and following["end"]:
        items.append(line[: following.start("label")].rstrip())
        line = line[following.start("label") :]
        bullet = _BULLET.match(line)
    return [*items, line]


def without_labels(sentence: str) -> str:
    """The sentence without the numbers of a list in it, which count what no quote counts."""
    found: list[tuple[int, int]] = []
    at = _FIRST.search(sentence)
    while at is not None:
        found.append(at.span("label"))
        at = _next(at["label"], sentence, at.end("label"))
    if len(found) < 2:
        return sentence
    for start, end in reversed(found):
        sentence = sentence[:start] + sentence[end:].lstrip()
    return sentence


def _next(label: str | None, line: str, start: int) -> re.Match[str] | None:
    """Where the label that follows this one stands; ``end`` is that of a sentence before it."""
    parts = _LABEL.fullmatch(label or "")
    if parts is None:
        return None
    sought = re.escape(f"{parts['open']}{_counted_on(parts['count'])}{parts['close']}")
    pattern = re.compile(rf"{_END}{_MARKERS}\s+(?P<label>{sought})(?=\s|$)")
    for found in pattern.finditer(line, start):
        before = line[start : found.start("label")]
        is_inner = before.count("(") > before.count(")")
        if found["end"] or (not is_inner and (parts["close"] == ")" or _JOINED.search(before))):
            return found
    return None


def _counted_on(count: str) -> str:
    return str(int(count) + 1) if count.isdigit() else chr(ord(count) + 1)


def _with_round_labels(line: str, label: str) -> str:
    """The line with "1)" for "1.", whose stop would end a sentence."""
    while label.endswith("."):
        found = re.search(rf"(?<!\S){re.escape(label)}(?=\s|$)", line)
        if found is None:
            break
        line = f"{line[: found.end() - 1]}){line[found.end() :]}"
        label = f"{_counted_on(label.strip('(.'))}."
    return line
