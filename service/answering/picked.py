"""The sentences picked for an answer, and which of them goes first.

A sentence that gives no fact, or another sort of thing than is asked for, stands behind the best
one that gives what is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.answering.evidence import EvidenceSentence
from service.answering.mismatches import names_the_payment
from service.answering.question_shape import QuestionShape
from service.answering.reading_opinion import Reading
from service.answering.seeking import sought_by
from service.answering.short_answer import candidate, points_elsewhere
from service.answering.values import read
from service.answering.values.binding import best_value

MOST_BEHIND = 3.0
"""How far, in log-odds, a sentence may score behind one of another sort and still go first."""
LEAST_SPAN = -5.0
"""The reader's logit of the passage's answer from which on it holds the sentence for one."""
_CONSIDERED = 12


@dataclass(frozen=True, slots=True)
class Picked:
    """An evidence sentence with its score, in log-odds up to a constant, and the reader's view.

    ``lead`` is its score above the best of all others; ``agreement`` the signal "corroboration".
    """

    sentence: EvidenceSentence
    score: float
    reading: Reading | None = None
    lead: float = 0.0
    agreement: float = 0.0


def settled_first(shape: QuestionShape, ranked: Sequence[Picked]) -> list[Picked]:
    """The sentences with the first that gives what is asked before those that point elsewhere.

    Args:
        shape: of the question.
        ranked: at least one sentence, best first; the order of the others is kept.
    """
    if shape.parts or not _points_elsewhere(shape, ranked[0]):
        return list(ranked)
    best = next((one for one in ranked[1:_CONSIDERED] if _gives_what_is_asked(shape, one)), None)
    if best is None or ranked[0].score - best.score > MOST_BEHIND:
        return list(ranked)
    rivals = [one for one in ranked if one is not best and not _points_elsewhere(shape, one)]
    lead = best.score - max((one.score for one in rivals), default=best.score)
    first = replace(best, lead=lead)
    return [first, *(one for one in ranked if one is not best)]


def settled(shape: QuestionShape, ranked: Sequence[Picked]) -> list[Picked]:
    """The sentences without those that point elsewhere, where the first one does not."""
    if shape.parts or _points_elsewhere(shape, ranked[0]):
        return list(ranked)
    return [one for one in ranked if not _points_elsewhere(shape, one)]


def _points_elsewhere(shape: QuestionShape, one: Picked) -> bool:
    quote = one.sentence.quote
    return points_elsewhere(shape, quote.text, quote.article.language, one.reading)


def _gives_what_is_asked(shape: QuestionShape, one: Picked) -> bool:
    """Whether the sentence has a likely short answer: by its words, or by the reader's opinion."""
    quote = one.sentence.quote
    span = candidate(shape, quote.text, quote.article.language, one.reading)
    if span is None:
        return False
    names_it = names_the_payment(shape, quote.text, span)
    if names_it is not None:
        return names_it
    if one.reading is not None and one.reading.span >= LEAST_SPAN:
        return True
    value = best_value(read(quote.text, quote.article.language), sought_by(shape))
    return value is not None and value.start < span.end and span.start < value.end
