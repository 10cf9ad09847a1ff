"""An index in the order in which articles are listed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Creates the index; only current versions are listed."""
    is_current = sa.text("superseded_at IS NULL")
    op.create_index(
        "ix_article_versions_newest",
        "article_versions",
        [sa.text("published_second DESC"), "article_id", "source", "language"],
        sqlite_where=is_current,
        postgresql_where=is_current,
    )
