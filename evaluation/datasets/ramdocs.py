"""RAMDocs: documents that support several right answers, wrong ones, and noise.

Every answer that a document gives is a position that an honest answer must report, since no reader
of the documents alone can know which one is wrong.
Source: Wang et al., "Retrieval-Augmented Generation with Conflicting Evidence", 2025 (MIT).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.models import ArticleDraft
from evaluation.datasets.assembly import assemble, draft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion
from evaluation.datasets.lines import (
    MISSING_FIELD,
    ProblemList,
    Record,
    read_records,
    text_of,
    texts_of,
)

NAME = "ramdocs"
FILE = "ramdocs.jsonl"


def load(folder: Path) -> Dataset:
    """The data set of the file in ``folder``; the documents of all questions are one collection."""
    problems = ProblemList()
    articles: list[ArticleDraft] = []
    questions: list[EvaluationQuestion] = []
    for number, (where, record) in enumerate(read_records(folder / FILE, problems)):
        documents = list(_documents(record, f"ramdocs_{number}"))
        text, answers = text_of(record, "question"), texts_of(record.get("gold_answers"))
        if not (text and answers and documents):
            problems.add(MISSING_FIELD, where, "question, gold_answers or documents")
            continue
        articles.extend(draft(NAME, one, body, language="en") for one, _, body in documents)
        questions.append(_question(f"ramdocs_{number}", text, answers, record, documents))
    return assemble(NAME, articles, questions, problems)


def _documents(record: Record, prefix: str) -> Iterator[tuple[str, str, str]]:
    """(article id, type, text) of each document."""
    for number, one in enumerate(record.get("documents") or ()):
        if isinstance(one, dict) and text_of(one, "text"):
            yield f"{prefix}_{number}", text_of(one, "type"), text_of(one, "text")


def _question(
    question_id: str,
    text: str,
    answers: tuple[str, ...],
    record: Record,
    documents: list[tuple[str, str, str]],
) -> EvaluationQuestion:
    wrong = texts_of(record.get("wrong_answers"))
    positions = answers + wrong
    conflicting = len(positions) > 1
    return EvaluationQuestion(
        question_id,
        text,
        kind=_kind(answers, wrong),
        answers=answers,
        relevance=tuple((one, 1) for one, kind, _ in documents if kind == "correct"),
        positions=tuple((position,) for position in positions) if conflicting else (),
        wrong_answers=wrong,
    )


def _kind(answers: tuple[str, ...], wrong: tuple[str, ...]) -> str:
    if wrong:
        return "misinformation"
    return "ambiguity" if len(answers) > 1 else "agreement"
