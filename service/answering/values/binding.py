"""Which of a sentence's values answers a question: the one nearest to the words it asks about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import accumulate

from service.answering.values.acts import BOUNDARIES, counts_other_act
from service.answering.values.ages import AGE_STEMS, is_age
from service.answering.values.apart import (
    SPANS,
    is_set_apart,
    is_superseded,
    names_other_one,
)
from service.answering.values.carrying import LENGTH_UNIT, MASS_UNIT, VALUE_KINDS
from service.answering.values.compare import Agreement, same_value
from service.answering.values.finding import values_of
from service.answering.values.name_words import COUNTRIES
from service.answering.values.reading import Reading
from service.answering.values.settlements import is_located, is_settlement
from service.answering.values.sought import Sought
from service.answering.values.tellings import ORDER_STEMS, stems_in
from service.answering.values.value import (
    Amount,
    AnswerKind,
    Calendar,
    Name,
    NameSort,
    Value,
    ValueKind,
)
from service.answering.values.words import STATES, stem, word_set

_HUMAN = word_set(
    """people dead injured missing soldiers protesters children passenger migrant civili victim men
    women workers protest protesters displaced arrested rescued abducted infected crew demons
    tourists students firefighters member miembr membr mitgl membro"""
) | {""}
_ANYBODY = frozenset(("people",))
_BEINGS = _HUMAN - STATES - {""}
_SUBGROUPS = frozenset(
    map(
        stem,
        [
            "soldiers",
            "children",
            "women",
            "men",
            "civilians",
            "firefighters",
            "officers",
            "police",
            "tourists",
            "workers",
            "students",
            "foreigners",
            "militants",
            "journalists",
            "paramedics",
        ],
    )
)
_QUANTITY = (ValueKind.QUANTITY,)
_SIZES = frozenset((LENGTH_UNIT, MASS_UNIT))
_PASSIVES = word_set(
    "was were been being is are be fue fueron sido ete fut wurde wurden worden foi foram sido"
)
_SUPPOSED = word_set("if would could might may whether not never si ob wenn falls se nicht no")
_AGENTS = word_set("by por par von pela pelo durch")
_YEAR = 4  # digits
_TURNOUT = stem("turnout")
_DISASTERS = frozenset(("fire", "flood", "quake"))
_TOTALS = frozenset(map(stem, word_set("number tally numero cifra nombre bilan zahl saldo")))
_TURNS = frozenset(("begin", "end"))
_NEAR_NAME = 9
_DECISIVE = 3.0  # what is done tells values apart better than who does it
_ORDINARY = 0.5
_LEAST_BOND = 0.35
_PART_PENALTY = 1.0
_NO_STATE_PENALTY = 0.5
_LEAST_SHARE = _HALF = 0.5
_MOST_OF_THEM = 0.65


def coverage(stems: Collection[str], terms: frozenset[str]) -> float:
    """The share of the question's terms that are among the stems of a text."""
    return len(terms.intersection(stems)) / len(terms) if terms else 1.0


def is_about(stems: Collection[str], sought: Sought) -> bool:
    """Whether a text of these stems is about what is sought: half of it with the verb, or most.

    Names that stand around the text are taken as held where it tells the act and something else;
    "two members of the crew" are people.
    """
    if _tells_toll(stems, sought) or _tells_share(stems, sought):
        return True
    stems = {*stems, *(("people",) if _BEINGS.intersection(stems) else ())}
    terms, told = sought.terms, bool(set(sought.verbs).intersection(stems))
    predicate = terms - sought.named - _ANYBODY
    if predicate and predicate.isdisjoint(stems):
        return False  # the names alone: who died on a ship is not who was on board
    share = coverage(stems, terms)
    if share >= _MOST_OF_THEM or (share >= _LEAST_SHARE and (told or not sought.verbs)):
        return True
    own = terms - sought.named
    held = own.intersection(stems)
    return told and len(own) < len(terms) and len(held) > 1 and coverage(stems, own) >= _LEAST_SHARE


