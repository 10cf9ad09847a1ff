"""The own cases of outlets that differ, or seem to; every sentence an article of one collection."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from corpus.embeddings import Embedder
from corpus.models import ArticleDraft
from corpus.stores import Stores
from evaluation.datasets.assembly import draft
from indexer.pipeline import Indexer
from service.answering.answer import Question, Status
from service.state import assemble
from tests.fakes.service import settings_in

CASES = Path(__file__).parents[1] / "cases" / "disagreements.jsonl"
LEAST_PRECISION, LEAST_RECALL = 0.8, 0.7


def articles(case: dict[str, Any]) -> list[ArticleDraft]:
    return [
        draft(
            "cases",
            f"{case['id']}-{number}",
            sentence["text"],
            source=sentence["outlet"],
            published_at=_day(sentence.get("date")),
        )
        for number, sentence in enumerate(case["sentences"])
    ]


def _day(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


@pytest.fixture(scope="module")
def outcomes(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> list[tuple[str, bool, bool]]:
    """Per case its split, whether outlets disagree in it, and whether the answer says so."""
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    settings = settings_in(tmp_path_factory.mktemp("disagreements"))
    stores = Stores.open(settings)
    stores.adopt_model(embedder.model)
    Indexer(stores, embedder).run([one for case in cases for one in articles(case)])
    engine = assemble(settings, stores, embedder).engine

    async def ask_all() -> list[tuple[str, bool, bool]]:
        found = []
        for case in cases:
            answer = await engine.ask(Question(case["question"]))
            is_told = answer.status is Status.CONFLICTING
            found.append((case["split"], bool(case["positions"]), is_told))
        return found

    try:
        return asyncio.run(ask_all())
    finally:
        stores.close()


@pytest.mark.parametrize("split", ["dev", "held_out", "challenge"])
def test_most_disagreements_are_told_and_few_are_made_up(
    outcomes: list[tuple[str, bool, bool]], split: str
) -> None:
    own = [(expected, told) for one, expected, told in outcomes if one == split]
    told_rightly = sum(expected and told for expected, told in own)
    assert told_rightly >= LEAST_PRECISION * sum(told for _, told in own)
    assert told_rightly >= LEAST_RECALL * sum(expected for expected, _ in own)
