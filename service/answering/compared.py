"""Which of the picked sentences are compared for disagreement, and by which values they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from service.answering.answer import Quote
from service.answering.disagreement import Contradictions, ReadAnswers, find_contradictions, joined
from service.answering.one_event import tell_of_one_event
from service.answering.picked import Picked, settled
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.short_answer import read_value
from service.answering.told_value import told_value
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
LEAST_SENTENCE, SURE = -2.0, 1.0
"""The least logit of a sentence, and the logits of it and of its words together, from which on the
checker is sure that they answer, whatever other words stand around them."""
SURE_FIRST = 0.0
"""The same of the sentence that is shown as the answer."""
DENIED = -2.5
"""Below this logit of a sentence it is no side, whatever its words."""
FAR_BEHIND = 3.0
"""A sentence whose logit is so far below the first one's says no yes or no: it is of something else
(of 128 things told differently and 160 only seeming to be, 46 are told and 9 wrongly, without 49
and 13; ``told_differently`` and ``outlets_differ``, the halves looked at)."""
SURE_AFFIRMED = 0.8
"""From which log-odds on a yes or a no is sure: 86 in 100 of those held out, 94 of these right."""


def contradictions_of_facts(
    shape: QuestionShape,
    ranked: Sequence[Picked],
    affirmed: Mapping[Quote, float] | None = None,
) -> Contradictions:
    """Where the best sentences contradict one another, by sentences that tell facts alone.

    Args:
        shape: of the question.
        ranked: at least one sentence, best first.
        affirmed: log-odds that a sentence answers a yes-or-no question with yes.
    """
    affirmed = _near_first(ranked, affirmed or {})
    ranked = [*ranked[:COMPARED], *(one for one in ranked[COMPARED:] if _is_sure(one))]
    ranked = [one for one in ranked if not _is_denied(one)] or ranked
    found, facts = _contradictions(shape, ranked, affirmed), settled(shape, ranked)
    told = {one.sentence.quote for one in facts}
    sides = {q for one in found.disagreements for p in one.positions for q in p.quotes}
    return found if {*sides, *found.updates} <= told else _contradictions(shape, facts, affirmed)


def may_be_contradicted(shape: QuestionShape, ranked: Sequence[Picked]) -> bool:
    """Whether there is an answer that another story can contradict: a yes or no, or a value.

    Args:
        shape: of the question.
        ranked: sentences, some of which the checker has read.
    """
    if shape.wanted is AnswerKind.YES_NO:
        return True
    return any(_told_surely(shape, one) is not None for one in ranked[:CONSIDERED])


def _contradictions(
    shape: QuestionShape, ranked: Sequence[Picked], affirmed: Mapping[Quote, float]
) -> Contradictions:
    """Where the best sentences contradict one another, over each part of the question by itself."""
    if shape.parts:
        return joined(_contradictions(part, ranked, affirmed) for part in shape.parts)
    scale = AMOUNT_SCALE if shape.wanted in _AMOUNTS else OTHER_SCALE
    relevance: list[float] = []
    answers: list[Value | None] = []
    sure: set[int] = set()
    for place, picked in enumerate(ranked):
        quote = picked.sentence.quote
        value = read_value(shape, quote.text, quote.article.language, picked.reading)
        is_of_it = tell_of_one_event(ranked[0].sentence.quote.article, quote.article)
        least = SURE if place else SURE_FIRST
        if is_of_it and (told := _told_surely(shape, picked, least)) is not None:
            value = told
            sure.add(place)
        close = exp((picked.score - ranked[0].score) / scale) if value is None else 1.0
        answers.append(value)
        relevance.append(close if place < CONSIDERED else min(close, ONLY_IF_WHOLE))
        if place in sure or quote in affirmed:
            relevance[-1] = 1.0
    quotes = [picked.sentence.quote for picked in ranked]
    said = {
        place: affirmed[quote] > 0
        for place, quote in enumerate(quotes)
        if abs(affirmed.get(quote, 0.0)) >= SURE_AFFIRMED
    }
    known = ReadAnswers(frozenset(sure), said)
    return find_contradictions(shape, quotes, relevance=relevance, answers=answers, known=known)


def _near_first(ranked: Sequence[Picked], affirmed: Mapping[Quote, float]) -> dict[Quote, float]:
    """The yes and no of the sentences that answer nearly as surely as the first one."""
    looks = {one.sentence.quote: one.closely for one in ranked if one.closely is not None}
    first = looks.get(ranked[0].sentence.quote)
    if first is None:
        return dict(affirmed)
    least = first.sentence - FAR_BEHIND
    return {quote: odds for quote, odds in affirmed.items() if looks[quote].sentence >= least}


def _is_denied(picked: Picked) -> bool:
    """Whether the checker is sure that the sentence answers nothing, whatever words it holds."""
    return picked.closely is not None and picked.closely.sentence < DENIED


def _is_sure(picked: Picked, least: float = SURE) -> bool:
    """Whether the checker is sure of a sentence and of its words."""
    look = picked.closely
    if look is None or look.sentence < LEAST_SENTENCE:
        return False
    return look.sentence + look.span >= least


def _told_surely(shape: QuestionShape, picked: Picked, least: float = SURE) -> Value | None:
    """The value by which the sentence answers, where the checker is sure that it does."""
    if picked.closely is None or not _is_sure(picked, least):
        return None
    quote = picked.sentence.quote
    return told_value(shape, quote.text, quote.article.language, picked.closely)
