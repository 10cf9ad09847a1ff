"""What a run does with its judge: asks a model ahead of scoring, and counts its verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.metrics.support import Claim, Judge
from evaluation.model_judge import ModelJudge
from evaluation.progress import Progress
from evaluation.scoring import claims_of
from evaluation.wire import Response


async def judge_ahead(judge: Judge, claims: Sequence[Claim], progress: Progress, name: str) -> None:
    """Lets a model decide many claims at once; a judge that needs no model decides while scoring.

    Args:
        judge: the judge of the run.
        claims: quotes and the statement they should support.
        progress: shows how far it is.
        name: of what is judged.
    """
    if not isinstance(judge, ModelJudge) or not claims:
        return
    with progress.task(f"{name}: judged by {judge.name}", len(set(claims))) as advance:
        await judge.decide_all(claims, advance)


def claims_in(
    questions: Sequence[EvaluationQuestion], responses: Mapping[str, Response]
) -> list[Claim]:
    """What the judge will be asked about these responses."""
    return [claim for one in questions for claim in claims_of(one, responses[one.question_id])]


def counts_of(judge: Judge) -> Counter[str]:
    """The verdicts of a model so far, and the reasons why there was none; else empty."""
    return Counter(judge.counts) if isinstance(judge, ModelJudge) else Counter()