def _tells_toll(stems: Collection[str], sought: Sought) -> bool:
    """Whether a text at the event tells a total: "the number of dead stands at 19"."""
    states = STATES & {*sought.terms, *sought.verbs, *sought.counted}
    return sought.at_event and not (states.isdisjoint(stems) or _TOTALS.isdisjoint(stems))


def _tells_share(stems: Collection[str], sought: Sought) -> bool:
    """Whether a text at the event tells the rate asked about, of no year of its own."""
    is_rate = sought.kind is AnswerKind.PERCENT and bool(sought.named) and sought.at_event
    years = [one for one in stems if one.isdecimal() and len(one) == _YEAR]
    return is_rate and not years and not set(sought.verbs[:1]).isdisjoint(stems)


def names_no_subject(sought: Sought) -> bool:
    """Whether a question says only what happened, or what is counted: "how much will it cost"."""
    beside = {*(sought.verbs[:1] or sought.counted), *SPANS, *_ANYBODY}
    return sought.nameless and sought.terms <= beside


def tells_all(reading: Reading, sought: Sought) -> bool:
    """Whether the sentence holds everything asked about but names around it and units of time."""
    stems = _every_stem(reading)
    return _tells_toll(stems, sought) or coverage(stems, sought.terms - sought.named - SPANS) == 1.0


def best_value(reading: Reading, sought: Sought) -> Value | None:
    """The value of the kind sought that stands closest to the question's words, if any fits."""
    kinds = VALUE_KINDS.get(sought.kind)
    stems = stems_in(reading)
    if not kinds or not _tells_of(reading, stems, sought):
        return None
    values = [value for value in values_of(reading, kinds=kinds) if eligible(value, sought)]
    if kinds == (ValueKind.NAME,):
        return _in_role(reading, values, sought)
    starts = [token.start for token in reading.tokens]
    walls = [0, *accumulate(int(token.low in BOUNDARIES) for token in reading.tokens)]
    acts_told = any(one in sought.verbs for one in stems)
    if sought.kind is AnswerKind.DATE and sought.verbs and not acts_told:
        return None
    turns = _TURNS.intersection(sought.verbs)
    if sought.kind is AnswerKind.DATE and turns and turns.isdisjoint(stems):
        return None  # when the evacuation ended is not when people were evacuated
    decisive = {*sought.verbs[:1], *sought.counted}
    hits = [
        (n, _DECISIVE if one in decisive else _ORDINARY)
        for n, one in enumerate(stems)
        if one in sought.terms
    ]
    best: tuple[float, Value] | None = None
    for value in values:
        first, after = bisect_left(starts, value.start), bisect_left(starts, value.end)
        if is_superseded(reading, first, after) or is_set_apart(reading, value, first, sought):
            continue
        if acts_told and counts_other_act(reading, value, range(first, after), stems, sought):
            continue
        near = [
            (n, weight, abs(n - first) / 4 + 2 * abs(walls[n] - walls[first])) for n, weight in hits
        ]
        acts = [weight / (1 + far) for n, weight, far in near if weight == _DECISIVE]
        if acts and max(acts) < _LEAST_BOND:
            continue
        score = sum(weight / (1 + far) for _, weight, far in near) - _penalty(value, sought)
        if best is None or score > best[0]:
            best = (score, value)
    return best[1] if best else None


def _every_stem(reading: Reading) -> set[str]:
    """The stems of a text, also of each word by itself: "leave their homes" holds "leave".

    "Ana Keel, 49," tells an age without a word for it.
    """
    lows = {token.low for token in reading.tokens}
    total = _TOTALS if "toll" in lows else frozenset()
    ages = AGE_STEMS if any(is_age(one) for one in values_of(reading, kinds=_QUANTITY)) else ()
    return {*stems_in(reading), *map(stem, lows), *total, *ages}


def _tells_of(reading: Reading, stems: Sequence[str], sought: Sought) -> bool:
    """Whether a text of these stems is about what is sought, and not only beside it."""
    return is_about(_every_stem(reading), sought) and not _is_beside(reading, stems, sought)


