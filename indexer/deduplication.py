"""What makes one article a near copy of another, as syndicated stories in several outlets are.

MinHash signatures of word shingles, banded so that the catalogue's own table finds candidates.
Source: Broder, "On the resemblance and containment of documents", 1997; banding as in Leskovec,
Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import inf

import numpy as np
from datasketch import MinHash

from corpus.analysis import words_in
from corpus.models import Article, ArticleId
from corpus.signatures import Candidate, Signature

PERMUTATIONS = 128
BANDS = 32
"""Four rows a band: texts of resemblance .5 share a band with a chance of .87, of .7 with 1.0."""
SHINGLE_WORDS = 3
COPY_RESEMBLANCE = 0.6
"""Share of common shingles from which a text may be a copy; an agency story that an outlet gave a
headline and cut by a fifth still has about .7, two reports of one event by two desks below .1."""
FEWEST_WORDS = 20
"""Shorter texts are copies only when their words are all the same: templates look alike."""
_DRAWN = MinHash(num_perm=PERMUTATIONS, scheme="affine32").permutations
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def signature_of(text: str) -> Signature:
    """What near copies of ``text`` are found by; equal words give equal signatures."""
    minhash = MinHash(num_perm=PERMUTATIONS, scheme="affine32", permutations=_DRAWN)
    minhash.update_batch(_shingles(words_in(text)))
    return signature_from(np.ascontiguousarray(minhash.hashvalues, dtype="<u4").tobytes())


def signature_from(minhash: bytes) -> Signature:
    """The signature that has this MinHash."""
    rows = len(minhash) // BANDS
    digests = (bytes([band]) + minhash[band * rows : (band + 1) * rows] for band in range(BANDS))
    return Signature(minhash=minhash, bands=tuple(digests))


@dataclass(frozen=True, slots=True)
class Told:
    """What the current version of an article tells, as far as copies are concerned.

    ``facts`` are its words, since any word that a copy has and its original lacks may be one: a
    name, a number, a "not". ``numbers`` are the figures among them.
    """

    article_id: ArticleId
    published_at: datetime | None
    words: tuple[str, ...] = field(repr=False)
    facts: frozenset[str] = field(repr=False)
    numbers: frozenset[str] = field(repr=False)

    @classmethod
    def by(cls, article: Article) -> Told:
        words = tuple(words_in(article.text))
        facts = frozenset(words)
        numbers = frozenset(number for fact in facts for number in _NUMBER.findall(fact))
        return cls(article.article_id, article.published_at, words, facts, numbers)

    @property
    def order(self) -> tuple[int, int, float, ArticleId]:
        """Where it stands among near copies: the fuller first, of equal ones the earlier.

        Whatever tells all that another tells stands before it, and nothing here depends on when
        an article was indexed.
        """
        published = self.published_at.timestamp() if self.published_at else inf
        return -len(self.numbers), -len(self.facts), published, self.article_id

    def is_near(self, other: Told) -> bool:
        """Whether two articles that resemble each other tell one story.

        Those with a number that the other lacks, where the other has one that it lacks, tell
        something else each (another match, a later toll), however alike the words are.
        """
        if min(len(self.words), len(other.words)) < FEWEST_WORDS:
            return self.words == other.words
        return self.numbers <= other.numbers or other.numbers <= self.numbers


def closest(minhash: bytes, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those whose text resembles that of ``minhash`` enough for a copy, the closest first.

    Equal ones stay in their order. Bands bring together texts that hardly resemble one another.
    """
    if not candidates:
        return []
    own = np.frombuffer(minhash, "<u4")
    others = np.frombuffer(b"".join(one.minhash for one in candidates), "<u4")
    resemblances = np.mean(others.reshape(len(candidates), -1) == own, axis=1)
    ranked = np.argsort(-resemblances, kind="stable")
    return [candidates[place] for place in ranked if resemblances[place] >= COPY_RESEMBLANCE]


def _shingles(words: list[str]) -> list[bytes]:
    count = max(1, len(words) - SHINGLE_WORDS + 1)
    return list({" ".join(words[i : i + SHINGLE_WORDS]).encode() for i in range(count)})
