"""MultiHop-RAG: questions over two to four news articles, and some that no article answers.

Source: Tang and Yang, "MultiHop-RAG", 2024 (ODC-BY).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.models import ArticleDraft
from evaluation.datasets.assembly import assemble, draft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion, GoldSentence
from evaluation.datasets.dates import moment
from evaluation.datasets.lines import MISSING_FIELD, ProblemList, Record, read_records, text_of

NAME = "multihoprag"
CORPUS = "multihoprag_corpus70.jsonl"
QUERIES = "multihoprag_queries.jsonl"


def load(folder: Path) -> Dataset:
    """The data set of the two files in ``folder``."""
    problems = ProblemList()
    articles = list(_articles(folder / CORPUS, problems))
    by_title = {article.title: article.article_id for article in articles}
    questions = list(_questions(folder / QUERIES, by_title, problems))
    return assemble(NAME, articles, questions, problems)


def _articles(path: Path, problems: ProblemList) -> Iterator[ArticleDraft]:
    for where, record in read_records(path, problems):
        article_id, text = text_of(record, "doc_id"), text_of(record, "body")
        if not article_id:
            problems.add(MISSING_FIELD, where, "doc_id")
            continue
        yield draft(
            NAME,
            article_id,
            text,
            url=text_of(record, "url") or None,
            title=text_of(record, "title") or None,
            source=text_of(record, "source") or None,
            author=text_of(record, "author") or None,
            published_at=moment(text_of(record, "published_at")),
            language="en",
            section=text_of(record, "category") or None,
        )


def _questions(
    path: Path, by_title: dict[str | None, str | None], problems: ProblemList
) -> Iterator[EvaluationQuestion]:
    for where, record in read_records(path, problems):
        question_id, text = text_of(record, "qid"), text_of(record, "query")
        answer = text_of(record, "answer")
        if not (question_id and text and answer):
            problems.add(MISSING_FIELD, where, "qid, query or answer")
            continue
        unanswerable = record.get("question_type") == "null_query"
        yield EvaluationQuestion(
            question_id,
            text,
            kind=text_of(record, "question_type").removesuffix("_query") or "question",
            answers=() if unanswerable else (answer,),
            relevance=tuple((str(one), 1) for one in record.get("gold_doc_ids") or ()),
            needs_all_articles=True,
            sentences=() if unanswerable else _sentences(record, by_title),
            unanswerable=unanswerable,
        )


def _sentences(record: Record, by_title: dict[str | None, str | None]) -> tuple[GoldSentence, ...]:
    evidence = (item for item in record.get("evidence") or () if isinstance(item, dict))
    return tuple(
        GoldSentence(text_of(item, "fact"), by_title.get(text_of(item, "title")))
        for item in evidence
        if text_of(item, "fact")
    )