def _is_beside(reading: Reading, stems: Sequence[str], sought: Sought) -> bool:
    """Whether a text holds of what is asked only what belongs to many other things as well.

    "15,000 vehicles a day" on a street is no answer to how many use the bridge each day, "the fire
    left 3,000 people in the dark" none to how many fled it, and the day on which a ban was lifted
    in a town is not when its curfew ended. A question without a name has only its nouns to say what
    it is about: most of them are held.
    """
    states = STATES & (sought.terms | set(sought.verbs))
    if sought.kind is AnswerKind.COUNT and states and not states.intersection(stems):
        return True
    group = _SUBGROUPS.intersection(sought.counted)
    if sought.kind is AnswerKind.COUNT and group and group.isdisjoint(stems):
        return True
    if names_other_one(reading, stems, sought) or _is_of_other_matter(stems, sought):
        return True
    common = {*sought.counted, *SPANS}
    if orders := ORDER_STEMS & sought.terms:
        if orders.isdisjoint(stems) and not ORDER_STEMS.isdisjoint(stems):
            return True
        common |= {*sought.named, *sought.verbs[:1]}
    if sought.terms - common and sought.terms.intersection(stems) <= common:
        return True
    subjects = sought.terms - common - set(sought.verbs)
    subjects = subjects or sought.terms - common - set(sought.verbs[:1])
    times = (AnswerKind.DATE, AnswerKind.TIME_OF_DAY)  # told beside what happened, not what it is
    unnamed = sought.nameless and sought.kind not in times
    return unnamed and bool(subjects) and coverage(stems, subjects) <= _HALF


def _is_of_other_matter(stems: Collection[str], sought: Sought) -> bool:
    """Whether a flood is told where a fire is asked about, or a share that is no turnout."""
    asked = _DISASTERS & sought.terms
    if asked and asked.isdisjoint(stems) and not _DISASTERS.isdisjoint(stems):
        return True
    return sought.kind is AnswerKind.PERCENT and _TURNOUT in sought.terms.difference(stems)


def stands(reading: Reading, value: Value, sought: Sought, *, is_read: bool = False) -> bool:
    """Whether a value that a reader took for the answer can be it, as it stands in its sentence.

    Where it ``is_read`` as the answer, "1,430 people on the payroll" are workers.
    """
    starts = [token.start for token in reading.tokens]
    first, after = bisect_left(starts, value.start), bisect_left(starts, value.end)
    return (
        eligible(value, sought, is_read=is_read)
        and not is_superseded(reading, first, after)
        and not is_set_apart(reading, value, first, sought, is_read=is_read)
    )


def eligible(value: Value, sought: Sought, *, is_read: bool = False) -> bool:
    """Whether the value can be the answer: a count of what is asked, and not given already.

    What ``is_read`` as the answer may be counted by another word.
    """
    if any(
        same_value(value, given) in (Agreement.SAME, Agreement.COMPATIBLE) for given in sought.given
    ):
        return False
    if isinstance(value.meaning, Amount):
        return _measures(value, sought) and (
            value.kind is not ValueKind.COUNT
            or (is_read and not value.meaning.whole)
            or _counts(value.meaning, sought)
        )
    return not (isinstance(value.meaning, Calendar) and value.meaning.relative) or (
        isinstance(value.meaning, Calendar) and value.meaning.shift_days is not None
    )


def _measures(value: Value, sought: Sought) -> bool:
    """Whether the value may be a size where one is asked for: not a toll, not another unit."""
    if sought.kind is not AnswerKind.QUANTITY or not isinstance(value.meaning, Amount):
        return True
    if is_age(value) or sought.of_age:
        return is_age(value) and sought.of_age
    units = _SIZES.intersection(sought.counted)
    if units:
        return value.meaning.unit in units
    return not value.meaning.state


def _counts(amount: Amount, sought: Sought) -> bool:
    """Whether the number counts what the question counts, and not that of which it counts some."""
    if amount.whole:
        return False
    asked = set(sought.counted) - STATES
    states = (set(sought.verbs) | set(sought.counted) | sought.terms) & STATES
    if states and amount.state and amount.state not in states:
        return False
    own = {amount.unit, *amount.nouns}
    if asked & _SUBGROUPS and amount.unit and not own & asked:
        return False  # of the injured, nobody says which were children
    if not asked or own & asked:
        return bool(asked) or not states or bool(amount.state) or amount.unit in _HUMAN
    human = bool(asked & _HUMAN)
    return amount.unit in _HUMAN if human else amount.unit in ("", "people")


