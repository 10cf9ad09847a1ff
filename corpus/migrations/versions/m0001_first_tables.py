"""The first tables: articles, versions, passages, signatures, facts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Creates every table."""
    op.create_table(
        "articles",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("is_searched", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_articles"),
    )
    op.create_index("ix_articles_story_id", "articles", ["story_id"])
    op.create_index("ix_articles_location", "articles", ["location"])
    op.create_table(
        "article_versions",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("source", sa.Text()),
        sa.Column("author", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("published_at", sa.String()),
        sa.Column("language", sa.String()),
        sa.Column("section", sa.Text()),
        sa.Column("seen_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name="fk_article_versions_article_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "version", name="pk_article_versions"),
    )
    _create_passages()
    _create_signatures()
    op.create_table(
        "facts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_facts"),
    )


def _create_passages() -> None:
    op.create_table(
        "passages",
        sa.Column("passage_id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("is_indexed", sa.Boolean(), nullable=False),
        sa.Column("sentence_vectors", sa.LargeBinary()),
        sa.ForeignKeyConstraint(
            ["article_id", "version"],
            ["article_versions.article_id", "article_versions.version"],
            name="fk_passages_article_id_version",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("passage_id", name="pk_passages"),
    )
    op.create_index("ix_passages_article_id_position", "passages", ["article_id", "position"])
    op.create_index("ix_passages_is_indexed", "passages", ["is_indexed"])
    op.create_table(
        "removals",
        sa.Column("passage_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("passage_id", name="pk_removals"),
    )


def _create_signatures() -> None:
    op.create_table(
        "signatures",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("minhash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name="fk_signatures_article_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name="pk_signatures"),
    )
    op.create_table(
        "signature_bands",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name="fk_signature_bands_article_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "band", name="pk_signature_bands"),
    )
    op.create_index("ix_signature_bands_digest", "signature_bands", ["digest"])
