"""Answers grouped by what they say, as far as they contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from service.answering.values.compare import Agreement

_Answer = TypeVar("_Answer")
_Compare = Callable[[_Answer, _Answer], Agreement]


def agreeing(agreement: Agreement) -> bool:
    """Whether neither side denies the other and both are about the same thing."""
    return agreement in (Agreement.SAME, Agreement.COMPATIBLE)


def contradicting(
    answers: Iterable[_Answer],
    compare: _Compare[_Answer],
    *,
    vagueness: Callable[[_Answer], float],
) -> list[list[_Answer]]:
    """The largest group of agreeing answers and those that contradict it and each other.

    Empty where nothing contradicts. Each group is ordered from its most exact answer; an answer
    vague enough to fit several groups contradicts none and is left out.
    """
    kept: list[list[_Answer]] = []
    for group in sorted(_grouped(answers, compare, vagueness), key=lambda group: -len(group)):
        if all(_contradict(group, other, compare) for other in kept):
            kept.append(group)
    return kept if len(kept) > 1 else []


def _grouped(
    answers: Iterable[_Answer],
    compare: _Compare[_Answer],
    vagueness: Callable[[_Answer], float],
) -> list[list[_Answer]]:
    groups: list[list[_Answer]] = []
    for one in sorted(answers, key=vagueness):
        fitting = [
            group for group in groups if all(agreeing(compare(one, member)) for member in group)
        ]
        if len(fitting) == 1:
            fitting[0].append(one)
        elif not fitting:
            groups.append([one])
    return groups


def _contradict(
    group: Sequence[_Answer], other: Sequence[_Answer], compare: _Compare[_Answer]
) -> bool:
    found = [compare(one, another) for one in group for another in other]
    return Agreement.DIFFERENT in found and Agreement.SAME not in found
