"""The three sets that are asked, each with its collection, and which of their questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.embeddings import Embedder
from corpus.models import ArticleDraft
from evaluation.collections import article_items, articles_of, prepare
from evaluation.datasets import clapnq, multihoprag
from evaluation.datasets.assembly import resolved
from evaluation.datasets.dataset import Dataset
from evaluation.datasets.recognition import find
from evaluation.datasets.selection import limited
from evaluation.progress import Progress
from indexer.pipeline import Progress as Indexed
from service.settings import ServiceSettings

REPOSITORY = Path(__file__).resolve().parents[3]
MOST_UNANSWERABLE = 0.5
"""Share of a set's questions, at most, that the articles do not answer."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A file of questions, and the articles that they are about where it brings none."""

    file: Path
    articles: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedSet:
    """The chosen questions, the settings that open their collection, and its articles by id."""

    dataset: Dataset
    settings: ServiceSettings
    articles: Mapping[str, ArticleDraft]


def sets_in(shared: Path) -> tuple[QuestionSet, ...]:
    """Our cases over the five articles, MultiHop-RAG and CLAPNQ, with data from ``shared``."""
    return (
        QuestionSet(REPOSITORY / "tests/cases/five_articles.jsonl", (shared / "articles",)),
        QuestionSet(shared / "data" / multihoprag.QUERIES),
        QuestionSet(shared / "data" / clapnq.FILE),
    )


def chosen(dataset: Dataset, count: int, seed: int) -> Dataset:
    """``count`` questions drawn by hash, with a set's own share of unanswerable ones, half at most.

    The same questions for the same seed; fewer where the set has no more.
    """
    silent = [one for one in dataset.questions if one.unanswerable]
    share = min(MOST_UNANSWERABLE, len(silent) / max(1, len(dataset.questions)))
    drawn = set()
    for kind, most in ((True, round(count * share)), (False, count - round(count * share))):
        of_kind = tuple(one for one in dataset.questions if one.unanswerable is kind)
        kept = limited(dataset.with_questions(of_kind), most, seed)
        drawn |= {one.question_id for one in kept.questions}
    return dataset.with_questions(
        tuple(one for one in dataset.questions if one.question_id in drawn)
    )


def prepared(
    one: QuestionSet,
    *,
    count: int,
    seed: int,
    settings: ServiceSettings,
    embedder: Embedder,
    progress: Progress,
) -> PreparedSet:
    """A set with its collection, indexed now if it is not yet.

    Raises:
        UnusableDataset: the file cannot be read.
        DatelineError: the articles cannot be indexed.
    """
    (source,) = find(str(one.file))
    dataset = source.load()
    items = article_items(dataset, one.articles)
    with progress.task(f"{dataset.name}: indexing", len(items)) as advance:
        done = 0

        def on_progress(step: Indexed) -> None:
            nonlocal done
            done += step.articles
            advance(step.articles)

        collection = prepare(
            dataset.name, items, settings=settings, embedder=embedder, on_progress=on_progress
        )
        advance(len(items) - done)
    articles = {str(draft.article_id): draft for draft in articles_of(collection.settings)}
    questions = chosen(resolved(dataset, articles.values()), count, seed)
    return PreparedSet(questions, collection.settings, articles)
