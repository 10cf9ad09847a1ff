"""Articles to index: the sentences of the examples, mixed anew so that no two are alike."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path

from corpus.models import ArticleDraft
from corpus.sentences import sentences_in
from indexer.sources import read_sources

SENTENCES_PER_ARTICLE = 14
SENTENCES_PER_PARAGRAPH = 3
_NUMBER = re.compile(r"\d+")


def write_articles(examples: Path, folder: Path, *, count: int, seed: int = 1) -> None:
    """Writes ``count`` text files of about 300 words into ``folder``.

    Each has other sentences in another order with other numbers, so that none is taken for a copy
    of another, and the same seed gives the same files.
    """
    sentences = sorted(_sentences(examples))
    draw = random.Random(seed)  # noqa: S311 - not a secret
    for number in range(count):
        chosen = [_renumbered(one, draw) for one in draw.sample(sentences, SENTENCES_PER_ARTICLE)]
        paragraphs = [
            " ".join(chosen[start : start + SENTENCES_PER_PARAGRAPH])
            for start in range(0, len(chosen), SENTENCES_PER_PARAGRAPH)
        ]
        text = "\n\n".join([f"Report {number} from Port Averil", *paragraphs])
        (folder / f"report-{number:04}.txt").write_text(text + "\n", encoding="utf-8")


def _sentences(examples: Path) -> Iterable[str]:
    for draft in read_sources([examples]):
        if isinstance(draft, ArticleDraft):
            for span in sentences_in(draft.text, draft.language):
                yield draft.text[span.start : span.end]


def _renumbered(sentence: str, draw: random.Random) -> str:
    return _NUMBER.sub(lambda match: str(draw.randint(1, 10 ** len(match.group()))), sentence)
