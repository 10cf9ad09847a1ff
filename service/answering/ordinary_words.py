"""Words spelt right whatever the articles say: those that the reader's vocabulary has whole.

It has the thirty thousand most frequent pieces of English text, ordinary words and well-known names
among them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

from corpus.analysis import folded

VOCABULARY = files("service.answering.reading").joinpath("weights", "tokenizer.json")
ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers")
"""With one of these a word may miss from the vocabulary though it has the word without."""
SHORTEST_STEM = 4


def is_ordinary(word: str) -> bool:
    """Whether English knows the word, in any case; nothing is where the vocabulary is damaged."""
    known, plain = _words(), folded(word)
    stems = (plain.removesuffix(ending) for ending in ENDINGS if plain.endswith(ending))
    return plain in known or any(len(stem) >= SHORTEST_STEM and stem in known for stem in stems)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    try:
        pieces = json.loads(VOCABULARY.read_text(encoding="utf-8"))["model"]["vocab"]
    except (OSError, ValueError, KeyError):  # the reader says so, and is done without
        return frozenset()
    return frozenset(piece for piece in pieces if piece.isalpha())
