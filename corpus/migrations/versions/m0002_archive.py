"""When each version counts, to which story it belongs, and the passages that filters search."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the columns; what older versions lacked is filled from what is known."""
    _add("article_versions", sa.Column("story_id", sa.String(), nullable=False, server_default=""))
    _add("article_versions", sa.Column("published_second", sa.BigInteger()))
    _add(
        "article_versions",
        sa.Column("available_at", sa.BigInteger(), nullable=False, server_default="0"),
    )
    _add("article_versions", sa.Column("superseded_at", sa.BigInteger()))
    _add("article_versions", _flag())
    _add("passages", _flag())
    _add("passages", sa.Column("vector", sa.LargeBinary()))
    _fill(op.get_bind())
    validity = ["is_archived", "available_at", "superseded_at", "published_second"]
    filtered = ["source", "language"]
    op.create_index(
        "ix_article_versions_archive",
        "article_versions",
        [*validity, *filtered, "story_id", "article_id", "version"],
    )
    op.create_index(
        "ix_article_versions_story", "article_versions", ["story_id", *validity, *filtered]
    )
    op.create_index("ix_passages_is_archived", "passages", ["is_archived"])


def _add(table: str, column: sa.Column[object]) -> None:
    op.add_column(table, column)


def _flag() -> sa.Column[object]:
    return sa.Column("is_archived", sa.Boolean(), nullable=False, server_default=sa.false())


def _fill(connection: sa.Connection) -> None:
    rows = connection.execute(
        sa.text(
            "SELECT v.article_id, v.version, v.published_at, v.seen_at, a.story_id, a.is_searched, "
            "a.version AS current FROM article_versions v "
            "JOIN articles a ON a.article_id = v.article_id "
            "ORDER BY v.article_id, v.version DESC"
        )
    ).all()
    if rows:
        fact = sa.text("INSERT INTO facts (name, value) VALUES ('has_uncut_versions', 'true')")
        connection.execute(fact)
    later: dict[str, int] = {}
    for row in rows:
        published = row.published_at and int(datetime.fromisoformat(row.published_at).timestamp())
        is_first_dated = row.version == 1 and published is not None
        available = published if is_first_dated else row.seen_at
        connection.execute(
            sa.text(
                "UPDATE article_versions SET story_id = :story, published_second = :published, "
                "available_at = :available, superseded_at = :superseded, is_archived = :archived "
                "WHERE article_id = :article AND version = :version"
            ),
            {
                "story": row.story_id,
                "published": published,
                "available": available,
                "superseded": later.get(row.article_id),
                "archived": not (row.is_searched and row.version == row.current),
                "article": row.article_id,
                "version": row.version,
            },
        )
        later[row.article_id] = min(available, later.get(row.article_id, available))
