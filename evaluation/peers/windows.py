"""Articles cut the plain way: windows of 200 words, 40 of them shared with the window before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.models import ArticleDraft
from evaluation.wire import HitPart

WORDS = 200
OVERLAP = 40

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of an article; ``article.text[start:end] == text``."""

    article: ArticleDraft
    start: int
    end: int

    @property
    def text(self) -> str:
        """The window's words as they stand in the article."""
        return self.article.text[self.start : self.end]

    @property
    def indexed_text(self) -> str:
        """The title and the words: what is searched."""
        return f"{self.article.title}\n{self.text}" if self.article.title else self.text


def windows_of(articles: Iterable[ArticleDraft]) -> list[Window]:
    """The windows of all articles, in order."""
    return [window for article in articles for window in _cut(article)]


def hits_from(
    windows: Sequence[Window], ranked: Iterable[tuple[int, float]]
) -> tuple[HitPart, ...]:
    """Hits for (window number, score) pairs, best first."""
    return tuple(_hit(windows[number], score) for number, score in ranked)


def _cut(article: ArticleDraft) -> Iterator[Window]:
    words = [match.span() for match in _WORD.finditer(article.text)]
    for first in range(0, max(1, len(words) - OVERLAP), WORDS - OVERLAP):
        part = words[first : first + WORDS]
        if part:
            yield Window(article, part[0][0], part[-1][1])


def _hit(window: Window, score: float) -> HitPart:
    article = window.article
    return HitPart(
        article_id=article.article_id or article.location,
        score=score,
        title=article.title,
        source=article.source,
        url=article.url,
        published_at=article.published_at,
        text=window.text,
        start=window.start,
        end=window.end,
    )
