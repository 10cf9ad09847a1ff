"""How far a sentence that a model wrote answers the question, by the checker."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.answer import Quote
from service.answering.checker.checker import ENGLISH, Checker
from service.answering.phrases import language_of_question


def relevance_of(
    checker: Checker, question: str, statement: str, quotes: Sequence[Quote]
) -> float | None:
    """How far the sentence and its quotes answer the question: the mean of two logits.

    ``None`` where the checker cannot read them: it knows English sentences only.
    """
    known = {quote.article.language for quote in quotes} <= {None, ENGLISH}
    if not known or language_of_question(statement) != ENGLISH:
        return None
    told = list(dict.fromkeys(quote.text for quote in quotes))
    return checker.relevance(question, [[statement], told] if told else [[statement]])
