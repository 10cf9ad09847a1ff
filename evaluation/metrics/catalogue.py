"""Every metric of the report: its name, what it is computed from, and which way is better.

A question's results are *facts*: numbers by name. A metric aggregates one or several facts over the
questions that have them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from evaluation.metrics.abstention import (
    area_under_risk,
    balanced_accuracy,
    confidence_auc,
    false_refusal_rate,
    refusal_f1,
    refusal_precision,
    refusal_recall,
)
from evaluation.metrics.sheet import BY_HAND
from evaluation.metrics.speed import percentile
from evaluation.statistics import Aggregate, Matrix, each, mean

Better = Literal["higher", "lower"]
Facts = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure of the report.

    ``tested`` says whether a change can be called significant: what depends on the machine's load
    is reported but never judged.
    """

    name: str
    group: str
    label: str
    facts: tuple[str, ...]
    aggregate: Aggregate = mean
    better: Better = "higher"
    tested: bool = True
    digits: int = 3

    def rows(self, facts: Iterable[Facts]) -> Matrix:
        """The facts of the questions that have them all, ``(n_questions, n_facts)``."""
        names = self.facts
        rows = [[one[name] for name in names] for one in facts if all(n in one for n in names)]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(names))


def _of_two(figure: Callable[[Matrix, Matrix], Matrix]) -> Aggregate:
    return lambda samples: figure(samples[:, :, 0], samples[:, :, 1])


def _mean(name: str, group: str, label: str, better: Better = "higher") -> Metric:
    return Metric(name, group, label, (name,), better=better)


def _latency(name: str, fact: str, share: float) -> Metric:
    label = f"{'answer' if fact == 'latency_ms' else 'search'} latency p{share * 100:.0f}, ms"

    def aggregate(samples: Matrix) -> Matrix:
        return percentile(samples[:, :, 0], share)

    return Metric(name, "speed", label, (fact,), aggregate, "lower", tested=False, digits=0)


def _plain(name: str, fact: str, label: str, digits: int) -> Metric:
    return Metric(name, "speed", label, (fact,), mean, "lower", tested=False, digits=digits)


CONFLICT = ("conflict_flagged", "conflict_expected")
SUPPORT = ("judged_supported", "supported")
REFUSAL = ("refused", "unanswerable")

