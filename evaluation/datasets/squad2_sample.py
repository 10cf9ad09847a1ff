"""A flat sample of SQuAD 2.0: near misses that the paragraph does not answer (adversarial)."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from corpus.models import ArticleDraft
from evaluation.datasets.assembly import assemble, draft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion
from evaluation.datasets.lines import MISSING_FIELD, ProblemList, read_records, text_of, texts_of
from evaluation.datasets.squad import gold_sentence

NAME = "squad2"
FILE = "squad2_sample.jsonl"


def load(folder: Path) -> Dataset:
    """The data set of the file in ``folder``; equal paragraphs become one article."""
    problems = ProblemList()
    articles: dict[str, ArticleDraft] = {}
    questions = list(_questions(folder / FILE, articles, problems))
    return assemble(NAME, articles.values(), questions, problems)


def _questions(
    path: Path, articles: dict[str, ArticleDraft], problems: ProblemList
) -> Iterator[EvaluationQuestion]:
    for where, record in read_records(path, problems):
        question_id, question = text_of(record, "id"), text_of(record, "question")
        text = text_of(record, "context")
        if not (question_id and question and text):
            problems.add(MISSING_FIELD, where, "id, question or context")
            continue
        home = "squad2_" + sha256(text.encode()).hexdigest()[:12]
        articles.setdefault(home, draft(NAME, home, text, language="en"))
        impossible = bool(record.get("is_impossible"))
        answers = () if impossible else texts_of(record.get("answers"))
        starts = [text.find(answer) for answer in answers]
        yield EvaluationQuestion(
            question_id,
            question,
            kind="unanswerable" if impossible else "short answer",
            answers=answers,
            relevance=() if impossible else ((home, 1),),
            sentences=gold_sentence(text, home, starts),
            unanswerable=impossible,
        )
