"""Numbers that mean something in a text: money, percentages, durations, measures, counts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from service.answering.values.amount_words import (
    CURRENCIES,
    DOLLAR_ADJECTIVES,
    DOLLARS_OF,
    FRACTIONS,
    MAGNITUDES,
    PARTITIVES,
    PERCENT_PAIRS,
    PERCENT_WORDS,
    POINT_ADJECTIVES,
    POINTS,
)
from service.answering.values.counting import counted_at, in_millions, is_part, state_of
from service.answering.values.durations import age_at, article_duration_at, duration_at
from service.answering.values.halves import part_of_unit_at
from service.answering.values.measures import measured_at
from service.answering.values.numerals import (
    PHRASE_STARTS,
    SCALES,
    VAGUE,
    WORDS,
    Numeral,
    numeral_at,
)
from service.answering.values.ordinals import ORDINALS, ordinal_at, ordinal_word_at
from service.answering.values.reading import Reading, Taken
from service.answering.values.roughness import amount, hedge_before
from service.answering.values.shares import is_whole, whole_before, whole_behind
from service.answering.values.temperatures import temperature_at
from service.answering.values.tokens import adjacent
from service.answering.values.value import CELSIUS, DEGREES, Amount, Value, ValueKind
from service.answering.values.words import CONCEPT_OF, LANGUAGES, word_set

_RANGE_MARKS = frozenset(("to", "-", "–", "a", "bis", "et", "y", "and", "und", "e"))
_BETWEEN = word_set("between entre zwischen from de von")
_UP_TO = frozenset(("to", "-", "–", "bis", "a"))
_CHANGE_REACH = 3
_CHANGING = word_set("from de del von desde by up down")
_RANGING = frozenset((ValueKind.MONEY, ValueKind.PERCENT, ValueKind.QUANTITY, ValueKind.DURATION))
_CLOCK = frozenset(("am", "pm", "a", "p", "gmt", "est", "uhr", "h", "utc"))
_NO_ONE = word_set("no this that every any the another each some which not")
_BEFORE_FRACTIONS = word_set("a the un une una uno die la le um uma o")
_ONES = word_set("one un una une uno ein eine einen einem einer um uma")
_STARTERS = {
    language: _ONES.union(
        WORDS[language],
        SCALES[language],
        VAGUE[language],
        ORDINALS[language],
        FRACTIONS,
        PHRASE_STARTS[language],
        ("a", "an", "half", "tens"),
    )
    for language in LANGUAGES
}
_NO_SHARE = word_set("finale finales finals heure heures")
"""Behind a part they make something else of it: "quarts de finale", "trois quarts d'heure"."""
_HALF_PERCENT = 0.4995
_FRACTION_SLACK = 2.0
_MOST_PARTS = 10
_WHOLE = 100.0


def amounts_in(reading: Reading, spans: Collection[tuple[int, int]]) -> list[Value]:
    """Every amount and ordinal, left to right; tokens inside ``spans`` (dates) are passed over."""
    found: list[Value] = []
    covered = dict(spans)
    index, blocked = 0, 0
    starters = _STARTERS[reading.language]
    compounds = reading.language == "de"
    while index < len(reading.tokens):
        token = reading.tokens[index]
        low = token.low
        blocked = max(blocked, covered.get(token.start, 0))
        begins = low in starters or low[0].isdecimal() or (compounds and "ig" in low)
        if not begins:
            index += 1
            continue
        taken = None if token.start < blocked else _amount_or_range_at(reading, index)
        if taken is None:
            index += 1
            continue
        if taken.value.start >= (found[-1].end if found else 0):
            found.append(taken.value)
        index = max(taken.after, index + 1)
    return found


def _amount_or_range_at(reading: Reading, index: int) -> Taken | None:
    """The amount there, with a second one of its unit that it ranges to: "$5m to $7m".

    Not where a change is told: "rose 3% to 5%" and "from 3% to 5%" give two amounts.
    """
    taken = _amount_at(reading, index)
    if taken is None or taken.value.kind not in _RANGING or not _may_range(reading, index, taken):
        return taken
    at = taken.after + 1
    at += reading.low(at) in DOLLARS_OF and reading.low(at + 1) == "$"
    at += reading.low(at) in CURRENCIES
    end = _amount_at(reading, at) if at < len(reading.tokens) else None
    if end is None or end.value.kind is not taken.value.kind:
        return taken
    low, high, upto = taken.value.meaning, end.value.meaning, end.value.end
    if not isinstance(low, Amount) or not isinstance(high, Amount):
        return taken
    begins = reading.tokens[taken.after + 1].start == end.value.start
    if low.unit != high.unit or low.number >= high.number or not begins:
        return taken
    ranged = replace(low, low=low.number, high=high.number)
    text = reading.text[taken.value.start : upto]
    return Taken(replace(taken.value, text=text, end=upto, meaning=ranged), end.after)


def _may_range(reading: Reading, index: int, taken: Taken) -> bool:
    """Whether the words around the amount let it be the lower end of a range."""
    first = index
    while first > 0 and reading.tokens[first].start > taken.value.start:
        first -= 1
    mark, before = reading.low(taken.after), reading.low(first - 1)
    to = mark in _UP_TO and before not in _CHANGING
    between = mark in _RANGE_MARKS and before in _BETWEEN - _CHANGING
    return (to or between) and not _is_changing(reading, first)


def _is_changing(reading: Reading, first: int) -> bool:
    """Whether a rise or fall is told right before: "has risen from 4,000 to 15,000"."""
    near = range(first - _CHANGE_REACH, first)
    return any(CONCEPT_OF.get(reading.low(at)) in ("raise", "fall") for at in near)


def _amount_at(reading: Reading, index: int) -> Taken | None:
    if special := _without_number(reading, index):
        return special
    numeral = numeral_at(reading.tokens, index, reading.language)
    if numeral is None or _is_label(reading, numeral):
        return None
    numeral, high = _ranged(reading, in_millions(reading, numeral))
    for finder in _FINDERS:
        if taken := finder(reading, numeral):
            return _spread(taken, numeral, high)
    return None


def _spread(taken: Taken, numeral: Numeral, high: float | None) -> Taken:
    """The value with the upper end of its range, "20 to 30"."""
    meaning = taken.value.meaning
    if high is None or not isinstance(meaning, Amount) or not numeral.number:
        return taken
    if meaning.unit in (CELSIUS, DEGREES):
        size = 1.0 if meaning.number == numeral.number else 5 / 9
        top = meaning.number + (high - numeral.number) * size
        if meaning.number < 0 < numeral.number and size == 1.0:
            return taken
    else:
        top = meaning.number / numeral.number * high
    ranged = replace(meaning, low=meaning.number, high=max(top, meaning.number))
    return taken._replace(value=replace(taken.value, meaning=ranged))


def _without_number(reading: Reading, index: int) -> Taken | None:
    if taken := article_duration_at(reading, index) or part_of_unit_at(reading, index):
        return taken
    if reading.language != "en" and (parts := _parts_at(reading, index)):
        return parts
    share = FRACTIONS.get(reading.low(index))
    part = share is not None and reading.low(index + 1) in PARTITIVES
    part = part and reading.low(index + 2) not in _NO_SHARE
    if share is None or not part or numeral_at(reading.tokens, index, reading.language):
        return ordinal_word_at(reading, index)
    before = numeral_at(reading.tokens, index - 1, reading.language) if index else None
    first = before.first if before else index - (reading.low(index - 1) in _BEFORE_FRACTIONS)
    share *= before.number if before and 1 < before.number < 5 else 1.0
    if hedge := hedge_before(reading.tokens, first):
        low, high = share * (1 - hedge[0].below), share * (1 + hedge[0].above)
        return reading.taken(ValueKind.PERCENT, hedge[1], index + 1, Amount(share, low, high, "%"))
    meaning = Amount(share, share - _FRACTION_SLACK, share + _FRACTION_SLACK, "%")
    return reading.taken(ValueKind.PERCENT, index, index + 1, meaning)


def _parts_at(reading: Reading, index: int) -> Taken | None:
    """Several parts of a whole: "drei Viertel", "les deux tiers"; not "trois quarts d'heure"."""
    numeral = numeral_at(reading.tokens, index, reading.language)
    if numeral is None or not (numeral.worded and 1 < numeral.number < _MOST_PARTS):
        return None
    at = numeral.after
    share = FRACTIONS.get(reading.low(at), 0.0) * numeral.number
    what = reading.low(at + 2) if reading.low(at + 1) in PARTITIVES else reading.low(at + 1)
    if not 0 < share < _WHOLE or what in _NO_SHARE or what in WORDS[reading.language]:
        return None
    hedge = hedge_before(reading.tokens, index)
    rough = hedge[0] if hedge else None
    plain = Numeral(index, at + 1, share, 1.0, worded=True)
    meaning = amount(plain, rough, half=_FRACTION_SLACK, unit="%")
    return reading.taken(ValueKind.PERCENT, hedge[1] if hedge else index, at + 1, meaning)


def _is_label(reading: Reading, numeral: Numeral) -> bool:
    """Whether the digits belong to a name, a clock or a score: "COVID-19", "10:30", "3-1"."""
    tokens, first, after = reading.tokens, numeral.first, numeral.after
    before, behind = reading.low(first - 1), reading.low(after)
    if tokens[first].low in _ONES and after == first + 1:
        nothing = not behind or not behind[0].isalpha() or behind in ("of", "another", "or")
        nothing = nothing or behind in WORDS[reading.language]  # "one nine metres long"
        return before in _NO_ONE or nothing or reading.language != "en"
    if not tokens[first].is_digits:
        return False
    glued = first > 0 and adjacent(tokens[first - 1], tokens[first])
    if glued and (before[:1].isalpha() and before not in CURRENCIES and before not in DOLLARS_OF):
        return True
    if glued and before in ("-", "#", ":", "/") and first > 1:
        tied = adjacent(tokens[first - 2], tokens[first - 1])
        return before != "-" or (tied and not _repeats_unit(reading, numeral))
    if behind == "-" and _score(reading, numeral):
        return True
    return _is_clock(reading, after)


def _repeats_unit(reading: Reading, numeral: Numeral) -> bool:
    """Whether the hyphen before ranges from a number with the same unit: "20%-30%"."""
    unit = reading.low(numeral.first - 2)
    before = reading.tokens[numeral.first - 3] if numeral.first > 2 else None
    return before is not None and before.is_digits and unit == reading.low(numeral.after)


def _is_clock(reading: Reading, after: int) -> bool:
    """Whether what follows the digits makes them a time or a score: "10:30", "9 a.m.", "3/4"."""
    tokens, behind = reading.tokens, reading.low(after)
    if behind in (":", "/") and after + 1 < len(tokens) and tokens[after + 1].is_digits:
        return adjacent(tokens[after - 1], tokens[after])
    if behind in ("a", "p"):
        return reading.low(after + 1) == "." and reading.low(after + 2) == "m"
    return behind in _CLOCK and behind != "h"


def _score(reading: Reading, numeral: Numeral) -> bool:
    """Whether a hyphen ties this number to a smaller one: "3-1"."""
    at = numeral.after + 1
    if at >= len(reading.tokens) or not reading.tokens[at].is_digits:
        return False
    upper = numeral_at(reading.tokens, at, reading.language)
    return upper is not None and upper.number <= numeral.number


def _ranged(reading: Reading, numeral: Numeral) -> tuple[Numeral, float | None]:
    """The number with the upper end where a range begins; the scale of the end counts for both."""
    mark = reading.low(numeral.after)
    between = reading.low(numeral.first - 1) in _BETWEEN
    if mark not in _RANGE_MARKS or numeral.vague or numeral.after + 1 >= len(reading.tokens):
        return numeral, None
    if mark in ("and", "y", "et", "und", "e", "a") and not (between or mark == "a"):
        return numeral, None
    at = numeral.after + 1
    if reading.tokens[at].low in CURRENCIES:
        at += 1
    upper = numeral_at(reading.tokens, at, reading.language) if at < len(reading.tokens) else None
    if upper is None or upper.vague:
        return numeral, None
    if (
        mark == "to"
        and reading.low(numeral.first - 1) == "from"
        and _is_changing(reading, numeral.first)
    ):
        return numeral, None
    upper = in_millions(reading, upper)
    scale = upper.step if upper.number >= 1000 * max(numeral.number, 1) else 1.0
    scale = _scale_of(upper) if scale > 1 else 1.0
    low = numeral.number * scale
    if not low < upper.number:
        return numeral, None
    return numeral._replace(after=upper.after, number=low, step=1.0), upper.number


def _scale_of(numeral: Numeral) -> float:
    return next((s for s in (1e12, 1e9, 1e6, 1e3) if numeral.number >= s), 1.0)


def _money(reading: Reading, numeral: Numeral) -> Taken | None:
    first, after = numeral.first, numeral.after
    code = CURRENCIES.get(reading.low(first - 1), "")
    if code and first > 0:
        first -= 1
        if reading.low(first) == "$" and (own := DOLLARS_OF.get(reading.low(first - 1))):
            first, code = first - 1, own
        if reading.low(after) == "m" and adjacent(reading.tokens[after - 1], reading.tokens[after]):
            numeral = numeral._replace(number=numeral.number * 1e6, step=numeral.step * 1e6)
            after += 1
    else:
        at = after + 1 if reading.low(after) in (*PARTITIVES, "-") else after
        adjective = DOLLAR_ADJECTIVES.get(reading.low(at))
        if adjective and CURRENCIES.get(reading.low(at + 1)) == "USD":
            at, code = at + 1, adjective
        else:
            code = CURRENCIES.get(reading.low(at), "")
        if not code or (reading.low(at) in ("rand", "real") and not numeral.worded):
            return None
        after = at + 1
    if reading.low(after) in CURRENCIES and CURRENCIES[reading.low(after)] == code:
        after += 1
    hedge = hedge_before(reading.tokens, first)
    meaning = amount(numeral, hedge[0] if hedge else None, unit=code)
    return reading.taken(ValueKind.MONEY, hedge[1] if hedge else first, after, meaning)


def _are_points(first: str, second: str) -> bool:
    """Whether the words are "percentage points" or "puntos porcentuales"."""
    english = first == "percentage" and second in POINTS
    return english or (first in POINTS and second in POINT_ADJECTIVES)


def _percent(reading: Reading, numeral: Numeral) -> Taken | None:
    after = numeral.after
    if reading.low(after) == "-":
        after += 1
    unit = "%"
    if reading.low(after) in PERCENT_WORDS:
        after += 1
    elif (reading.low(after), reading.low(after + 1)) in PERCENT_PAIRS:
        after += 2
    elif reading.low(after) == "basis" and reading.low(after + 1) in POINTS:
        numeral = numeral._replace(number=numeral.number / 100, step=numeral.step / 100)
        after += 1
    elif not _are_points(reading.low(after), reading.low(after + 1)):
        return None
    if reading.low(after) == "percentage":
        after += 1
    if reading.low(after) in POINTS:
        unit, after = "pp", after + 1 + (reading.low(after + 1) in POINT_ADJECTIVES)
    hedge = hedge_before(reading.tokens, numeral.first)
    half = min(numeral.step, 1.0) * _HALF_PERCENT
    meaning = amount(numeral, hedge[0] if hedge else None, half=half, unit=unit)
    return reading.taken(ValueKind.PERCENT, hedge[1] if hedge else numeral.first, after, meaning)


def _measure(reading: Reading, numeral: Numeral) -> Taken | None:
    hedge = hedge_before(reading.tokens, numeral.first)
    rough = hedge[0] if hedge else None
    first = hedge[1] if hedge else numeral.first
    near = (reading.low(numeral.first - 1), reading.low(numeral.first - 2))
    if MAGNITUDES & set(near):
        half = min(numeral.step, 1.0) * _HALF_PERCENT
        meaning = amount(numeral, rough, half=half, unit="magnitude")
        return reading.taken(ValueKind.QUANTITY, first, numeral.after, meaning)
    found = measured_at(reading, numeral)
    if found is None:
        return None
    close = min(numeral.step / 2, numeral.number * 0.05) if numeral.step < 10 else None
    meaning = amount(numeral, rough, factor=found.factor, half=close, unit=found.unit)
    return reading.taken(ValueKind.QUANTITY, first, found.after, meaning)


def _count(reading: Reading, numeral: Numeral) -> Taken | None:
    counted, behind = counted_at(reading, numeral), None
    whole = whole_behind(reading, numeral) or whole_before(reading, numeral)
    if whole is not None:
        counted, behind = counted_at(reading, whole), numeral.after
        counted = counted._replace(after=max(counted.after, numeral.after))
    before = reading.tokens[numeral.first - 1] if numeral.first else None
    named = before is not None and before.is_word and before.is_capitalised and numeral.first > 1
    noun = reading.low(counted.after - 1)
    plural = noun.endswith("s") or counted.unit in ("people", "dead", "injured", "children")
    if named and not numeral.worded and not (counted.unit and plural):
        return None
    hedge = hedge_before(reading.tokens, numeral.first)
    plain = amount(numeral, hedge[0] if hedge else None, unit=counted.unit)
    meaning = replace(
        plain,
        nouns=counted.nouns,
        state=state_of(reading, numeral, counted),
        part=whole is not None or is_part(reading, numeral),
        whole=is_whole(reading, numeral),
    )
    first = hedge[1] if hedge else numeral.first
    return reading.taken(
        ValueKind.COUNT, first, behind or max(counted.after, numeral.after), meaning
    )


_FINDERS: tuple[Callable[[Reading, Numeral], Taken | None], ...] = (
    ordinal_at,
    _percent,
    _money,
    temperature_at,
    duration_at,
    age_at,
    _measure,
    _count,
)