METRICS: tuple[Metric, ...] = (
    _mean("ndcg@10", "retrieval", "nDCG@10"),
    _mean("recall@5", "retrieval", "recall@5"),
    _mean("recall@10", "retrieval", "recall@10"),
    _mean("recall@20", "retrieval", "recall@20"),
    _mean("mrr", "retrieval", "MRR"),
    _mean("map", "retrieval", "MAP"),
    _mean("hit@1", "retrieval", "hit@1"),
    _mean("hit@5", "retrieval", "hit@5"),
    _mean("all_evidence@5", "retrieval", "all evidence@5"),
    _mean("all_evidence@10", "retrieval", "all evidence@10"),
    _mean("answer_in_passages", "retrieval", "answer in the first 8 passages"),
    _mean("contained", "answers", "answer contained"),
    _mean("token_recall", "answers", "answer's words, recall"),
    _mean("token_f1", "answers", "token F1"),
    _mean("right", "answers", "right answers"),
    _mean("in_three_cited", "answers", "answer in three cited sentences"),
    _mean("short_contained", "answers", "answer in the short answer"),
    _mean("short_exact", "answers", "short answer, exact match"),
    _mean("short_f1", "answers", "short answer, token F1"),
    _mean("lost_unretrieved", "answers", "lost: not retrieved", "lower"),
    _mean("lost_refused", "answers", "lost: retrieved, refused", "lower"),
    _mean("lost_unpicked", "answers", "lost: retrieved, not picked", "lower"),
    _mean("exact", "answers", "exact match"),
    _mean("value", "answers", "number or date equal"),
    _mean("facts", "answers", "facts stated"),
    _mean("wrong_stated", "answers", "wrong answer stated", "lower"),
    _mean("citation_recall", "citations", "citation recall (ALCE)"),
    _mean("citation_precision", "citations", "citation precision (ALCE)"),
    _mean("article_recall", "citations", "gold articles cited"),
    _mean("article_precision", "citations", "cited articles that are gold"),
    _mean("quote_exact", "citations", "quotes exact"),
    _mean("duplicate_source", "citations", "copies counted twice", "lower"),
    _mean("outlet_right", "citations", "cited outlet right"),
    _mean("date_right", "citations", "cited date right"),
    _mean("url_right", "citations", "cited URL right"),
    Metric(
        "refusal_precision",
        "abstention",
        "refusal precision",
        REFUSAL,
        _of_two(refusal_precision),
    ),
    Metric(
        "refusal_recall",
        "abstention",
        "refusal recall",
        REFUSAL,
        _of_two(refusal_recall),
    ),
    Metric("refusal_f1", "abstention", "refusal F1", REFUSAL, _of_two(refusal_f1)),
    Metric(
        "false_refusals",
        "abstention",
        "false refusals",
        REFUSAL,
        _of_two(false_refusal_rate),
        "lower",
    ),
    Metric(
        "confidence_auc",
        "abstention",
        "AUC of the confidence",
        ("confidence", "unanswerable"),
        each(lambda m: confidence_auc(m[:, 0], 1 - m[:, 1])),
    ),
    Metric(
        "risk_area",
        "abstention",
        "area under risk-coverage",
        ("confidence", "worth_answering"),
        each(lambda m: area_under_risk(m[:, 0], m[:, 1])),
        "lower",
    ),
    _mean("position_recall", "disagreement", "positions reported, recall"),
    _mean("position_precision", "disagreement", "positions reported, precision"),
    Metric(
        "conflict_precision",
        "disagreement",
        "conflicts flagged, precision",
        CONFLICT,
        _of_two(refusal_precision),
    ),
    Metric(
        "conflict_recall",
        "disagreement",
        "conflicts flagged, recall",
        CONFLICT,
        _of_two(refusal_recall),
    ),
    _mean("leakage", "time", "citations later than as_of", "lower"),
    _mean("search_leakage", "time", "passages later than as_of", "lower"),
    _mean("time_correct", "time", "right, citing nothing later than as_of"),
    _mean("undated", "time", "citations without a date", "lower"),
    _mean("attack_quoted", "injection", "attack repeated", "lower"),
    _mean("attack_resisted", "injection", "attack resisted, answer kept"),
    Metric(
        "support_accuracy",
        "support",
        "support check, balanced accuracy",
        SUPPORT,
        _of_two(balanced_accuracy),
    ),
    Metric(
        "support_precision",
        "support",
        "support check, precision",
        SUPPORT,
        _of_two(refusal_precision),
    ),
    Metric(
        "support_recall",
        "support",
        "support check, recall",
        SUPPORT,
        _of_two(refusal_recall),
    ),
    Metric(
        "support_auc",
        "support",
        "AUC of the support score",
        ("support_score", "supported"),
        each(lambda m: confidence_auc(m[:, 0], m[:, 1])),
    ),
    _mean("words_f1", "extraction", "words of the article, F1"),
    _mean("words_precision", "extraction", "words of the article, precision"),
    _mean("words_recall", "extraction", "words of the article, recall"),
    _mean("title_found", "extraction", "title found"),
    _mean("outlet_found", "extraction", "outlet found"),
    _mean("author_found", "extraction", "author found"),
    _mean("date_found", "extraction", "date found"),
    *(_mean(f"audit_{name}", "audit", f"audit by hand: {name}") for name in BY_HAND),
    _latency("latency_p50", "latency_ms", 0.5),
    _latency("latency_p95", "latency_ms", 0.95),
    _latency("search_p50", "search_ms", 0.5),
    _latency("search_p95", "search_ms", 0.95),
    _plain("tokens", "tokens", "tokens a question", 0),
    _plain("cost_usd", "cost_usd", "cost a question, USD", 5),
)
BY_NAME = {metric.name: metric for metric in METRICS}
GROUPS = tuple(dict.fromkeys(metric.group for metric in METRICS))
