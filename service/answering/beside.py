"""Whether a sentence that a model wrote answers the question, or is only true and near it.

What a quote supports may still answer nothing: "the dam was completed in 1964" to who built it.
What tells: that no value of the kind asked for stands in it, that it tells it of somebody else,
that the evidence hardly answers the question at all, that the reader model finds no answer in it.
"""

from __future__ import annotations

from corpus.errors import ModelUnavailable
from service.answering.holders import tells_of_another
from service.answering.phrases import language_of_question
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.values import ValueKind, values_in
from service.answering.values.compare import Agreement, same_value
from service.answering.values.polarity import is_negated


class BesideTheQuestion(ModelUnavailable):
    """What a model wrote is true and answers nothing; another answerer may."""


HARDLY = 0.25
"""The confidence below which evidence hardly answers: of 209 right sentences that a model would
write of it one was given at less, of 42 beside the question nine."""
NAMELESS = 0.4
"""The same for a "who" or "where" that is answered without any name."""
FAR = -1.6
"""The checker's logit below which sentence and quotes do not answer: of 880 right English ones in
`tests/cases/statements.jsonl` 5 in 100 are given less, of 273 beside the question 69; of the 126 of
its untouched sets one of 90 and 24 of 36."""
_AMOUNTS = (ValueKind.COUNT, ValueKind.QUANTITY, ValueKind.DURATION, ValueKind.ORDINAL)
_TIMES = (ValueKind.DATE, ValueKind.TIME_OF_DAY, ValueKind.DURATION, ValueKind.ORDINAL)
_ANY_OF = {
    AnswerKind.COUNT: (*_AMOUNTS, ValueKind.PERCENT),
    AnswerKind.QUANTITY: (*_AMOUNTS, ValueKind.DATE),
    AnswerKind.MONEY: (ValueKind.MONEY, ValueKind.COUNT, ValueKind.PERCENT),
    AnswerKind.PERCENT: (*_AMOUNTS, ValueKind.PERCENT),
    AnswerKind.DURATION: (*_AMOUNTS, ValueKind.DATE, ValueKind.TIME_OF_DAY),
    AnswerKind.DATE: _TIMES,
    AnswerKind.TIME_OF_DAY: _TIMES,
}
"""What may answer such a question, however loosely: a "when" by "ten days after the vote"."""
_NAMED = (AnswerKind.PERSON, AnswerKind.PLACE, AnswerKind.ORGANISATION)


def is_beside(
    shape: QuestionShape,
    statement: str,
    confidence: float | None,
    relevance: float | None = None,
) -> bool:
    """Whether the sentence is beside the question.

    A sentence that denies something may say that the articles do not tell, or correct the question:
    it is left alone.

    Args:
        shape: of the question.
        statement: a sentence of the answer.
        confidence: that the evidence answers, 0 to 1, where something says so.
        relevance: what the reader says of it, where it can (`relevance.py`).
    """
    language = language_of_question(statement)
    if is_negated(statement, language):
        return False
    chance = 1.0 if confidence is None else confidence
    is_far = relevance is not None and relevance < FAR
    if is_far or chance < HARDLY or tells_of_another(shape, statement, language):
        return True
    if shape.parts or (shape.wanted in _NAMED and chance >= NAMELESS):
        return False
    kinds = _ANY_OF.get(shape.wanted, (ValueKind.NAME,) if shape.wanted in _NAMED else ())
    return bool(kinds) and not _tells_more(shape, statement, language, kinds)


def _tells_more(
    shape: QuestionShape, statement: str, language: str, kinds: tuple[ValueKind, ...]
) -> bool:
    """Whether a value of these kinds stands in the sentence that the question does not give."""
    return any(
        not any(same_value(value, given) is Agreement.SAME for given in shape.given)
        for value in values_in(statement, language, kinds=kinds)
    )
