"""The whole draft of a writer, checked to begin with what it gave before."""

from __future__ import annotations

from service.answering.answer import DraftAnswer, DraftStatement, Question
from service.answering.answerers import Writer
from service.answering.evidence import Evidence


async def draft_of(writer: Writer, question: Question, evidence: Evidence) -> DraftAnswer:
    before: list[DraftStatement] = []
    async for part in writer.stream(question, evidence):
        if isinstance(part, DraftAnswer):
            assert list(part.statements) == before
            return part
        before.append(part)
    raise AssertionError("a stream ends with the draft")
