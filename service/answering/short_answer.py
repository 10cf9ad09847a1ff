"""The short answer inside the sentence that answers: shown above it, never instead of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

import numpy as np

from corpus.analysis import words_in
from corpus.models import Span
from service.answering.calibration import ShortAnswerWeights
from service.answering.cutting import well_cut
from service.answering.disagreement import sought_by
from service.answering.mismatches import is_of_another_sort, of_the_half_asked
from service.answering.out_of_context import misleads
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.reading_opinion import Reading
from service.answering.values import (
    VALUE_KINDS,
    Agreement,
    Amount,
    Value,
    ValueKind,
    carries,
    read,
    same_value,
    values_in,
)
from service.answering.values.acts import acts_told
from service.answering.values.binding import best_value, eligible, stands
from service.answering.values.words import STATES

LONGEST_WORDS = 10
SURE_SPAN, SURE_SENTENCE = 4.0, 1.0
"""From here its words count in a disagreement, however the sentence compares with the best one."""
LEAST_CARRIED, LEAST_NAMED = 0.5, 0.1
"""How well the reader's words must hold a value of the kind that is asked for; what sort a name is
of is a guess, and a country can be a "who"."""

_WITHOUT = frozenset(
    {AnswerKind.YES_NO, AnswerKind.REASON, AnswerKind.DEFINITION, AnswerKind.QUOTE}
)
"""Kinds of questions that no few words answer."""
_CLIPPED = 30.0
_WHOLE = re.compile(
    r"\b(?:k?m/[hs]|(?:km|kilomet(?:re|er)s?|miles?) (?:per|an) hour)\b|"
    r"\d+(?:[.,]\d+)+|[^\W_]+(?:(?:[’'](?!s\b)|[&‑-])[^\W_]+)*"
)
_TO = re.compile(r"\s*(?:to|until|till|through|al?|hasta|à|au|jusqu'au|bis|at[ée]|[–—-])\s*")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}$")
"""The full stop of "a.m." is no end of a sentence."""
_MOVED = re.compile(
    r"\b(?:ris(?:en|es|ing)|rose|climb\w*|gr(?:ow\w*|ew)|jump\w*|increas\w+|went|gone|revis\w+|rais\w+|"
    r"fall\w*|fell|dropp?\w*|cut|lower\w*|reduc\w+|declin\w+|shr[auiu]nk|up|down)"
    r"(?: (?:again|sharply|slightly|further|since))? from (?:an? (?:earlier|initial|estimated) )?$",
    re.IGNORECASE,
)
"""Before the first of two numbers, the second of which is what stands now."""
_EDGES = " \t\n\r,;:.!?–—-"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a sentence beside its words, as far as its short answer depends on it.

    ``confidence`` that the evidence answers at all, 0 to 1; ``lead`` is the sentence's score above
    the best of all others, in log-odds, below 0 for all but the best; ``agreement`` is the
    logarithm of one plus the other stories that give the same words.
    """

    confidence: float
    lead: float
    agreement: float


def short_answer(  # noqa: PLR0913, PLR0917 - a sentence, and what is known of it
    shape: QuestionShape, text: str, language: str | None, reading: Reading | None,
    standing: Standing, weights: ShortAnswerWeights,
) -> Span | None:  # fmt: skip
    """Where the short answer stands in the sentence ``text``; ``None`` where none is likely."""
    span = candidate(shape, text, language, reading)
    if span is None or reading is None:
        return span
    row = np.array([inputs(shape, text[span.start : span.end], reading, standing)])
    odds = float(weights.chance.score(row)[0])
    chance = 1 / (1 + exp(-max(-_CLIPPED, min(_CLIPPED, odds))))
    return span if chance >= weights.threshold else None


