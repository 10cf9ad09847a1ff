"""Finds exact and near copies of an article: syndicated stories in several outlets.

MinHash signatures of word shingles, banded so that the catalogue's own table finds candidates.
Source: Broder, "On the resemblance and containment of documents", 1997; banding as in Leskovec,
Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from datasketch import MinHash

from corpus.analysis import words_in
from corpus.ledger import Signature
from corpus.models import Article

PERMUTATIONS = 128
BANDS = 32
"""Four rows a band: texts of resemblance .5 share a band with a chance of .87, of .7 with 1.0."""
SHINGLE_WORDS = 3
COPY_RESEMBLANCE = 0.6
"""Share of common shingles from which a text may be a copy; an agency story that an outlet gave a
headline and cut by a fifth still has about .7, two reports of one event by two desks below .1."""
FEWEST_WORDS = 20
"""Shorter texts are copies only when their words are all the same: templates look alike."""

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
    text: str, signature: Signature, candidates: Iterable[tuple[Article, bytes]]
) -> Article | None:
    """The searched article that ``text`` copies most closely, or ``None``.

    A text with a number that the other lacks, where the other has one that it lacks, tells
    something else (another match, a later toll) and is no copy, however alike the words are.

    Args:
        text: the text of the article in question.
        signature: its signature.
        candidates: searched articles that share a band, with their MinHash bytes.
    """
    best: tuple[float, Article] | None = None
    for article, minhash in candidates:
        resemblance = _resemblance(signature.minhash, minhash)
        if resemblance < COPY_RESEMBLANCE or (best and resemblance <= best[0]):
            continue
        if _tells_the_same(text, article.text):
            best = (resemblance, article)
    return None if best is None else best[1]


def _tells_the_same(text: str, other: str) -> bool:
    words, other_words = words_in(text), words_in(other)
    if min(len(words), len(other_words)) < FEWEST_WORDS:
        return words == other_words
    numbers, other_numbers = set(_NUMBER.findall(text)), set(_NUMBER.findall(other))
    return numbers <= other_numbers or other_numbers <= numbers


def _resemblance(left: bytes, right: bytes) -> float:
    """The estimated Jaccard similarity of two signatures, 0 to 1."""
    return float(np.mean(np.frombuffer(left, "<u4") == np.frombuffer(right, "<u4")))


def _shingles(words: list[str]) -> list[bytes]:
    count = max(1, len(words) - SHINGLE_WORDS + 1)
    return list({" ".join(words[i : i + SHINGLE_WORDS]).encode() for i in range(count)})
