"""The whole draft of a writer, checked to begin with what it gave before."""

from __future__ import annotations

from corpus.errors import DatelineError
from service.answering.answer import DraftAnswer, DraftStatement, Question
from service.answering.answerers import Writer
from service.answering.evidence import Evidence


async def draft_of(writer: Writer, question: Question, evidence: Evidence) -> DraftAnswer:
    before: list[DraftStatement] = []
    whole: DraftAnswer | None = None
    async for part in writer.stream(question, evidence):
        if isinstance(part, DraftAnswer):
            whole = part
        else:
            before.append(part)
    assert whole is not None
    assert list(whole.statements) == before
    return whole


async def begun_by(writer: Writer, question: Question, evidence: Evidence) -> DraftAnswer:
    """The draft of a writer that fails, as far as it came."""
    before: list[DraftStatement] = []
    begun: DraftAnswer | None = None
    try:
        async for part in writer.stream(question, evidence):
            if isinstance(part, DraftAnswer):
                begun = part
            else:
                before.append(part)
    except DatelineError:
        assert begun is not None
        assert list(begun.statements[: len(before)]) == before
        return begun
    raise AssertionError("the writer did not fail")
