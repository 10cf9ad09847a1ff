"""Whether two articles tell of one event: they have names enough in common."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.models import Article

FEWEST_SHARED = 3
"""Words of names that an article has in common with the first one, where both tell of one event."""
_NAME = re.compile(
    r"(?<=[a-zß-öø-ÿ,;] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April"
    r"|June|July|August|September|October|November|December)[A-ZÀ-Þ][\w’'-]{3,}"
)


def tell_of_one_event(one: Article, other: Article) -> bool:
    """Whether two articles have names enough in common to tell of the same."""
    if one.article_id == other.article_id:
        return True
    return len(_names_in(one.text) & _names_in(other.text)) >= FEWEST_SHARED


def have_nothing_in_common(one: Article, other: Article) -> bool:
    """Whether two articles name several things each and none together: they tell of two events."""
    own, others = _names_in(one.text), _names_in(other.text)
    return min(len(own), len(others)) >= FEWEST_SHARED and own.isdisjoint(others)


@lru_cache(maxsize=256)
def _names_in(text: str) -> frozenset[str]:
    """The words with a capital inside the sentences of an article."""
    return frozenset(_NAME.findall(text))
