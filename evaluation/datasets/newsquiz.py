"""News quiz: weekly quiz questions of 2025 over real news pages as crawled, furniture included.

Only questions for which some article holds the answer's words are asked: that label is weak (string
match), and for the others nobody knows whether the collection holds the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.models import ArticleDraft
from evaluation.datasets.assembly import assemble, draft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion
from evaluation.datasets.dates import moment
from evaluation.datasets.lines import MISSING_FIELD, ProblemList, read_records, text_of, texts_of

NAME = "newsquiz"
ARTICLES = "newsquiz_articles.jsonl.gz"
QUESTIONS = "newsquiz_questions.jsonl"


def load(folder: Path) -> Dataset:
    """The data set of the two files in ``folder``."""
    problems = ProblemList()
    questions = list(_questions(folder / QUESTIONS, problems))
    known = [question for question in questions if question.relevance]
    notes = (
        f"{len(questions) - len(known)} questions without a known article are not asked",
        "the gold articles are a weak label: they hold the answer's words",
    )
    return assemble(NAME, _articles(folder / ARTICLES, problems), known, problems, notes=notes)


def _articles(path: Path, problems: ProblemList) -> Iterator[ArticleDraft]:
    for where, record in read_records(path, problems):
        article_id = text_of(record, "id")
        if not article_id:
            problems.add(MISSING_FIELD, where, "id")
            continue
        yield draft(
            NAME,
            article_id,
            text_of(record, "text"),
            url=text_of(record, "url") or None,
            title=text_of(record, "title") or None,
            source=text_of(record, "source") or None,
            published_at=moment(text_of(record, "published_at")),
            language="en",
        )


def _questions(path: Path, problems: ProblemList) -> Iterator[EvaluationQuestion]:
    for where, record in read_records(path, problems):
        question_id, text = text_of(record, "id"), text_of(record, "question")
        answers = texts_of(record.get("answers"))
        if not (question_id and text and answers):
            problems.add(MISSING_FIELD, where, "id, question or answers")
            continue
        choices = texts_of(record.get("choices"))
        yield EvaluationQuestion(
            question_id,
            text,
            kind="quiz",
            answers=answers,
            relevance=tuple((one, 1) for one in texts_of(record.get("articles_with_answer"))),
            wrong_answers=tuple(one for one in choices if one not in answers),
        )
