"""Which of the picked sentences are compared for disagreement, and by which values they answer."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from service.answering.disagreement import Contradictions, find_contradictions, joined
from service.answering.picked import Picked, settled
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.short_answer import read_value, value_at
from service.answering.values import Value

AMOUNT_SCALE, OTHER_SCALE = 7.5, 1.5
"""Log-odds over which a sentence's say in a disagreement falls to 1/e: an outlet that contradicts
an amount often does so in passing, while most other dates and names belong to other events."""
_AMOUNTS = (
    AnswerKind.COUNT,
    AnswerKind.QUANTITY,
    AnswerKind.MONEY,
    AnswerKind.PERCENT,
    AnswerKind.DURATION,
)
CONSIDERED = 12
"""How many of the best sentences are compared for disagreement."""
COMPARED, ONLY_IF_WHOLE = 60, 0.4
"""How many are where they hold every word asked about, and how relevant they are then at most."""
SURE_SENTENCE, SURE_SPAN, NEAR = 1.0, 1.0, 1.0
"""From which logits on of a sentence and of its words the checker is sure that they answer,
whatever other words stand around them, and how far behind the best sentence at most."""


def contradictions_of_facts(shape: QuestionShape, ranked: Sequence[Picked]) -> Contradictions:
    """Where the best sentences contradict one another, by sentences that tell facts alone.

    Args:
        shape: of the question.
        ranked: at least one sentence, best first.
    """
    found, facts = _contradictions(shape, ranked), settled(shape, ranked)
    told = {one.sentence.quote for one in facts}
    sides = {q for one in found.disagreements for p in one.positions for q in p.quotes}
    return found if {*sides, *found.updates} <= told else _contradictions(shape, facts)


def _contradictions(shape: QuestionShape, ranked: Sequence[Picked]) -> Contradictions:
    """Where the best sentences contradict one another, over each part of the question by itself."""
    if shape.parts:
        return joined(_contradictions(part, ranked) for part in shape.parts)
    scale = AMOUNT_SCALE if shape.wanted in _AMOUNTS else OTHER_SCALE
    relevance: list[float] = []
    answers: list[Value | None] = []
    sure: set[int] = set()
    for place, picked in enumerate(ranked[:COMPARED]):
        quote = picked.sentence.quote
        value = read_value(shape, quote.text, quote.article.language, picked.reading)
        if (told := _told_surely(shape, picked, ranked[0].score)) is not None:
            value = told
            sure.add(place)
        close = exp((picked.score - ranked[0].score) / scale) if value is None else 1.0
        answers.append(value)
        relevance.append(close if place < CONSIDERED else min(close, ONLY_IF_WHOLE))
    quotes = [picked.sentence.quote for picked in ranked[:COMPARED]]
    return find_contradictions(shape, quotes, relevance=relevance, answers=answers, sure=sure)


def _told_surely(shape: QuestionShape, picked: Picked, best: float) -> Value | None:
    """The amount or time by which the sentence answers, where the checker is sure that it does."""
    look = picked.closely
    if look is None or look.sentence < SURE_SENTENCE or look.span < SURE_SPAN:
        return None
    if best - picked.score > NEAR:
        return None
    quote = picked.sentence.quote
    return value_at(shape, quote.text, quote.article.language, look)
