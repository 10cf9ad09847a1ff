"""Where time explains that two values differ: a toll that rose, a rate of another day."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from service.answering.bound_answers import Bound
from service.answering.question_shape import QuestionShape
from service.answering.seeking import sought_by
from service.answering.values import Amount, AnswerKind
from service.answering.values.tokens import folded
from service.answering.values.words import STATES, word_set

_LEVELS = word_set(
    """rate rates price prices inflation unemployment population poll polls approval temperature
    support index exchange tasa precio desempleo inflacion poblacion taux
    chomage population arbeitslosigkeit preis taxa taxas precios precos desemprego inflacao
    populacao encuesta encuestas sondeo pesquisa indice temperatura"""
)
_TIME_BOUND = (AnswerKind.PERCENT, AnswerKind.MONEY, AnswerKind.COUNT, AnswerKind.QUANTITY)
_ORDERED = re.compile(
    r"\b(?:told|ordered|instructed) to (?:leave|evacuate|go|flee)\b|\bevacuation order|"
    r"\bord(?:en|re|em) d(?:e|') ?(?:evacua|abandon|quitter)|\bangewiesen|\baufgefordert"
)
# Asked of a count as it stands at some time: an earlier one is no other side.
_SO_FAR = re.compile(
    r"\bby (?:the (?:time|end)|now|then|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|\b(?:so far|until now|up to now|to date|as of|at the latest count|in the end|eventually)\b"
    r"|\b(?:hasta (?:ahora|el momento|la fecha)|de momento|por ahora|at[eé] (?:agora|o momento)|"
    r"por enquanto)\b",
    re.IGNORECASE,
)
IN_ALL = re.compile(
    r"\b(?:in all|in total|altogether|all told|a total of|en total|au total|insgesamt|"
    r"ao todo|no total)\b"
)


def is_update(shape: QuestionShape, groups: Sequence[Sequence[Bound]]) -> bool:
    """Whether time explains the difference: a toll that rose, fewer missing, a rate of today.

    Only where no two groups share a day and every publication date is known; of a count that runs
    two are enough, and what has no date stands beside them. How many were ordered to leave and how
    many had left in all is not one count that runs.
    """
    stems = sought_by(shape).terms
    level = shape.wanted in _TIME_BOUND and any(folded(term) in _LEVELS for term in shape.terms)
    running = shape.wanted is AnswerKind.COUNT and (
        bool(stems & STATES) or _SO_FAR.search(shape.text) is not None
    )
    if not (level or running):
        return False
    told = [[one for one in group if one.day is not None] for group in groups]
    is_dated = all(map(len, told)) if level else sum(map(bool, told)) > 1
    if not is_dated:
        return False
    in_order = sorted((one for group in told for one in group), key=lambda one: one.published)
    if running and _is_over(in_order):
        return False
    return _is_in_order([group for group in told if group], stems, level=level)


def _is_in_order(groups: Sequence[Sequence[Bound]], stems: Collection[str], *, level: bool) -> bool:
    """Whether no two groups share a day, and of a count each is larger than those before it."""
    days = sorted(
        (min(known), max(known), _largest(group))
        for group in groups
        if (known := [one.day for one in group if one.day is not None])
    )
    apart = all(before[1] < after[0] for before, after in pairwise(days))
    rising = all(before[2] < after[2] for before, after in pairwise(days))
    falling = "missing" in stems and all(one[2] > other[2] for one, other in pairwise(days))
    return apart and (level or rising or falling)


def _is_over(told: Sequence[Bound]) -> bool:
    """Whether an order that was given once is followed by the total of those who obeyed it."""
    first, last = (folded(one.quote.text) for one in (told[0], told[-1]))
    return _ORDERED.search(first) is not None and IN_ALL.search(last) is not None


def _largest(group: Sequence[Bound]) -> float:
    meanings = [one.value.meaning for one in group if one.value is not None]
    return max((m.number for m in meanings if isinstance(m, Amount)), default=0.0)
