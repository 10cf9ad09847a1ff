"""How exact a written number is: hedges, ranges and rounding become an interval."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.values.amount_words import HEDGES, LONGEST_HEDGE, Roughness
from service.answering.values.numerals import Numeral
from service.answering.values.tokens import Token
from service.answering.values.value import Amount
from service.answering.values.words import word_set

_TOPICS = word_set("talk talking talked talks hear heard hearing ask asked asking know knew")
"""Behind these "about" says what is talked of, not how many."""
_SOME = Roughness(0.2, 0.25)
"""Of "une dizaine": eight to twelve."""
_SHRINK = 0.999  # neighbours ("45%", "46%") must not touch
_ROUND_STEP = 100.0
_MOST_ROUNDING = 0.05


def hedge_before(tokens: Sequence[Token], index: int) -> tuple[Roughness, int] | None:
    """The hedge that ends just before ``index`` and where it begins."""
    for length in range(min(LONGEST_HEDGE, index), 0, -1):
        words = tuple(token.low for token in tokens[index - length : index])
        is_topic = words == ("about",) and index > 1 and tokens[index - 2].low in _TOPICS
        if words in HEDGES and not is_topic:
            return HEDGES[words], index - length
    return None


def rounding(number: float, step: float) -> float:
    """How far a bare number may be from the true one: half its last digit where it is round.

    Small whole numbers are exact; "30,000" and "3.4 million" are not.
    """
    if step >= _ROUND_STEP or (step != int(step) and number):
        return min(step / 2, abs(number) * _MOST_ROUNDING) * _SHRINK
    return 0.0


def amount(
    numeral: Numeral,
    hedge: Roughness | None,
    *,
    factor: float = 1.0,
    half: float | None = None,
    unit: str = "",
) -> Amount:
    """The amount a number means; ``factor`` turns it into ``unit``, ``half`` overrides rounding.

    ``half`` is measured in the unit written.
    """
    number = numeral.number
    spread = rounding(number, numeral.step) if half is None else half
    low, high = number - spread, number + spread
    if numeral.high is not None:
        low, high = number, numeral.high
    if numeral.about and hedge is None:
        hedge = _SOME
    if hedge is not None:
        low = min(low, number * (1 - hedge.below)) if hedge.below else number
        high = max(high, number * (1 + hedge.above)) if hedge.above else number
    return Amount(number * factor, low * factor, high * factor, unit)
