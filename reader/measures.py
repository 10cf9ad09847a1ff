"""Measures of answers and of rankings."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np


def normalise(text: str) -> str:
    """Returns a text without case, punctuation, articles and extra white space.

    Source: the evaluation script of SQuAD 1.1, Rajpurkar et al. (2016).
    """
    plain = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", plain).split())


def match_exactly(answer: str, references: Sequence[str]) -> float:
    """Returns 1 where the answer is one of the references once both are normalised, else 0."""
    return float(any(normalise(answer) == normalise(text) for text in references))


def measure_overlap(answer: str, references: Sequence[str]) -> float:
    """Returns the best F1 of shared words with any of the references, from 0 to 1.

    Source: the evaluation script of SQuAD 1.1, Rajpurkar et al. (2016).
    """
    return max((share_words(normalise(answer), normalise(text)) for text in references), default=0)


def share_words(first: str, second: str) -> float:
    """Returns the F1 of the words that two normalised texts share."""
    left, right = first.split(), second.split()
    shared = sum((Counter(left) & Counter(right)).values())
    return 2 * shared / (len(left) + len(right)) if shared else 0.0


def holds_answer(text: str, references: Sequence[str]) -> bool:
    """Says whether a text holds the words of a reference, in a row."""
    padded = f" {normalise(text)} "
    return any(f" {normalise(answer)} " in padded for answer in references)


def measure_auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Returns the chance that a positive scores above a negative, ties counting half.

    Source: Mann and Whitney (1947).
    """
    first, second = np.asarray(positive)[:, None], np.asarray(negative)[None, :]
    return float((first > second).mean() + 0.5 * (first == second).mean())


def mean(values: Sequence[float]) -> float:
    """Returns the mean, rounded to four places; 0 of nothing."""
    return round(float(np.mean(values)), 4) if len(values) else 0.0
