"""Runs a judge of support over pairs that people judged."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from evaluation.datasets.dataset import Dataset
from evaluation.metrics.support import ScoringJudge
from evaluation.report.document import Failure, QuestionRow, SystemSection
from evaluation.report.figures import figures_of


async def check_pairs(
    dataset: Dataset,
    judge: ScoringJudge,
    *,
    seed: int = 0,
    on_answer: Callable[[], None] = lambda: None,
) -> SystemSection:
    """How often the judge agrees with people; pairs it cannot decide are named, not scored."""
    rows: list[QuestionRow] = []
    failures: list[Failure] = []
    for pair in dataset.pairs:
        verdict = await asyncio.to_thread(judge.verdict, (pair.evidence,), pair.claim)
        on_answer()
        if verdict is None:
            failures.append(Failure(id=pair.pair_id, reason=f"{judge.name} cannot decide"))
            continue
        facts = {
            "judged_supported": float(verdict.supported),
            "supported": float(pair.supported),
            "support_score": round(verdict.score, 6),
        }
        wrong = verdict.supported != pair.supported
        reason = "" if not wrong else "missed" if pair.supported else "let through"
        rows.append(QuestionRow(id=pair.pair_id, facts=facts, reason=reason))
    return SystemSection(
        name=judge.name,
        asked=len(dataset.pairs),
        failures=tuple(failures),
        figures=figures_of([row.facts for row in rows], seed=seed),
        questions=tuple(rows),
    )
