"""Quotes with the value by which each answers, and how two of them stand to each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from corpus.models import StoryId
from service.answering.answer import Quote
from service.answering.independence import voice_of
from service.answering.values import (
    Agreement,
    Amount,
    Calendar,
    Clock,
    Name,
    NameSort,
    Value,
    ValueKind,
    read,
    same_value,
    values_in,
)
from service.answering.values.ages import is_age
from service.answering.values.apart import is_taken_back
from service.answering.values.compare import within_bound
from service.answering.values.name_words import CITIES, COUNTRIES
from service.answering.values.tokens import folded

_PAIR = 2
_BEGINNING = 400  # characters
_DISTANCE = re.compile(r"\b(?:fewer|less|more|higher|lower|later|earlier|up|down)\b")
_OWNING = "her|his|with|for|captain of|coach of|su|sa|son|ses|seine|seinen|ihre|ihren|seu|sua"


class Bound(NamedTuple):
    """A quote with the value by which it answers."""

    quote: Quote
    value: Value | None
    answer: str
    relevance: float
    is_whole: bool = False
    """Whether the sentence holds every word asked about, but names that stand around it."""
    is_read: bool = False
    """Whether a reader is sure of the answer, whatever words stand around it."""

    @property
    def story(self) -> StoryId:
        """The story that its article tells."""
        return self.quote.article.story_id

    @property
    def voice(self) -> str:
        """Whose words it counts as."""
        return voice_of(self.quote.article)

    @property
    def published(self) -> datetime:
        """When its article was published; what is not dated comes before all others."""
        return self.quote.published

    @property
    def day(self) -> date | None:
        """The day on which its article was published, where that is known."""
        return self.quote.published_on


def compared(one: Bound, other: Bound) -> Agreement:
    """How two answers to one question stand to each other; without values by their words."""
    if one.value is None or other.value is None:
        return Agreement.SAME if one.answer == other.answer else Agreement.DIFFERENT
    if _is_member(one, other) or _is_member(other, one) or _may_hold(one, other):
        return Agreement.INCOMPARABLE
    if one.is_read and other.is_read and _explain_each_other(one, other):
        return Agreement.INCOMPARABLE
    found = same_value(one.value, other.value)
    if found is Agreement.INCOMPARABLE and one.is_read and other.is_read:
        found = _by_number(one.value, other.value)
    is_open = _is_beyond_bound(one.value, other.value) or _is_a_birthday_apart(one, other)
    if found is Agreement.DIFFERENT and is_open:
        return Agreement.COMPATIBLE
    return found


def _by_number(one: Value, other: Value) -> Agreement:
    """How the numbers of two amounts stand to each other where no unit tells them apart.

    Who is read as the answer to "how many" is counted by either: "nine people", "six men"; and "a
    strength of 5.4" is on the scale of "a magnitude of 6.1". Not the dead beside the injured, nor a
    part beside the whole.
    """
    first, second = one.meaning, other.meaning
    if not (isinstance(first, Amount) and isinstance(second, Amount)):
        return Agreement.INCOMPARABLE
    both_count = one.kind is other.kind is ValueKind.COUNT
    if not (both_count or _is_bare(one) or _is_bare(other)):
        return Agreement.INCOMPARABLE
    if first.state != second.state or first.part != second.part:
        return Agreement.INCOMPARABLE
    is_apart = first.high < second.low or second.high < first.low
    return Agreement.DIFFERENT if is_apart else Agreement.COMPATIBLE


def _is_bare(value: Value) -> bool:
    """Whether a number stands without anything that it counts or measures."""
    meaning = value.meaning
    return isinstance(meaning, Amount) and not (meaning.unit or meaning.nouns)


def _may_hold(one: Bound, other: Bound) -> bool:
    """Whether one place may lie in the other: a town in a country, or one of unknown towns.

    Of two towns in no table, an article that names both puts one into the other or tells them
    apart.
    """
    names = [bound.value.meaning for bound in (one, other) if bound.value is not None]
    places = [name for name in names if isinstance(name, Name)]
    if len(places) < _PAIR or all(place.sort is not NameSort.PLACE for place in places):
        return False
    lasts = [place.words[-1] for place in places]
    if CITIES.issuperset(lasts):
        return False
    if not COUNTRIES.isdisjoint(lasts):
        return not COUNTRIES.issuperset(lasts)
    return _names(one, other) or _names(other, one)


def _names(one: Bound, other: Bound) -> bool:
    """Whether the article of one names the other's answer."""
    return folded(other.answer) in folded(one.quote.article.text)


