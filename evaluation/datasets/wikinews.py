"""Wikinews: clean news text that may be redistributed; a collection without questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.models import ArticleDraft
from evaluation.datasets.assembly import assemble, draft
from evaluation.datasets.dataset import Dataset
from evaluation.datasets.dates import moment
from evaluation.datasets.lines import MISSING_FIELD, ProblemList, read_records, text_of

NAME = "wikinews"
CORPUS = "wikinews43.jsonl"


def load(folder: Path) -> Dataset:
    """The articles of the file in ``folder``; distractors, or hosts for planted instructions."""
    problems = ProblemList()
    articles = list(_articles(folder / CORPUS, problems))
    return assemble(NAME, articles, (), problems, notes=("a collection without questions",))


def _articles(path: Path, problems: ProblemList) -> Iterator[ArticleDraft]:
    for where, record in read_records(path, problems):
        article_id = text_of(record, "doc_id")
        if not article_id:
            problems.add(MISSING_FIELD, where, "doc_id")
            continue
        yield draft(
            NAME,
            article_id,
            text_of(record, "text"),
            url=text_of(record, "url") or None,
            title=text_of(record, "title") or None,
            source="Wikinews",
            published_at=moment(text_of(record, "date")),
            language="en",
        )
