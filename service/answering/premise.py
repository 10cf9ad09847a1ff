"""Whether a question takes for granted what the evidence tells the other way round."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.analysis import terms_in
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.verification.agreement import opposites_of

LOOKED_AT = 6
"""How many of the best sentences must be without the question's verb."""
LIKELIEST = 3
"""How many of the words that may be its verb are looked at."""
REFUTED = 0.1
"""The confidence that is left to a question whose premise the best sentence contradicts."""
_OPEN = frozenset({AnswerKind.YES_NO, AnswerKind.QUOTE, AnswerKind.REASON})
"""Kinds of questions that take nothing for granted, or that the opposite may answer."""


def contradicts_premise(shape: QuestionShape, sentences: Sequence[str]) -> bool:
    """Whether the best sentence has the opposite of a verb that none of the best sentences has.

    "When did it withdraw from the treaty?", of articles that only tell when it ratified it. English
    only.

    Args:
        shape: of the question.
        sentences: the texts of the evidence, best first.
    """
    if shape.language != "en" or shape.wanted in _OPEN or shape.negated or not sentences:
        return False
    best = frozenset(terms_in(sentences[0], "en"))
    told = frozenset(term for text in sentences[:LOOKED_AT] for term in terms_in(text, "en"))
    asked = frozenset(term for verb in shape.verbs[:LIKELIEST] for term in terms_in(verb, "en"))
    return any(opposites_of(term) & best and not _means(term, told) for term in asked)


def _means(term: str, told: frozenset[str]) -> bool:
    """Whether a word of the same meaning is told: itself, or one with the same opposites."""
    return term in told or any(opposites_of(term) & opposites_of(other) for other in told)
