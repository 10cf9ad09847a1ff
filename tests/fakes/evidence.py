"""Evidence made by hand: articles, and their sentences as retrieval would give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count

from corpus.models import Article, ArticleId, StoryId
from corpus.sentences import sentences_in
from service.answering.answer import Quote
from service.answering.evidence import Evidence, EvidenceSentence

_NUMBERS = count(1)
_SEEN = datetime(2024, 9, 5, tzinfo=UTC)


def article(
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    published_at: datetime | None = None,
    language: str = "en",
) -> Article:
    """An article with an id of its own."""
    number = next(_NUMBERS)
    return Article(
        article_id=ArticleId(f"article-{number}"),
        version=1,
        story_id=StoryId(f"story-{number}"),
        text=text,
        title=title,
        source=source,
        author=None,
        url=None,
        published_at=published_at,
        language=language,
        section=None,
        content_hash="",
        first_seen_at=_SEEN,
        seen_at=_SEEN,
    )


def evidence_of(*articles: Article, ranks: Mapping[int, Sequence[int]] | None = None) -> Evidence:
    """All sentences of the articles; ``ranks`` gives passage ranks by article and sentence.

    Without ``ranks`` each article is one passage, ranked in the order given.
    """
    sentences: list[EvidenceSentence] = []
    for place, one in enumerate(articles):
        spans = sentences_in(one.text, one.language)
        texts = [one.text[span.start : span.end] for span in spans]
        for position, span in enumerate(spans):
            sentences.append(
                EvidenceSentence(
                    quote=Quote(one, span.start, span.end),
                    passage_rank=ranks[place][position] if ranks else place + 1,
                    position=position,
                    previous=texts[position - 1] if position else "",
                    following=texts[position + 1] if position + 1 < len(texts) else "",
                )
            )
    return Evidence((), tuple(sentences))
