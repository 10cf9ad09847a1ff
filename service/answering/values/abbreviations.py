"""Scales as they are shortened outside English, and numbers that say "about" by their ending."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.values.tokens import Token, adjacent
from service.answering.values.words import word_set

_BEFORE_EURO = {"k": 1e3, "m": 1e6, "md": 1e9, "mds": 1e9, "mrd": 1e9}
_SHORTENED = word_set("mio mrd tsd")
_ABOUT = word_set(
    "dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine "
    "millier"
)


def scale_before_euro(tokens: Sequence[Token], at: int, language: str) -> float | None:
    """What the letter between a number and the euro sign counts: the million of "3 M€"."""
    if language == "en" or at + 1 >= len(tokens) or tokens[at + 1].text != "€":
        return None
    return _BEFORE_EURO.get(tokens[at].low) if adjacent(tokens[at], tokens[at + 1]) else None


def is_shortened(tokens: Sequence[Token], at: int) -> bool:
    """Whether the full stop there is of the scale before it, and no end: "3,5 Mio. Euro"."""
    if at + 1 >= len(tokens) or tokens[at].text != ".":
        return False
    return tokens[at - 1].low in _SHORTENED and adjacent(tokens[at - 1], tokens[at])


def is_about(token: Token, language: str) -> bool:
    """Whether the word is a number that nobody counted out: the "vingtaine" of French."""
    return language == "fr" and token.low in _ABOUT
