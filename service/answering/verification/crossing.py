"""Figures of a statement that its quotes give of another thing.

"The dam was renovated in 1964" has every word of "completed in 1964 and renovated in 2009". A
figure stands where its own words are: if those of the statement are clearly nearer to another
figure of the same sort, the statement has taken the wrong one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from service.answering.values import Amount, Value, ValueKind
from service.answering.values.acts import BOUNDARIES
from service.answering.values.name_words import SPEECH_VERBS
from service.answering.verification.figures import figures_in, gives
from service.answering.verification.told import Called, Told

_CLEARLY = 1.3
"""How much nearer the words must be to the other figure."""
_OFFSETS = frozenset(("after", "before", "later", "earlier", "ago"))
_NAMED = 0.5
"""What a word of a name counts: who it is about is told for the whole sentence."""
_ACT = 2.0
"""What a verb counts: what is done tells figures apart better than who does it."""
_STEP, _WALL = 4.0, 2.0
"""Tokens that count as much as nothing between; what a clause's end counts."""


class Quoted(NamedTuple):
    """A quote, and the day of its article."""

    told: Told
    published_on: date | None


def crossed_figure(statement: Told, quotes: Sequence[Quoted]) -> str | None:
    """The figure of the statement that a quote gives of something else, as written there."""
    own = figures_in(statement.reading.text, "en")
    for figure in own:
        if len(quotes) > 1 and not _is_told_there(statement, figure, quotes):
            return figure.text
        for quote in quotes:
            given = figures_in(quote.told.reading.text, "en")
            same = [one for one in given if gives(one, figure, quote.published_on)]
            others = [
                one
                for one in given
                if one not in same
                and _is_like(one, figure)
                and not _is_offset(quote.told, one)
                and not _is_whole_of(one, same)
                and not any(_is_own(one, each, quote.published_on) for each in own)
            ]
            if same and others and _is_crossed(statement, figure, quote.told, same, others):
                return figure.text
            if same and _is_of_another_name(statement, figure, quote, same[0], given):
                return figure.text
    return None


def _is_whole_of(one: Value, parts: Sequence[Value]) -> bool:
    """Whether the other figure is what it is part of: "52 of 120 departures" are 52 departures."""
    meanings = [part.meaning for part in parts]
    is_whole = isinstance(one.meaning, Amount) and one.meaning.whole
    return is_whole and any(isinstance(each, Amount) and each.part for each in meanings)


def _is_offset(told: Told, figure: Value) -> bool:
    """Whether it is how long before or after something, or when it was said.

    "Two days after the offer", "said on Thursday that".
    """
    first, after = _place(told, figure.start), _place(told, figure.end)
    if figure.kind is ValueKind.DURATION:
        return told.reading.low(after) in _OFFSETS
    before = {told.reading.low(first - 1), told.reading.low(first - 2)}
    return figure.kind is ValueKind.DATE and not before.isdisjoint(SPEECH_VERBS)


def _is_told_there(statement: Told, figure: Value, quotes: Sequence[Quoted]) -> bool:
    """Whether a quote with the figure shares a word with the statement, or none has the figure."""
    words = {stem for at, stem in enumerate(statement.stems) if statement.is_content(at)}
    words |= _counted(figure)
    giving = [
        quote
        for quote in quotes
        if any(
            gives(one, figure, quote.published_on)
            for one in figures_in(quote.told.reading.text, "en")
        )
    ]
    return not words or not giving or any(words & set(quote.told.stems) for quote in giving)


def _is_like(one: Value, other: Value) -> bool:
    is_ordinal = one.kind is ValueKind.ORDINAL
    return one.kind is other.kind and not is_ordinal and " of " not in f"{one.text} {other.text}"


def _is_own(given: Value, own: Value, published_on: date | None) -> bool:
    """Whether the statement has the figure too, of the same things."""
    nouns = [one.meaning.nouns for one in (given, own) if isinstance(one.meaning, Amount)]
    return gives(given, own, published_on) and (not all(nouns) or _counts_alike(given, own))


def _is_crossed(
    statement: Told, figure: Value, quote: Told, same: Sequence[Value], others: Sequence[Value]
) -> bool:
    words = _words_near(statement, figure) & set(quote.stems)
    named = {word for name in quote.names for word in quote.stems[name.first : name.after]}
    counts_it = any(_counts_alike(figure, one) for one in same)
    if not words - named or (counts_it and not any(_may_count(one, figure) for one in others)):
        return False
    acts = {one for at, one in enumerate(quote.stems) if one in words and quote.is_verb(at)}
    if acts and max(_bond(quote, one, acts) for one in same) >= max(
        _bond(quote, one, acts) for one in others
    ):
        return False  # what is done is told of the same figure
    own = max(_bond(quote, one, words) for one in same)
    rival = max(_bond(quote, one, words) for one in others)
    return rival > _CLEARLY * own


def _counts_alike(one: Value, other: Value) -> bool:
    """Whether both count things of one name."""
    first, second = one.meaning, other.meaning
    if not (isinstance(first, Amount) and isinstance(second, Amount)):
        return False
    return bool(set(first.nouns) & set(second.nouns))


def _may_count(one: Value, figure: Value) -> bool:
    """Whether it counts the same things, or nothing says what."""
    bare = isinstance(one.meaning, Amount) and not one.meaning.nouns
    return bare or _counts_alike(one, figure)


def _words_near(told: Told, figure: Value) -> set[str]:
    """The stems of the content words in the clause of the figure, and what it counts."""
    walls = _walls(told)
    first = _place(told, figure.start)
    return _counted(figure) | {
        told.stems[at]
        for at in range(len(told.stems))
        if walls[at] == walls[min(first, len(walls) - 1)] and told.is_content(at)
    }


def _counted(figure: Value) -> set[str]:
    """The stems of what a figure counts."""
    meaning = figure.meaning
    return {meaning.unit, *meaning.nouns} - {""} if isinstance(meaning, Amount) else set()


def _bond(told: Told, figure: Value, words: set[str]) -> float:
    """How near the words stand to the figure; each counts at its nearest place."""
    walls = _walls(told)
    first, after = _place(told, figure.start), _place(told, figure.end)
    bonds: dict[str, float] = {}
    for at, one in enumerate(told.stems):
        if one in words:
            inside = first <= at < after
            far = 0 if inside else min(abs(at - first), abs(at - after + 1))
            apart = abs(walls[at] - walls[first])
            weight = _NAMED if told.name_at(at) else _ACT if told.is_verb(at) else 1.0
            near = weight / (1 + far / _STEP + _WALL * apart)
            bonds[one] = max(bonds.get(one, 0.0), near)
    return sum(bonds.values())


def _walls(told: Told) -> list[int]:
    return list(accumulate(int(token.low in BOUNDARIES) for token in told.reading.tokens))


def _place(told: Told, start: int) -> int:
    return bisect_left([token.start for token in told.reading.tokens], start)


def _is_of_another_name(
    statement: Told, figure: Value, quote: Quoted, same: Value, given: Sequence[Value]
) -> bool:
    """Whether the name before the figure stands in the quote before another figure of its sort."""
    name = _name_before(statement, _place(statement, figure.start))
    here = _name_before(quote.told, _place(quote.told, same.start))
    if name is None or here is None or name.is_same(here):
        return False
    for one in given:
        if one.kind is same.kind and one != same:
            there = _name_before(quote.told, _place(quote.told, one.start))
            if there is not None and there.is_same(name):
                return True
    return False


def _name_before(told: Told, place: int) -> Called | None:
    return next((name for name in reversed(told.names) if name.after <= place), None)
