"""Which act a time or a count of a sentence belongs to: the one asked about, or another."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.values.reading import Reading
from service.answering.values.sought import Sought
from service.answering.values.statements import AUXILIARY, IRREGULAR_PAST
from service.answering.values.tellings import stems_in
from service.answering.values.tokens import Token
from service.answering.values.value import Value, ValueKind
from service.answering.values.words import STATES, stem, word_set

BOUNDARIES = word_set("; : , — – ( ) . and but while y pero mientras et mais und aber e mas")
_NEAR_VERB = 8
_RELATIVE = word_set("which who that whose")
_BELOW = _RELATIVE | word_set("because after before since though although")
"""What begins a clause that may tell of another time; "when" and "as" tell of the same."""
_ON = word_set("in on at")
_SUBJECTS = word_set("it he she they the a an its his her their")
_LONGEST_TIME = 4
_HAVING = word_set("has have had")
_PARTICIPLES = word_set(
    "run flown come become taken written gone driven shown spoken broken drawn grown"
)
_NEUTRAL = word_set(
    """was were had did came took happened occurred followed said told scheduled planned expected
    opened started began held made"""
)
"""Verbs that tell no act of their own: something "came", "was held" or "took place" then."""
_PRESENT_OF = {past: stem(present) for present, past in IRREGULAR_PAST.items() if past != present}
_IRREGULAR = _PRESENT_OF.keys() - _NEUTRAL - word_set("found felt lay saw meant")
"""Past tenses that are rarely nouns or participles."""


def is_of_another_act(reading: Reading, first: int, sought: Sought) -> bool:
    """Whether the time at token ``first`` is of another act than is asked about.

    "Landed on Monday in defiance of a warrant issued" does not say when it was issued, nor does
    "in 1999 the court voided what a minister had signed" when he signed it.
    """
    acts = acts_told(reading, sought)
    start = _clause_before(reading, first)
    if any(start <= at < first for at in acts):
        return False
    earlier = any(at < first for at in acts)
    if earlier and _opens_its_own(reading, first, acts):
        return True
    if earlier and reading.low(start) not in _RELATIVE:
        return False
    if any(is_past(token) for token in reading.tokens[start:first]):
        return True
    if any(_is_irregular(reading, at) for at in range(start, first)):
        return bool(acts)
    return bool(acts) and not earlier and _opens_another(reading, first, acts[0])


def _opens_its_own(reading: Reading, first: int, acts: Sequence[int]) -> bool:
    """Whether the time opens a clause with a subject and a verb: "signed it, and in 2014 it fell".

    Without the act asked about, which stands before.
    """
    opens = reading.low(first - 2) in BOUNDARIES and reading.low(first - 1) in _ON
    behind = next((at for at in range(first, len(reading.tokens)) if _is_start(reading, at)), None)
    if not opens or behind is None or behind > first + _LONGEST_TIME:
        return False
    end = next((at for at in range(behind, len(reading.tokens)) if _is_wall(reading, at)), None)
    return not any(behind <= at < (end or len(reading.tokens)) for at in acts)


def _is_start(reading: Reading, at: int) -> bool:
    return reading.low(at) in _SUBJECTS


def _is_wall(reading: Reading, at: int) -> bool:
    return reading.low(at) in BOUNDARIES


def acts_told(reading: Reading, sought: Sought) -> list[int]:
    """Which tokens tell the act that is asked about."""
    asked = sought.verbs[:1]
    return [
        at
        for at, one in enumerate(stems_in(reading))
        if one in asked or other_form(reading.low(at)) in asked
    ]


def other_form(low: str) -> str:
    """The stem of an irregular past's present, and of the past of "raising"."""
    return _PRESENT_OF.get(low) or stem(f"{low[:-3]}ed" if low.endswith("ing") else low)


def _clause_before(reading: Reading, first: int) -> int:
    """Where the words begin that belong to the time, as far as they are near."""
    at = first
    while at > 0 and first - at < _NEAR_VERB and reading.low(at - 1) not in BOUNDARIES:
        at -= 1
    return at


def _is_irregular(reading: Reading, at: int) -> bool:
    """Whether an English verb stands there whose past has no "ed": "flew", "has run"."""
    if reading.language != "en" or reading.tokens[at].is_capitalised:
        return False
    low = reading.low(at)
    if low in _PARTICIPLES and not _HAVING.isdisjoint({reading.low(at - 1), reading.low(at - 2)}):
        return True
    return low in _IRREGULAR and (low, reading.low(at + 1)) != ("went", "into")


def tells_more(reading: Reading, act: int) -> bool:
    """Whether a verb follows in the clause, so that the act only says which: "those hurt fled"."""
    for at in range(act + 1, len(reading.tokens)):
        low = reading.low(at)
        if low in BOUNDARIES:
            return False
        if low in AUXILIARY or is_past(reading.tokens[at]) or _is_irregular(reading, at):
            return True
    return False


def _opens_another(reading: Reading, first: int, act: int) -> bool:
    """Whether the time opens a sentence with a verb of its own, below which ``act`` is.

    "In 1999 the court voided a pact signed by a minister."
    """
    if reading.language != "en" or (first > 1 and reading.low(first - 2) not in BOUNDARIES):
        return False
    for at in range(first + 1, act):
        if reading.low(at) in _BELOW | BOUNDARIES:
            return False
        if _is_irregular(reading, at) or is_past(reading.tokens[at]):
            below = {reading.low(n) for n in range(at + 1, act)}
            return reading.low(act + 1) == "by" or not below.isdisjoint(_BELOW)
    return False


def is_past(token: Token) -> bool:
    """Whether the word looks like a regular past tense that tells an act."""
    return _is_regular_past(token) and token.low not in _NEUTRAL


def _is_regular_past(token: Token) -> bool:
    long_enough = len(token.low) > len("shed")
    return token.low.endswith("ed") and long_enough and not token.is_capitalised


def counts_other_act(
    reading: Reading, value: Value, at: range, stems: Sequence[str], sought: Sought
) -> bool:
    """Whether the act that is asked about stands apart from a count that has a verb of its own.

    "The fire destroyed 14 buses and damaged the roof" does not say how many buses were damaged.
    """
    if value.kind is not ValueKind.COUNT:
        return False
    walls = [n for n, token in enumerate(reading.tokens) if token.low in BOUNDARIES]
    start = max((n for n in walls if n < at.start), default=-1) + 1
    end = min((n for n in walls if n >= at.stop), default=len(reading.tokens))
    clause = set(stems[start:end])
    if not clause.isdisjoint(sought.verbs) or clause & STATES:
        return False
    return any(map(_is_regular_past, reading.tokens[start:end]))
