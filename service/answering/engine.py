"""From a question to an answer: retrieve, gather evidence, answer, fall back, number the quotes."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, replace
from typing import Protocol

import anyio.to_thread

from corpus.errors import DatelineError
from corpus.models import Hit
from service.answering.answer import (
    Answer,
    AnswererChoice,
    AnswerId,
    Citation,
    DraftAnswer,
    Question,
    Status,
    Timings,
)
from service.answering.citations import compose, independent_sources
from service.answering.evidence import Evidence, gather
from service.answering.phrases import REFUSALS, language_of_question
from service.answering.retrieval import Retriever


class Answerer(Protocol):
    """Writes an answer from evidence, or refuses by returning no statements."""

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        """The answer as statements tied to quotes.

        Raises:
            DatelineError: it cannot answer at this moment; another answerer may.
        """
        ...


@dataclass(frozen=True, slots=True)
class Engine:
    """Answers questions over one collection. ``written`` is ``None`` where no model is set."""

    retriever: Retriever
    extractive: Answerer
    written: Answerer | None
    passages: int
    nearest: int

    async def search(self, question: Question, top_k: int) -> tuple[Hit, ...]:
        """The passages that matter for a question, best first.

        Raises:
            StorageUnavailable, ModelUnavailable: retrieval cannot work at this moment.
        """
        filters = question.filters.as_of(question.as_of)
        return await anyio.to_thread.run_sync(
            lambda: self.retriever.retrieve(question.text, top_k=top_k, filters=filters)
        )

    async def ask(self, question: Question) -> Answer:
        """The answer to a question; refusing is a normal answer.

        Raises:
            StorageUnavailable, ModelUnavailable: retrieval cannot work at this moment.
        """
        started = time.perf_counter()
        hits = await self.search(question, self.passages)
        evidence = gather(hits)
        retrieved = time.perf_counter()
        draft = await self._draft(question, evidence)
        answered = time.perf_counter()
        answer = self._finish(question, draft)
        finished = time.perf_counter()
        timings = Timings(
            retrieve=(retrieved - started) * 1000,
            answer=(answered - retrieved) * 1000,
            verify=(finished - answered) * 1000,
            total=(finished - started) * 1000,
        )
        return replace(answer, timings=timings)

    async def _draft(self, question: Question, evidence: Evidence) -> DraftAnswer:
        if question.answerer is AnswererChoice.EXTRACTIVE:
            return await self.extractive.answer(question, evidence)
        if self.written is None:
            draft = await self.extractive.answer(question, evidence)
            if question.answerer is AnswererChoice.LLM:
                return _labelled(draft, "no language model is configured")
            return draft
        try:
            return await self.written.answer(question, evidence)
        except DatelineError as error:
            draft = await self.extractive.answer(question, evidence)
            return _labelled(draft, f"{type(error).__name__}: {error}")

    def _finish(self, question: Question, draft: DraftAnswer) -> Answer:
        composed = compose(draft)
        if not composed.statements:
            status, text = Status.UNANSWERABLE, REFUSALS[language_of_question(question.text)]
        else:
            status = Status.CONFLICTING if composed.disagreements else Status.ANSWERED
            text = composed.text
        return Answer(
            answer_id=AnswerId(f"ans_{secrets.token_hex(12)}"),
            status=status,
            text=text,
            statements=composed.statements,
            citations=composed.citations,
            disagreements=composed.disagreements,
            independent_sources=independent_sources(composed.citations),
            nearest=() if composed.statements else _nearest(draft, self.nearest),
            identity=draft.identity,
            usage=draft.usage,
            timings=Timings(),
            confidence=draft.confidence,
        )


def _labelled(draft: DraftAnswer, reason: str) -> DraftAnswer:
    return replace(draft, identity=replace(draft.identity, fallback_reason=reason))


def _nearest(draft: DraftAnswer, count: int) -> tuple[Citation, ...]:
    return tuple(Citation(number, quote) for number, quote in enumerate(draft.nearest[:count], 1))
