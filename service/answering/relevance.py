"""How far a sentence that a model wrote answers the question, by the checker."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.answer import Quote
from service.answering.checker.checker import ENGLISH, Checker
from service.answering.evidence import Evidence
from service.answering.phrases import language_of_question


def relevance_of(
    checker: Checker,
    question: str,
    statement: str,
    quotes: Sequence[Quote],
    evidence: Evidence,
) -> float | None:
    """The checker's logit that the sentence, or what it quotes in its place, answers the question.

    ``None`` where it cannot read them: it knows English sentences only.
    """
    known = {quote.article.language for quote in quotes} <= {None, ENGLISH}
    if not known or language_of_question(statement) != ENGLISH:
        return None
    starts = {(quote.article.article_id, quote.start) for quote in quotes}
    around = dict.fromkeys(
        text
        for one in evidence.sentences
        if (one.quote.article.article_id, one.quote.start) in starts
        for text in (one.previous, one.text, one.following)
        if text
    )
    windows = [[statement], list(around)] if around else [[statement]]
    return checker.relevance(question, windows)
