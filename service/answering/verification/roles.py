"""Who does it and to whom, as an English statement and its quote tell the same act.

"Velm bought Orlo" has every word of "Orlo bought Velm". Only what both tell with a name
right beside the verb is compared: a noun or pronoun in its place says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from corpus.analysis import words_in
from service.answering.values.calendar_words import TIME_UNITS
from service.answering.values.words import stem, word_set
from service.answering.verification.told import BEING, HAVING, MODALS, Called, Told

_BETWEEN = (
    BEING
    | HAVING
    | MODALS
    | word_set(
        """also already later now not never only then on in at last this week month year monday
        tuesday wednesday thursday friday saturday sunday earlier nevertheless even still again
        yesterday today"""
    )
)
_PARENTHETIC = word_set("the a an who which whose his her its their former one")
_AT_LEFT = 14
_LIST = 4
_AT_RIGHT = 7
_ENDS = frozenset('.;:!?—–"“”«»()')
_NO_OBJECT = word_set(
    "to for from with in on at by of as that than after before until about against under over and"
)
_UNITS = frozenset(unit for units in TIME_UNITS.values() for unit in units)
_QUOTED = re.compile('["“]([^"”]{12,})["”]')
_QUOTES = frozenset('"”»“,')
SAYING = frozenset(map(stem, ("say", "tell", "add", "announce", "report", "write", "state")))
_TELLING = SAYING | frozenset(
    map(stem, ("put", "give", "speak", "note", "mention", "confirm", "estimate", "quote"))
)
"""What an outlet does with what its articles say."""
_REPORTING = word_set(
    "said says saying announced announces added told promised claimed argued warned"
)
_ITSELF = word_set("it he she they")


class Roles(NamedTuple):
    """Who does it and who or what it is done to, as far as names tell."""

    doer: Called | None
    other: Called | None
    is_passive: bool = False


def role_problem(
    statement: Told, quotes: Sequence[Told], outlets: Collection[str] = ()
) -> str | None:
    """The verb of the statement that its quotes tell of another doer, or the other way round.

    The ``outlets`` that the quotes are from report whatever these say, whoever says it there.
    """
    for at, verb in enumerate(statement.stems):
        if not statement.is_verb(at):
            continue
        own = roles_of(statement, at)
        if own.doer and verb in _TELLING and _is_one_of(own.doer, outlets):
            continue
        told = [
            roles_of(quote, n)
            for quote in _with_words(statement, quotes)
            for n, one in enumerate(quote.stems)
            if one == verb and quote.is_verb(n)
        ]
        if told and all(_differs(own, one) for one in told):
            return statement.reading.tokens[at].text
        if not told and own.doer and verb in SAYING and _says_another(own.doer, quotes):
            return statement.reading.tokens[at].text
    return None


def _is_one_of(doer: Called, outlets: Collection[str]) -> bool:
    """Whether the name is that of an outlet, or part of it."""
    return any(set(doer.words) <= set(words_in(outlet)) for outlet in outlets)


def _with_words(statement: Told, quotes: Sequence[Told]) -> Sequence[Told]:
    """The quotes with the words that the statement has between quotation marks; else all."""
    words = [match[1].strip(" ,.") for match in _QUOTED.finditer(statement.reading.text)]
    holding = [one for one in quotes if any(each in one.reading.text for each in words)]
    return holding or quotes


def _says_another(speaker: Called, quotes: Sequence[Told]) -> bool:
    """Whether every quote is told "according to" somebody, and not to the speaker."""
    return all(
        any(low == "according" for low in lows) and not set(speaker.words) & set(lows)
        for lows in ([token.low for token in quote.reading.tokens] for quote in quotes)
    )


def _differs(own: Roles, quoted: Roles) -> bool:
    """Whether both name a doer and not the same one, or one's doer is what the other's act hits."""
    if own.doer and quoted.doer:
        return not own.doer.is_same(quoted.doer)
    if own.is_passive and quoted.is_passive and own.other and quoted.other:
        return not own.other.is_same(quoted.other)
    return _is_turned(own.doer, quoted.other) or _is_turned(own.other, quoted.doer)


def _is_turned(one: Called | None, other: Called | None) -> bool:
    return one is not None and other is not None and one.is_same(other)


def roles_of(told: Told, verb: int) -> Roles:
    """The names in the places of the verb's doer and of what it is done to."""
    before, after = _before(told, verb), _after(told, verb)
    if before is None and told.stems[verb] in SAYING and told.reading.low(verb - 1) in _QUOTES:
        return Roles(after, None)  # "...," said Professor Eide
    if told.is_passive(verb):
        return Roles(_by(told, verb), before, is_passive=True)
    return Roles(before, after)


