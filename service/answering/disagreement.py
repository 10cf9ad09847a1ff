"""Where outlets give different values for the same thing.

Rounding, units, coarser dates and wording are no disagreement; neither are two values of one
story or of one outlet, a value its own sentence calls outdated, nor a running count that rises from
one day of publication to a later one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from corpus.models import StoryId
from service.answering.answer import DraftDisagreement, DraftPosition, Quote
from service.answering.antecedents import antecedent_of
from service.answering.apposition import classes_of, refers_by, refers_by_pronoun
from service.answering.bound_answers import Bound, compared, of_one_matter, vagueness
from service.answering.corrections import Correction, corrections
from service.answering.markers import statement_text
from service.answering.question_shape import QuestionShape
from service.answering.running_counts import IN_ALL, is_update
from service.answering.seeking import around, names_all, sought_by, sought_in
from service.answering.values import (
    VALUE_KINDS,
    Agreement,
    AnswerKind,
    Calendar,
    Name,
    Reading,
    Speech,
    Value,
    read,
    stems_of,
)
from service.answering.values.apart import is_of_a_part, is_of_other_dimension
from service.answering.values.binding import (
    best_value,
    is_about,
    names_no_subject,
    settled,
    stands,
    tells_all,
)
from service.answering.values.grouping import agreeing, contradicting
from service.answering.values.resolving import resolved
from service.answering.values.subject import subject_of
from service.answering.values.tellings import stems_in
from service.answering.values.tokens import folded
from service.answering.values.words import STATES, word_set
from service.answering.yes_no import bind_yes_no, polarity_word

__all__ = ["Contradictions", "find_contradictions", "joined", "sought_by"]

_LEAST_RELEVANCE = 0.5  # of the best sentence's
_LEAST_IF_WHOLE = 0.1  # the same for a sentence that holds every word asked about
_DAYS_APART = 60
_DAYS_OF_THIS_WEEK = 14
# A "who" has one answer only for these; any number of people may criticise or attend.
_EXCLUSIVE_STEMS = word_set(
    """score design write direct discover invent own succeed born held arrest crash buried place"""
)
_EXCLUSIVE = word_set(
    """win elect appoint lead coach murder found replace buy build beat defeat"""
) | set(stems_of(sorted(_EXCLUSIVE_STEMS)))
_BY_MANY_STEMS = word_set(
    """criticise criticize condemn praise support oppose attend warn blame demand visit help
    represent comment react protest speak argue join include involve accuse suspect arrest
    injure kill witness"""
)
_BY_MANY = frozenset(stems_of(sorted(_BY_MANY_STEMS)))
"""What many people may do, so that two names for it are no two sides."""
_PLACED = frozenset(stems_of(("sign", "die", "sink", "wed", "married")))
_BEFORE_DAYS = word_set("yesterday today tomorrow ayer hoy hier gestern heute ontem hoje")
_NAMED = (AnswerKind.PERSON, AnswerKind.ORGANISATION, AnswerKind.PLACE)


_PART_OF = re.compile(
    r"\b(?:(?:the )?(?:end|beginning|start|middle) of |early (?:in )?|late (?:in )?|mid[- ])"
    r"(?:the )?$"
)
"""Which part of a month or year is meant."""


class ReadAnswers(NamedTuple):
    """What a reader is sure of, by the places of the sentences.

    ``sure`` are those whose answers count whatever words stand around them; ``said`` those that say
    yes, or no.
    """

    sure: frozenset[int] = frozenset()
    said: Mapping[int, bool] = MappingProxyType({})


NOTHING_SURE = ReadAnswers()


class Contradictions(NamedTuple):
    """What is told differently: between outlets, and by one outlet at different times.

    ``updates`` are the quotes of an outlet that differs with itself, and of those that agree with
    it at one time, or those of a count that rose from day to day; the latest first, and last what
    has no date. ``latest`` is the value of the first of them, as written there, where it holds one.
    ``told`` are all the answers compared.
    """

    disagreements: tuple[DraftDisagreement, ...] = ()
    updates: tuple[Quote, ...] = ()
    latest: str | None = None
    told: tuple[Bound, ...] = ()


def find_contradictions(
    shape: QuestionShape,
    quotes: Sequence[Quote],
    *,
    relevance: Sequence[float],
    answers: Sequence[Value | None] | None = None,
    known: ReadAnswers = NOTHING_SURE,
) -> Contradictions:
    """The values that independent stories give differently in answer to one question.

    At most one disagreement per question or part of it. Positions are ordered by the number of
    stories behind them; each quotes one sentence per story. An outlet holds the position that it
    took last; without two outlets there is no disagreement, but an update.

    Args:
        shape: what is asked.
        quotes: sentences that may answer.
        relevance: how well each answers, 0 or more; those far below the best do not count.
        answers: the value by which each answers, where a reader is sure of one; the others are
            found by the question's words.
        known: what a reader is sure of.

    Raises:
        ValueError: The sequences differ in length.
    """
    answers = answers or [None] * len(quotes)
    if not len(quotes) == len(relevance) == len(answers):
        msg = f"{len(quotes)} quotes, but {len(relevance)} relevances, {len(answers)} answers"
        raise ValueError(msg)
    if shape.parts:
        return joined(
            find_contradictions(part, quotes, relevance=relevance, answers=answers, known=known)
            for part in shape.parts
        )
    if not _has_one_answer(shape, is_told=bool(known.sure)):
        return Contradictions()
    sought = sought_by(shape)
    if not known.sure and names_no_subject(sought) and not STATES & {*sought.verbs, *sought.terms}:
        return Contradictions()  # of different things
    most = max(relevance, default=0.0)
    classes = classes_of(shape.names, [quote.article for quote in quotes])
    bound = [
        one
        for place, (quote, score, answer) in enumerate(zip(quotes, relevance, answers, strict=True))
        if score >= _LEAST_IF_WHOLE * most
        and (
            one := _bind_said(shape, quote, score, is_yes=known.said[place])
            if place in known.said
            else _bind_surely(shape, quote, score, answer)
            if answer is not None and place in known.sure
            else _bind(shape, quote, score, answer, classes)
        )
        is not None
        and (score >= _LEAST_RELEVANCE * most or one.is_whole)
    ]
    if names_no_subject(sought):
        bound = of_one_matter(bound)
    told = _one_per_story(_told_in_all(shape, _of_one_time(shape, bound)))
    corrected = corrections(shape, told, quotes)
    gone = [one.answer for one in corrected]
    groups = contradicting(told, compared, vagueness=vagueness)
    sides = _sides(shape, _standing([one for one in told if one not in gone]))
    if known.sure and not _has_the_answer(sides, told, quotes[0]):
        sides = []
    if not sides:
        updates = _latest_first([one.quote for group in groups for one in group], corrected)
        latest = _value_in(updates, told)
        return Contradictions(updates=updates, latest=latest, told=tuple(bound))
    sides.sort(key=lambda group: -len(group))
    positions = tuple(
        DraftPosition(group[0].answer, tuple(one.quote for one in (*group, *vague)))
        for group, vague in zip(sides, _fitting_several(sides, told), strict=True)
    )
    about = subject_of(shape.wanted, shape.text, shape.language)
    return Contradictions((DraftDisagreement(about, positions),), told=tuple(bound))


def _has_one_answer(shape: QuestionShape, *, is_told: bool) -> bool:
    """Whether what is asked has one answer: many may criticise what was signed at one place.

    Of what a reader is sure to be told all has but what many may do; and who speaks says much.
    """
    if shape.wanted is AnswerKind.QUOTE:
        return False
    if is_told and shape.wanted in (*_NAMED, AnswerKind.OTHER):
        return _BY_MANY.isdisjoint(stems_of(shape.terms))
    if shape.wanted is AnswerKind.PLACE:
        return not (_EXCLUSIVE | _PLACED).isdisjoint(stems_of(shape.terms))
    return shape.wanted not in _NAMED or not _EXCLUSIVE.isdisjoint(stems_of(shape.verbs))


def _latest_first(quotes: Sequence[Quote], corrected: Sequence[Correction]) -> tuple[Quote, ...]:
    """The quotes of an update, with those by which an answer was taken back, in order of time."""
    every = [*quotes, *(quote for one in corrected for quote in (one.answer.quote, one.quote))]
    return tuple(sorted(dict.fromkeys(every), key=lambda one: one.published, reverse=True))


def _value_in(updates: Sequence[Quote], told: Sequence[Bound]) -> str | None:
    """The value of the newest quote, as written in it."""
    values = (one.value.text for one in told if one.value and one.quote in updates[:1])
    return next(values, None)


def joined(found: Iterable[Contradictions]) -> Contradictions:
    """What is told differently in the parts of one question."""
    each = list(found)
    return Contradictions(
        tuple(disagreement for one in each for disagreement in one.disagreements),
        tuple(dict.fromkeys(quote for one in each for quote in one.updates)),
    )


def _sides(shape: QuestionShape, told: Sequence[Bound]) -> list[list[Bound]]:
    """The answers that contradict one another, grouped; none where time explains it."""
    groups = contradicting(told, compared, vagueness=vagueness)
    return [] if len(groups) < 2 or is_update(shape, groups) else groups


def _has_the_answer(sides: Sequence[Sequence[Bound]], told: Sequence[Bound], best: Quote) -> bool:
    """Whether what the best sentence answers is on a side; of others nobody is told instead."""
    answer = next((one for one in told if one.quote == best), None)
    if answer is None:
        return True
    every = [one for side in sides for one in side]
    return answer in every or any(agreeing(compared(one, answer)) for one in every)


def _fitting_several(sides: Sequence[Sequence[Bound]], told: Sequence[Bound]) -> list[list[Bound]]:
    """For each side the answers so vague that they fit this and another one."""
    fitting = [
        [one for one in told if all(agreeing(compared(one, member)) for member in side)]
        for side in sides
    ]
    several = [one for one in told if sum(one in each for each in fitting) > 1]
    return [[one for one in several if one in each] for each in fitting]


def _bind(
    shape: QuestionShape,
    quote: Quote,
    relevance: float,
    answer: Value | None,
    classes: frozenset[str],
) -> Bound | None:
    """The quote with its answer, or ``None`` where it holds none to this question.

    A sentence about "the ferry" tells of the ferry that the question names, where the name stands
    before it.
    """
    reading = read(quote.text, quote.article.language)
    surroundings = around(quote)
    if not names_all(shape, surroundings, reading):
        return None
    sought = sought_in(shape, surroundings, reading)
    around_it = sought.named.difference(stems_in(reading))
    refers = refers_by(reading, classes) or refers_by_pronoun(quote, shape.names)
    if around_it < sought.terms and refers:
        sought = sought._replace(terms=sought.terms - around_it)
    if shape.wanted is AnswerKind.YES_NO:
        return bind_yes_no(shape, sought, quote, relevance)
    pointed = antecedent_of(quote, sought.counted)
    if pointed is not None and is_about(stems_in(reading), sought):
        number = pointed.value
        return Bound(pointed.quote, number, number.text, relevance, tells_all(reading, sought))
    found = best_value(reading, sought)
    of_kind = answer is not None and answer.kind in VALUE_KINDS.get(shape.wanted, ())
    if found is None and answer is not None and of_kind and stands(reading, answer, sought):
        found = answer
    if found is None or is_of_other_dimension(reading, found, shape.text):
        return None
    value = settled(found, sought)
    dated = resolved(value, quote.published_on, reading)
    return Bound(quote, dated, _inside(value, reading), relevance, tells_all(reading, sought))


def _bind_said(shape: QuestionShape, quote: Quote, relevance: float, *, is_yes: bool) -> Bound:
    """The quote with the yes or no that a reader is sure of."""
    return Bound(quote, None, polarity_word(shape, is_yes=is_yes), relevance, is_whole=True)


def _bind_surely(
    shape: QuestionShape, quote: Quote, relevance: float, answer: Value
) -> Bound | None:
    """The quote with an answer that needs no further word; ``None`` where it cannot be one."""
    reading = read(quote.text, quote.article.language)
    sought = sought_in(shape, around(quote), reading)
    is_other = is_of_other_dimension(reading, answer, shape.text)
    if is_other or is_of_a_part(reading, answer, shape.text):
        return None
    if not stands(reading, answer, sought, is_read=True):
        return None
    value = settled(answer, sought)
    dated = resolved(value, quote.published_on, reading)
    return Bound(quote, dated, _inside(value, reading), relevance, is_whole=True, is_read=True)


def _inside(value: Value, reading: Reading) -> str:
    """The value as written inside a sentence, without the capital of a sentence's first word."""
    first = next(token for token in reading.tokens if token.start >= value.start)
    begins = statement_text(reading.text).lstrip("“”\"'‘«„(").startswith(value.text)
    own_capital = isinstance(value.meaning, Calendar | Name | Speech) or first.text[1:].isupper()
    part = _PART_OF.search(reading.text, 0, value.start)
    if isinstance(value.meaning, Calendar) and part is not None:
        return f"{part.group()}{value.text}"
    if own_capital and first.low not in _BEFORE_DAYS:
        return value.text
    is_noun = reading.language == "de" and first.low.endswith("e")  # "Hunderte Menschen"
    return f"{value.text[0].lower()}{value.text[1:]}" if begins and not is_noun else value.text


