"""Reads saved pages as the indexer does and compares what comes out with what should."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from evaluation.datasets.dataset import Dataset, SavedPage
from evaluation.metrics.extraction import same_words, word_scores
from evaluation.report.document import QuestionRow, SystemSection
from evaluation.report.figures import figures_of
from indexer.extraction.decoding import decode
from indexer.extraction.html import read_html

NAME = "Dateline's extraction"
GOOD_F1 = 0.9


async def check_pages(
    dataset: Dataset, *, seed: int = 0, on_answer: Callable[[], None] = lambda: None
) -> SystemSection:
    """How well the pages are read; a page that gives no words scores 0, it is not left out."""
    rows: list[QuestionRow] = []
    for page in dataset.pages:
        facts = await asyncio.to_thread(_facts, page)
        on_answer()
        reason = "" if facts["words_f1"] >= GOOD_F1 else "words lost or too many"
        rows.append(QuestionRow(id=page.page_id, facts=facts, reason=reason))
    return SystemSection(
        name=NAME,
        asked=len(dataset.pages),
        figures=figures_of([row.facts for row in rows], seed=seed),
        questions=tuple(rows),
    )


def _facts(page: SavedPage) -> dict[str, float]:
    read = read_html(decode(page.html))
    found: dict[str, float | None] = {
        **word_scores(read.text, page.text),
        "title_found": same_words(read.title, page.title),
        "outlet_found": same_words(read.outlet, page.source),
        "author_found": same_words(read.author, page.author),
    }
    if page.published:
        published = read.published_at.date().isoformat() if read.published_at else ""
        found["date_found"] = float(published == page.published)
    return {name: round(value, 6) for name, value in found.items() if value is not None}
