"""Asks every question of a data set once, several at a time, and keeps each answer at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from evaluation.asking import Respondent
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.journal import Journal
from evaluation.wire import Response

GONE_AFTER = 5
"""Questions in a row that find no server before the rest is not asked at all."""

NOT_ASKED = "not asked: the server stopped answering"


async def run_questions(
    questions: Sequence[EvaluationQuestion],
    respondent: Respondent,
    journal: Journal,
    *,
    concurrency: int = 2,
    on_answer: Callable[[], None] = lambda: None,
) -> dict[str, Response]:
    """The response to each question, by id; what the journal already holds is not asked again.

    A server that dies is noticed after a few questions; those and the ones left are named as
    failures that a resumed run asks again.
    """
    waiting = [q for q in questions if q.question_id not in journal.settled]
    for _ in range(len(questions) - len(waiting)):
        on_answer()
    queue = iter(waiting)
    unreachable = 0

    async def worker() -> None:
        nonlocal unreachable
        for question in queue:
            if unreachable >= GONE_AFTER:
                return
            response = await respondent.respond(question)
            unreachable = unreachable + 1 if response.retry else 0
            journal.add(response)
            on_answer()

    async with asyncio.TaskGroup() as tasks:
        for _ in range(min(concurrency, len(waiting))):
            tasks.create_task(worker())
    return {q.question_id: _response(q, journal) for q in questions}


def _response(question: EvaluationQuestion, journal: Journal) -> Response:
    known = journal.responses.get(question.question_id)
    if known is not None:
        return known
    return Response(question_id=question.question_id, failure=NOT_ASKED, retry=True)
