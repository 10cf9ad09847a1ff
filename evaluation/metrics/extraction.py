"""How far the article that was read from a page is the one that should have been.

Source: precision, recall and F1 over words, counted with repetition, as in Bevendorff et al., "An
Empirical Comparison of Web Content Extraction Algorithms", 2023. Title, outlet and author are found
where the words are the same; the date to the day. What is not expected is not judged.
"""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"\w+")


def word_scores(found: str, expected: str) -> dict[str, float]:
    """Precision, recall and F1 of the words; all 0 where none is shared."""
    first, second = (Counter(_WORD.findall(text.casefold())) for text in (found, expected))
    shared = (first & second).total()
    return {
        "words_precision": shared / first.total() if first else 0.0,
        "words_recall": shared / second.total() if second else 0.0,
        "words_f1": 2 * shared / (first.total() + second.total()) if shared else 0.0,
    }


def same_words(found: str | None, expected: str) -> float | None:
    """1 where the letters and figures are the same in order; None where nothing is expected."""
    if not expected:
        return None
    return float("".join(_WORD.findall((found or "").casefold())) == _joined(expected))


def _joined(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))
