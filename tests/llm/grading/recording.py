"""The service with a writer that notes each sentence before it is verified, and what follows.

Nothing of the service is changed: the answerer is the one that it puts together itself, copied with
a checker and a repairer that take notes of what its own ones say.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from copy import copy
from dataclasses import dataclass, field, replace

from corpus.embeddings import Embedder
from corpus.errors import DatelineError
from corpus.stores import Stores
from evaluation.asking import Respondent
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.targets import Assemble
from evaluation.wire import Response
from service.answering.answer import (
    AnswererIdentity,
    DraftAnswer,
    DraftStatement,
    Question,
    WritingCounts,
)
from service.answering.evidence import Evidence, EvidenceSentence
from service.answering.llm import LlmAnswerer, Repairer
from service.answering.llm.desk import CheckedSentence
from service.answering.llm.repairing import Repaired
from service.answering.prompting import NumberedEvidence
from service.answering.verification import SupportChecker, Verdict
from service.settings import ServiceSettings
from service.state import ServiceState, assemble
from tests.llm.grading.notes import Notes
from tests.llm.grading.records import Stretch, Writing, WrittenResponse

MODEL_AWAY = ("ModelUnavailable", "ModelRejected")
"""Failures after which the model has not answered; what it wrote amiss is an answer."""


class NotingChecker(SupportChecker):
    """A checker that takes notes of another one's verdicts."""

    def __init__(self, checker: SupportChecker, notes: Notes) -> None:  # has no parts of its own
        self._checker = checker
        self._notes = notes

    def check(
        self,
        statement: str,
        *,
        cited: Sequence[EvidenceSentence],
        evidence: Sequence[EvidenceSentence],
        language: str | None = None,
        question: str = "",
    ) -> Verdict:
        verdict = self._checker.check(
            statement, cited=cited, evidence=evidence, language=language, question=question
        )
        self._notes.checked(statement, verdict)
        return verdict


@dataclass(frozen=True)
class NotingRepairer(Repairer):
    """The service's repairer, taking notes."""

    notes: Notes = field(default_factory=Notes)

    async def repair(
        self, question: str, unsupported: Sequence[CheckedSentence], numbered: NumberedEvidence
    ) -> Repaired:
        repaired = await super().repair(question, unsupported, numbered)
        self.notes.repaired = tuple(one.text if one else None for one in repaired.sentences)
        return repaired


def noting(answerer: LlmAnswerer, notes: Notes) -> LlmAnswerer:
    """The same answerer, with its checker and its repairer taking notes."""
    copied = copy(answerer)
    copied._checker = NotingChecker(answerer._checker, notes)
    if (mends := answerer._repairer) is not None:
        copied._repairer = NotingRepairer(mends.model, mends.prompt, mends.make_boundary, notes)
    return copied


@dataclass(slots=True)
class RecordingWriter:
    """The service's writer; ``writings`` holds what it wrote, one entry an evidence it was given.

    ``base`` puts the service together; ``answerer`` is there once that is done.
    """

    base: Assemble = assemble
    answerer: LlmAnswerer | None = None
    writings: list[Writing] = field(default_factory=list)

    @property
    def identity(self) -> AnswererIdentity:
        return self._assembled.identity

    @property
    def _assembled(self) -> LlmAnswerer:
        if self.answerer is None:
            raise ValueError("the service has no language model: is its address set?")
        return self.answerer

    def assemble(
        self, settings: ServiceSettings, stores: Stores, embedder: Embedder
    ) -> ServiceState:
        """The service as it puts itself together, with its writer recorded."""
        state = self.base(settings, stores, embedder)
        written = state.engine.written
        self.answerer = written if isinstance(written, LlmAnswerer) else None
        return replace(state, engine=replace(state.engine, written=self))

    def taken(self) -> tuple[Writing, ...]:
        """What was written since the last call, which is then forgotten."""
        writings, self.writings = tuple(self.writings), []
        return writings

    async def stream(
        self, question: Question, evidence: Evidence
    ) -> AsyncGenerator[DraftStatement | DraftAnswer, None]:
        """As the service's writer streams."""
        notes, failure = Notes(), ""
        try:
            answerer = noting(self._assembled, notes)
            async with aclosing(answerer.stream(question, evidence)) as parts:
                async for part in parts:
                    if isinstance(part, DraftAnswer):
                        agree(part, notes, has_thought=answerer._thinks_first)
                    else:
                        notes.given_out(part)
                    yield part
        except DatelineError as error:
            failure = f"{type(error).__name__}: {error}"
            raise
        finally:
            self.writings.append(
                Writing(
                    sentences=notes.sentences(question.unsupported),
                    passages=_passages(evidence),
                    failure=failure,
                )
            )


@dataclass(frozen=True, slots=True)
class RecordingRespondent:
    """Asks one question at a time, and adds to the response what was written for it."""

    respondent: Respondent
    writer: RecordingWriter

    @property
    def name(self) -> str:
        """What the report calls it."""
        return self.respondent.name

    async def respond(self, question: EvaluationQuestion) -> Response:
        """The response; one that the model was away for counts as not asked."""
        self.writer.taken()
        response = await self.respondent.respond(question)
        writings = self.writer.taken()
        away = next((one.failure for one in writings if one.failure.startswith(MODEL_AWAY)), None)
        if away is not None:
            return Response(question_id=question.question_id, failure=away, retry=True)
        return WrittenResponse(**dict(response), writings=writings)


def agree(draft: DraftAnswer, notes: Notes, *, has_thought: bool) -> None:
    """Makes sure that no sentence was missed, should the answerer ever check otherwise.

    As many are shown as they were written as were noted to hold, repetitions aside; fewer only
    where the model turned out to have thought aloud, which is then forgotten.
    """
    counts = draft.counts or WritingCounts()
    kept = counts.written - counts.dropped - counts.flagged - counts.repaired
    held = len({one.checked.casefold() for one in notes.checks if one.verdict.holds})
    if kept > held or (kept < held and not has_thought):
        raise AssertionError(f"{kept} sentences shown as written, but {held} were noted to hold")


def _passages(evidence: Evidence) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(article_id=hit.article.article_id, start=hit.passage.start, end=hit.passage.end)
        for hit in evidence.hits
    )
