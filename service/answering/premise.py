"""Whether a question takes for granted that something was undone that was only done."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.analysis import terms_in
from service.answering.question_shape import AnswerKind, QuestionShape

LOOKED_AT = 6
"""How many of the best sentences must tell of no undoing."""
REFUTED = 0.1
"""The confidence that is left to a question whose premise the best sentence contradicts."""
_OPEN = frozenset({AnswerKind.YES_NO, AnswerKind.QUOTE, AnswerKind.REASON})
"""Kinds of questions that take nothing for granted, or that the opposite may answer."""


def _stems(words: str) -> frozenset[str]:
    return frozenset(term for word in words.split() for term in terms_in(word, "en"))


# Few, and one way only: whoever asks who bought something is answered by who sold it, and what
# becomes of a shop that closes is told by when it opens.
_UNDONE = _stems("withdraw withdrew withdrawn renounce revoke repeal rescind")
_TELLS_UNDOING = _UNDONE | _stems(
    "withdrawal leave left quit exit pull abandon cancel denounce end scrap"
)
_DONE = _stems("join sign ratify accede adopt enact approve introduce")


def contradicts_premise(shape: QuestionShape, sentences: Sequence[str]) -> bool:
    """Whether a question asks of an undoing where the best sentence tells only what was done.

    "When did it withdraw from the treaty?", of articles that tell when it ratified it. English
    only.

    Args:
        shape: of the question.
        sentences: the texts of the evidence, best first.
    """
    if shape.language != "en" or shape.wanted in _OPEN or shape.negated or not sentences:
        return False
    asked = frozenset(term for verb in shape.verbs for term in terms_in(verb, "en"))
    told = frozenset(term for text in sentences[:LOOKED_AT] for term in terms_in(text, "en"))
    best = frozenset(terms_in(sentences[0], "en"))
    return bool(asked & _UNDONE and best & _DONE) and not told & _TELLS_UNDOING
