"""Finds exact and near copies of an article: syndicated stories in several outlets.

MinHash signatures of word shingles, banded so that the catalogue's own table finds candidates.
Source: Broder, "On the resemblance and containment of documents", 1997; banding as in Leskovec,
Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
MOST_READ = 20
"""Candidates whose texts are compared for one article; see ``original_of``."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def signature_of(text: str) -> Signature:
    """What near copies of ``text`` are found by; equal words give equal signatures."""
    minhash = MinHash(num_perm=PERMUTATIONS, scheme="affine32")
    minhash.update_batch(_shingles(words_in(text)))
    values = np.ascontiguousarray(minhash.hashvalues, dtype="<u4")
    rows = PERMUTATIONS // BANDS
    digests = tuple(
        bytes([band]) + values[band * rows : (band + 1) * rows].tobytes() for band in range(BANDS)
    )
    return Signature(minhash=values.tobytes(), bands=digests)


def original_of(
    text: str,
    signature: Signature,
    candidates: Sequence[Candidate],
    article: Callable[[ArticleId], Article],
) -> Article | None:
    """The searched article that ``text`` copies most closely, or ``None``.

    A text with a number that the other lacks, where the other has one that it lacks, tells
    something else (another match, a later toll) and is no copy, however alike the words are.

    Only the ``MOST_READ`` that resemble it most are read, the closest first. Reports from one
    template all resemble each other and differ in their numbers, so reading all of them would make
    ten thousand reports fifty million texts to read. A copy resembles its original more than other
    reports do; where it was cut so far that ``MOST_READ`` of those come before the original, it is
    searched beside it: a passage too many rather than a fact lost.

    Args:
        text: the text of the article in question.
        signature: its signature.
        candidates: searched articles that share a band; of equal ones the first counts.
        article: reads an article by its id.
    """
    closest = _closest(signature, candidates)
    if not closest:
        return None
    told = _Told.by(text)
    originals = (article(one.article_id) for one in closest)
    return next((one for one in originals if told.is_the_same(_Told.by(one.text))), None)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a text tells, as far as copies are concerned."""

    words: list[str]
    numbers: frozenset[str]

    @classmethod
    def by(cls, text: str) -> _Told:
        return cls(words_in(text), frozenset(_NUMBER.findall(text)))

    def is_the_same(self, other: _Told) -> bool:
        if min(len(self.words), len(other.words)) < FEWEST_WORDS:
            return self.words == other.words
        return self.numbers <= other.numbers or other.numbers <= self.numbers


def _closest(signature: Signature, candidates: Sequence[Candidate]) -> list[Candidate]:
    """At most ``MOST_READ`` that may be the original, by estimated resemblance, then in order."""
    if not candidates:
        return []
    own = np.frombuffer(signature.minhash, "<u4")
    others = np.frombuffer(b"".join(one.minhash for one in candidates), "<u4")
    resemblances = np.mean(others.reshape(len(candidates), -1) == own, axis=1)
    ranked = np.argsort(-resemblances, kind="stable")[:MOST_READ]
    return [candidates[place] for place in ranked if resemblances[place] >= COPY_RESEMBLANCE]


def _shingles(words: list[str]) -> list[bytes]:
    count = max(1, len(words) - SHINGLE_WORDS + 1)
    return list({" ".join(words[i : i + SHINGLE_WORDS]).encode() for i in range(count)})
