"""By which URL an article is recognised, whatever its id."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from corpus.urls import url_digest

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds the column and fills it for the articles there are; from then on the ledger does."""
    op.add_column("articles", sa.Column("url_digest", sa.String()))
    connection = op.get_bind()
    known = connection.execute(
        sa.text(
            "SELECT a.article_id, v.url FROM articles a "
            "JOIN article_versions v ON v.article_id = a.article_id AND v.version = a.version "
            "WHERE v.url IS NOT NULL AND v.url <> ''"
        )
    ).all()
    if known:
        connection.execute(
            sa.text("UPDATE articles SET url_digest = :digest WHERE article_id = :article"),
            [{"digest": url_digest(row.url), "article": row.article_id} for row in known],
        )
    op.create_index("ix_articles_url_digest", "articles", ["url_digest"])
