"""Hybrid retrieval: dense and keyword search over the same passages, joined by reciprocal ranks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus.alongside import alongside
from corpus.catalogue import LocatedPassage
from corpus.embeddings import Embedder
from corpus.models import Copy, Filters, Hit, PassageId, ScoredPassage, StoryId
from corpus.stores import Stores
from service.answering.recency import age_of, discounted, names_a_time

CANDIDATES = 100
"""Passages taken from each index before they are joined."""
RANK_CONSTANT = 10
"""k of reciprocal rank fusion. Source: Cormack, Clarke and Büttcher, SIGIR 2009, who use 60; on
SciFact and news passages 10 was better by .003 to .009 nDCG@10 (see docs/quality.md)."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What each index found, best first, as of a moment if one is given.

    ``newest`` is when the newest article was published, seconds since 1970.
    """

    dense: Sequence[ScoredPassage]
    keyword: Sequence[ScoredPassage]
    as_of: datetime | None
    newest: int | None


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
        embedded = alongside(lambda: self.embedder.embed_query(query))
        filters = self.stores.catalogue.spelt(filters)
        languages = self.stores.catalogue.languages()
        keyword = self.stores.keywords.search(
            query, top_k=depth, filters=filters, languages=languages
        )
        newest = self.stores.catalogue.newest()
        vectors = self.stores.active_vectors()
        vector = embedded()
        dense = vectors.search(vector, top_k=depth, filters=filters)
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
        found = _Found(dense, keyword, filters.available_until, newest)
        return self._hits(query, found, top_k)

    def _newer_first(
        self, fused: Sequence[ScoredPassage], found: _Found
    ) -> Sequence[ScoredPassage]:
        """The passages with what is old a little behind, seen from the newest article or as_of."""
        now, as_of = found.newest, found.as_of
        if now is None:
            return fused
        if as_of is not None:
            now = min(now, int(as_of.timestamp()))
        times = self.stores.catalogue.publication_times([one.passage_id for one in fused])
        ages = {one: age_of(second, now) for one, second in times.items()}
        usual = sum(ages.values()) / len(ages) if ages else 0.0
        return discounted(fused, ages, otherwise=usual)

    def _hits(self, query: str, found: _Found, top_k: int) -> tuple[Hit, ...]:
        fused: Sequence[ScoredPassage] = fuse([found.dense, found.keyword], constant=RANK_CONSTANT)
        if not names_a_time(query):
            fused = self._newer_first(fused, found)
        located: dict[PassageId, LocatedPassage] = {}
        looked_up = 0
        # Indexes may lag behind the catalogue for a moment; what it no longer knows is skipped.
        while len(located) < top_k and looked_up < len(fused):
            wanted = fused[looked_up : looked_up + top_k - len(located)]
            located |= self.stores.catalogue.passages([one.passage_id for one in wanted])
            looked_up += len(wanted)
        kept = [scored for scored in fused[:looked_up] if scored.passage_id in located]
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


def fuse(rankings: Iterable[Sequence[ScoredPassage]], *, constant: int) -> list[ScoredPassage]:
    """Joins rankings by the sum of 1 / (constant + rank); ties in the order of ids."""
    scores: dict[PassageId, float] = {}
    for ranking in rankings:
        for rank, scored in enumerate(ranking, start=1):
            scores[scored.passage_id] = scores.get(scored.passage_id, 0.0) + 1 / (constant + rank)
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
