"""The share of a statement's words that its quotes have, or what stands around them."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.models import Article
from service.answering.evidence import EvidenceSentence
from service.answering.verification.profile import Profile, profile_of

CONTEXT_SHARE = 0.6
"""What a word counts that stands only around the quote: in its neighbours, title or outlet."""


def coverage(terms: frozenset[str], quotes: Sequence[Profile], context: Sequence[Profile]) -> float:
    """The share of ``terms`` that the quotes have, 0 to 1; 1 where there are none."""
    if not terms:
        return 1.0
    quoted = frozenset[str]().union(*(quote.terms for quote in quotes))
    around = frozenset[str]().union(*(one.terms for one in context)) - quoted
    return (len(terms & quoted) + CONTEXT_SHARE * len(terms & around)) / len(terms)


def outlet_terms(article: Article) -> frozenset[str]:
    """The words that name who published the article: to say so claims nothing."""
    names = " ".join(filter(None, (article.source, article.author)))
    return profile_of(names, article.language).terms if names else frozenset()


def context_of(sentence: EvidenceSentence) -> list[Profile]:
    """What stands around a sentence: its neighbours, title, outlet and author."""
    article = sentence.quote.article
    texts = (sentence.previous, sentence.following, article.title, article.source, article.author)
    return [profile_of(text, article.language) for text in texts if text]
