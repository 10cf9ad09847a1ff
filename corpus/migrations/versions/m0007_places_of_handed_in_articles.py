"""Articles that the service was handed are known by all that they say, not by title and day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Gives those there are the place that they would be handed in at now."""
    op.execute(
        sa.text(
            "UPDATE articles SET location = 'api#' || ("
            "SELECT substr(v.content_hash, 1, 16) FROM article_versions v "
            "WHERE v.article_id = articles.article_id AND v.version = articles.version"
            ") WHERE location LIKE 'api#%'"
        )
    )
