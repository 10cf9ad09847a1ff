"""Who speaks for themselves: neither two articles of one outlet nor two copies of one story do."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.models import Article
from service.answering.answer import Citation


def voice_of(article: Article) -> str:
    """Who speaks in an article: its outlet; where none is known, its story speaks for itself."""
    outlet = " ".join((article.source or "").casefold().split())
    return f"outlet {outlet}" if outlet else _story(article)


def independent_sources(citations: Iterable[Citation]) -> int:
    """How many outlets the citations are of that do not copy one another.

    Copies of one story count once, and so do the stories of one outlet.
    """
    sources: list[set[str]] = []
    for citation in citations:
        article = citation.quote.article
        source = {voice_of(article), _story(article)}
        same = [one for one in sources if one & source]
        sources = [one for one in sources if not one & source]
        sources.append(source.union(*same))
    return len(sources)


def _story(article: Article) -> str:
    return f"story {article.story_id}"
