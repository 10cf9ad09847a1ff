"""What sets a value apart from what is asked: another act or thing, a part, what was before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from service.answering.values.acts import BOUNDARIES, acts_told, is_of_another_act, tells_more
from service.answering.values.ages import is_age, is_of_another
from service.answering.values.amount_words import PARTITIVES
from service.answering.values.calendar_words import TIME_UNITS
from service.answering.values.finding import values_of
from service.answering.values.name_words import SPEECH_VERBS
from service.answering.values.reading import Reading
from service.answering.values.sought import Sought
from service.answering.values.tellings import stems_in
from service.answering.values.tokens import tokens_of
from service.answering.values.value import Amount, Calendar, Clock, Value, ValueKind
from service.answering.values.words import STATES, stem, word_set

_INTENDED = word_set(
    """promised promises offered offers planned plans pledged hoped aimed target targeted forecast
    proposed demanded demands sought requested bid propose proposait ofrecio ofrecia pidio exigio
    offert reclame requis forderte forderten bot geboten ofereceu pediu exigiu"""
)
_OTHER_ONES = word_set(
    """deputy vice former previous acting assistant interim giant junior lower upper youth women men
    monthly weekly annual half-price reduced return viceministro viceministra
    stellvertretende stellvertretender adjoint adjointe"""
)
_DIMENSIONS = {
    **dict.fromkeys(("long", "length", "stretch"), "length"),
    **dict.fromkeys(("wide", "width", "broad", "across"), "width"),
    **dict.fromkeys(("high", "tall", "height"), "height"),
    **dict.fromkeys(("deep", "depth"), "depth"),
}
_OF_A_THING = re.compile(r"\bhow much of\b", re.IGNORECASE)
_EARLIER = word_set(
    """earlier previous previously initial initially originally revising anterior inicial
    precedent initialement zuvor ursprunglich anteriores"""
)
_AFTERWARDS = word_set("after later afterwards despues apres nachdem spater depois")
_ENDING = frozenset(map(stem, ("end", "fin", "fim", "ende", "over")))
_LASTING = word_set("for lasted last lasting lasts took stayed durante pendant duro dure durou")
_FURTHER = word_set("additional another extra further other autres adicional weitere")
_EACH = word_set("a an per each every por par pro cada")
_WHOLLY = word_set("whole all total altogether overall entire")
_THESE = word_set("them whom these those which ellos ellas eux elles ihnen denen eles elas")
_AT_FIRST = word_set("first originally initially earlier previously")
_CORRECTING = re.compile(r"\W*(?:an? )?(?:correction|clarification|erratum)s?\b", re.IGNORECASE)
_WE_SAID = re.compile(
    r"\b(?:we|this (?:newspaper|paper|report|article|story)|an earlier (?:version|report|bulletin))"
    r"(?: (?:had|wrongly|mistakenly|incorrectly|erroneously))*"
    r" (?:said|reported|wrote|stated|gave|put|told)\b[^.;]*$",
    re.IGNORECASE,
)
_REVISED = word_set(
    "up down revised raised lowered increased decreased cut corrected rising falling"
)
_PLANNED = word_set("planned scheduled expected due set meant previsto prevu geplant")
_MOVED = word_set(
    """postponed moved delayed pushed brought shifted rescheduled changed put aplazado aplazada
    reporte reportee verschoben adiado adiada"""
)
_HAD_BEEN = frozenset(("had", "habia", "avait", "war", "tinha"))
_TOLD_AS = word_set("announced reported said stated told claimed first initially earlier")
_TOLD_BEFORE = word_set("first spoken lower higher")
_IN_ERROR = re.compile(
    r"\b(?:was|were|is|are) (?:a |an |the result of a |due to a )?(?:\w+ )?"
    r"(?:error|mistake|wrong|incorrect|misprint|slip|false|misreading)\b",
    re.IGNORECASE,
)
_INSTEAD = (["instead", "of"], ["rather", "than"], ["statt", "am"])
_BOUNDING = word_set("mehr weniger plus moins")
_LEADING_TO = word_set(
    """am um im in den der die das dem wie zuvor zunachst ursprunglich gemeldet angekundigt
    berichtet geplant le la les l' de du des d' en a au pas"""
)
"""May stand between a "not" and the value that it denies."""
_REACH_BACK = 4
_NEAR_VERB = 8
SPANS = frozenset(stem(unit) for units in TIME_UNITS.values() for unit in units)


def is_set_apart(
    reading: Reading, value: Value, first: int, sought: Sought, *, is_read: bool = False
) -> bool:
    """Whether the value belongs to something else: the day of a statement, a town's people.

    A time of day that ``is_read`` as the answer may be told of what is asked by any verb ("walked
    in at 10:40"); days mostly belong to what else happened.

    "Three days after the crack was found" is no length of what happened then. An
    intention ("promised to create 500 jobs") counts only where the question looks ahead.
    """
    meaning = value.meaning
    before = reading.low(first - 1)
    if value.kind is ValueKind.DURATION:
        return _is_no_length(reading, value, before, sought)
    if isinstance(meaning, Calendar | Clock):
        at = first - 2 if before in ("on", "in", "at", "am", "um", "le", "el") else first - 1
        said = reading.low(at) in SPEECH_VERBS or reading.low(first + 1) in SPEECH_VERBS
        if said and "say" not in sought.verbs:
            return True
        is_open = is_read and isinstance(meaning, Clock) and not acts_told(reading, sought)
        return not is_open and is_of_another_act(reading, first, sought)
    return isinstance(meaning, Amount) and _is_other_amount(reading, value, first, sought)


def _is_no_length(reading: Reading, value: Value, before: str, sought: Sought) -> bool:
    """Whether a duration is a distance, "three days after", or a rate, "four days a week".

    "After three days of talks" is how long the talks were, not what followed them; what ended
    after three days lasted that long.
    """
    after = _behind(reading, value)
    behind = reading.low(after)
    if behind in _EACH and stem(reading.low(after + 1)) in SPANS:
        return True
    if before in _AFTERWARDS and _ENDING.isdisjoint(stems_in(reading)):
        of = {stem(reading.low(at)) for at in range(after + 1, after + 1 + _REACH_BACK)}
        return behind not in PARTITIVES or of.isdisjoint(sought.terms)
    return behind in _AFTERWARDS and before not in _LASTING


def _is_other_amount(reading: Reading, value: Value, first: int, sought: Sought) -> bool:
    lately = {reading.low(at) for at in range(max(first - 6, 0), first)}
    intended = {low for low in _INTENDED & lately if stem(low) not in sought.terms}
    if intended and not sought.ahead:
        return True
    if is_age(value):
        return is_of_another(reading, value, first, sought)
    if value.kind is not ValueKind.COUNT:
        return False
    if is_part_of_others(reading, value) or is_told_of_the_whole(reading, value, sought):
        return True
    states = STATES & (sought.terms | set(sought.verbs))
    if not states and _is_of_a_state(reading, value, first, sought):
        return True
    is_bare = isinstance(value.meaning, Amount) and not value.meaning.state
    return bool(states) and is_bare and reading.low(first - 1) in PARTITIVES


def _is_of_a_state(reading: Reading, value: Value, first: int, sought: Sought) -> bool:
    """Whether the clause of the count tells of the dead or missing, and nothing that is asked.

    "26 people were still missing" is not how many people the ferry carried.
    """
    last = len(reading.tokens)
    start = next((n + 1 for n in range(first, -1, -1) if reading.low(n) in BOUNDARIES), 0)
    after = _behind(reading, value)
    end = next((n for n in range(after, last) if reading.low(n) in BOUNDARIES), last)
    clause = {*stems_in(reading)[start:end], *(stem(reading.low(n)) for n in range(start, end))}
    if STATES.isdisjoint(clause):
        return False
    if sought.verbs:
        return clause.isdisjoint(sought.verbs)
    asked = sought.terms - set(sought.counted) - sought.named
    return 2 * len(asked & clause) <= len(asked)


def _behind(reading: Reading, value: Value) -> int:
    """Which token stands behind the value; one that is none at the end of the text."""
    tokens = reading.tokens
    return next((n for n, t in enumerate(tokens) if t.start >= value.end), len(tokens))


def is_part_of_others(reading: Reading, value: Value) -> bool:
    """Whether the count is of some of those told before: "five of them seriously"."""
    after = _behind(reading, value)
    if reading.low(after) == "davon":
        return True
    return reading.low(after) in PARTITIVES and reading.low(after + 1) in _THESE


def is_told_of_the_whole(reading: Reading, value: Value, sought: Sought) -> bool:
    """Whether the act only says which the whole is: "two of the six boats moored there sank"."""
    acts = acts_told(reading, sought)
    if not (acts and isinstance(value.meaning, Amount) and value.meaning.part):
        return False
    counts = values_of(reading, kinds=(ValueKind.COUNT,))
    wholes = (one for one in counts if isinstance(one.meaning, Amount) and one.meaning.whole)
    return {_behind(reading, one) for one in wholes}.issuperset(acts) and tells_more(
        reading, acts[0]
    )


def is_superseded(reading: Reading, first: int, after: int) -> bool:
    """Whether the sentence itself says that the value no longer holds."""
    before = [token.low for token in reading.tokens[max(0, first - _REACH_BACK) : first]]
    if _EARLIER & set(before) and not set(before) & {"than"}:
        return True
    if _was_planned(reading, first) or _is_owned_error(reading, first):
        return True
    if _is_denied(reading, first):
        return True
    behind = [token.low for token in reading.tokens[after : after + _REACH_BACK]]
    if before[-1:] == ["from"] and (_REVISED & set(before) or "to" in behind):
        return True
    if _FURTHER & {*before[-2:], *(token.low for token in reading.tokens[first:after])}:
        return True
    clause = behind[: next((n for n, low in enumerate(behind) if low in BOUNDARIES), len(behind))]
    return bool(_EARLIER & set(clause)) and "from" in before


def _is_owned_error(reading: Reading, first: int) -> bool:
    """Whether an outlet corrects what it said: "A correction: on Monday we said that nine were"."""
    if _CORRECTING.match(reading.text) is None or first >= len(reading.tokens):
        return False
    return _WE_SAID.search(reading.text, 0, reading.tokens[first].start) is not None


def _was_planned(reading: Reading, first: int) -> bool:
    """Whether something "had been planned for" what follows."""
    before = [reading.low(n) for n in range(first - _NEAR_VERB, first)]
    return bool(_PLANNED.intersection(before[-_REACH_BACK:]) and _HAD_BEEN.intersection(before))


def is_taken_back(reading: Reading, value: Value) -> bool:
    """Whether the sentence says that the value was told before and holds no longer.

    "Postponed from 12 May to 9 June", "an earlier count of 14", "on 9 June instead of 12 May".
    """
    first = next((n for n, t in enumerate(reading.tokens) if t.start >= value.start), 0)
    before = [reading.low(n) for n in range(first - _NEAR_VERB, first)]
    if _was_planned(reading, first) or _EARLIER.intersection(before[-_REACH_BACK:]):
        return "than" not in before
    if before[-1:] == ["from"] or before[-2:] == ["from", "the"]:
        return not (_MOVED | _REVISED).isdisjoint(before)
    if _is_denied(reading, first) or before[-2:] in _INSTEAD:
        return True
    after = [reading.low(n) for n in range(first, first + _NEAR_VERB)]
    was_told = "as" in after and not _TOLD_AS.isdisjoint(after)
    if before[-1:] == ["not"] and was_told:
        return True  # "eleven were arrested, not three as the police first announced"
    if before[-2:] == ["not", "the"] and (was_told or not _AT_FIRST.isdisjoint(after)):
        return True  # "for three months, not the six weeks that they first spoke of"
    return _IN_ERROR.search(reading.text) is not None and _was_told(reading, first)


def _is_denied(reading: Reading, first: int) -> bool:
    """Whether French or German words put the value aside: "et non le 10", "nicht wie gemeldet am".

    Not where a number is but bounded: "nicht mehr als 20".
    """
    if reading.language not in ("fr", "de") or reading.low(first) in _BOUNDING:
        return False
    at = first - 1
    while at > first - _NEAR_VERB and reading.low(at) in _LEADING_TO:
        at -= 1
    if reading.language == "de":
        return reading.low(at) in ("nicht", "statt", "anstatt")
    before = (reading.low(at - 1), reading.low(at))
    return before in (("et", "non"), ("au", "lieu"), (",", "non"))


def _was_told(reading: Reading, first: int) -> bool:
    """Whether the words before say that it was told once: "earlier reports had spoken of 86".

    Not by "said" alone: what else a sentence calls wrong may be another thing.
    """
    before = {reading.low(n) for n in range(first - _NEAR_VERB, first)}
    return not before.isdisjoint(_EARLIER | _TOLD_BEFORE)


def names_other_one(reading: Reading, stems: Sequence[str], sought: Sought) -> bool:
    """Whether what is asked about stands only with a word that makes another thing of it.

    The deputy minister is not the minister, the giant slalom not the slalom.
    """
    is_other: dict[str, bool] = {}
    for at, one in enumerate(stems):
        if one in sought.terms:
            before = reading.low(at - 2) if reading.low(at - 1) == "'s" else reading.low(at - 1)
            apart = before in _OTHER_ONES and stem(before) not in sought.terms
            is_other[one] = is_other.get(one, True) and apart
    return any(is_other.values())


def is_of_a_part(reading: Reading, value: Value, asked: str) -> bool:
    """Whether an amount is told for each of some time, or one day alone, and not so asked.

    "€580,000 a day" and "Monday alone had cost €580,000" are not what a whole strike cost.
    """
    if not isinstance(value.meaning, Amount) or value.kind is ValueKind.DURATION:
        return False
    after = _behind(reading, value)
    near = [reading.low(at) for at in range(after, after + _REACH_BACK + 2)]
    words = {token.low for token in tokens_of(asked)}
    for each, unit in pairwise(near):
        if each in _EACH and stem(unit) in SPANS:
            return not (words & _EACH or unit in words)
    whole = not words.isdisjoint(_WHOLLY)
    return whole and any(token.low == "alone" for token in reading.tokens)


def is_of_other_dimension(reading: Reading, value: Value, asked: str) -> bool:
    """Whether a size is told of another side than the question asks of: "12 metres wide".

    Or where the question asks how much of a thing it is, which is a share.
    """
    if _OF_A_THING.search(asked) and value.kind in {ValueKind.QUANTITY, ValueKind.COUNT}:
        return True
    sides = {_DIMENSIONS[t.low] for t in tokens_of(asked) if t.low in _DIMENSIONS}
    told = _DIMENSIONS.get(reading.low(_behind(reading, value)))
    return bool(sides) and told is not None and told not in sides
