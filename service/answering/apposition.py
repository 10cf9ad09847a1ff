"""What a name is the name of, as articles say beside it: "the ferry Orla", "Orla, a ferry"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from corpus.models import Article
from service.answering.values import Reading
from service.answering.values.tokens import folded
from service.answering.values.words import STOP_WORDS, stem, word_set

_DEFINITE = word_set("the el la le der die das den dem o a")
_BEFORE = r"\b([^\W\d_]{{3,}}) {name}\b"
_BEHIND = r"\b{name}, (?:the|an?) ((?:[^\W\d_]+ ){{0,2}}[^\W\d_]+)"


def classes_of(names: Iterable[str], articles: Iterable[Article]) -> frozenset[str]:
    """The stems of the nouns that stand in apposition to one of the names.

    Args:
        names: as the question writes them.
        articles: whose titles and texts are looked through.
    """
    texts = {f"{article.title or ''}. {article.text}" for article in articles}
    found: set[str] = set()
    for name in map(re.escape, names):
        for text in texts:
            before = re.findall(_BEFORE.format(name=name), text)
            behind = re.findall(_BEHIND.format(name=name), text)
            found.update(word for word in before if word.islower())
            found.update(phrase.split()[-1] for phrase in behind)
    return frozenset(stem(folded(word)) for word in found if folded(word) not in STOP_WORDS)


def refers_by(reading: Reading, classes: frozenset[str]) -> bool:
    """Whether a sentence speaks of "the ferry" where that is what the name is of."""
    lows = [token.low for token in reading.tokens]
    return any(before in _DEFINITE and stem(low) in classes for before, low in pairwise(lows))