def _of_one_time(shape: QuestionShape, bound: Sequence[Bound]) -> list[Bound]:
    """The answers published near the best one: what is months apart is about another event.

    Dates with a year stand for themselves and stay, as does what has no publication date.
    """
    dated = [one for one in bound if one.day is not None and not _has_year(one)]
    if not dated:
        return list(bound)
    best = max(dated, key=lambda one: one.relevance).day
    days = _DAYS_OF_THIS_WEEK if any(_is_relative(v) for v in shape.dates) else _DAYS_APART
    return [
        one
        for one in bound
        if one.day is None or best is None or _has_year(one) or abs((one.day - best).days) <= days
    ]


def _told_in_all(shape: QuestionShape, bound: Sequence[Bound]) -> list[Bound]:
    """Where it is asked how many in all, the answers that say so, if any does."""
    if not IN_ALL.search(folded(shape.text)):
        return list(bound)
    return [one for one in bound if IN_ALL.search(folded(one.quote.text))] or list(bound)


def _is_relative(value: Value) -> bool:
    return isinstance(value.meaning, Calendar) and value.meaning.relative


def _has_year(one: Bound) -> bool:
    """Whether the answer is a date written with its year."""
    meaning = one.value.meaning if one.value else None
    return (
        isinstance(meaning, Calendar)
        and meaning.year is not None
        and str(meaning.year) in one.answer
    )


def _one_per_story(bound: Sequence[Bound]) -> list[Bound]:
    """One answer per story: one that other stories share, else its newest, else its best."""
    stories: dict[StoryId, list[Bound]] = defaultdict(list)
    for one in bound:
        stories[one.story].append(one)

    def standing(one: Bound) -> tuple[bool, date, float]:
        shared = any(other.story != one.story and agreeing(compared(one, other)) for other in bound)
        return shared, one.day or date.min, one.relevance

    return [max(candidates, key=standing) for candidates in stories.values()]


def _standing(told: Sequence[Bound]) -> list[Bound]:
    """The answers without those that their own outlet contradicts later.

    Of answers of one moment the one stands that another outlet shares, else the best.
    """

    def standing(one: Bound) -> tuple[datetime, bool, float]:
        shared = any(other.voice != one.voice and agreeing(compared(one, other)) for other in told)
        return one.published, shared, one.relevance

    kept: list[Bound] = []
    for one in sorted(told, key=standing, reverse=True):
        own = (other for other in kept if other.voice == one.voice)
        if not any(compared(one, other) is Agreement.DIFFERENT for other in own):
            kept.append(one)
    return kept
