"""Writes an answer with a language model, and keeps of it what the evidence supports."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import UTC, datetime

from corpus.errors import ModelUnavailable
from service.answering.answer import (
    AnswererIdentity,
    DraftAnswer,
    DraftStatement,
    Question,
    Usage,
    WritingCounts,
)
from service.answering.evidence import Evidence
from service.answering.language_model import Completion, LanguageModel, Message, estimated_tokens
from service.answering.llm.desk import CheckedSentence, VerificationDesk
from service.answering.llm.output import (
    REFUSAL,
    NonsenseWritten,
    OutputReader,
    UnusableCompletion,
)
from service.answering.llm.overlapping import in_order
from service.answering.llm.repairing import Repairer
from service.answering.llm.second_opinion import SupportJudge
from service.answering.llm.usage import added
from service.answering.llm_settings import LlmSettings
from service.answering.markers import MarkedSentence
from service.answering.prompting import (
    NumberedEvidence,
    Prompt,
    inert,
    new_boundary,
    number_evidence,
)
from service.answering.verification import SupportChecker

MOST_STATEMENTS = 6
"""Sentences read of one completion: twice what the prompt allows."""
TURNS_SHOWN = 6
TURN_CHARACTERS = 600
QUESTION_CHARACTERS = 2_000


class LlmAnswerer:
    """Lets a language model write, verifies each sentence as it comes, and cites exact quotes.

    Args:
        model: writes; its failures are passed on.
        prompt: a version of the prompt ``answer``.
        settings: bounds of the evidence and of the output.
        checker: decides what may stay.
        repairer: mends what is unsupported; without one it is dropped at once.
        judge: gives a second opinion on what the checker lets stay, where there is one.
        clock: the time now, for questions without ``as_of``.
        make_boundary: a key nobody can guess, new for each request.
    """

    def __init__(  # noqa: PLR0913 - parts that vary apart
        self,
        model: LanguageModel,
        prompt: Prompt,
        settings: LlmSettings,
        *,
        checker: SupportChecker,
        repairer: Repairer | None = None,
        judge: SupportJudge | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        make_boundary: Callable[[], str] = new_boundary,
    ) -> None:
        self._model = model
        self._prompt = prompt
        self._settings = settings
        self._checker = checker
        self._repairer = repairer
        self._judge = judge
        self._clock = clock
        self._make_boundary = make_boundary

    @property
    def identity(self) -> AnswererIdentity:
        """What answers say about who wrote them."""
        return AnswererIdentity(
            kind="llm",
            model=self._model.name,
            prompt=self._prompt.reference,
            prompt_sha256=self._prompt.sha256,
        )

    async def stream(
        self, question: Question, evidence: Evidence
    ) -> AsyncGenerator[DraftStatement | DraftAnswer, None]:
        """Each verified statement, then the draft; one without statements is a refusal.

        Without evidence the model is not asked. What no quote supports is repaired once, after the
        rest.

        Raises:
            ModelUnavailable: the model is away, slow, overloaded, paused or broke off.
            UnusableCompletion: it wrote nonsense, or nothing that the evidence supports.
            ModelRejected: it refuses the request for good.
        """
        numbered = number_evidence(evidence, tokens=self._settings.evidence_tokens)
        if not numbered.sentences:
            yield DraftAnswer((), self.identity, counts=WritingCounts())
            return
        messages = self.messages(question, numbered)
        reader = OutputReader(
            model=self._model.name,
            question=question.text,
            messages=messages,
            evidence_count=len(numbered.sentences),
            most_sentences=MOST_STATEMENTS,
        )
        desk = VerificationDesk(self._checker, numbered, question.unsupported, self._judge)
        completion: Completion | None = None
        async with aclosing(self._consulted(messages, reader, desk)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Completion):
                    completion = piece
                    continue
                for statement in desk.take(piece):
                    yield statement
        if completion is None:
            raise ModelUnavailable(f"{self._model.name} sent nothing")
        for statement in await self._repaired(question, desk, reader.language):
            yield statement
        for statement in desk.flagged():
            yield statement
        yield self._draft(reader, desk, completion)

    def _draft(
        self, reader: OutputReader, desk: VerificationDesk, completion: Completion
    ) -> DraftAnswer:
        usage = added(completion.usage, desk.usage)
        if not reader.is_refusal and not desk.statements:
            raise UnusableCompletion(
                f"nothing that {self._model.name} wrote is supported by the articles", usage
            )
        return DraftAnswer(
            statements=tuple(desk.statements),
            identity=self.identity,
            usage=usage,
            counts=desk.counts(reader.invented_markers),
            verify_ms=desk.watch.seconds * 1000,
        )

    def _consulted(
        self, messages: tuple[Message, ...], reader: OutputReader, desk: VerificationDesk
    ) -> AsyncGenerator[CheckedSentence | Completion, None]:
        """The sentences with the verdict on them, in order, then the completion.

        The writer goes on while the judge is asked, so that its time-out does not run meanwhile.
        """

        async def checked() -> AsyncGenerator[CheckedSentence | Completion, None]:
            async with aclosing(self._sentences(messages, reader)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Completion):
                        yield piece
                    else:
                        yield await desk.check(piece, reader.language)

        async def consulted(piece: CheckedSentence | Completion) -> CheckedSentence | Completion:
            return piece if isinstance(piece, Completion) else await desk.consult(piece)

        return in_order(checked(), consulted)

    async def _repaired(
        self, question: Question, desk: VerificationDesk, language: str | None
    ) -> list[DraftStatement]:
        if self._repairer is None or not desk.unsupported:
            return []
        repaired = await self._repairer.repair(question.text, desk.unsupported, desk.numbered)
        desk.spend(repaired.usage)
        return await desk.check_repaired(repaired.sentences, language)

    async def _sentences(
        self, messages: tuple[Message, ...], reader: OutputReader
    ) -> AsyncGenerator[MarkedSentence | Completion, None]:
        """The sentences as they are finished, then the completion."""
        written = 0
        try:
            stream = self._model.stream(messages, output_tokens=self._settings.output_tokens)
            async with aclosing(stream) as pieces:
                async for piece in pieces:
                    if isinstance(piece, str):
                        written += len(piece)
                        for sentence in reader.feed(piece):
                            yield sentence
                    else:
                        for sentence in self._last(reader, piece):
                            yield sentence
                        yield piece
        except NonsenseWritten as nonsense:
            spent = Usage(
                sum(estimated_tokens(message.content) for message in messages),
                estimated_tokens("x" * written),
                None,
            )
            raise UnusableCompletion(str(nonsense), spent) from nonsense

    @staticmethod
    def _last(reader: OutputReader, completion: Completion) -> list[MarkedSentence]:
        try:
            return reader.finish(is_complete=completion.is_complete)
        except NonsenseWritten as nonsense:
            raise UnusableCompletion(str(nonsense), completion.usage) from nonsense

    def messages(self, question: Question, numbered: NumberedEvidence) -> tuple[Message, ...]:
        """What is sent: everything that strangers wrote is inert and bounded."""
        asked_at = question.as_of or self._clock()
        turns = [
            {"role": turn.role, "content": inert(turn.content, characters=TURN_CHARACTERS)}
            for turn in question.history[-TURNS_SHOWN:]
        ]
        return self._prompt.render(
            articles=numbered.articles,
            asked_on=f"{asked_at:%A}, {asked_at.day} {asked_at:%B %Y}",
            boundary=self._make_boundary(),
            question=inert(question.text, characters=QUESTION_CHARACTERS),
            refusal=REFUSAL,
            turns=turns,
        )
