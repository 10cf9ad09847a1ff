"""What a name is the name of, as articles say beside it: "the ferry Orla", "Orla, a ferry"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.models import Article
from corpus.sentences import sentences_in
from service.answering.answer import Quote
from service.answering.values import Name, NameSort, Reading, ValueKind, values_in
from service.answering.values.tokens import folded
from service.answering.values.words import STOP_WORDS, stem, word_set

_PRONOUN = re.compile(r"(?:She|He) ")
_LOOKED_BACK = 400  # characters
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


def refers_by_pronoun(quote: Quote, names: Sequence[str]) -> bool:
    """Whether a sentence begins with "she" and the one before tells of the only person asked about.

    Args:
        quote: the sentence.
        names: that the question names.
    """
    article = quote.article
    if len(names) != 1 or not _PRONOUN.match(quote.text):
        return False
    earliest = max(0, quote.start - _LOOKED_BACK)
    spans = sentences_in(article.text[earliest : quote.start], article.language)
    if not spans:
        return False
    before = article.text[earliest + spans[-1].start : earliest + spans[-1].end]
    people = {
        value.meaning.words[-1]
        for value in values_in(before, article.language, kinds=(ValueKind.NAME,))
        if isinstance(value.meaning, Name) and value.meaning.sort is NameSort.PERSON
    }
    return people == {folded(names[0].split()[-1])}


def refers_by(reading: Reading, classes: frozenset[str]) -> bool:
    """Whether a sentence speaks of "the ferry" where that is what the name is of."""
    lows = [token.low for token in reading.tokens]
    return any(before in _DEFINITE and stem(low) in classes for before, low in pairwise(lows))
