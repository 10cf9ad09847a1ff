"""Ranking metrics against hand-worked values and ir-measures itself."""

from __future__ import annotations

import math

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import AP, RR, R, nDCG

from evaluation.metrics.ranking import article_ranking, ranking_scores


def test_hand_worked_ranking_gives_the_hand_worked_values() -> None:
    scores = ranking_scores(["x", "a", "y", "b"], [("a", 1), ("b", 1), ("c", 1)])
    gain = 1 / math.log2(3) + 1 / math.log2(5)
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert scores["ndcg@10"] == pytest.approx(gain / ideal)
    assert scores["mrr"] == pytest.approx(1 / 2)
    assert scores["map"] == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert scores["recall@5"] == pytest.approx(2 / 3)
    assert (scores["hit@1"], scores["hit@5"]) == (0.0, 1.0)


def test_higher_grades_weigh_more() -> None:
    best_first = ranking_scores(["a", "b"], [("a", 3), ("b", 1)])["ndcg@10"]
    best_last = ranking_scores(["b", "a"], [("a", 3), ("b", 1)])["ndcg@10"]
    assert best_first == pytest.approx(1.0)
    assert best_last == pytest.approx((1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3)))


def test_unjudged_and_judged_irrelevant_articles_count_the_same() -> None:
    unjudged = ranking_scores(["x", "a"], [("a", 1)])
    irrelevant = ranking_scores(["x", "a"], [("x", 0), ("a", 1)])
    assert unjudged == irrelevant


def test_gold_articles_that_are_not_retrieved_lower_recall() -> None:
    assert ranking_scores(["a"], [("a", 1), ("missing", 1)])["recall@10"] == 0.5


def test_an_empty_ranking_scores_zero_and_no_gold_scores_nothing() -> None:
    assert set(ranking_scores([], [("a", 1)]).values()) == {0.0}
    assert ranking_scores(["a"], []) == {}
    assert ranking_scores(["a"], [("a", 0)]) == {}


def test_ties_keep_the_order_of_the_system_whatever_the_names_are() -> None:
    assert ranking_scores(["z", "a"], [("z", 1)])["mrr"] == 1.0
    assert ranking_scores(["a", "z"], [("z", 1)])["mrr"] == 0.5


def test_all_evidence_needs_every_gold_article() -> None:
    ranking = ["a", "x", "y", "z", "w", "b"]
    scores = ranking_scores(ranking, [("a", 1), ("b", 1)], needs_all=True)
    assert (scores["all_evidence@5"], scores["all_evidence@10"]) == (0.0, 1.0)
    assert "all_evidence@5" not in ranking_scores(ranking, [("a", 1)], needs_all=True)


def test_an_article_stands_where_its_best_passage_stands() -> None:
    assert article_ranking(["a", "b", "a", "c"]) == ["a", "b", "c"]


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=30, unique=True),
    st.dictionaries(st.integers(0, 30), st.integers(0, 3), min_size=1, max_size=8),
)
def test_values_equal_ir_measures(order: list[int], grades: dict[int, int]) -> None:
    if not any(grades.values()):
        return
    ranking = [f"d{one}" for one in order]
    qrels = {"q": {f"d{key}": grade for key, grade in grades.items()}}
    run = {"q": {name: -float(place) for place, name in enumerate(ranking)}}
    expected = ir_measures.calc_aggregate([nDCG @ 10, R @ 5, RR, AP], qrels, run)
    scores = ranking_scores(ranking, list(qrels["q"].items()))
    found = [scores[name] for name in ("ndcg@10", "recall@5", "mrr", "map")]
    assert found == pytest.approx([expected[one] for one in (nDCG @ 10, R @ 5, RR, AP)])
