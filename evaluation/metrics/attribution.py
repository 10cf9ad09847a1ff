"""Whether citations name the right outlet, date and URL of the article they quote.

Source: the categories of the Tow Center's audit, "AI Search Has A Citation Problem", 2025. What the
data set's article says counts; what it leaves open is not judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.models import ArticleDraft
from evaluation.wire import CitationPart


def attribution_scores(
    citations: Sequence[CitationPart], articles: Mapping[str, ArticleDraft]
) -> dict[str, float | None]:
    """Shares of the citations with the right outlet, date (to the day) and URL."""
    pairs = [(one, articles[one.article_id]) for one in citations if one.article_id in articles]
    return {
        "outlet_right": _share([c.source == a.source for c, a in pairs if a.source]),
        "date_right": _share([_same_day(c, a) for c, a in pairs if a.published_at]),
        "url_right": _share([c.url == a.url for c, a in pairs if a.url]),
    }


def _same_day(citation: CitationPart, article: ArticleDraft) -> bool:
    if citation.published_at is None or article.published_at is None:
        return False
    return citation.published_at.date() == article.published_at.date()


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
