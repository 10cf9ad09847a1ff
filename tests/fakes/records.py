"""Articles, passages and records made by hand, for tests of what keeps them."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import update

from corpus.catalogue import Catalogue
from corpus.ledger import Ledger
from corpus.models import (
    Article,
    ArticleDraft,
    ArticleId,
    Passage,
    PassageId,
    PassageRecord,
    StoryId,
)
from corpus.tables import passages as passages_table

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def record(
    passage_id: str,
    text: str = "Some words.",
    *,
    header: str = "",
    source: str | None = None,
    language: str | None = "en",
    available_at: datetime = NOW,
    published_at: datetime | None = None,
) -> PassageRecord:
    """A passage of an article of its own."""
    passage = Passage(
        PassageId(passage_id), ArticleId(passage_id), 1, 0, 0, len(text), text, header
    )
    return PassageRecord(passage, source, language, available_at, published_at)


def axis(number: int, dimensions: int = 8) -> NDArray[np.float32]:
    """The unit vector along one axis."""
    vector = np.zeros(dimensions, np.float32)
    vector[number] = 1
    return vector


def enter(
    catalogue: Catalogue,
    article_id: str,
    text: str = "One sentence. Another sentence.",
    *,
    story_id: str | None = None,
    now: datetime = NOW,
    passages: int = 1,
    **fields: object,
) -> Article:
    """Enters an article, or its next version, whose passages are all its whole text."""
    draft = ArticleDraft(text=text, location=f"/news/{article_id}.txt", **fields)  # type: ignore[arg-type]
    story = StoryId(story_id or article_id)
    with catalogue.writing() as connection:
        ledger = Ledger(connection)
        known = ledger.known(article_id)
        if known is None:
            article = ledger.add_article(
                ArticleId(article_id), draft, story_id=story, is_searched=passages > 0, now=now
            )
        else:
            ledger.place(known, story_id=story, is_searched=passages > 0)
            known = ledger.known(article_id)
            assert known is not None
            article = ledger.add_version(known, draft, now=now)
        ledger.add_passages([whole(article, position) for position in range(passages)])
    return article


def leave_waiting(catalogue: Catalogue) -> None:
    """As if vectors and keywords held nothing: every passage waits to be indexed again."""
    with catalogue.writing() as connection:
        connection.execute(update(passages_table).values(is_indexed=False))


def whole(article: Article, position: int = 0) -> Passage:
    """An article's whole text as one passage."""
    passage_id = PassageId(f"{article.article_id}@{article.version}#{position}")
    return Passage(
        passage_id, article.article_id, article.version, position, 0, len(article.text),
        article.text, "A header",
    )  # fmt: skip
