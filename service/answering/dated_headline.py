"""The day that "Wednesday night" of a short answer was, written behind it.

A short answer stands above its quote, away from the article's date: "Wednesday night" alone tells
no reader which.
"""

from __future__ import annotations

from datetime import date

from corpus.models import Span
from service.answering.answer import Quote
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.values import ValueKind, read, values_of
from service.answering.values.resolving import resolved
from service.answering.values.value import Calendar, Value

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
}
_WRITTEN = {
    "en": "{0} {1} {2}",
    "es": "{0} de {1} de {2}",
    "fr": "{0} {1} {2}",
    "de": "{0}. {1} {2}",
    "pt": "{0} de {1} de {2}",
}


def with_day(words: str, shape: QuestionShape, quote: Quote, span: Span) -> str:
    """The short answer with the day that its weekday or "yesterday" stands for.

    Unchanged where a time is not asked for, where it names no such day or several times, and where
    the article has no date.

    Args:
        words: the short answer as running text.
        shape: what is asked.
        quote: that holds it.
        span: where, in the text of the quote.
    """
    if shape.wanted is not AnswerKind.DATE:
        return words
    reading = read(quote.text, quote.article.language)
    times = [
        value
        for value in values_of(reading, kinds=(ValueKind.DATE,))
        if value.start < span.end and span.start < value.end
    ]
    if len(times) != 1:
        return words
    day = _day(resolved(times[0], quote.published_on, reading), times[0])
    return words if day is None else f"{words} ({_written(day, reading.language)})"


def _day(told: Value, value: Value) -> date | None:
    """The whole date that a value was resolved to; ``None`` where it was left as it is."""
    meaning = told.meaning
    if told is value or not isinstance(meaning, Calendar):
        return None
    if not (meaning.year and meaning.month and meaning.day):
        return None
    return date(meaning.year, meaning.month, meaning.day)


def _written(day: date, language: str) -> str:
    known = language if language in _WRITTEN else "en"
    return _WRITTEN[known].format(day.day, _MONTHS[known].split()[day.month - 1], day.year)
