"""Whether words of a sentence, shown alone, would say what the sentence does not.

"When will it run again?" is not answered by the "2027" of "will not run before 2027", and who
refused to concede on Wednesday did not concede then.
"""

from __future__ import annotations

from corpus.models import Span
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.seeking import sought_by
from service.answering.speakers import is_only_a_speaker
from service.answering.values import (
    LENGTH_UNIT,
    Amount,
    Reading,
    ValueKind,
    read,
    stems_of,
    values_of,
)
from service.answering.values.acts import acts_told, is_of_another_act
from service.answering.values.amount_words import INCLUDING
from service.answering.values.apart import is_part_of_others, is_told_of_the_whole
from service.answering.values.polarity import flips, negates
from service.answering.values.tellings import stems_in
from service.answering.values.tokens import tokens_of
from service.answering.values.words import word_set

_TIMES = (AnswerKind.DATE, AnswerKind.TIME_OF_DAY)
_AMOUNTS = (AnswerKind.MONEY, AnswerKind.COUNT, AnswerKind.QUANTITY)
_SINCE = word_set("since desde depuis seit")
_FIRST = word_set(
    """first most worst only primer primera primero peor premier premiere pire erste ersten erster
    primeiro primeira pior"""
)
_BEFORE = word_set("before until till antes hasta avant vor bis ate")
_OPENING = word_set("on in at since by from the") | _SINCE
_FORCES = frozenset(("strong", "fast"))
_GIVEN_UP = word_set("dropped drops scrapped scraps abandoned abandons")
_RATES = word_set("per each every apiece pro por par cada je chaque")
_ENDS = frozenset(";:.!?—–")
_NEAR = 4
"""Tokens between a word and what it bears on."""
_FAR = 8


def misleads(shape: QuestionShape, text: str, language: str | None, span: Span) -> bool:
    """Whether the words of ``span``, shown as the short answer, would be a wrong one.

    Args:
        shape: of the question.
        text: the sentence that the words are from.
        language: ISO 639-1 code of the sentence, where known.
        span: of the words, in code points of ``text``.
    """
    reading = read(text, language)
    first = next((n for n, t in enumerate(reading.tokens) if t.end > span.start), 0)
    after = next((n for n, t in enumerate(reading.tokens) if t.start >= span.end), -1)
    after = len(reading.tokens) if after < 0 else after
    if shape.wanted in _TIMES and _is_of_another_time(shape, reading, span):
        return True
    if shape.wanted in _AMOUNTS and _is_no_rate(shape, reading, after):
        return True
    if shape.wanted is AnswerKind.COUNT and _is_a_part(shape, reading, span):
        return True
    if shape.wanted is AnswerKind.QUANTITY and _is_no_force(shape, reading, span):
        return True
    if is_only_a_speaker(shape, reading, first, after):
        return True
    return not shape.negated and _is_undone(shape, reading)


def _is_of_another_time(shape: QuestionShape, reading: Reading, span: Span) -> bool:
    """Whether the time is when something else was so, or tells only a bound."""
    sought = sought_by(shape)
    tokens = reading.tokens
    at = next((n for n, token in enumerate(tokens) if token.end > span.start), 0)
    while at < len(tokens) - 1 and tokens[at + 1].end <= span.end and tokens[at].low in _OPENING:
        at += 1
    if acts_told(reading, sought) and is_of_another_act(reading, at, sought):
        return True
    if sought.ahead and reading.low(at - 1) in _SINCE:
        return True
    return _is_a_bound(shape, reading, at)


def _is_a_bound(shape: QuestionShape, reading: Reading, first: int) -> bool:
    """Whether something is told to be the first since then, or not to be so before."""
    asked = {token.low for token in tokens_of(shape.text)}
    before = _lows(reading, first - _NEAR, first)
    if _SINCE & set(before) - asked:  # "closed since Monday" is when it was closed
        earlier = _lows(reading, first - _FAR - _NEAR, first)
        return any(low in _FIRST or low.endswith("est") for low in earlier)
    bounds = [n for n, low in enumerate(before) if low in _BEFORE - asked]
    if not bounds:
        return False
    at = max(first - _NEAR, 0) + bounds[-1]
    return any(map(negates, _lows(reading, at - _FAR, at)))


def _is_a_part(shape: QuestionShape, reading: Reading, span: Span) -> bool:
    """Whether the number is of some of those asked about, or of all: "four of the ten"."""
    counted = set(stems_of(shape.counted))
    for value in values_of(reading, kinds=(ValueKind.COUNT,)):
        if not (value.start < span.end and span.start < value.end):
            continue
        if is_part_of_others(reading, value):
            return True
        if isinstance(value.meaning, Amount) and value.meaning.whole:
            return True
        if is_told_of_the_whole(reading, value, sought_by(shape)):
            return True
        first = next(n for n, token in enumerate(reading.tokens) if token.end > value.start)
        meaning = value.meaning
        own = {meaning.unit, *meaning.nouns} if isinstance(meaning, Amount) else set()
        if reading.low(first - 1) in INCLUDING and counted.isdisjoint(own):
            return True
    return False


def _is_no_rate(shape: QuestionShape, reading: Reading, after: int) -> bool:
    """Whether a sum for each of many is asked for, and this is one for all."""
    asked = [token.low for token in tokens_of(shape.text)]
    if "per" not in asked and "each" not in asked:
        return False
    near = {*_lows(reading, after - _NEAR, after), *_lows(reading, after, after + _NEAR)}
    return near.isdisjoint(_RATES | {"a", "an"})


def _is_no_force(shape: QuestionShape, reading: Reading, span: Span) -> bool:
    """Whether a length stands where "how strong" or "how fast" is asked."""
    if _FORCES.isdisjoint(token.low for token in tokens_of(shape.text)):
        return False
    units = {
        value.meaning.unit
        for value in values_of(reading, kinds=(ValueKind.QUANTITY,))
        if isinstance(value.meaning, Amount) and value.start < span.end and span.start < value.end
    }
    return units == {LENGTH_UNIT}


def _is_undone(shape: QuestionShape, reading: Reading) -> bool:
    """Whether what the question asks about was refused or given up, wherever it is told."""
    verbs = set(stems_of(shape.verbs))
    told = [at for at, stem in enumerate(stems_in(reading)) if stem in verbs]
    return bool(told) and all(_is_refused(reading, at) for at in told)


def _is_refused(reading: Reading, verb: int) -> bool:
    for at in range(verb - 1, max(verb - _FAR, -1), -1):
        low = reading.low(at)
        if low in _ENDS or low == ",":
            return False
        if flips(low) or low in _GIVEN_UP:
            return reading.low(at + 1) != "only"
    return False


def _lows(reading: Reading, start: int, end: int) -> list[str]:
    """The words there, from the last mark before the end on."""
    lows = [reading.low(at) for at in range(max(start, 0), min(end, len(reading.tokens)))]
    marks = [n for n, low in enumerate(lows) if low in _ENDS]
    return lows[marks[-1] + 1 :] if marks else lows
