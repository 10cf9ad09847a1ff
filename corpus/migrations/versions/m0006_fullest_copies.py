"""Copies that an earlier release entered wait to be compared with what stood searched for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Notes that there are such copies; the next indexing run compares them."""
    connection = op.get_bind()
    copies = sa.text("SELECT count(*) FROM articles WHERE NOT is_searched")
    if connection.scalar(copies):
        fact = sa.text("INSERT INTO facts (name, value) VALUES ('has_unplaced_copies', 'true')")
        connection.execute(fact)
