"""Which answers a later article takes back: "moved from 12 May", "had been planned for 3 July"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from service.answering.answer import Quote
from service.answering.bound_answers import Bound
from service.answering.question_shape import QuestionShape
from service.answering.seeking import around, names_all, sought_in
from service.answering.values import (
    VALUE_KINDS,
    Amount,
    Reading,
    Value,
    ValueKind,
    read,
    same_value,
)
from service.answering.values.apart import is_taken_back
from service.answering.values.binding import is_about, settled
from service.answering.values.finding import values_of
from service.answering.values.grouping import agreeing
from service.answering.values.tellings import stems_in


class Correction(NamedTuple):
    """An answer, and the quote by which it holds no longer."""

    answer: Bound
    quote: Quote


class _Gone(NamedTuple):
    quote: Quote
    value: Value


def corrections(
    shape: QuestionShape, answers: Sequence[Bound], quotes: Sequence[Quote]
) -> list[Correction]:
    """The answers that one of the quotes, published later, says to have been so before.

    Args:
        shape: what is asked.
        answers: to it.
        quotes: sentences that may be about it, whether or not they hold an answer themselves.
    """
    gone = [one for quote in quotes for one in _taken_back(shape, quote)]
    return [
        Correction(answer, later[0].quote)
        for answer in answers
        if answer.value is not None
        if (later := [one for one in gone if _takes_back(one, answer, answer.value)])
    ]


def _takes_back(gone: _Gone, answer: Bound, value: Value) -> bool:
    is_later = gone.quote.published > answer.published
    return is_later and agreeing(same_value(value, gone.value))


def _taken_back(shape: QuestionShape, quote: Quote) -> list[_Gone]:
    """The values that a sentence about what is asked says to hold no longer."""
    kinds = VALUE_KINDS.get(shape.wanted, ())
    reading = read(quote.text, quote.article.language)
    told = values_of(reading, kinds=kinds)
    values = [one for one in (*told, *_bare(reading, told)) if is_taken_back(reading, one)]
    if not values:
        return []
    surroundings = around(quote)
    sought = sought_in(shape, surroundings, reading)
    if not names_all(shape, surroundings, reading) or not is_about(stems_in(reading), sought):
        return []
    return [_Gone(quote, settled(value, sought)) for value in values]


def _bare(reading: Reading, told: Sequence[Value]) -> list[Value]:
    """The bare numbers behind an amount, in its unit: the 15,000 of "$20,000, up from 15,000"."""
    found = []
    for number in values_of(reading, kinds=(ValueKind.COUNT,)):
        before = [one for one in told if one.end <= number.start]
        if not before or before[-1].kind is ValueKind.COUNT:
            continue
        bare, unit = number.meaning, before[-1].meaning
        if isinstance(bare, Amount) and isinstance(unit, Amount):
            meaning = replace(bare, unit=unit.unit)
            found.append(replace(number, kind=before[-1].kind, meaning=meaning))
    return found
