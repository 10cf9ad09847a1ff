"""Draws sentences from a collection for a person to write questions about: a sheet to fill in."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.models import ArticleDraft
from corpus.sentences import sentences_in
from evaluation.datasets.own import COLUMNS
from evaluation.metrics.sheet import disarmed

WORDS = (8, 40)
"""A sentence worth asking about has at least and at most so many words."""

HEADING = (*COLUMNS, "split", "context")


def draw(articles: Sequence[ArticleDraft], count: int, *, seed: int = 0) -> list[dict[str, str]]:
    """``count`` rows, or as many as there are, each about another article as long as possible.

    ``question`` and ``answers`` are left empty; ``context`` helps the person and is not read.
    """
    random = np.random.default_rng(seed)
    queues = [
        random.permutation(np.array(found, dtype=np.intp)).tolist()
        for article in articles
        if (found := _worthwhile(article))
    ]
    owners = [article for article in articles if _worthwhile(article)]
    rows: list[dict[str, str]] = []
    while len(rows) < count and any(queues):
        for place in random.permutation(len(queues)):
            if queues[place] and len(rows) < count:
                rows.append(_row(owners[place], queues[place].pop(), len(rows) + 1))
    return rows


def write_rows(rows: Sequence[dict[str, str]], path: Path) -> None:
    """Writes the sheet as CSV; cells that a spreadsheet would run as a formula are disarmed."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEADING, restval="")
        writer.writeheader()
        writer.writerows({key: disarmed(value) for key, value in row.items()} for row in rows)


def _worthwhile(article: ArticleDraft) -> list[int]:
    """The places of the sentences that are long enough to state something, and no heading."""
    low, high = WORDS
    texts = [article.text[span.start : span.end] for span in sentences_in(article.text)]
    return [
        place
        for place, text in enumerate(texts)
        if low <= len(text.split()) <= high and text[-1] in '.!?”"'
    ]


def _row(article: ArticleDraft, place: int, number: int) -> dict[str, str]:
    spans = sentences_in(article.text)
    first, last = spans[max(0, place - 2)], spans[min(len(spans) - 1, place + 2)]
    return {
        "id": f"q{number:03}",
        "kind": "fact",
        "language": article.language or "en",
        "articles": article.article_id or article.location,
        "sentences": article.text[spans[place].start : spans[place].end],
        "unanswerable": "no",
        "context": article.text[first.start : last.end],
    }
