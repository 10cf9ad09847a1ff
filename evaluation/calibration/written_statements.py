"""Sentences written as models write them, about invented articles: right, or wrong in one thing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evaluation.calibration.statements import JudgedStatement
from evaluation.judges import article_of, sentences_of
from service.answering.evidence import EvidenceSentence
from service.answering.phrases import language_of_question

ENGLISH = "en"
MOST_SENTENCES = 80
"""Of the evidence that a model sees, about: those of the articles that share most with it."""


def read_written(cases: Path, articles: Path) -> list[JudgedStatement]:
    """The English statements of a file of cases but those beside the question.

    Args:
        cases: JSON lines of ``id``, ``set``, ``question``, ``statement``, ``cited``, ``label``.
        articles: JSON lines of ``set``, ``title``, ``source``, ``published_at``, ``text``.
    """
    every = evidence_by_set(articles)
    return [
        _judged(case, every[case["set"]])
        for case in records(cases)
        if case["label"] in ("right", "wrong")
        and language_of_question(case["statement"]) == ENGLISH
    ]


def seen_with(
    case: Mapping[str, Any], evidence: Sequence[EvidenceSentence]
) -> tuple[list[EvidenceSentence], list[EvidenceSentence]]:
    """The sentences that a case cites, and those that a model would have seen."""
    cited = [one for one in evidence if one.text in case["cited"]]
    words = set(f"{case['question']} {case['statement']}".casefold().split())
    near = sorted(evidence, key=lambda one: -len(words & set(one.text.casefold().split())))
    return cited, [*cited, *near[:MOST_SENTENCES]]


def _judged(case: Mapping[str, Any], evidence: Sequence[EvidenceSentence]) -> JudgedStatement:
    cited, seen = seen_with(case, evidence)
    return JudgedStatement(
        group=case["set"],
        text=case["statement"],
        evidence=seen,
        is_supported=case["label"] == "right",
        key=case["id"],
        question=case["question"],
        cited=cited,
    )


def evidence_by_set(
    articles: Path, language: str | None = None
) -> Mapping[str, list[EvidenceSentence]]:
    """The sentences of all articles of each set; ``language`` is theirs, ISO 639-1, if known."""
    found: dict[str, list[EvidenceSentence]] = defaultdict(list)
    for one in records(articles):
        day = one["published_at"]
        article = article_of(
            one["text"],
            title=one["title"],
            source=one["source"],
            published_at=datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None,
            language=language,
        )
        found[one["set"]] += sentences_of(article)
    return found


def records(path: Path) -> list[dict[str, Any]]:
    """The lines of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
