"""What near copies are found by, kept beside each article: a MinHash and the digests of its bands.

Of articles that resemble one another only ids and MinHash bytes are read here. Reports from one
template share bands by the thousand, and their texts are as long as articles.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select

from corpus.models import ArticleId, StoryId
from corpus.tables import articles, bands, signatures

# Ids first, then one look-up for each: a join would sort the MinHash bytes to tell rows apart.
_SHARING_A_BAND = (
    select(
        signatures.c.article_id,
        signatures.c.minhash,
        articles.c.story_id,
        articles.c.is_searched,
    )
    .join(articles, articles.c.article_id == signatures.c.article_id)
    .where(
        signatures.c.article_id.in_(
            select(bands.c.article_id).where(
                bands.c.digest.in_(bindparam("digests", expanding=True))
            )
        ),
        articles.c.article_id != bindparam("but"),
    )
    .order_by(signatures.c.article_id)
)
_MINHASH = select(signatures.c.minhash).where(signatures.c.article_id == bindparam("key"))


@dataclass(frozen=True, slots=True)
class Signature:
    """A text's MinHash and its bands' digests.

    Each digest begins with its band's number, so that equal digests mean equal bands.
    """

    minhash: bytes
    bands: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may tell what another tells, its text not yet read."""

    article_id: ArticleId
    minhash: bytes
    story_id: StoryId
    is_searched: bool


class Signatures:
    """The signatures of current versions, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, article_id: ArticleId, signature: Signature) -> None:
        """Keeps the signature of an article that has none."""
        self._connection.execute(
            insert(signatures), {"article_id": article_id, "minhash": signature.minhash}
        )
        self._connection.execute(
            insert(bands),
            [
                {"article_id": article_id, "band": band, "digest": digest}
                for band, digest in enumerate(signature.bands)
            ],
        )

    def forget(self, article_id: ArticleId) -> None:
        """Removes an article's signature, whether or not it has one."""
        self._connection.execute(delete(bands).where(bands.c.article_id == article_id))
        self._connection.execute(delete(signatures).where(signatures.c.article_id == article_id))

    def minhash(self, article_id: ArticleId) -> bytes:
        """The MinHash of an article that is known to have one."""
        found: bytes = self._connection.scalars(_MINHASH, {"key": article_id}).one()
        return found

    def candidates(self, signature: Signature, *, but: ArticleId) -> list[Candidate]:
        """Articles that share a band with ``signature``, in the order of their ids."""
        asked = {"digests": signature.bands, "but": but}
        return [
            Candidate(
                ArticleId(row.article_id), row.minhash, StoryId(row.story_id), row.is_searched
            )
            for row in self._connection.execute(_SHARING_A_BAND, asked)
        ]
