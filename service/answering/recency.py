"""Of articles on one matter the newer is likelier meant, where a question names no time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import exp, log1p

from corpus.models import Hit, PassageId, ScoredPassage

DISCOUNT = 0.2
"""How fast a passage's score falls with its age: by the power of this. Of 0 to .8 the least with
nearly all of the gain on both halves of 380 news quiz questions over articles of fifteen years: the
answer stands in the first 12 passages for .839 of them instead of .815 (docs/quality.md)."""
STEPS_A_YEAR = 4
_SECONDS_A_YEAR = 365.25 * 24 * 3_600
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]\d|\d)")


def age_of(second: int, now: int) -> float:
    """An article's age as the logarithm of one plus its quarters of a year; 0 for the newest."""
    return log1p(STEPS_A_YEAR * max(0.0, (now - second) / _SECONDS_A_YEAR))


def ages_of(hits: Sequence[Hit], question: str) -> list[float]:
    """The age of each hit's article, seen from the newest of them; all 0 if a time is asked about.

    An article without a date is as old as the others are on average.
    """
    dates = [hit.article.published_at for hit in hits]
    known = [int(date.timestamp()) for date in dates if date is not None]
    if not known or names_a_time(question):
        return [0.0] * len(hits)
    now = max(known)
    usual = sum(age_of(second, now) for second in known) / len(known)
    return [usual if date is None else age_of(int(date.timestamp()), now) for date in dates]


def names_a_time(question: str) -> bool:
    """Whether a question names a year: then it says itself which time it is about."""
    return _YEAR.search(question) is not None


def discounted(
    fused: Sequence[ScoredPassage], ages: Mapping[PassageId, float], *, otherwise: float
) -> list[ScoredPassage]:
    """Passages by their score and age, best first; ties in the order of ids.

    Args:
        fused: with scores above 0.
        ages: as `age_of` gives them.
        otherwise: the age of a passage without one.
    """
    scored = [
        ScoredPassage(
            one.passage_id, one.score * exp(-DISCOUNT * ages.get(one.passage_id, otherwise))
        )
        for one in fused
    ]
    return sorted(scored, key=lambda one: (-one.score, one.passage_id))
