"""What reading a text, a Markdown file or a web page yields."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from indexer.extraction.characters import one_line

_LONGEST_UNREAD = 60


@dataclass(frozen=True, slots=True)
class Page:
    """The article's own words, and what the page says about itself; ``None`` where it does not.

    ``text`` is clean: paragraphs are separated by one blank line, and cleaning it again changes
    nothing. It is empty where the page holds no article. ``published_at`` is UTC; ``unread_date``
    is what a field for it says that is no certain date.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    article_id: str | None = None
    unread_date: str | None = None

    def completed_by(self, other: Page) -> Page:
        """This page, with what it does not say taken from ``other``."""
        names = [field.name for field in fields(self)]
        return Page(**{name: getattr(self, name) or getattr(other, name) for name in names})


def unread(stated: object) -> str:
    """What a field says that could not be read, short enough for a message."""
    return one_line(str(stated))[:_LONGEST_UNREAD]
