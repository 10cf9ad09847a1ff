"""Puts a data set together: duplicates and questions that cannot be scored become problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePath

from corpus.models import ArticleDraft
from evaluation.datasets.dataset import Dataset, EvaluationQuestion
from evaluation.datasets.lines import ProblemList

DUPLICATE_ARTICLE = "duplicate article id"
DUPLICATE_QUESTION = "duplicate question id"
EMPTY_ARTICLE = "empty article"
GOLD_MISSING = "gold article not in the collection"
NOTHING_TO_SCORE = "nothing to score"
CONTRADICTION = "contradictory question"


def assemble(
    name: str,
    articles: Iterable[ArticleDraft],
    questions: Iterable[EvaluationQuestion],
    problems: ProblemList,
    *,
    notes: tuple[str, ...] = (),
) -> Dataset:
    """The data set of everything that can be scored; the rest is named in ``problems``.

    Where the data set brings no articles, gold articles are checked later, against the collection.
    """
    kept = _articles_once(articles, problems)
    known = {draft.article_id for draft in kept if draft.article_id}
    scored = _questions_once(questions, problems)
    if kept:
        scored = without_missing_gold(scored, known, problems)
    return Dataset(name, kept, tuple(scored), tuple(problems.problems), notes=notes)


def without_missing_gold(
    questions: Iterable[EvaluationQuestion], known: set[str], problems: ProblemList
) -> list[EvaluationQuestion]:
    """The questions whose gold articles are all ``known``; the others are named."""
    kept = []
    for question in questions:
        missing = [article for article in question.articles if article not in known]
        if missing:
            problems.add(GOLD_MISSING, f"question {question.question_id}", ", ".join(missing[:3]))
        else:
            kept.append(question)
    return kept


def resolved(dataset: Dataset, articles: Iterable[ArticleDraft]) -> Dataset:
    """The data set with gold articles named by the ids of the collection that is asked.

    A gold article may be given by id, file name, URL or title. Questions whose gold articles are
    not in the collection are named as problems and not asked.
    """
    names = _names(articles)
    problems = ProblemList(list(dataset.problems))
    asked = (_with_known_ids(question, names) for question in dataset.questions)
    kept = tuple(without_missing_gold(asked, set(names.values()), problems))
    return replace(dataset, questions=kept, problems=tuple(problems.problems))


def _names(articles: Iterable[ArticleDraft]) -> dict[str, str]:
    """What each article may be called; a name that two articles share stands for neither."""
    ids: dict[str, str] = {}
    others: dict[str, set[str]] = {}
    for article in articles:
        key = article.article_id or article.location
        ids[key] = key
        for name in (article.url, article.title):
            if name:
                others.setdefault(name, set()).add(key)
    return {name: min(keys) for name, keys in others.items() if len(keys) == 1} | ids


def _with_known_ids(question: EvaluationQuestion, names: dict[str, str]) -> EvaluationQuestion:
    relevance = tuple((_known_id(one, names), grade) for one, grade in question.relevance)
    sentences = tuple(
        replace(one, article_id=_known_id(one.article_id, names)) if one.article_id else one
        for one in question.sentences
    )
    return replace(question, relevance=relevance, sentences=sentences)


def _known_id(article: str, names: dict[str, str]) -> str:
    return names.get(article) or names.get(PurePath(article).stem) or article


def draft(name: str, article_id: str, text: str, **fields: object) -> ArticleDraft:
    """An article of a data set; its location is ``name#article_id``."""
    return ArticleDraft(text, f"{name}#{article_id}", article_id, **fields)  # type: ignore[arg-type]


def base_name(path: Path) -> str:
    """The file's name without its endings."""
    return path.name.split(".")[0]


def _articles_once(
    articles: Iterable[ArticleDraft], problems: ProblemList
) -> tuple[ArticleDraft, ...]:
    kept: dict[str, ArticleDraft] = {}
    for article in articles:
        key = article.article_id or article.location
        if not article.text.strip():
            problems.add(EMPTY_ARTICLE, f"article {key}")
        elif key in kept:
            same = "same text" if kept[key].text == article.text else "other text, first one kept"
            problems.add(DUPLICATE_ARTICLE, f"article {key}", same)
        else:
            kept[key] = article
    return tuple(kept.values())


def _questions_once(
    questions: Iterable[EvaluationQuestion], problems: ProblemList
) -> list[EvaluationQuestion]:
    kept: dict[str, EvaluationQuestion] = {}
    for question in questions:
        where = f"question {question.question_id}"
        if question.question_id in kept:
            problems.add(DUPLICATE_QUESTION, where, "first one kept")
        elif question.unanswerable and (question.answers or question.positions):
            problems.add(CONTRADICTION, where, "unanswerable, yet with an answer")
        elif not _has_gold(question):
            problems.add(NOTHING_TO_SCORE, where, "no answer, article, sentence or refusal given")
        else:
            kept[question.question_id] = question
    return list(kept.values())


def _has_gold(question: EvaluationQuestion) -> bool:
    gold = (question.answers, question.relevance, question.sentences, question.positions)
    return question.unanswerable or any(gold)
