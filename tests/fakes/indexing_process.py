"""Indexes made-up articles in a process of its own, so that tests can kill it at any point.

Usage: python -m tests.fakes.indexing_process DATA_DIR ROUND; each round changes some articles.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.models import ArticleDraft
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer
from tests.fakes.embedder import WordEmbedder

ARTICLES = 400
_PLACES = ("harbour", "valley", "market", "airport", "mine", "library", "forest", "stadium")


def drafts(round_number: int) -> Iterator[ArticleDraft]:
    """Articles of one round: every third has another text in each, every tenth is a copy."""
    for number in range(ARTICLES):
        told = number - 1 if number % 10 == 9 else number
        edition = round_number if told % 3 == 0 else 0
        place = _PLACES[told % len(_PLACES)]
        sentences = [
            f"Edition {edition} of story {told} is about the {place} "
            f"at kilometre {told * 7 + line}. "
            f"Witness number {told * 31 + line} saw {line + 2} vans near gate {told + line}."
            for line in range(6)
        ]
        yield ArticleDraft(text=" ".join(sentences), location=f"/made-up/{number}.txt")


def main() -> None:
    """Indexes one round and prints a line once it has begun."""
    data_dir, round_number = Path(sys.argv[1]), int(sys.argv[2])
    stores = Stores.open(CorpusSettings(data_dir=data_dir, _env_file=None))
    print("begun", flush=True)
    Indexer(stores, WordEmbedder(dimensions=16)).run(drafts(round_number))


if __name__ == "__main__":
    main()