def _are_told_together(one: Bound, other: Bound) -> bool:
    """Whether the answers are names and an article of one has the other: who else did, or is."""
    names = [bound.value.meaning for bound in (one, other) if bound.value is not None]
    return all(isinstance(name, Name) for name in names) and (
        _names(one, other) or _names(other, one)
    )


def _explain_each_other(one: Bound, other: Bound) -> bool:
    """Whether what tells one answer tells the other too, so that each is of something else."""
    return (
        _are_told_together(one, other)
        or _tells_also(one.quote, other.value)
        or _tells_also(other.quote, one.value)
        or _tells_distance(one, other)
        or _tells_distance(other, one)
    )


def _tells_also(quote: Quote, value: Value | None) -> bool:
    """Whether a sentence gives the other's amount or time as well, and does not take it back."""
    if value is None or isinstance(value.meaning, Name):
        return False
    reading = read(quote.text, quote.article.language)
    return any(
        same_value(each, value) is Agreement.SAME and not is_taken_back(reading, each)
        for each in values_in(quote.text, quote.article.language, kinds=(value.kind,))
    )


def _tells_distance(one: Bound, other: Bound) -> bool:
    """Whether a sentence says how far its number is from another: "187, 25 fewer than before"."""
    values = [bound.value.meaning for bound in (one, other) if bound.value is not None]
    amounts = [meaning for meaning in values if isinstance(meaning, Amount)]
    if len(amounts) < _PAIR or _DISTANCE.search(folded(one.quote.text)) is None:
        return False
    apart = abs(amounts[0].number - amounts[1].number)
    counts = values_in(one.quote.text, one.quote.article.language, kinds=(ValueKind.COUNT,))
    return any(isinstance(each.meaning, Amount) and each.meaning.number == apart for each in counts)


def _is_a_birthday_apart(one: Bound, other: Bound) -> bool:
    """Whether two ages are a year apart, told on days that are not known to be one."""
    if one.value is None or other.value is None or (one.day is not None and one.day == other.day):
        return False
    first, second = one.value.meaning, other.value.meaning
    if not (isinstance(first, Amount) and isinstance(second, Amount) and is_age(one.value)):
        return False
    return abs(first.number - second.number) <= 1


def _is_beyond_bound(one: Value, other: Value) -> bool:
    """Whether one is a bound that the other keeps to; of the dead it is an earlier count."""
    first, second = one.meaning, other.meaning
    if not (isinstance(first, Amount) and isinstance(second, Amount)):
        return False
    return not (first.state or second.state) and within_bound(first, second)


def _is_member(one: Bound, other: Bound) -> bool:
    """Whether one sentence names the other's answer as the team or firm of its own: "her Rovers".

    Both won, then.
    """
    if not all(isinstance(bound.value.meaning, Name) for bound in (one, other) if bound.value):
        return False
    owned = rf"\b(?:{_OWNING}) (?:the )?{re.escape(folded(other.answer))}\b"
    return re.search(owned, folded(one.quote.text)) is not None


def of_one_matter(answers: Sequence[Bound]) -> list[Bound]:
    """The answers whose articles name first what that of the most relevant one names first."""
    if not answers:
        return []
    best = _named_first(max(answers, key=lambda one: one.relevance))
    return [one for one in answers if not (best and best.isdisjoint(_named_first(one)))]


def _named_first(one: Bound) -> set[tuple[str, ...]]:
    """The names of several words in the title and the beginning of an article."""
    article = one.quote.article
    beginning = f"{article.title or ''}. {article.text[:_BEGINNING]}"
    names = values_in(beginning, article.language, kinds=(ValueKind.NAME,))
    return {
        name.meaning.words
        for name in names
        if isinstance(name.meaning, Name) and len(name.meaning.words) > 1
    }


def vagueness(one: Bound) -> float:
    """How much a value leaves open; 0 is exact."""
    meaning = one.value.meaning if one.value else None
    if isinstance(meaning, Amount):
        return (meaning.high - meaning.low) / (abs(meaning.number) or 1.0)
    if isinstance(meaning, Clock):
        return float(meaning.high - meaning.low)
    if isinstance(meaning, Calendar):
        return float([meaning.year, meaning.month, meaning.day].count(None))
    return -float(len(one.answer)) if one.value else 0.0
