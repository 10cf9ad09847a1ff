"""The archive: passages of superseded versions, and of copies, that most questions never search.

Filters and ``as_of`` may hide the version or the copy that is searched otherwise; then another one
stands for its story here. The catalogue decides which, and holds their vectors, so that the search
over them is exact; their words have a keyword index of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import Select, exists, select

from corpus.batches import batches
from corpus.catalogue import Catalogue
from corpus.conditions import passing
from corpus.keywords import KeywordIndex
from corpus.models import Filters, PassageId, ScoredPassage
from corpus.sentence_vectors import Vectors, unpack_rows
from corpus.tables import passages, versions


@dataclass(frozen=True, slots=True)
class Standing:
    """Archived passages that count; ``vectors`` has shape ``(n_passages, dimensions)``."""

    passage_ids: tuple[PassageId, ...]
    vectors: Vectors

    def nearest(self, vector: Vectors, *, top_k: int) -> list[ScoredPassage]:
        """The nearest of them, best first, scored by cosine; ties in the order of their ids.

        Args:
            vector: the question's embedding, shape ``(dimensions,)``, of length 1.
            top_k: most passages to return.
        """
        if not self.passage_ids:
            return []
        scored = zip(self.passage_ids, (self.vectors @ vector).tolist(), strict=True)
        ranked = sorted(scored, key=lambda pair: (-pair[1], pair[0]))
        return [ScoredPassage(passage_id, score) for passage_id, score in ranked[:top_k]]


@dataclass(frozen=True, slots=True)
class Archive:
    """Archived passages of one data folder; ``keywords`` holds their words."""

    catalogue: Catalogue
    keywords: KeywordIndex

    def standing(self, filters: Filters) -> Standing:
        """The passages that count under ``filters``, where no searched article tells their story.

        Where several versions or copies could stand for a story, the one available first does.

        Raises:
            StorageUnavailable: the catalogue cannot be read.
        """
        if filters.is_empty:
            return Standing((), np.empty((0, 0), np.float32))
        ids: list[PassageId] = []
        packed: list[bytes] = []
        with self.catalogue.reading() as connection:
            standing: dict[str, tuple[str, int]] = {}
            for row in connection.execute(_candidates(filters)):
                standing.setdefault(row.story_id, (row.article_id, row.version))
            chosen = dict(standing.values())
            for batch in batches(sorted(chosen)):
                for passage in connection.execute(
                    _PASSAGES.where(passages.c.article_id.in_(batch))
                ):
                    is_ready = passage.is_indexed and passage.vector is not None
                    if is_ready and passage.version == chosen[passage.article_id]:
                        ids.append(PassageId(passage.passage_id))
                        packed.append(passage.vector)
        return Standing(tuple(ids), unpack_rows(packed))


# By article alone: with further conditions SQLite reads the whole table (0.7 s for 84,000).
_PASSAGES = select(
    passages.c.article_id,
    passages.c.version,
    passages.c.passage_id,
    passages.c.is_indexed,
    passages.c.vector,
)


def _candidates(filters: Filters) -> Select[tuple[str, int, str]]:
    """Archived versions that count, of stories that no searched article tells; earliest first."""
    searched = versions.alias("searched")
    is_told = exists().where(
        searched.c.story_id == versions.c.story_id,
        searched.c.is_archived.is_(False),
        *passing(searched, filters),
    )
    return (
        select(versions.c.article_id, versions.c.version, versions.c.story_id)
        .where(versions.c.is_archived, *passing(versions, filters), ~is_told)
        .order_by(versions.c.available_at, versions.c.article_id)
    )
