"""The value in the words that a reader points at, also where the question's words do not say which.

"What did the yard charge" is asked of money and "when was the call sent out" of a time of day; a
"which" or "who" is told by a name.
"""

from __future__ import annotations

from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.reading_opinion import Reading
from service.answering.short_answer import value_at
from service.answering.values import Agreement, Value, ValueKind, same_value, values_in

_AMOUNTS = (
    ValueKind.MONEY,
    ValueKind.PERCENT,
    ValueKind.QUANTITY,
    ValueKind.DURATION,
    ValueKind.DATE,
    ValueKind.TIME_OF_DAY,
)
_OTHERWISE = {
    AnswerKind.DATE: (ValueKind.DATE, ValueKind.TIME_OF_DAY),
    AnswerKind.TIME_OF_DAY: (ValueKind.TIME_OF_DAY, ValueKind.DATE),
    AnswerKind.QUANTITY: (ValueKind.MONEY,),
    AnswerKind.OTHER: _AMOUNTS,
}
"""What may be told beside the kinds of value that a question asks for; of a time also where only
the words around it tell that it is one ("at ten to six")."""
_NAMED = (AnswerKind.PERSON, AnswerKind.ORGANISATION, AnswerKind.PLACE, AnswerKind.OTHER)


def told_value(
    shape: QuestionShape, text: str, language: str | None, reading: Reading
) -> Value | None:
    """The one amount, time or name in the words of a sentence that are read as the answer.

    Args:
        shape: of the question.
        text: of the sentence.
        language: of the sentence.
        reading: which words answer.

    Returns:
        ``None`` where the words hold none, or several amounts.
    """
    value = value_at(shape, text, language, reading)
    if value is not None:
        return value
    told = _inside(shape, text, language, reading, _OTHERWISE.get(shape.wanted, ()))
    if told:
        return told[0] if len(told) == 1 else None
    if shape.wanted not in _NAMED:
        return None
    names = _inside(shape, text, language, reading, (ValueKind.NAME,))
    return names[0] if names else None


def _inside(
    shape: QuestionShape,
    text: str,
    language: str | None,
    reading: Reading,
    kinds: tuple[ValueKind, ...],
) -> list[Value]:
    """The values of some kinds that the words touch, but those that the question gives."""
    if not kinds or reading.start >= reading.end:
        return []
    return [
        value
        for value in values_in(text, language, kinds=kinds)
        if value.start < reading.end
        and reading.start < value.end
        and not any(
            same_value(value, given) in {Agreement.SAME, Agreement.COMPATIBLE}
            for given in shape.given
        )
    ]