def _before(told: Told, verb: int) -> Called | None:
    """The name that the verb is told of, over asides in commas: "Ms Orlo, who is 40, sold"."""
    at, beside = verb - 1, list[Called]()
    while at >= max(0, verb - _AT_LEFT):
        low = told.reading.low(at)
        if name := told.name_at(at):
            return _together([*_listed(told, _whose(told, name)), *beside])
        if low in _ITSELF or low == "and":
            earlier = _verb_shared_with(told, at)
            return None if earlier is None else _before(told, earlier)
        if low == ",":
            start = _aside_start(told, at)
            inside = None if start is None else told.name_at(start + 1)
            if start is None or (inside is not None and inside.after == at):
                return inside
            beside += [name for name in told.names if start < name.first < at]
            at = start - 1
        elif low in ("who", "which"):
            at -= 2 if told.reading.low(at - 1) == "," else 1
        elif _is_between(told, at):
            at -= 1
        else:
            return None
    return None


def _verb_shared_with(told: Told, at: int) -> int | None:
    """The verb whose doer is this one's as well: "sold it *and* left", "said *it* would vote"."""
    if told.reading.low(at) == "and":
        return next((n for n in range(at - 1, -1, -1) if told.is_verb(n)), None)
    said = at - 2 if told.reading.low(at - 1) == "that" else at - 1
    return said if told.reading.low(said) in _REPORTING else None


def _is_between(told: Told, at: int) -> bool:
    """Whether the word may stand between a doer and the verb: "has also", "agreed to"."""
    low = told.reading.low(at)
    return (
        low in _BETWEEN | _UNITS
        or low.endswith("ly")
        or low[:1].isdigit()
        or (low == "." and told.name_at(at - 1) is not None)
        or (told.reading.low(at + 1) == "to" and told.is_verb(at))
    )


def _together(names: Sequence[Called]) -> Called:
    """The names as one, of whose words any names it."""
    words = tuple(word for name in names for word in name.words)
    return Called(names[0].first, names[-1].after, words)


def _listed(told: Told, name: Called) -> list[Called]:
    """The name with those it is joined to: "Ada Brill and her husband Paul Wick"."""
    found = [name]
    for earlier in reversed(told.names):
        between = [told.reading.low(at) for at in range(earlier.after, found[0].first)]
        if earlier.after <= found[0].first and len(between) <= _LIST and "and" in between:
            found.insert(0, earlier)
    return found


def _whose(told: Told, name: Called) -> Called:
    """The person before "of" and a firm: "Yusuf Demir of Northgate Securities"."""
    for at in range(name.first - 1, max(-1, name.first - 4), -1):
        if told.reading.low(at) in ("of", "from", "at", "for"):
            return told.name_at(at - 1) or name
    return name


def _aside_start(told: Told, comma: int) -> int | None:
    """Where the aside that ends with this comma begins; ``None`` where it is none."""
    for at in range(comma - 1, max(-1, comma - _AT_LEFT), -1):
        low = told.reading.low(at)
        if low in _ENDS:
            return None
        if low == ",":
            opening = told.reading.low(at + 1)
            name = told.name_at(at + 1)
            is_aside = opening in _PARENTHETIC or opening[:1].isdigit() or name is not None
            return at if is_aside else None
    return None


def _after(told: Told, verb: int) -> Called | None:
    """The first name behind the verb that no preposition stands before."""
    for at in range(verb + 1, min(verb + 1 + _AT_RIGHT, len(told.stems))):
        low = told.reading.low(at)
        if name := told.name_at(at):
            return None if told.reading.low(name.after) == "'s" else name
        if low in _ENDS or low == "," or low in _NO_OBJECT:
            return None
    return None


def _by(told: Told, verb: int) -> Called | None:
    """The name behind "by": "mediated by the former minister, Cormac Doyle"."""
    for at in range(verb + 1, min(verb + 1 + _AT_RIGHT, len(told.stems))):
        low = told.reading.low(at)
        if low == "by":
            agents = [n for n in told.names if at < n.first <= at + _AT_RIGHT]
            joined = [n for n in told.names if agents and 0 < n.first - agents[-1].after <= _LIST]
            return _together([*agents, *joined]) if agents else None
        if low in _ENDS:
            return None
    return None