def _penalty(value: Value, sought: Sought) -> float:
    meaning = value.meaning
    if not isinstance(meaning, Amount):
        return 0.0
    stateless = not meaning.state and bool(STATES & (sought.terms | set(sought.verbs)))
    return meaning.part * _PART_PENALTY + stateless * _NO_STATE_PENALTY


def settled(value: Value, sought: Sought) -> Value:
    """The value with its unit put as the question's: "35 revellers lost their lives" are people."""
    meaning = value.meaning
    states = STATES & (sought.terms | set(sought.verbs) | set(sought.counted))
    if not isinstance(meaning, Amount) or value.kind is not ValueKind.COUNT or not states:
        return value
    general = not set(sought.counted) - STATES - {"people"} - set(sought.verbs)
    if general and meaning.unit not in _SUBGROUPS and not set(meaning.nouns) & _SUBGROUPS:
        return replace(value, meaning=replace(meaning, unit="people", nouns=("people",)))
    return value


def _in_role(reading: Reading, names: Sequence[Value], sought: Sought) -> Value | None:
    """The name that did, or to whom was done, what the question's verb says."""
    if sought.kind is AnswerKind.PLACE:
        placed = [n for n in names if is_settlement(reading, n) or _is_country(n)]
        located = [n for n in placed if is_located(reading, n)]
        return located[0] if len(located) == 1 else None
    fitting = [name for name in names if _sort_fits(name, sought.kind)]
    starts = [token.start for token in reading.tokens]
    for verb in sought.verbs:
        for at, token in enumerate(reading.tokens):
            if stem(token.low) == verb and not _is_open(reading, at):
                return _beside(
                    reading, [(bisect_left(starts, n.start), n) for n in fitting], at, sought
                )
    return None


def _beside(
    reading: Reading, names: Sequence[tuple[int, Value]], verb: int, sought: Sought
) -> Value | None:
    by = reading.low(verb + 1) in _AGENTS
    passive = by or any(reading.low(at) in _PASSIVES for at in (verb - 1, verb - 2))
    walls = [at for at, token in enumerate(reading.tokens) if token.low in BOUNDARIES]
    nearest = max((at for at in walls if at < verb), default=-1)
    if reading.low(nearest + 1) in ("who", "which", "que", "qui", "der", "die"):
        nearest = max((at for at in walls if at < nearest), default=-1)
    before = [pair for pair in names if nearest < pair[0] < verb <= pair[0] + _NEAR_NAME]
    after = [pair for pair in names if verb < pair[0] <= verb + _NEAR_NAME]
    if passive == sought.passive:
        return before[-1][1] if before and not by else _after_agent(reading, after, sought)
    if sought.passive:
        return after[0][1] if after else None
    return _after_agent(reading, after, sought)


def _after_agent(
    reading: Reading, names: Sequence[tuple[int, Value]], sought: Sought
) -> Value | None:
    if sought.passive:
        return None
    for index, name in names:
        if _AGENTS & {reading.low(at) for at in range(index - 3, index)}:
            return name
    return None


def _sort_fits(name: Value, kind: AnswerKind) -> bool:
    if not isinstance(name.meaning, Name):
        return False
    wanted = NameSort.PERSON if kind is AnswerKind.PERSON else NameSort.ORGANISATION
    return name.meaning.sort is wanted or (
        name.meaning.sort is NameSort.UNKNOWN and len(name.meaning.words) == 1
    )


def _is_country(name: Value) -> bool:
    return isinstance(name.meaning, Name) and name.meaning.words[-1] in COUNTRIES


def _is_open(reading: Reading, verb: int) -> bool:
    return bool(_SUPPOSED & {reading.low(at) for at in range(verb - 5, verb)})