def candidate(
    shape: QuestionShape, text: str, language: str | None, reading: Reading | None
) -> Span | None:
    """The words of the sentence that may be the short answer.

    The reader's words, if they hold a value of the kind asked for; else the only such value of the
    sentence that the question does not give itself, unless it is a name.
    """
    if shape.wanted in _WITHOUT or shape.parts:
        return None
    span = _read(shape, text, language, reading)
    span = None if span is None else well_cut(shape, text, language, span)
    if span is not None:
        span = _bound(shape, text, language, of_the_half_asked(shape, text, language, span))
    elif reading is None or reading.span < SURE_SPAN:
        # Words that it is sure of answer otherwise than by a value: the only one is another thing.
        span = _only_value(shape, text, language)
    if span is None or is_of_another_sort(shape, text, language, span):
        return None
    return None if misleads(shape, text, language, span) else span


def points_elsewhere(
    shape: QuestionShape, text: str, language: str | None, reading: Reading | None
) -> bool:
    """Whether the words that the reader points at are of another sort than is asked for."""
    if reading is None or shape.wanted in _WITHOUT or reading.start >= reading.end:
        return False
    span = Span(*_widened(text, reading.start, min(reading.end, len(text))))
    return is_of_another_sort(shape, text, language, span)


def inputs(
    shape: QuestionShape, words: str, reading: Reading, standing: Standing
) -> tuple[float, ...]:
    """What the chance of a short answer is reckoned from.

    How sure the reader is of the words and how far before others, what is known of the sentence,
    and how well the words fit the kind asked for.
    """
    return (
        reading.own_span,
        reading.lead,
        standing.confidence,
        standing.agreement,
        _carried(shape, words, _spoken(shape.language)) if shape.wanted in VALUE_KINDS else 0.5,
        standing.lead,
    )


def read_value(
    shape: QuestionShape, text: str, language: str | None, reading: Reading | None
) -> Value | None:
    """The amount or time by which the sentence answers, where the reader is sure of its words.

    ``None`` also where they hold none of the kind asked for, or several. Names are left to the
    words around them: the reader takes "a first-time author" for the answer to a "who".
    """
    if reading is None or reading.span < SURE_SPAN or reading.sentence < SURE_SENTENCE:
        return None
    return value_at(shape, text, language, reading)


def value_at(
    shape: QuestionShape, text: str, language: str | None, reading: Reading
) -> Value | None:
    """The one amount or time of the kind asked for in the words that are read as the answer."""
    span = _read(shape, text, language, reading)
    kinds = VALUE_KINDS.get(shape.wanted)
    if span is None or kinds is None or kinds == (ValueKind.NAME,):
        return None
    inside = [
        value
        for value in values_in(text, language, kinds=kinds)
        if value.start < span.end and span.start < value.end
    ]
    return inside[0] if len(inside) == 1 else None


