"""Lines above an article that name what they give: archives write their heads so.

"Headline: …", "URL: …". Labels that also begin sentences count in a head only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST_LINE = 300
_LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z-]{1,12})\s?:\s+(?P<value>\S.*)")
_TITLES = frozenset(("title", "headline"))
_ADDRESSES = frozenset(("url", "link", "permalink", "source-url"))
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a line gives; all is ``None`` for a line that only belongs to the head."""

    title: str | None = None
    url: str | None = None


def read_labelled(line: str) -> Labelled | None:
    """What a labelled line, or a line that is an address, gives; ``None`` for other lines."""
    if len(line) > _LONGEST_LINE:
        return None
    if _ADDRESS.fullmatch(line):
        return Labelled(url=line)
    if _HOST.fullmatch(line) and not line[0].isupper():
        return Labelled()
    match = _LABELLED.fullmatch(line)
    label = match["label"].lower() if match else ""
    if match and label in _TITLES:
        return Labelled(title=match["value"])
    if match and label in _ADDRESSES and _ADDRESS.fullmatch(match["value"]):
        return Labelled(url=match["value"])
    return None
