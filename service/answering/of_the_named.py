"""Sentences of articles that name nothing that the question names, where others name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from corpus.analysis import words_in
from corpus.models import Article
from service.answering.calibration import Judgement
from service.answering.evidence import Evidence
from service.answering.question_shape import QuestionShape

BEHIND = 3.0
"""Log-odds by which such a sentence is put behind."""


def of_the_named(shape: QuestionShape, evidence: Evidence, judgement: Judgement) -> Judgement:
    """The judgement with the sentences put behind that must be of something else.

    "Who raised the alarm on the Corran Star?" is not answered by an article on a fire in a depot,
    which does not name the ship.

    Args:
        shape: of the question.
        evidence: of whose sentences the scores are.
        judgement: on it.
    """
    named = [words for name in shape.names if (words := words_in(name))]
    if not named or not len(judgement.scores):
        return judgement
    articles = {one.quote.article.article_id: one.quote.article for one in evidence.sentences}
    of_it = {key for key, article in articles.items() if _names_any(article, named)}
    if not of_it or len(of_it) == len(articles):
        return judgement
    apart = np.array([one.quote.article.article_id not in of_it for one in evidence.sentences])
    return replace(judgement, scores=judgement.scores - BEHIND * apart)


def _names_any(article: Article, names: Sequence[Sequence[str]]) -> bool:
    """Whether an article holds the last word of one of the names."""
    held = _words_of(article.title or "", article.text)
    return any(name[-1] in held for name in names)


@lru_cache(maxsize=256)
def _words_of(title: str, text: str) -> frozenset[str]:
    return frozenset(words_in(f"{title} {text}"))
