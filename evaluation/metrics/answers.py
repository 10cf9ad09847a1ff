"""How well an answer's words match an acceptable answer.

Source: normalisation, exact match and token F1 as in SQuAD's evaluation script (Rajpurkar et al.,
2016), widened to other scripts: case, accents, punctuation and (English) articles do not count.
Of several acceptable answers the best match counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

_ARTICLES = {"a", "an", "the"}
_PERCENT = re.compile(r"\s?(?:%|\bper cent\b)")
_MARKER = re.compile(r"\s*\[\d+\]")
_NOT_WORD = re.compile(r"[^\w\s.,]|_")
_STOPS = re.compile(r"(?<!\d)[.,]|[.,](?!\d)")


def normalised(text: str) -> list[str]:
    """The words that are compared; citation markers such as ``[1]`` are dropped.

    A point or comma stays only inside a number: ``3.4`` is one word, ``1,000`` is ``1000``.
    """
    plain = unicodedata.normalize("NFKD", _MARKER.sub("", text).casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = _PERCENT.sub(" percent ", re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain))
    plain = re.sub(r"(?<=\w)['’]s\b", "", plain)
    words = _STOPS.sub(" ", _NOT_WORD.sub(" ", plain)).split()
    return [word for word in words if word not in _ARTICLES]


def exact_match(answer: str, gold: str) -> float:
    """1 where the normalised words are the same and there are any."""
    words = normalised(gold)
    return float(bool(words) and normalised(answer) == words)


def token_f1(answer: str, gold: str) -> float:
    """Harmonic mean of precision and recall of the words, as bags."""
    said, right = Counter(normalised(answer)), Counter(normalised(gold))
    shared = (said & right).total()
    return 2 * shared / (said.total() + right.total()) if shared else 0.0


def token_recall(answer: str, gold: str) -> float:
    """Share of the acceptable answer's words that the answer holds."""
    said, right = Counter(normalised(answer)), Counter(normalised(gold))
    return (said & right).total() / right.total() if right else 0.0


def contains(answer: str, gold: str) -> float:
    """1 where the acceptable answer's words stand in the answer, together and in order."""
    said, right = normalised(answer), normalised(gold)
    starts = range(len(said) - len(right) + 1)
    return float(bool(right) and any(said[at : at + len(right)] == right for at in starts))


def best(match: Callable[[str, str], float], answer: str, golds: Sequence[str]) -> float:
    """The best match over several acceptable answers; 0 without any."""
    return max((match(answer, gold) for gold in golds), default=0.0)


def stated(answer: str, values: Sequence[str]) -> float:
    """1 where the answer holds the words of any of these values."""
    return best(contains, answer, values)


def facts_covered(answer: str, facts: Sequence[Sequence[str]]) -> float:
    """Share of the facts of which the answer states one acceptable wording; 0 without facts."""
    return sum(stated(answer, wordings) for wordings in facts) / len(facts) if facts else 0.0
