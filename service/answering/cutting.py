"""A short answer cut where it ends: a list of names whole, a date without an age, no clause."""

from __future__ import annotations

import re

from corpus.models import Span
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.values import ValueKind, values_in
from service.answering.values.acts import is_past
from service.answering.values.statements import AUXILIARY
from service.answering.values.tokens import tokens_of
from service.answering.values.words import word_set

_NAMED = (AnswerKind.PERSON, AnswerKind.ORGANISATION, AnswerKind.PLACE, AnswerKind.OTHER)
_JOINED = re.compile(r"(?:, |,? (?:and|y|e|et|und) )(?:the )?")
_PLURAL = re.compile(
    r"\s*(?:which (?:(?:two|three|four|other|big|large|foreign|local|new) )?\w+s\b(?<!ss)"
    r"|who (?:are|were)\b|(?:qu[eé]|cu[aá]les|quels|quelles|welche) \w+(?:s|en)\b"
    r"|quiénes\b)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r",?\s+(?:aged|at the age of|al? los|à l['’]âge de|im alter von)\b.*", re.IGNORECASE | re.DOTALL
)
_RELATIVE = word_set("who which that when after because")


def well_cut(shape: QuestionShape, text: str, language: str | None, span: Span) -> Span | None:
    """The span, or as much more or less of the sentence as answers; ``None`` for a whole clause.

    Args:
        shape: of the question.
        text: the sentence.
        language: ISO 639-1 code of the sentence, where known.
        span: what a reader took for the answer, in code points of ``text``.
    """
    words = text[span.start : span.end]
    if shape.wanted is AnswerKind.DATE and (age := _AGE.search(words)) and age.start():
        return Span(span.start, span.start + age.start())
    if shape.wanted not in _NAMED:
        return span
    if _PLURAL.match(shape.text):
        return _whole_list(text, language, span)
    is_clause = shape.wanted is not AnswerKind.OTHER and _is_clause(words)
    return None if is_clause else span


def _whole_list(text: str, language: str | None, span: Span) -> Span:
    """The list of names that the span is one of."""
    names = values_in(text, language, kinds=(ValueKind.NAME,))
    inside = [n for n, name in enumerate(names) if span.start <= name.start < span.end]
    if not inside:
        return span
    first, last = inside[0], inside[-1]
    while first > 0 and _JOINED.fullmatch(text[names[first - 1].end : names[first].start]):
        first -= 1
    while last + 1 < len(names) and _JOINED.fullmatch(
        text[names[last].end : names[last + 1].start]
    ):
        last += 1
    return Span(min(span.start, names[first].start), max(span.end, names[last].end))


def _is_clause(words: str) -> bool:
    """Whether a verb stands behind the first word: "Ovi Marr resigned after the vote"."""
    return any(
        token.low in AUXILIARY | _RELATIVE or is_past(token) for token in tokens_of(words)[1:]
    )
