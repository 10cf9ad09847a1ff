"""The archive: passages of superseded versions, and of copies, that most questions never search.

Filters and ``as_of`` may hide the version or the copy that is searched otherwise; then another one
stands for its story here. The catalogue decides which, and holds their vectors, so that the search
over them is exact; their words have a keyword index of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Row, Select, exists, select

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

        Where several versions or copies could stand for a story, the longest does: it most likely
        holds what the others tell. Of equal ones it is the one available first.

        Raises:
            StorageUnavailable: the catalogue cannot be read.
        """
        if filters.is_empty:
            return Standing((), np.empty((0, 0), np.float32))
        candidates: dict[tuple[str, int], _Candidate] = {}
        with self.catalogue.reading() as connection:
            for row in connection.execute(_candidates(filters)):
                candidates[row.article_id, row.version] = _Candidate(row.story_id)
            for batch in batches(sorted({article_id for article_id, _ in candidates})):
                rows = connection.execute(_PASSAGES.where(passages.c.article_id.in_(batch)))
                for passage in rows:
                    if candidate := candidates.get((passage.article_id, passage.version)):
                        candidate.passages.append(passage)
        fullest: dict[str, _Candidate] = {}
        for candidate in candidates.values():
            other = fullest.get(candidate.story_id)
            if other is None or candidate.length > other.length:
                fullest[candidate.story_id] = candidate
        ready = [
            passage
            for candidate in fullest.values()
            for passage in candidate.passages
            if passage.is_indexed and passage.vector is not None
        ]
        return Standing(
            tuple(PassageId(passage.passage_id) for passage in ready),
            unpack_rows([passage.vector for passage in ready]),
        )


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An archived version that may stand for its story, with its passages."""

    story_id: str
    passages: list[Row[*tuple[Any, ...]]] = field(default_factory=list)

    @property
    def length(self) -> int:
        """Code points of its text up to the end of its last passage."""
        return max((passage.end for passage in self.passages), default=0)


# By article alone: with further conditions SQLite reads the whole table (0.7 s for 84,000).
_PASSAGES = select(
    passages.c.article_id,
    passages.c.version,
    passages.c.passage_id,
    passages.c.end,
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
