"""Between the catalogue's rows and the domain's values, both ways."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, select

from corpus.models import (
    Article,
    ArticleDraft,
    ArticleId,
    Passage,
    PassageId,
    StoryId,
    epoch_seconds,
)
from corpus.tables import articles, passages, versions

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

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
    return select(versions, articles.c.first_seen_at, articles.c.is_searched).join(
        articles, articles.c.article_id == versions.c.article_id
    )


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
        counts_from=_EPOCH + timedelta(seconds=row.available_at),
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


def version_values(draft: ArticleDraft) -> dict[str, Any]:
    """What a row of ``article_versions`` takes from a draft."""
    published = draft.published_at.astimezone(UTC) if draft.published_at else None
    return {
        "content_hash": draft.content_hash,
        "text": draft.text,
        "title": draft.title,
        "source": draft.source,
        "author": draft.author,
        "url": draft.url,
        "published_at": published and published.isoformat(),
        "published_second": published and epoch_seconds(published),
        "language": draft.language,
        "section": draft.section,
    }
