"""Hybrid retrieval: dense and keyword search over the same passages, joined by their scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus.embeddings import Embedder
from corpus.models import Copy, Filters, Hit, ScoredPassage, StoryId
from corpus.stores import Stores

CANDIDATES = 100
"""Passages taken from each index before they are joined."""
E5_SPREAD, USUAL_SPREAD = 0.08, 0.4
"""The difference of cosines that counts as much as the whole range of a question's BM25 scores: for
multilingual-e5-small, whose cosines lie close together, and for other models (MiniLM was
measured). docs/decisions/0014-fusion.md has the figures."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What each index found, best first, as of a moment if one is given."""

    dense: Sequence[ScoredPassage]
    keyword: Sequence[ScoredPassage]
    as_of: datetime | None


@dataclass(frozen=True, slots=True)
class Retriever:
    """Finds the passages that matter for a question."""

    stores: Stores
    embedder: Embedder
    candidates: int = CANDIDATES

    def retrieve(
        self,
        query: str,
        *,
        top_k: int,
        filters: Filters = Filters(),  # noqa: B008 - frozen
    ) -> tuple[Hit, ...]:
        """The best ``top_k`` passages, best first, each once.

        Raises:
            StorageUnavailable, ModelUnavailable: an index or the embedding model cannot be used.
        """
        depth = max(self.candidates, top_k)
        vector = self.embedder.embed_query(query)
        dense = self.stores.active_vectors().search(vector, top_k=depth, filters=filters)
        languages = self.stores.catalogue.languages()
        keyword = self.stores.keywords.search(
            query, top_k=depth, filters=filters, languages=languages
        )
        archived = self.stores.archive.standing(filters)
        if archived.passage_ids:
            dense = _best(dense, archived.nearest(vector, top_k=depth), depth)
            words = self.stores.archive.keywords.search_among(
                query,
                archived.passage_ids,
                top_k=depth,
                languages=languages,
                common=self.stores.keywords,
            )
            keyword = _best(keyword, words, depth)
        found = _Found(dense, keyword, filters.available_until)
        return self._hits(found, top_k)

    def _hits(self, found: _Found, top_k: int) -> tuple[Hit, ...]:
        is_e5 = self.embedder.model.startswith("multilingual-e5")
        spread = E5_SPREAD if is_e5 else USUAL_SPREAD
        fused = fuse(found.dense, found.keyword, spread=spread)
        # Indexes may lag behind the catalogue for a moment; what it no longer knows is skipped,
        # so a few more are looked up than asked for.
        wanted = [scored.passage_id for scored in fused[: top_k + 20]]
        located = self.stores.catalogue.passages(wanted)
        kept = [scored for scored in fused if scored.passage_id in located][:top_k]
        stories = {located[scored.passage_id].article.story_id for scored in kept}
        copies = self.stores.catalogue.copies(stories, found.as_of)
        cosines = {scored.passage_id: scored.score for scored in found.dense}
        matches = {scored.passage_id: scored.score for scored in found.keyword}
        hits = []
        for rank, scored in enumerate(kept, start=1):
            article = located[scored.passage_id].article
            hits.append(
                Hit(
                    rank=rank,
                    score=scored.score,
                    passage=located[scored.passage_id].passage,
                    article=article,
                    dense=cosines.get(scored.passage_id),
                    keyword=matches.get(scored.passage_id),
                    copies=_others(copies, article.story_id, article.article_id),
                )
            )
        return tuple(hits)


def fuse(
    dense: Sequence[ScoredPassage], keyword: Sequence[ScoredPassage], *, spread: float
) -> list[ScoredPassage]:
    """Joins two rankings by a weighted sum of their scores; ties in the order of ids.

    The cosine counts from the lowest one found on, in units of ``spread``; the BM25 score as a
    share of the best one. What a ranking did not find counts 0 in it.
    Source: Bruch, Gai and Ingber, "An analysis of fusion functions for hybrid retrieval" (2023).

    Args:
        dense: best first, scored by cosine.
        keyword: best first, scored by BM25.
        spread: cosine difference worth as much as the best BM25 score, more than 0.
    """
    floor = min((scored.score for scored in dense), default=0.0)
    best = max((scored.score for scored in keyword), default=0.0)
    scores = {scored.passage_id: (scored.score - floor) / spread for scored in dense}
    for scored in keyword:
        share = scored.score / best if best > 0 else 0.0
        scores[scored.passage_id] = scores.get(scored.passage_id, 0.0) + share
    fused = [ScoredPassage(passage_id, score) for passage_id, score in scores.items()]
    return sorted(fused, key=lambda scored: (-scored.score, scored.passage_id))


def _best(
    one: Sequence[ScoredPassage], other: Sequence[ScoredPassage], count: int
) -> list[ScoredPassage]:
    """The best of two rankings whose scores have one scale."""
    joined = sorted((*one, *other), key=lambda scored: (-scored.score, scored.passage_id))
    return joined[:count]


def _others(
    copies: dict[StoryId, tuple[Copy, ...]], story: StoryId, article_id: str
) -> tuple[Copy, ...]:
    return tuple(copy for copy in copies.get(story, ()) if copy.article_id != article_id)
