"""CLAPNQ: real questions with a passage, grounded long answers and their evidence sentences.

Source: Rosenthal et al., "CLAPNQ", 2024 (Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from corpus.models import ArticleDraft
from evaluation.datasets.assembly import assemble, draft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion, GoldSentence
from evaluation.datasets.lines import (
    MISSING_FIELD,
    ProblemList,
    Record,
    read_records,
    text_of,
    texts_of,
)

NAME = "clapnq"
FILE = "clapnq.jsonl"


def load(folder: Path) -> Dataset:
    """The data set of the file in ``folder``; equal passages become one article."""
    problems = ProblemList()
    records = list(read_records(folder / FILE, problems))
    articles = {one.article_id: one for _, record in records for one in _articles(record)}
    questions = list(_questions(records, problems))
    return assemble(NAME, articles.values(), questions, problems)


def passage_id(text: str) -> str:
    """An id made from the passage's text."""
    return "clapnq_" + sha256(text.encode()).hexdigest()[:12]


def _passages(record: Record) -> list[Record]:
    return [one for one in record.get("passages") or () if isinstance(one, dict)]


def _articles(record: Record) -> Iterator[ArticleDraft]:
    for passage in _passages(record):
        text = text_of(passage, "text")
        if text:
            title = text_of(passage, "title") or None
            yield draft(NAME, passage_id(text), text, title=title, language="en")


def _questions(
    records: list[tuple[str, Record]], problems: ProblemList
) -> Iterator[EvaluationQuestion]:
    for where, record in records:
        question_id, text = text_of(record, "qid"), text_of(record, "question")
        passages = [text_of(one, "text") for one in _passages(record) if text_of(one, "text")]
        if not (question_id and text and passages):
            problems.add(MISSING_FIELD, where, "qid, question or passage")
            continue
        outputs = [one for one in record.get("outputs") or () if isinstance(one, dict)]
        answerable = bool(record.get("answerable"))
        sentences = {s: None for out in outputs for s in texts_of(out.get("selected_sentences"))}
        home = passage_id(passages[0])
        yield EvaluationQuestion(
            question_id,
            text,
            kind="long answer" if answerable else "unanswerable",
            answers=texts_of([out.get("answer") for out in outputs]) if answerable else (),
            relevance=((home, 1),) if answerable else (),
            sentences=tuple(GoldSentence(one, home) for one in sentences) if answerable else (),
            unanswerable=not answerable,
        )
