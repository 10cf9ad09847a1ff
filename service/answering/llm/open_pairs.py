"""Whether a quotation or a bracket is still open where a text ends so far.

Where a sentence ends depends on it: full stops within are none of the sentence around, and a mark
alone looks as if it closed the sentence before.
"""

from __future__ import annotations

import re

LONGEST = 400
"""Characters after which a mark is taken for one that nothing will close."""

_CLOSED_BY = {
    "“": "”",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    "’": "’",
    '"': '"',
    "'": "'",
    "(": ")",
    "（": "）",
    "[": "]",
    "「": "」",
    "『": "』",
}
_MARK = re.compile(f"[{re.escape(''.join([*_CLOSED_BY, *_CLOSED_BY.values()]))}]")
_ALWAYS_OPEN = frozenset("“„«‹‘‚(（[「『")
_APOSTROPHES = frozenset("'’")
_BEFORE_AN_OPENING = frozenset("([{（—–-/]】：:" + "".join(_ALWAYS_OPEN) + '"')


def is_within(text: str) -> bool:
    """Whether the last line of a text ends within a quotation or brackets."""
    line = text[text.rfind("\n") + 1 :]
    begun: list[tuple[str, int]] = []
    for mark in _MARK.finditer(line):
        at, char = mark.start(), mark[0]
        before, behind = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
        place = _closed(begun, char, behind)
        if place is not None:
            del begun[place:]
        elif char in _CLOSED_BY and _opens(char, before, behind):
            begun.append((char, at))
    return any(len(line) - at <= LONGEST for _, at in begun)


def _closed(begun: list[tuple[str, int]], char: str, behind: str) -> int | None:
    """The place of what the character closes; an apostrophe closes nothing."""
    if char in _APOSTROPHES and behind.isalnum():
        return None
    places = (place for place, (mark, _) in enumerate(begun) if char in _CLOSED_BY[mark])
    return max(places, default=None)


def _opens(char: str, before: str, behind: str) -> bool:
    """Whether a mark that closes nothing opens something, and is no inch mark or apostrophe."""
    if char in _ALWAYS_OPEN:
        return True
    if before.isalnum() or (char in _APOSTROPHES and not behind.isalpha()):
        return False
    is_apart = not before or before.isspace() or before in _BEFORE_AN_OPENING
    return is_apart or (behind.isalnum() and char not in _APOSTROPHES)
