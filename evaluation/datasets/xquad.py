"""XQuAD (English): paragraphs and short answers.

Source: Artetxe et al., "On the Cross-lingual Transferability of Monolingual Representations",
2020 (CC BY-SA 4.0).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.models import ArticleDraft
from evaluation.datasets.assembly import assemble, draft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion
from evaluation.datasets.lines import MISSING_FIELD, ProblemList, read_records, text_of, texts_of
from evaluation.datasets.squad import gold_sentence

NAME = "xquad"
CONTEXTS = "xquad_contexts.jsonl"
QUESTIONS = "xquad_questions.jsonl"


def load(folder: Path) -> Dataset:
    """The data set of the two files in ``folder``."""
    problems = ProblemList()
    articles = list(_articles(folder / CONTEXTS, problems))
    texts = {article.article_id or "": article.text for article in articles}
    questions = list(_questions(folder / QUESTIONS, texts, problems))
    return assemble(NAME, articles, questions, problems)


def _articles(path: Path, problems: ProblemList) -> Iterator[ArticleDraft]:
    for where, record in read_records(path, problems):
        article_id = text_of(record, "ctx_id")
        if not article_id:
            problems.add(MISSING_FIELD, where, "ctx_id")
            continue
        yield draft(NAME, article_id, text_of(record, "text"), language="en")


def _questions(
    path: Path, texts: dict[str, str], problems: ProblemList
) -> Iterator[EvaluationQuestion]:
    for where, record in read_records(path, problems):
        question_id, text = text_of(record, "qid"), text_of(record, "question")
        answers, home = texts_of(record.get("answers")), text_of(record, "ctx_id")
        if not (question_id and text and answers and home):
            problems.add(MISSING_FIELD, where, "qid, question, answers or ctx_id")
            continue
        starts = [one for one in record.get("answer_start") or () if isinstance(one, int)]
        yield EvaluationQuestion(
            question_id,
            text,
            kind="short answer",
            answers=answers,
            relevance=((home, 1),),
            sentences=gold_sentence(texts.get(home, ""), home, starts),
        )