def _read(
    shape: QuestionShape, text: str, language: str | None, reading: Reading | None
) -> Span | None:
    if reading is None or reading.start >= reading.end:
        return None
    start, end = _widened(text, reading.start, min(reading.end, len(text)))
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if _INITIALS.search(text, start, end + 1):
        end += 1
    words = text[start:end].split()
    if not 1 <= len(words) <= LONGEST_WORDS or _is_asked(shape, text[start:end]):
        return None
    if shape.wanted in VALUE_KINDS and not _holds(shape, text, language, Span(start, end)):
        return None
    if shape.wanted is AnswerKind.COUNT and _is_of_others(shape, text, language, Span(start, end)):
        return None
    return Span(start, end)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the words and numbers that it begins or ends in the middle of."""
    for word in _WHOLE.finditer(text):
        if word.start() < start < word.end():
            start = word.start()
        if word.start() < end < word.end():
            end = word.end()
    return start, end


def _bound(shape: QuestionShape, text: str, language: str | None, span: Span) -> Span | None:
    """The span, or where it holds several values the one that the question's words are nearest to.

    "2000 and ratified it in 2002" is two answers, of which one was asked for; for the six of "two
    of the six boats" stands the two.
    """
    kinds = VALUE_KINDS.get(shape.wanted, ())
    if kinds in {(), (ValueKind.NAME,)} or ValueKind.QUOTATION in kinds:
        return span
    touched = [
        value
        for value in values_in(text, language, kinds=kinds)
        if span.start < value.end and value.start < span.end
    ]
    whole = (
        len(touched) == 1 and isinstance(touched[0].meaning, Amount) and touched[0].meaning.whole
    )
    if not whole and (len(touched) < 2 or _is_range(text, touched)):
        return span
    reading, sought = read(text, language), sought_by(shape)
    best = best_value(reading, sought)
    told = best in touched or (whole and bool(acts_told(reading, sought)))
    return Span(best.start, best.end) if best and told else None


def _is_range(text: str, values: Sequence[Value]) -> bool:
    """Whether the values are the two ends of one: "from 20 November to 11 December".

    What "rose from seven to eleven" is eleven.
    """
    if _MOVED.search(text, 0, values[0].start):
        return False
    return all(_TO.fullmatch(text[one.end : other.start]) for one, other in pairwise(values))


def _holds(shape: QuestionShape, text: str, language: str | None, span: Span) -> bool:
    least = LEAST_NAMED if VALUE_KINDS.get(shape.wanted) == (ValueKind.NAME,) else LEAST_CARRIED
    spoken = _spoken(language)
    if _carried(shape, text[span.start : span.end], spoken) >= least:
        return True
    if spoken is None or shape.wanted is not AnswerKind.TIME_OF_DAY:
        return False
    return any(
        value.start < span.end and span.start < value.end and not _is_given(shape, value)
        for value in values_in(text, spoken, kinds=(ValueKind.TIME_OF_DAY,))
    )  # the "20.30" of "a las 20.30 horas" is none by itself


def _spoken(language: str | None) -> str | None:
    """The language by which a few words are read: "31 días" alone says too little of it.

    ``None`` for English, which words that say nothing are taken for.
    """
    return None if _is_english(language) else language


def _carried(shape: QuestionShape, words: str, language: str | None) -> float:
    return carries(words, shape.wanted, excluding=shape.given, language=language)


def _is_given(shape: QuestionShape, value: Value) -> bool:
    return any(same_value(value, given) is Agreement.SAME for given in shape.given)


def _is_english(language: str | None) -> bool:
    return (language or "en")[:2].lower() == "en"


def _is_of_others(shape: QuestionShape, text: str, language: str | None, span: Span) -> bool:
    """Whether the number in the span counts the injured where the dead are asked for."""
    sought = sought_by(shape)
    asked = STATES & {*sought.terms, *sought.verbs, *sought.counted}
    counted = [
        value.meaning.state
        for value in values_in(text, language, kinds=(ValueKind.COUNT,))
        if isinstance(value.meaning, Amount) and value.start < span.end and span.start < value.end
    ]
    return bool(asked and counted) and all(state and state not in asked for state in counted)


def _is_asked(shape: QuestionShape, words: str) -> bool:
    """Whether the question says nothing less itself."""
    return set(words_in(words)) <= set(words_in(shape.text))


def _span_of(value: Value) -> Span:
    return Span(value.start, value.end)


def _only_value(shape: QuestionShape, text: str, language: str | None) -> Span | None:
    kinds = VALUE_KINDS.get(shape.wanted)
    if kinds is None or kinds == (ValueKind.NAME,):
        return None  # what sort a name is of is a guess: the only one may be a law, not a firm
    counts = shape.wanted is AnswerKind.COUNT
    values = [
        value
        for value in values_in(text, language, kinds=kinds)
        if not _is_given(shape, value)
        and (not _is_english(language) or _holds(shape, text, language, _span_of(value)))
        and not (counts and _is_of_others(shape, text, language, _span_of(value)))
    ]
    if not _is_english(language):
        values = _standing(shape, text, language, values)
    if counts and not all(eligible(v, sought_by(shape)) for v in values):
        return None
    if len(values) != 1 or len(values[0].text.split()) > LONGEST_WORDS:
        return None
    return Span(values[0].start, values[0].end)


def _standing(
    shape: QuestionShape, text: str, language: str | None, values: Sequence[Value]
) -> list[Value]:
    """The values without those that the sentence tells of something else: the day of a statement.

    No reader has read these languages, so that nothing else tells them apart.
    """
    reading, sought = read(text, language), sought_by(shape)
    return [value for value in values if stands(reading, value, sought)]
