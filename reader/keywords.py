"""BM25 over a few thousand short texts: finds hard negatives, and serves as the yardstick."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from reader.examples import words_of

K1, B = 1.2, 0.75


def stem(word: str) -> str:
    """Returns a word without the commonest English endings: crude, alike for all texts."""
    for ending in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


class KeywordIndex:
    """Scores texts against a question.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the
    always-positive inverse document frequency of Lucene.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Counts the stemmed words of all texts once."""
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        lengths = np.zeros(len(texts), dtype=np.float32)
        for number, text in enumerate(texts):
            counts = Counter(stem(word) for word in words_of(text))
            lengths[number] = sum(counts.values())
            for word, count in counts.items():
                postings[word].append((number, count))
        self._size = len(texts)
        damping = K1 * (1 - B + B * lengths / max(1.0, float(lengths.mean())))
        self._weights: dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]] = {}
        for word, pairs in postings.items():
            where = np.array([place for place, _ in pairs])
            times = np.array([count for _, count in pairs], dtype=np.float32)
            rarity = math.log(1 + (self._size - len(pairs) + 0.5) / (len(pairs) + 0.5))
            self._weights[word] = (where, rarity * times * (K1 + 1) / (times + damping[where]))

    def score(self, question: str) -> npt.NDArray[np.float32]:
        """Returns the score of every text, shape (n_texts,)."""
        scores = np.zeros(self._size, dtype=np.float32)
        for word in {stem(word) for word in words_of(question)}:
            if word in self._weights:
                where, weight = self._weights[word]
                scores[where] += weight
        return scores

    def rank(self, question: str, top: int) -> list[int]:
        """Returns the numbers of the best texts that share a word, best first."""
        scores = self.score(question)
        best = np.argsort(-scores, kind="stable")[:top]
        return [int(number) for number in best if scores[number] > 0]
