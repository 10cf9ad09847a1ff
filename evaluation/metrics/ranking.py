"""How well a ranking puts the gold articles first.

Source: nDCG, recall, reciprocal rank, average precision and success from ir-measures (trec_eval);
all-evidence@k is our own: whether every gold article stands among the first k.

Ties: a ranking is a list, so equal scores keep the order in which the system returned them.
Unjudged articles count as not relevant; a question whose ranking is empty scores 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import ir_measures
from ir_measures import AP, RR, R, Success, nDCG

MEASURES = {
    "ndcg@10": nDCG @ 10,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
    "recall@20": R @ 20,
    "mrr": RR,
    "map": AP,
    "hit@1": Success @ 1,
    "hit@5": Success @ 5,
}
ALL_EVIDENCE_AT = (5, 10)


def article_ranking(article_ids: Iterable[str]) -> list[str]:
    """Articles in the order of their best passage: each once, where it stands first."""
    return list(dict.fromkeys(article_ids))


def ranking_scores(
    ranking: Sequence[str], relevance: Sequence[tuple[str, int]], *, needs_all: bool = False
) -> dict[str, float]:
    """Each measure of one question; empty where no article is relevant.

    Args:
        ranking: article ids, best first, each once.
        relevance: (article id, grade) pairs.
        needs_all: also score all-evidence@k.
    """
    grades = dict(relevance)
    gold = {article for article, grade in grades.items() if grade > 0}
    if not gold:
        return {}
    scores = dict.fromkeys(MEASURES, 0.0)
    if ranking:
        scores |= _by_ir_measures(ranking, grades)
    if needs_all and len(gold) > 1:
        scores |= {f"all_evidence@{k}": float(gold <= set(ranking[:k])) for k in ALL_EVIDENCE_AT}
    return scores


def _by_ir_measures(ranking: Sequence[str], grades: Mapping[str, int]) -> dict[str, float]:
    names = {measure: name for name, measure in MEASURES.items()}
    # Strictly falling scores keep the order: trec_eval would break ties by document name.
    run = {"q": {article: float(len(ranking) - rank) for rank, article in enumerate(ranking)}}
    found = ir_measures.calc_aggregate(list(names), {"q": dict(grades)}, run)
    return {names[measure]: float(value) for measure, value in found.items()}
