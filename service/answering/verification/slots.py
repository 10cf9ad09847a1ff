"""What stands in one place of an English sentence and another: "an analyst at Halden Bank".

A name behind a preposition, what is done to what, and the figure of an act, compared with the
quote's where both have the same word before that place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from service.answering.values.acts import BOUNDARIES
from service.answering.values.words import STOP_WORDS, word_set
from service.answering.verification.roles import SAYING
from service.answering.verification.told import Called, Told

_PREPOSITIONS = word_set("in at with from to for by of under into against")
_DETERMINERS = word_set("the a an his her its their this that these those all both")
_TO_NAME, _TO_VERB, _OBJECT, _AROUND = 4, 10, 4, 8
_BEFORE, _AFTER = 12, 6


class _Slot(NamedTuple):
    head: str
    preposition: str
    name: Called


def slot_problem(statement: Told, quotes: Sequence[Told]) -> str | None:
    """The word of the statement that stands where its quotes have another, if any."""
    return (
        _other_name(statement, quotes)
        or _turned(statement, quotes)
        or next((found for quote in quotes if (found := _other_object(statement, quote))), None)
    )


def _other_name(statement: Told, quotes: Sequence[Told]) -> str | None:
    """Another name behind the same word and preposition: "ordered from Lund", "from Gdansk"."""
    given = [slot for quote in quotes for slot in _slots(quote)]
    for own in _slots(statement):
        places = [one.name for one in given if one[:2] == own[:2]]
        if places and not any(own.name.is_same(name) for name in places):
            return own.name.words[-1]
    return None


def _slots(told: Told) -> list[_Slot]:
    found = []
    for name in told.names:
        if told.reading.low(name.after) == "'s":
            continue  # "under Ms Orlo's predecessor"
        for at in range(name.first - 1, max(-1, name.first - 1 - _TO_NAME), -1):
            low = told.reading.low(at)
            if low in _PREPOSITIONS:
                found += [_Slot(head, low, name) for head in _heads(told, at)]
                break
            if not told.reading.tokens[at].is_word or told.is_verb(at) or told.name_at(at):
                break
    return found


def _heads(told: Told, preposition: int) -> set[str]:
    """The word right before the preposition, and the verb before it."""
    heads = set()
    before = preposition - 1
    if before >= 0 and told.is_content(before) and not told.name_at(before):
        heads.add(told.stems[before])
    for at in range(before, max(-1, before - _TO_VERB), -1):
        if told.reading.low(at) in (";", ".", ","):
            break
        if told.is_verb(at):
            heads.add(told.stems[at])
            break
    return heads


def _turned(statement: Told, quotes: Sequence[Told]) -> str | None:
    """Two things in each other's place: "the company asked the captain"."""
    for at, verb in enumerate(statement.stems):
        if not statement.is_verb(at) or statement.is_passive(at) or verb in SAYING:
            continue
        doer, other = _thing(statement, at, -1, _AFTER), _thing(statement, at, 1, _AFTER)
        if doer is None or other is None or doer == other:
            continue
        for quote in quotes:
            for place, one in enumerate(quote.stems):
                is_act = one == verb and quote.is_verb(place) and not quote.is_passive(place)
                if is_act and _has(quote, place, 1, doer) and _has(quote, place, -1, other):
                    return statement.reading.tokens[at].text
    return None


def _thing(told: Told, verb: int, step: int, reach: int) -> str | None:
    """The nearest content word on one side of the verb."""
    for far in range(1, reach + 1):
        at = verb + far * step
        if not 0 <= at < len(told.stems) or told.reading.low(at) in (";", ".", ","):
            return None
        if told.is_content(at) and not told.is_verb(at):
            return _head_of(told, at) if step > 0 else told.stems[at]
    return None


def _head_of(told: Told, first: int) -> str:
    """The last word of the noun phrase that begins there: "provincial authorities"."""
    at = first
    while at + 1 < len(told.stems) and told.is_content(at + 1) and not told.is_verb(at + 1):
        at += 1
    return told.stems[at]


def _has(told: Told, verb: int, step: int, stem: str) -> bool:
    """Whether the word stands on one side of the verb, and not on the other."""
    behind = told.stems[verb + 1 : verb + 1 + _AFTER]
    before = told.stems[max(0, verb - _BEFORE) : verb]
    here, there = (behind, before) if step > 0 else (before, behind)
    return stem in here and stem not in there


def _other_object(statement: Told, quote: Told) -> str | None:
    """What is done to something else in the quote, which has this thing elsewhere."""
    for at, verb in enumerate(statement.stems):
        if not statement.is_verb(at) or statement.is_passive(at) or verb in SAYING:
            continue
        objects = _objects(statement, at)
        places = [n for n, one in enumerate(quote.stems) if one == verb and quote.is_verb(n)]
        if not objects or not places or not objects <= set(quote.stems):
            continue
        near = {
            stem
            for place in places
            for stem in quote.stems[max(0, place - _AROUND) : place + _AROUND]
        }
        if objects.isdisjoint(near):
            return statement.reading.tokens[at].text
    return None


def _objects(told: Told, verb: int) -> set[str]:
    found = set()
    for at in range(verb + 1, min(verb + 1 + _OBJECT, len(told.stems))):
        low = told.reading.low(at)
        is_small = "en" in STOP_WORDS.get(low, ()) and low not in _DETERMINERS
        if low in BOUNDARIES or is_small or told.name_at(at):
            break
        if told.is_content(at):
            found.add(told.stems[at])
    return found


def other_act(statement: Told, quotes: Sequence[Told]) -> str | None:
    """The figure of one act told of the next: "sent a call at 21.05 and disappeared"."""
    return next((found for quote in quotes if (found := _of_the_next(statement, quote))), None)


def _of_the_next(statement: Told, quote: Told) -> str | None:
    for first, after in statement.figures:
        verb = next((n for n in range(first - 1, -1, -1) if _tells_an_act(statement, n)), None)
        text = [token.low for token in statement.reading.tokens[first:after]]
        place = _find(quote, text)
        if verb is None or place is None:
            continue
        wall = next(
            (n for n in range(place, len(quote.stems)) if quote.reading.low(n) in BOUNDARIES), None
        )
        if wall is None or quote.reading.low(wall) != "and":
            continue
        acts = [n for n, one in enumerate(quote.stems) if one == statement.stems[verb]]
        clause = _clause_before(quote, place)
        if acts and min(acts) > wall and any(quote.is_verb(n) for n in clause):
            return " ".join(text)
    return None


def _tells_an_act(told: Told, at: int) -> bool:
    return told.is_verb(at) or told.reading.low(at).endswith("ing")


def _clause_before(told: Told, place: int) -> range:
    start = next((n + 1 for n in range(place - 1, -1, -1) if told.reading.low(n) in BOUNDARIES), 0)
    return range(start, place)


def _find(told: Told, lows: list[str]) -> int | None:
    own = [token.low for token in told.reading.tokens]
    return next((n for n in range(len(own)) if lows and own[n : n + len(lows)] == lows), None)
