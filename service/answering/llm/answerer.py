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
    WritingCounts,
)
from service.answering.evidence import Evidence
from service.answering.language_model import Completion, LanguageModel, Message, estimated_usage
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
        self._thinks_first = False
        """What the template of a model does once, it does for each question."""

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
        rest is written; what stands behind it waits, so that all statements keep their order.

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
        reader.awaits_thoughts = self._thinks_first
        desk = VerificationDesk(
            self._checker,
            numbered,
            question.unsupported,
            self._judge,
            question.text,
            repairs=self._repairer is not None,
        )
        try:
            async with aclosing(self._supported(question, messages, reader, desk)) as statements:
                async for statement in statements:
                    yield statement
        except Exception:
            desk.flagged()  # shown only if another answerer has something to show before them
            yield self._draft(reader, desk)
            raise
        if desk.statements:  # a refusal is no less one for what nothing supports
            for statement in desk.flagged():
                yield statement
        yield self._draft(reader, desk)

    def _draft(self, reader: OutputReader, desk: VerificationDesk) -> DraftAnswer:
        return DraftAnswer(
            statements=tuple(desk.statements),
            identity=self.identity,
            usage=desk.usage,
            counts=desk.counts(invented_markers=reader.invented_markers, unfit=reader.unfit),
            verify_ms=desk.watch.seconds * 1000,
        )

    async def _supported(
        self,
        question: Question,
        messages: tuple[Message, ...],
        reader: OutputReader,
        desk: VerificationDesk,
    ) -> AsyncGenerator[DraftStatement, None]:
        """The statements that quotes support, in the order the model gave them."""
        try:
            async with aclosing(self._consulted(messages, reader, desk)) as sentences:
                async for sentence in sentences:
                    for statement in await desk.take(sentence):
                        yield statement
            desk.withdraw(reader.thoughts)
            repaired = await self._repaired(question, desk, reader.language)
        except Exception:  # what waited was checked, and nothing comes any more to wait for
            desk.withdraw(reader.thoughts)
            for statement in await desk.release():
                yield statement
            raise
        for statement in repaired:
            yield statement
        if not reader.is_refusal and not desk.statements:
            raise UnusableCompletion(
                f"nothing that {self._model.name} wrote is supported by the articles"
            )

    def _consulted(
        self, messages: tuple[Message, ...], reader: OutputReader, desk: VerificationDesk
    ) -> AsyncGenerator[CheckedSentence, None]:
        """The sentences with the verdict on them, in order.

        The writer goes on while the judge is asked, so that its time-out does not run meanwhile.
        """

        async def checked() -> AsyncGenerator[CheckedSentence, None]:
            async with aclosing(self._sentences(messages, reader, desk)) as sentences:
                async for sentence in sentences:
                    yield await desk.check(sentence, reader.language)

        return in_order(checked(), desk.consult)

    async def _repaired(
        self, question: Question, desk: VerificationDesk, language: str | None
    ) -> list[DraftStatement]:
        if self._repairer is None or not desk.unsupported:
            return await desk.release()
        repaired = await self._repairer.repair(question.text, desk.unsupported, desk.numbered)
        desk.spend(repaired.usage)
        return await desk.check_repaired(repaired.sentences, language)

    async def _sentences(
        self, messages: tuple[Message, ...], reader: OutputReader, desk: VerificationDesk
    ) -> AsyncGenerator[MarkedSentence, None]:
        """The sentences as they are finished; what they cost is spent at the desk."""
        written: list[str] = []
        completion: Completion | None = None
        try:
            stream = self._model.stream(messages, output_tokens=self._settings.output_tokens)
            async with aclosing(stream) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Completion):
                        completion = piece
                        break
                    written.append(piece)
                    for sentence in reader.feed(piece):
                        yield sentence
            if completion is None:
                raise ModelUnavailable(f"{self._model.name} sent nothing")
            for sentence in reader.finish(is_complete=completion.is_complete):
                yield sentence
        except NonsenseWritten as nonsense:
            raise UnusableCompletion(str(nonsense)) from nonsense
        finally:
            if completion is not None:
                self._thinks_first = reader.has_thought
                desk.spend(completion.usage)
            elif written:  # it was broken off, and costs what it had come to
                desk.spend(estimated_usage(messages, "".join(written)))

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
