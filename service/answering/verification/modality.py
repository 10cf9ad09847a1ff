"""Whether an English statement tells as done, or as sure, what its quote leaves open.

"Orlo has invested" of "Orlo intends to invest", "will go to prison" of "could face prison",
"she put lives at risk" of "was accused of having put lives at risk".
"""

from __future__ import annotations

from enum import IntEnum

from service.answering.values.acts import BOUNDARIES
from service.answering.values.words import word_set
from service.answering.verification.told import BEING, HAVING, Told

_OPEN = word_set(
    """promised promise promises intends intend intended plans plan planned planning hopes hope
    hoped wants want wanted recommended recommends recommend urged urges urge demanded demands
    demand proposed proposes propose threatened threatens offered offers considering considers
    consider could may might should whether if unless asked asks sought seeks aims aim aimed vowed
    vows pledged pledges expected expects likely possible possibly can reportedly apparently"""
)
_AHEAD = word_set("will would shall going agreed agrees decided decides set due ll")
_CLAIMED = word_set(
    """accused accuses accusing accuse alleged alleges allegedly alleging claimed claims claiming
    suspected blamed blames charged criticised criticized criticising criticizing fear fears feared
    contends contended insists insisted believes suspects"""
)
_ATTRIBUTES = (_CLAIMED - {"fear"}) | word_set(
    """accusation accusations allegation allegations charge charges criticism criticises criticizes
    said says say saying told tells according reported reports argued argues called calls spoke
    speaks described describes suspects critics allege claim afraid worried worry concerned concern
    reportedly opponents"""
)
_SURE = word_set("will shall")
_WEAK = word_set("could may might if face faces facing")
_DETERMINERS = word_set("the a an these those his her its their no any many")
_CONDITIONS = word_set("if unless provided condition depending")
_REACH, _SHORT, _MOST = 8, 3, 0.7


class _Level(IntEnum):
    """How sure it is that what a verb tells happens or has happened."""

    OPEN = 1
    AHEAD = 2
    DONE = 3


def modality_problem(statement: Told, quote: Told) -> str | None:
    """The word of the statement that is surer than its quote; ``None`` where nothing is."""
    own = _lows(statement)
    claim = _claim_in(quote)
    if claim is not None and not _ATTRIBUTES & own and _tells_a_claim(statement, quote, claim):
        return quote.reading.low(claim)
    if _SURE & own and not (_SURE | _AHEAD) & _lows(quote) and _WEAK & _lows(quote):
        return min(_SURE & own)
    for at, verb in enumerate(statement.stems):
        if not _tells(statement, at):
            continue
        places = [n for n, one in enumerate(quote.stems) if one == verb and _tells(quote, n)]
        if places and _level(statement, at) > max(_level(quote, place) for place in places):
            return statement.reading.tokens[at].text
        if places and _loses_condition(statement, quote, at, places):
            return statement.reading.tokens[at].text
    return None


def _lows(told: Told) -> frozenset[str]:
    return frozenset(token.low for token in told.reading.tokens)


def _tells(quote: Told, at: int) -> bool:
    return quote.is_verb(at) or quote.reading.low(at - 1) in BEING | HAVING


def _level(told: Told, verb: int) -> _Level:
    before = _before(told, verb, _REACH)
    if "could" in before and "only" in _lows(told):
        return _Level.DONE  # "only two could be lowered" tells how many were
    if _OPEN.intersection(before):
        return _Level.OPEN
    if _AHEAD.intersection(before):
        return _Level.AHEAD
    if before[-1:] == ["to"] or before[-2:] == ["to", "be"]:
        return _Level.AHEAD  # "is to be unveiled"
    is_underway = told.reading.low(verb).endswith(("ing", "s"))
    return _Level.AHEAD if is_underway else _Level.DONE


def _before(told: Told, verb: int, reach: int) -> list[str]:
    """The words before the verb in its clause, nearest last."""
    lows = [told.reading.low(at) for at in range(max(0, verb - reach), verb)]
    ends = [n for n, low in enumerate(lows) if low in BOUNDARIES]
    return lows[ends[-1] + 1 :] if ends else lows


def _claim_in(quote: Told) -> int | None:
    """Where the quote says that somebody claims it; "870 claims" are things."""
    for at, token in enumerate(quote.reading.tokens):
        before = quote.reading.low(at - 1)
        if token.low in _CLAIMED and not before[:1].isdigit() and before not in _DETERMINERS:
            return at
    return None


def _tells_a_claim(statement: Told, quote: Told, claim: int) -> bool:
    """Whether what the statement tells stands in its quote behind who claims it."""
    acts = [
        n
        for at, verb in enumerate(statement.stems)
        if statement.is_verb(at)
        for n, one in enumerate(quote.stems)
        if one == verb
    ]
    if acts and min(acts) > claim:
        return True
    shared = [
        n
        for n, one in enumerate(quote.stems)
        if one in statement.stems and quote.reading.tokens[n].is_word and len(one) > _SHORT
    ]
    behind = [n for n in shared if n > claim]
    return len(behind) >= _MOST * len(shared) > 0


def _loses_condition(statement: Told, quote: Told, verb: int, places: list[int]) -> bool:
    """Whether "would sue if more than 500 jobs were lost" is told without its condition."""
    would = _AHEAD.intersection(_before(statement, verb, _REACH))
    if not would or _lows(statement) & (_CONDITIONS | {"when", "should"}):
        return False
    return all(_has_condition(quote, place) for place in places)


def _has_condition(quote: Told, verb: int) -> bool:
    behind = [quote.reading.low(at) for at in range(verb + 1, len(quote.stems))]
    end = next((n for n, low in enumerate(behind) if low in (";", ".")), len(behind))
    return bool(_CONDITIONS.intersection(behind[:end]))
