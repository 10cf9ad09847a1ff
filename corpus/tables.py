"""The catalogue's tables. Passages' positions and texts are derived from versions, never edited."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

articles = Table(
    "articles",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("story_id", String, nullable=False, index=True),
    Column("version", Integer, nullable=False, doc="the current version"),
    Column("location", String, nullable=False, index=True, doc="where it was read last"),
    Column("url_digest", String, index=True, doc="of the current version; see corpus.urls"),
    Column("is_searched", Boolean, nullable=False, doc="what no fuller copy tells is searched"),
    Column("first_seen_at", Integer, nullable=False, doc="seconds since 1970"),
)

versions = Table(
    "article_versions",
    metadata,
    Column("article_id", ForeignKey(articles.c.article_id, ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("content_hash", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("source", Text, doc="the outlet"),
    Column("author", Text),
    Column("url", Text),
    Column("published_at", String, doc="ISO 8601 in UTC, kept as text to stay exact"),
    Column("language", String),
    Column("section", Text),
    Column("seen_at", Integer, nullable=False, doc="seconds since 1970"),
    Column("story_id", String, nullable=False, doc="of this version; a rewrite leaves its story"),
    Column("published_second", BigInteger, doc="published_at in seconds since 1970"),
    Column("available_at", BigInteger, nullable=False, doc="it counts from then, seconds"),
    Column("superseded_at", BigInteger, doc="and until then; none for the current version"),
    Column("is_archived", Boolean, nullable=False, doc="an older version, or a copy"),
    # Both hold every column that the archive's conditions read: rows are as long as their texts.
    Index(
        "ix_article_versions_archive",
        "is_archived",
        "available_at",
        "superseded_at",
        "published_second",
        "source",
        "language",
        "story_id",
        "article_id",
        "version",
    ),
    Index(
        "ix_article_versions_story",
        "story_id",
        "is_archived",
        "available_at",
        "superseded_at",
        "published_second",
        "source",
        "language",
    ),
)

# Current versions in the order of lists; with outlet and language, so that a list of one outlet
# reads no long rows of the others.
_is_current = versions.c.superseded_at.is_(None)
Index(
    "ix_article_versions_newest",
    versions.c.published_second.desc(),
    versions.c.article_id,
    versions.c.source,
    versions.c.language,
    sqlite_where=_is_current,
    postgresql_where=_is_current,
)

removed_articles = Table(
    "removed_articles",
    metadata,
    Column("article_id", String, primary_key=True, doc="may be there again by now"),
    Column("version", Integer, nullable=False, doc="the last one that was removed"),
)

passages = Table(
    "passages",
    metadata,
    Column("passage_id", String, primary_key=True),
    Column("article_id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("position", Integer, nullable=False, doc="0, 1, 2 … within the article"),
    Column("start", Integer, nullable=False, doc="code points into the version's text"),
    Column("end", Integer, nullable=False),
    Column("header", Text, nullable=False),
    Column("is_indexed", Boolean, nullable=False, doc="vectors and keywords hold it"),
    Column("is_archived", Boolean, nullable=False, doc="as its version; see corpus.archive"),
    Column("vector", LargeBinary, doc="derived; see corpus.sentence_vectors"),
    Column("sentence_vectors", LargeBinary, doc="derived; see corpus.sentence_vectors"),
    ForeignKeyConstraint(
        ["article_id", "version"],
        ["article_versions.article_id", "article_versions.version"],
        ondelete="CASCADE",
    ),
    Index(None, "article_id", "position"),
    Index(None, "is_indexed"),
    Index(None, "is_archived"),
)

removals = Table(
    "removals",
    metadata,
    Column("passage_id", String, primary_key=True, doc="to be taken out of vectors and keywords"),
)

signatures = Table(
    "signatures",
    metadata,
    Column("article_id", ForeignKey(articles.c.article_id, ondelete="CASCADE"), primary_key=True),
    Column("minhash", LargeBinary, nullable=False, doc="32-bit unsigned integers, little endian"),
)

bands = Table(
    "signature_bands",
    metadata,
    Column("article_id", ForeignKey(articles.c.article_id, ondelete="CASCADE"), primary_key=True),
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    Index(None, "digest"),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("answer_id", String, primary_key=True),
    Column("asked_at", Integer, nullable=False, index=True, doc="seconds since 1970"),
    Column("status", String, nullable=False),
    Column("answerer", String, nullable=False, doc="extractive or llm"),
    Column("citations", Text, nullable=False, doc="JSON: number of a citation to its article's id"),
    Column("question", Text, doc="empty once the answer is no longer kept"),
    Column("body", Text, doc="JSON as it was sent; empty with the question"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("feedback_id", String, primary_key=True),
    # No foreign key: what readers said outlasts the answer they said it of.
    Column("answer_id", String, nullable=False, index=True),
    Column("given_at", Integer, nullable=False, index=True, doc="seconds since 1970"),
    Column("rating", String, nullable=False, doc="up or down"),
    Column("citation", Integer, doc="the number of the citation that is meant, if one is"),
    Column("article_id", String, doc="the article of that citation"),
    Column("comment", Text),
    Column("answer_status", String, nullable=False),
    Column("answerer", String, nullable=False),
)
