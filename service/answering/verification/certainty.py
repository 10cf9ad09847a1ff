"""Whether an English statement tells as sure, or as done, what its evidence leaves open or ahead.

"The council would close the bridge", or "closed" it, of "could close", "is to close" or "is
considering closing". Only the same verb, of the same thing, is compared, and only what governs it
there: who says it changes nothing, and a statement may be less sure than its quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum

from service.answering.evidence import EvidenceSentence
from service.answering.values.acts import BOUNDARIES, other_form
from service.answering.values.words import stem
from service.answering.verification.certainty_words import (
    ABLE,
    AHEADS,
    BETWEEN,
    CONDITIONS,
    CONSIDERS,
    DETERMINERS,
    HEDGES,
    HOPES_TO,
    LIGHT,
    MAY,
    NEGATIONS,
    OPENNESS,
    SET_TO,
    WILL,
)
from service.answering.verification.figures import TIMES, figures_in
from service.answering.verification.told import BEING, HAVING, Told, told

_UNMATCHED = frozenset(map(stem, ABLE))
_LITTLE = frozenset(map(stem, LIGHT))
_GOVERNED, _NEAR = 6, 8
"""Words between "asked" and "to close", and around a verb."""


class Certainty(IntEnum):
    """How sure it is told that something happens or has happened."""

    OPEN = 1
    AHEAD = 2
    DONE = 3


def raised_certainty(
    statement: str, quotes: Sequence[EvidenceSentence], evidence: Sequence[EvidenceSentence]
) -> str | None:
    """The verb that the statement tells more surely than any of its evidence; ``None`` if none is.

    Args:
        statement: one sentence or clause, English.
        quotes: that it would cite, English.
        evidence: all that may tell it: what was ahead in a quote may be done in a later one.
    """
    own = told(statement)
    if CONDITIONS.intersection(_lows(own)):
        return None
    for at, level in _told_for_sure(own):
        things = _things(own, at)
        if not any(_tells_less(told(one.text), own.stems[at], things, level) for one in quotes):
            continue
        if not _is_told_elsewhere(own.stems[at], things, level, [*quotes, *evidence]):
            return own.reading.tokens[at].text
    return None


def tells_as_surely(statement: str, quotes: Sequence[EvidenceSentence]) -> bool:
    """Whether quotes tell with a verb of the statement, as surely, what it tells."""
    own = told(statement)
    return any(
        _is_told_elsewhere(own.stems[at], _things(own, at), level, quotes, is_verb=True)
        for at, level in _told_for_sure(own)
    )


def _told_for_sure(statement: Told) -> Iterator[tuple[int, Certainty]]:
    """Where the statement tells something as done or as sure to come, and which."""
    lows = _lows(statement)
    for at, verb in enumerate(statement.stems):
        if verb in _UNMATCHED or statement.name_at(at) or not _is_told(statement, at):
            continue
        level = _of_statement(statement, at)
        weaker = HEDGES | (AHEADS if level is Certainty.DONE else frozenset())
        if level in (Certainty.AHEAD, Certainty.DONE) and weaker.isdisjoint(lows[:at]):
            yield at, level


def _is_told(statement: Told, at: int) -> bool:
    """Whether a verb stands there that says what happened or will, and no noun."""
    if statement.is_verb(at):
        return True
    if statement.reading.low(at - 1) in BEING | HAVING:
        return statement.is_past(at)
    follows = statement.reading.low(at + 1)
    is_present = statement.reading.low(at).endswith("s") and statement.is_content(at)
    return is_present and (follows in DETERMINERS or follows[:1].isdecimal())


def _certainty(sentence: Told, verb: int) -> Certainty | None:
    """How sure the words that govern a verb make it; ``None`` where they deny it or do not tell."""
    before = _back(sentence, verb)
    between = {sentence.reading.low(at) for at in range(before + 1, verb)}
    low = sentence.reading.low(before)
    if any(map(_denies, (*between, low))):
        return None
    if low == "to":
        return _of_infinitive(sentence, before)
    if low in MAY and not (low == "may" and before and _is_capital(sentence, before)):
        return Certainty.OPEN
    if low in WILL and not _is_capital(sentence, before):
        return Certainty.AHEAD
    return Certainty.OPEN if _is_considered(sentence, verb) else Certainty.DONE


def _of_infinitive(sentence: Told, to: int) -> Certainty | None:
    """How sure "to close" is: "is to", "hopes to" or "asked the council to"; else untold."""
    before = _back(sentence, to)
    low = sentence.reading.low(before)
    if low in BEING or low in SET_TO:
        return Certainty.AHEAD
    governing = {sentence.reading.low(at) for at in _clause_before(sentence, to, _GOVERNED)}
    return Certainty.OPEN if low in HOPES_TO or governing & HOPES_TO else None


def _is_considered(sentence: Told, verb: int) -> bool:
    """Whether "closing", "a closure" or "be closed" stands behind "considers" or "the idea of"."""
    at = verb - 1
    while at > 0 and sentence.reading.low(at) in DETERMINERS:
        at -= 1
    low = sentence.reading.low(at)
    is_named = at < verb - 1 or sentence.reading.low(verb).endswith("ing")
    if is_named and (
        low in CONSIDERS or (low == "of" and sentence.reading.low(at - 1) in OPENNESS)
    ):
        return True
    governing = {sentence.reading.low(n) for n in _clause_before(sentence, verb, _GOVERNED)}
    return sentence.reading.low(verb - 1) == "be" and bool(governing & CONSIDERS)


def _of_statement(sentence: Told, verb: int) -> Certainty | None:
    """How sure a statement is; what "opens on 3 May" or "is being built" is ahead."""
    level = _certainty(sentence, verb)
    if level is not Certainty.DONE:
        return level
    is_underway = sentence.reading.low(verb - 1) == "being"
    is_dated = not sentence.is_past(verb) and any(
        one.kind in TIMES for one in figures_in(sentence.reading.text, "en")
    )
    return Certainty.AHEAD if is_underway or is_dated else Certainty.DONE


def _tells_less(quote: Told, verb: str, things: frozenset[str], level: Certainty) -> bool:
    """Whether a quote tells the verb of one of these things, and nowhere as surely."""
    places = list(_places(quote, verb))
    levels = [_certainty(quote, at) for at in places]
    if not places or any(one is None or one >= level for one in levels):
        return False
    return any(_stands_near(quote, at, things, is_light=verb in _LITTLE) for at in places)


def _is_told_elsewhere(
    verb: str,
    things: frozenset[str],
    level: Certainty,
    evidence: Sequence[EvidenceSentence],
    *,
    is_verb: bool = False,
) -> bool:
    """Whether any sentence tells the verb of these things as surely; by a noun too, or not."""
    for one in evidence:
        sentence = told(one.text)
        for at in _places(sentence, verb):
            is_as_sure = (_certainty(sentence, at) or Certainty.OPEN) >= level
            is_as_sure &= not is_verb or _is_told(sentence, at)
            if is_as_sure and _stands_near(sentence, at, things):
                return True
    return False


def _places(sentence: Told, verb: str) -> Iterator[int]:
    """Where a verb stands, in any of its forms."""
    for at, one in enumerate(sentence.stems):
        low = sentence.reading.low(at)
        if one == verb or (low.endswith("ing") and other_form(low) == verb):
            yield at


def _stands_near(
    sentence: Told, verb: int, things: frozenset[str], *, is_light: bool = False
) -> bool:
    """Whether one of the things, or two for a verb that tells little, stands around the verb."""
    around = sentence.stems[max(0, verb - _NEAR) : verb + _NEAR + 1]
    return len(things.intersection(around)) > is_light


def _things(statement: Told, verb: int) -> frozenset[str]:
    """The stems of what the verb is told of: what is behind it, and before it if that is nothing.

    Of a passive, what stands before; of a verb that tells little, both.
    """
    behind = _content(statement, range(verb + 1, min(verb + _NEAR, len(statement.stems))))
    before = _content(statement, range(max(0, verb - _NEAR), verb))
    if statement.stems[verb] in _LITTLE:
        return before | behind
    return before if statement.is_passive(verb) or not behind else behind


def _content(sentence: Told, tokens: range) -> frozenset[str]:
    return frozenset(sentence.stems[at] for at in tokens if sentence.is_content(at))


def _back(sentence: Told, at: int) -> int:
    """The place before, without adverbs and what stands between auxiliary and verb; -1 if none."""
    at -= 1
    while at >= 0 and _is_between(sentence.reading.low(at)):
        at -= 1
    return at


def _denies(low: str) -> bool:
    return low in NEGATIONS or low.endswith("n't")


def _is_between(low: str) -> bool:
    return low in BETWEEN or low.endswith("ly")


def _clause_before(sentence: Told, at: int, reach: int) -> range:
    """The tokens before one in its clause, as far as they are near."""
    start = at
    while start > max(0, at - reach) and sentence.reading.low(start - 1) not in BOUNDARIES:
        start -= 1
    return range(start, at)


def _is_capital(sentence: Told, at: int) -> bool:
    return sentence.reading.tokens[at].is_capitalised


def _lows(sentence: Told) -> list[str]:
    return [token.low for token in sentence.reading.tokens]
