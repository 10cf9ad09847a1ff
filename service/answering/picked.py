"""The sentences picked for an answer, and which of them goes first.

A sentence that gives no fact, or another sort of thing than is asked for, stands behind the best
one that gives what is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from corpus.analysis import words_in
from corpus.models import Article
from service.answering.evidence import EvidenceSentence
from service.answering.mismatches import names_the_payment
from service.answering.one_event import have_nothing_in_common
from service.answering.question_shape import QuestionShape
from service.answering.reading_opinion import Reading
from service.answering.seeking import sought_by
from service.answering.short_answer import candidate, points_elsewhere
from service.answering.unsettled import amount_in
from service.answering.values import (
    Agreement,
    Amount,
    Calendar,
    Value,
    read,
    same_value,
    values_in,
)
from service.answering.values.apart import is_taken_back
from service.answering.values.binding import best_value

MOST_BEHIND = 3.0
"""How far, in log-odds, a sentence may score behind one of another sort and still go first."""
LEAST_SPAN = -5.0
"""The reader's logit of the passage's answer from which on it holds the sentence for one."""
AS_LIKELY = 0.6
"""Two sentences that score so close, in log-odds, are as likely to answer."""
_CONSIDERED = 12
_RIVALS = 3
"""So many of the best sentences may give another amount than the first."""
_ANOTHER_TIME = timedelta(days=400)
"""Articles so far apart tell of another edition of what happens every year."""
_LESS_READ = 2.0
"""So far, in the reader's log-odds, a sentence is behind the first where it is no answer to it."""


@dataclass(frozen=True, slots=True)
class Picked:
    """An evidence sentence with its score, in log-odds up to a constant, and the reader's view.

    ``lead`` is its score above the best of all others; ``agreement`` the signal "corroboration";
    ``closely`` the checker's view where it looked, ``is_abroad`` whether that is the checker of
    other languages than English.
    """

    sentence: EvidenceSentence
    score: float
    reading: Reading | None = None
    lead: float = 0.0
    agreement: float = 0.0
    closely: Reading | None = None
    is_abroad: bool = False


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


def rival_of(shape: QuestionShape, ranked: Sequence[Picked]) -> Picked | None:
    """The sentence as likely as the first that gives another amount; ``None`` where none does.

    Args:
        shape: of the question.
        ranked: at least one sentence, the one to be shown first at the head.
    """
    first, own = ranked[0], _amount(shape, ranked[0])
    if own is None or shape.parts:
        return None
    for one in ranked[1:_RIVALS]:
        is_likely = abs(first.score - one.score) <= AS_LIKELY and _reads_as_well(one, first)
        other = _amount(shape, one) if is_likely else None
        if other is not None and same_value(own, other) is Agreement.DIFFERENT:
            return one
    return None


def standing_first(shape: QuestionShape, ranked: Sequence[Picked], rival: Picked) -> list[Picked]:
    """The sentences with the rival of the first before it where it stands and the first does not.

    Its article is the newer one, or it says itself that the other amount holds no longer.
    """
    first, other = (one.sentence.quote.article.published_at for one in (ranked[0], rival))
    is_newer = first is not None and other is not None and other > first
    if not (is_newer or _takes_back(shape, rival, ranked[0])):
        return list(ranked)
    return [rival, *(one for one in ranked if one is not rival)]


def _takes_back(shape: QuestionShape, one: Picked, other: Picked) -> bool:
    """Whether a sentence says that the amount of the other held once: "not the six weeks ..."."""
    amount, quote = _amount(shape, other), one.sentence.quote
    if amount is None:
        return False
    reading = read(quote.text, quote.article.language)
    return any(
        _is_same_amount(value, amount) and is_taken_back(reading, value)
        for value in values_in(quote.text, quote.article.language, kinds=(amount.kind,))
    )


def _is_same_amount(one: Value, other: Value) -> bool:
    """Whether two values are one amount, or the same number of what only one of them names."""
    first, second = one.meaning, other.meaning
    if isinstance(first, Amount) and isinstance(second, Amount) and not (first.unit or first.nouns):
        return first.number == second.number
    return same_value(one, other) in {Agreement.SAME, Agreement.COMPATIBLE}


def is_of_another_event(shape: QuestionShape, one: Picked, first: Picked) -> bool:
    """Whether a further sentence is of another event than the first one.

    Its article is from before the year asked about, or names nothing that the question names, as
    the first one's does; or, where the question names nothing, nothing that the first one does; or
    it is of another year and the reader thinks little of it.
    """
    own, other = first.sentence.quote.article, one.sentence.quote.article
    if own.article_id == other.article_id or shape.parts or _holds_answer(shape, one, first):
        return False
    if _is_from_before(shape, one):
        return True
    is_read = own.language == other.language == shape.language
    if is_read and not shape.names and have_nothing_in_common(own, other):
        return True
    if is_read and shape.names:
        named = {name for name in shape.names if _names(name, own)}
        if named and not any(_names(name, other) for name in named):
            return True
    if own.published_at is None or other.published_at is None:
        return False
    is_apart = abs(own.published_at - other.published_at) > _ANOTHER_TIME
    return is_apart and not _reads_as_well(one, first, within=_LESS_READ)


def _holds_answer(shape: QuestionShape, one: Picked, first: Picked) -> bool:
    """Whether the sentence holds every word of the first one's likely short answer."""
    quote = first.sentence.quote
    span = candidate(shape, quote.text, quote.article.language, first.reading)
    words = set(words_in(quote.text[span.start : span.end])) if span else set()
    return bool(words) and words <= set(words_in(one.sentence.text))


def _is_from_before(shape: QuestionShape, one: Picked) -> bool:
    """Whether the article is older than every year that the question gives, and tells of none."""
    meanings = [date.meaning for date in shape.dates]
    years = [one.year for one in meanings if isinstance(one, Calendar) and one.year is not None]
    published = one.sentence.quote.article.published_at
    if not years or published is None or published.year >= min(years):
        return False
    return not {str(year) for year in years} & set(words_in(one.sentence.text))


def _names(name: str, article: Article) -> bool:
    """Whether an article holds the last word of a name."""
    last = words_in(name)[-1:]
    return bool(last) and last[0] in words_in(f"{article.title or ''} {article.text}")


def _reads_as_well(one: Picked, first: Picked, *, within: float = 1.0) -> bool:
    if one.reading is None or first.reading is None:
        return one.reading is first.reading
    return one.reading.sentence >= first.reading.sentence - within


def _amount(shape: QuestionShape, one: Picked) -> Value | None:
    quote = one.sentence.quote
    span = candidate(shape, quote.text, quote.article.language, one.reading)
    return None if span is None else amount_in(shape, quote.text, quote.article.language, span)
