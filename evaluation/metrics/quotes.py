"""Whether quotes are the article's exact words, and whether copies of one story are counted twice.

Our own measures. Quote exactness: ``article.text[start:end] == quote``, in code points. Duplicate-
source rate: the share of an answer's citations that repeat a story already cited, because the
article is listed as a copy of an earlier one, or the quote's words are those of an earlier quote
from another article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.metrics.answers import normalised


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """One citation: its article, where the quote stands, and the article's known copies."""

    article_id: str
    quote: str
    start: int
    end: int
    copies: tuple[str, ...] = ()


def is_exact(citation: CitedQuote, article_text: str | None) -> bool:
    """Whether the article says exactly this at exactly this place; False without the article."""
    if article_text is None or not 0 <= citation.start < citation.end <= len(article_text):
        return False
    return article_text[citation.start : citation.end] == citation.quote


def duplicate_rate(citations: Sequence[CitedQuote]) -> float | None:
    """Share of the citations that repeat a story cited before them; None without citations."""
    if not citations:
        return None
    repeated = sum(
        any(_same_story(earlier, citation) for earlier in citations[:place])
        for place, citation in enumerate(citations)
    )
    return repeated / len(citations)


def _same_story(first: CitedQuote, second: CitedQuote) -> bool:
    if first.article_id == second.article_id:
        return False
    if second.article_id in first.copies or first.article_id in second.copies:
        return True
    return normalised(first.quote) == normalised(second.quote)
