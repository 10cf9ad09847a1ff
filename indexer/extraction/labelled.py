"""Lines above an article that name what they give: archives and mails write their heads so.

"Headline: …", "URL: …", "Subject: …". Labels that also begin sentences count in a head only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from indexer.extraction.dates import parse_date

_LONGEST_LINE = 300
_LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z-]{1,12})\s?:\s+(?P<value>\S.*)")
_TITLES = frozenset(("title", "headline"))
_ADDRESSES = frozenset(("url", "link", "permalink", "source-url"))
_MAIL = frozenset(("from", "to", "cc", "bcc", "reply-to", "date", "sent", "subject"))
_FEWEST_MAIL_LINES = 2
_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a line gives; all is ``None`` for a line that only belongs to the head."""

    title: str | None = None
    url: str | None = None
    published_at: datetime | None = None


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


def read_mail_head(blocks: Sequence[str]) -> list[Labelled]:
    """What the lines of a mail's head give, one for each of the first blocks; none elsewhere."""
    found: list[Labelled] = []
    addressed = False
    for block in blocks:
        match = _LABELLED.fullmatch(block) if len(block) <= _LONGEST_LINE else None
        label = match["label"].lower() if match else ""
        if match is None or label not in _MAIL:
            break
        addressed = addressed or _MAIL_ADDRESS.search(block) is not None
        is_day = label in ("date", "sent")
        found.append(
            Labelled(
                title=match["value"] if label == "subject" else None,
                published_at=parse_date(match["value"]) if is_day else None,
            )
        )
    return found if addressed and len(found) >= _FEWEST_MAIL_LINES else []
