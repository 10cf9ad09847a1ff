"""Which questions of a data set are asked: splits and limits, the same every time."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Literal

from evaluation.datasets.dataset import Dataset, EvaluationQuestion

Split = Literal["dev", "held-out"]


def split_of(question: EvaluationQuestion) -> Split:
    """The half a data set names, else by the hash of the question's gold article or of its id.

    Questions about one article fall into one half, so that a threshold fitted on ``dev`` has seen
    nothing of ``held-out``.
    """
    if question.split == "dev":
        return "dev"
    if question.split == "held-out":
        return "held-out"
    key = min(question.articles) if question.articles else question.question_id
    return "dev" if sha256(f"split\x1f{key}".encode()).digest()[0] % 2 == 0 else "held-out"


def of_split(dataset: Dataset, split: Split | None) -> Dataset:
    """The data set's questions of one half; all of them where no half is named."""
    if split is None:
        return dataset
    return dataset.with_questions(tuple(q for q in dataset.questions if split_of(q) == split))


def limited(dataset: Dataset, limit: int | None, seed: int = 0) -> Dataset:
    """At most ``limit`` questions in their order, drawn by hash; the same for the same seed."""
    if limit is None or limit >= len(dataset.questions):
        return dataset
    ranked = sorted(dataset.questions, key=lambda q: _draw(q.question_id, seed))
    chosen = {question.question_id for question in ranked[:limit]}
    return dataset.with_questions(tuple(q for q in dataset.questions if q.question_id in chosen))


def with_fewer_articles(dataset: Dataset, most: int | None, seed: int = 0) -> Dataset:
    """At most ``most`` articles: all that the questions need, then others drawn by hash.

    A smaller collection is easier to search, so figures on it compare only with figures on it, and
    the data set takes its size into its name.
    """
    if most is None or most >= len(dataset.articles):
        return dataset
    needed = {article for question in dataset.questions for article, _ in question.relevance}
    ranked = sorted(
        dataset.articles,
        key=lambda one: (one.article_id not in needed, _draw(one.article_id or one.location, seed)),
    )
    fewest = sum(one.article_id in needed for one in dataset.articles)
    chosen = {id(one) for one in ranked[: max(most, fewest)]}
    kept = tuple(one for one in dataset.articles if id(one) in chosen)
    note = f"{len(kept)} of {len(dataset.articles)} articles, which is easier than all"
    name = f"{dataset.name}_{len(kept)}"
    return replace(dataset, name=name, articles=kept, notes=(*dataset.notes, note))


def _draw(question_id: str, seed: int) -> bytes:
    return sha256(f"{seed}\x1f{question_id}".encode()).digest()
