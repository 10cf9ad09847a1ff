"""SQuAD-style JSON: titles, paragraphs, questions, answer spans, and impossible questions.

Source: Rajpurkar et al., "Know What You Don't Know: Unanswerable Questions for SQuAD", 2018.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.models import ArticleDraft
from corpus.sentences import sentences_in
from evaluation.datasets.assembly import assemble, base_name, draft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion, GoldSentence
from evaluation.datasets.lines import (
    MISSING_FIELD,
    ProblemList,
    Record,
    UnusableDataset,
    read_document,
    text_of,
    texts_of,
)


def load(path: Path) -> Dataset:
    """The data set of one SQuAD-style file (versions 1.1 and 2.0).

    Raises:
        UnusableDataset: where the file is not of that shape.
    """
    document = read_document(path)
    topics = document.get("data") if isinstance(document, dict) else None
    if not isinstance(topics, list):
        raise UnusableDataset(f"{path} has no list named data, as SQuAD-style JSON has")
    name, problems = base_name(path), ProblemList()
    articles: list[ArticleDraft] = []
    questions: list[EvaluationQuestion] = []
    for topic_number, topic in enumerate(topics):
        for number, paragraph in enumerate(_dicts(topic, "paragraphs")):
            article_id = f"{name}_{topic_number}_{number}"
            text, title = text_of(paragraph, "context"), text_of(topic, "title")
            articles.append(draft(name, article_id, text, title=title.replace("_", " ") or None))
            questions.extend(_questions(paragraph, text, article_id, problems))
    return assemble(name, articles, questions, problems)


def gold_sentence(text: str, article_id: str, starts: Iterable[int]) -> tuple[GoldSentence, ...]:
    """The sentences of ``text`` in which answers start (offsets in code points)."""
    spans = sentences_in(text)
    found = {
        text[span.start : span.end]
        for start in starts
        for span in spans
        if span.start <= start < span.end
    }
    return tuple(GoldSentence(sentence, article_id) for sentence in sorted(found))


def _dicts(value: object, name: str) -> list[Record]:
    items = value.get(name) if isinstance(value, dict) else None
    return [one for one in items or () if isinstance(one, dict)]


def _questions(
    paragraph: Record, text: str, article_id: str, problems: ProblemList
) -> Iterator[EvaluationQuestion]:
    for number, item in enumerate(_dicts(paragraph, "qas")):
        question_id, question = text_of(item, "id"), text_of(item, "question")
        if not (question_id and question):
            problems.add(MISSING_FIELD, f"{article_id} question {number}", "id or question")
            continue
        impossible = bool(item.get("is_impossible"))
        answers = _dicts(item, "answers")
        starts = [
            one["answer_start"] for one in answers if isinstance(one.get("answer_start"), int)
        ]
        yield EvaluationQuestion(
            question_id,
            question,
            kind="unanswerable" if impossible else "short answer",
            answers=() if impossible else texts_of([one.get("text") for one in answers]),
            relevance=() if impossible else ((article_id, 1),),
            sentences=() if impossible else gold_sentence(text, article_id, starts),
            unanswerable=impossible,
        )
