"""Writes an answer with a language model, and keeps of it what the evidence supports."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from service.answering.answer import (
    AnswererIdentity,
    DraftAnswer,
    DraftStatement,
    Question,
    Quote,
    Usage,
)
from service.answering.evidence import Evidence, EvidenceSentence
from service.answering.language_model import LanguageModel, Message
from service.answering.llm.output import REFUSAL, UnusableCompletion, WrittenText, read_output
from service.answering.llm_settings import LlmSettings
from service.answering.prompting import NumberedEvidence, Prompt, inert, number_evidence
from service.answering.verification import SupportChecker, Verdict

MOST_STATEMENTS = 6
"""Sentences read of one completion: twice what the prompt allows."""
TURNS_SHOWN = 6
TURN_CHARACTERS = 600
QUESTION_CHARACTERS = 2_000
_BOUNDARY_BYTES = 8


@dataclass(frozen=True, slots=True)
class WritingCounts:
    """What became of the sentences a model wrote.

    ``dropped`` ones were unsupported; ``recited`` ones cited other evidence than what supports
    them; ``uncited`` ones had no marker and were given one.
    """

    written: int = 0
    dropped: int = 0
    recited: int = 0
    uncited: int = 0
    invented_markers: int = 0


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """A draft, and the counts that say how much of the model's work it is."""

    draft: DraftAnswer
    counts: WritingCounts


class LlmAnswerer:
    """Asks a language model once, verifies each of its sentences, and cites exact quotes.

    Args:
        model: writes; its failures are passed on.
        prompt: a version of the prompt ``answer``.
        settings: bounds of the evidence and of the output.
        checker: decides what may stay.
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
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        make_boundary: Callable[[], str] = lambda: secrets.token_hex(_BOUNDARY_BYTES),
    ) -> None:
        self._model = model
        self._prompt = prompt
        self._settings = settings
        self._checker = checker
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

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        """The verified draft; one without statements is a refusal. Raises as ``write`` does."""
        return (await self.write(question, evidence)).draft

    async def write(self, question: Question, evidence: Evidence) -> WrittenAnswer:
        """The verified draft with its counts. Without evidence the model is not asked.

        Raises:
            ModelUnavailable: the model is away, slow, overloaded, paused or broke off.
            UnusableCompletion: it wrote nonsense, or nothing that the evidence supports.
            ModelRejected: it refuses the request for good.
        """
        numbered = number_evidence(evidence, tokens=self._settings.evidence_tokens)
        if not numbered.sentences:
            return WrittenAnswer(DraftAnswer((), self.identity), WritingCounts())
        messages = self.messages(question, numbered)
        completion = await self._model.complete(
            messages, output_tokens=self._settings.output_tokens
        )
        text = read_output(
            completion,
            question=question.text,
            messages=messages,
            evidence_count=len(numbered.sentences),
            most_sentences=MOST_STATEMENTS,
        )
        verdicts = await asyncio.to_thread(self._verify, text, numbered)
        written = self._drafted(text, verdicts, completion.usage)
        if text.sentences and not written.draft.statements:
            raise UnusableCompletion(
                f"nothing that {self._model.name} wrote is supported by the articles",
                completion.usage,
            )
        return written

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

    def _verify(self, text: WrittenText, numbered: NumberedEvidence) -> list[Verdict]:
        return [
            self._checker.check(
                sentence.text,
                cited=[numbered.sentences[number - 1] for number in sentence.numbers],
                evidence=numbered.sentences,
                language=text.language,
            )
            for sentence in text.sentences
        ]

    def _drafted(
        self, text: WrittenText, verdicts: Sequence[Verdict], usage: Usage
    ) -> WrittenAnswer:
        pairs = list(zip(text.sentences, verdicts, strict=True))
        statements = tuple(
            DraftStatement(sentence.text, _quotes(verdict.quotes), verdict.support)
            for sentence, verdict in pairs
            if verdict.holds
        )
        counts = WritingCounts(
            written=len(pairs),
            dropped=sum(not verdict.holds for verdict in verdicts),
            recited=sum(
                bool(sentence.numbers) and verdict.holds and verdict.is_recited
                for sentence, verdict in pairs
            ),
            uncited=sum(not sentence.numbers for sentence, _ in pairs),
            invented_markers=text.invented_markers,
        )
        draft = DraftAnswer(
            statements=statements,
            identity=self.identity,
            usage=usage,
            invented_markers=text.invented_markers,
        )
        return WrittenAnswer(draft, counts)


def _quotes(sentences: Sequence[EvidenceSentence]) -> tuple[Quote, ...]:
    return tuple(sentence.quote for sentence in sentences)
