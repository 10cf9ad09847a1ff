"""A claim with the places where it is wrong, and where its names stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.questions import FUNCTION_WORDS, NAME

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim; ``changed`` are the half-open characters that its evidence does not support."""

    text: str
    changed: tuple[tuple[int, int], ...] = ()

    def replaced(self, start: int, end: int, new: str, *, is_true: bool) -> Claim:
        """The claim with other words at a place."""
        shift = len(new) - (end - start)
        kept = [
            (low, high) if high <= start else (low + shift, high + shift)
            for low, high in self.changed
            if high <= start or low >= end
        ]
        if not is_true:
            kept.append((start, start + len(new)))
        return Claim(self.text[:start] + new + self.text[end:], tuple(sorted(kept)))

    def is_changed(self, start: int, end: int) -> bool:
        """Whether something there was changed already."""
        return any(low < end and start < high for low, high in self.changed)


def exchanged(old: str, new: str | None) -> Claim | None:
    """Returns a question that differs from another in one place, with that place; None for none."""
    if not new:
        return None
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    low, high = start, len(new) - end
    while low > 0 and new[low - 1].isalnum():
        low -= 1
    while high < len(new) and new[high].isalnum():
        high += 1
    return Claim(new, ((low, high),))


def listed(text: str) -> tuple[str, ...]:
    """Returns the words of a list."""
    return tuple(text.split())


def names_of(sentences: Sequence[str]) -> list[str]:
    """The names of sentences; a single word that opens one may be no name."""
    return [
        match.group()
        for sentence in sentences
        for match in NAME.finditer(sentence)
        if (match.start() or " " in match.group())
        and len(match.group()) > 2
        and match.group().split()[0].casefold() not in FUNCTION_WORDS
    ]


def name_places(claim: Claim) -> list[tuple[int, int]]:
    """Returns where names seem to stand; a first word counts only where others follow it."""
    return [
        match.span()
        for match in NAME.finditer(claim.text)
        if match.group().casefold() not in FUNCTION_WORDS
        and (match.start() or " " in match.group())
        and not claim.is_changed(*match.span())
    ]
