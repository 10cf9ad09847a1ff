"""Between the catalogue's rows and the domain's values, both ways."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, select

from corpus.models import Article, ArticleDraft, ArticleId, Passage, PassageId, StoryId
from corpus.tables import articles, passages, versions

PASSAGE_COLUMNS = (
    passages.c.passage_id,
    passages.c.position,
    passages.c.start,
    passages.c.end,
    passages.c.header,
    passages.c.sentence_vectors,
)


def article_query() -> Select[*tuple[Any, ...]]:
    """Every version of every article, with what belongs to the article as a whole."""
    return select(
        versions, articles.c.story_id, articles.c.first_seen_at, articles.c.is_searched
    ).join(articles, articles.c.article_id == versions.c.article_id)


def article_from(row: Row[*tuple[Any, ...]]) -> Article:
    """The article version in a row of ``article_query``."""
    return Article(
        article_id=ArticleId(row.article_id),
        version=row.version,
        story_id=StoryId(row.story_id),
        text=row.text,
        title=row.title,
        source=row.source,
        author=row.author,
        url=row.url,
        published_at=datetime.fromisoformat(row.published_at) if row.published_at else None,
        language=row.language,
        section=row.section,
        content_hash=row.content_hash,
        first_seen_at=datetime.fromtimestamp(row.first_seen_at, UTC),
        seen_at=datetime.fromtimestamp(row.seen_at, UTC),
    )


def passage_from(row: Row[*tuple[Any, ...]], article: Article) -> Passage:
    """The passage in a row with ``PASSAGE_COLUMNS``; its text is read from the article's."""
    return Passage(
        passage_id=PassageId(row.passage_id),
        article_id=article.article_id,
        version=article.version,
        position=row.position,
        start=row.start,
        end=row.end,
        text=article.text[row.start : row.end],
        header=row.header,
        sentence_vectors=row.sentence_vectors,
    )


def version_values(
    article_id: ArticleId, version: int, draft: ArticleDraft, seen_at: datetime
) -> dict[str, Any]:
    """The row of ``article_versions`` for a draft."""
    published = draft.published_at.astimezone(UTC).isoformat() if draft.published_at else None
    return {
        "article_id": article_id,
        "version": version,
        "content_hash": draft.content_hash,
        "text": draft.text,
        "title": draft.title,
        "source": draft.source,
        "author": draft.author,
        "url": draft.url,
        "published_at": published,
        "language": draft.language,
        "section": draft.section,
        "seen_at": int(seen_at.timestamp()),
    }
