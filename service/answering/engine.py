"""From a question to an answer: retrieve, gather evidence, answer, fall back, number the quotes."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

import anyio.to_thread

from corpus.models import Hit
from service.answering.answer import (
    Answer,
    AnswerId,
    Citation,
    DraftAnswer,
    Question,
    Quote,
    Status,
    Timings,
    Usage,
    WritingCounts,
)
from service.answering.answerers import Answerer, Writer
from service.answering.checker.checker import Checker
from service.answering.citations import Composer, Composition
from service.answering.drafting import Drafting
from service.answering.events import AnswerFinished, Event, SourcesFound, StatementWritten
from service.answering.independence import independent_sources
from service.answering.phrases import NO_MATCH, NONE_NAMED, REFUSALS, language_of_question
from service.answering.retrieval import Retriever
from service.answering.spelling import is_respelt
from service.answering.understanding import Interpretation, Understanding


@dataclass(slots=True)
class _Clock:
    """What the time of one answer went into, in seconds; a question may be read several times."""

    started: float = field(default_factory=time.perf_counter)
    retrieving: float = 0.0
    drafting: float = 0.0

    def retrieved(self) -> None:
        """Counts the time since the last call as retrieval; understanding the question is too."""
        self.retrieving += self._unassigned()

    def drafted(self) -> None:
        """Counts the time since the last call as drafting."""
        self.drafting += self._unassigned()

    def timings(self, verify_ms: float) -> Timings:
        """Milliseconds spent so far; checking sentences counts as verifying, not as answering."""
        total = time.perf_counter() - self.started
        return Timings(
            retrieve=self.retrieving * 1000,
            answer=max(0.0, self.drafting * 1000 - verify_ms),
            verify=verify_ms + (total - self.retrieving - self.drafting) * 1000,
            total=total * 1000,
        )

    def _unassigned(self) -> float:
        return time.perf_counter() - self.started - self.retrieving - self.drafting


@dataclass(slots=True)
class _Attempts:
    """What the interpretations of one question came to, and which of them is shown."""

    has_found: bool = False
    has_narrowed: bool = False
    drafts: list[DraftAnswer] = field(default_factory=list)
    _shown: tuple[SourcesFound, DraftAnswer] | None = None

    def add(self, one: Interpretation, sources: SourcesFound, draft: DraftAnswer) -> None:
        """Counts a draft, which is shown unless a refusal of more weight is there."""
        self.drafts.append(draft)
        self.has_narrowed = not one.question.filters.is_empty
        if draft.statements or self._shown is None or not one.is_last_resort:
            self._shown = sources, draft

    @property
    def sources(self) -> SourcesFound:
        """The evidence of the answer."""
        return self._known()[0]

    def together(self) -> DraftAnswer:
        """The draft that is shown, with what all of them cost."""
        counts = [draft.counts for draft in self.drafts if draft.counts is not None]
        return replace(
            self._known()[1],
            usage=sum((draft.usage for draft in self.drafts), Usage()),
            counts=sum(counts, WritingCounts()) if counts else None,
            verify_ms=sum(draft.verify_ms for draft in self.drafts),
        )

    def _known(self) -> tuple[SourcesFound, DraftAnswer]:
        if self._shown is None:
            raise AssertionError("the last interpretation is drafted, whatever was found")
        return self._shown


@dataclass(frozen=True, slots=True)
class Engine:
    """Answers questions over one collection. ``written`` is ``None`` where no model is set."""

    retriever: Retriever
    extractive: Answerer
    written: Writer | None
    passages: int
    nearest: int
    understanding: Understanding = field(default_factory=Understanding)
    checker: Checker | None = None

    async def search(self, question: Question, top_k: int) -> tuple[Hit, ...]:
        """The passages that matter for a question, best first.

        Raises:
            StorageUnavailable, ModelUnavailable: retrieval cannot work at this moment.
        """
        understood = await self.understanding.in_full(question)
        for one in self.understanding.interpretations(question, understood):
            hits = await self._retrieve(one, top_k)
            if hits:
                return hits
        return ()

    async def _retrieve(self, one: Interpretation, top_k: int) -> tuple[Hit, ...]:
        question = one.question
        filters = question.filters.as_of(question.as_of)
        hits = await anyio.to_thread.run_sync(
            lambda: self.retriever.retrieve(question.text, top_k=top_k, filters=filters)
        )
        return one.of_those_that_count(hits)

    async def ask(self, question: Question) -> Answer:
        """The answer to a question; refusing is a normal answer.

        Raises:
            StorageUnavailable, ModelUnavailable: retrieval cannot work at this moment.
        """
        async with aclosing(self.stream(question)) as events:
            async for event in events:
                if isinstance(event, AnswerFinished):
                    return event.answer
        raise AssertionError("a stream of events ends with its answer")

    async def stream(self, question: Question) -> AsyncGenerator[Event, None]:
        """What happens while a question is answered; closing it ends the work.

        Raises:
            StorageUnavailable, ModelUnavailable: retrieval cannot work at this moment.
        """
        clock, composer, attempts = _Clock(), Composer(), _Attempts()
        understood = await self.understanding.in_full(question)
        tried = self.understanding.interpretations(question, understood)
        async with aclosing(self._tried(tried, attempts, composer, clock)) as events:
            async for event in events:
                yield event
        answer = self._finish(question, attempts, composer, clock)
        yield AnswerFinished(replace(answer, usage=answer.usage + understood.usage))

    async def _tried(
        self,
        tried: Sequence[Interpretation],
        attempts: _Attempts,
        composer: Composer,
        clock: _Clock,
    ) -> AsyncGenerator[SourcesFound | StatementWritten, None]:
        """The sources and statements of the first interpretation that is answered."""
        for at, one in enumerate(tried):
            if attempts.has_found and not one.after_refusal:
                continue
            hits = await self._retrieve(one, self.passages)
            clock.retrieved()
            attempts.has_found = bool(hits)
            following = tried[at + 1 :]
            if not hits and (following or attempts.drafts):
                continue
            sources = SourcesFound(tuple(_quote(hit) for hit in hits), one.understood_as)
            is_open = one.is_last_resort or any(other.after_refusal for other in following)
            if not is_open:
                yield sources
            async with aclosing(self._drafted(one, hits, composer)) as parts:
                async for part in parts:
                    if isinstance(part, DraftAnswer):
                        attempts.add(one, sources, part)
                        continue
                    if is_open:  # what is answered is not interpreted again
                        is_open = False
                        yield sources
                    yield part
            clock.drafted()
            if not is_open:
                return
        yield attempts.sources

    async def _drafted(
        self, one: Interpretation, hits: Sequence[Hit], composer: Composer
    ) -> AsyncGenerator[StatementWritten | DraftAnswer, None]:
        """Each statement as it is added to ``composer``, then the draft."""
        drafting = Drafting(self.extractive, self.written, self.checker)
        async with aclosing(drafting.stream(one.question, one.evidence(hits))) as parts:
            async for part in parts:
                is_whole = isinstance(part, DraftAnswer)
                statements = part.statements if isinstance(part, DraftAnswer) else [part]
                for statement in statements[len(composer.statements) if is_whole else 0 :]:
                    text = composer.add(statement)
                    last = composer.statements[-1]
                    yield StatementWritten(text, last, composer.cited(last))
                if isinstance(part, DraftAnswer):
                    yield part

    def _finish(
        self, question: Question, attempts: _Attempts, composer: Composer, clock: _Clock
    ) -> Answer:
        draft = attempts.together()
        composed = composer.finish(draft.disagreements)
        is_told = bool(composed.statements)
        return Answer(
            answer_id=AnswerId(f"ans_{secrets.token_hex(12)}"),
            status=_status(composed),
            text=composed.text if is_told else _refusal(question, attempts),
            statements=composed.statements,
            citations=composed.citations,
            disagreements=composed.disagreements,
            independent_sources=independent_sources(_backing(draft, composed)),
            nearest=() if is_told else _nearest(draft, self.nearest),
            identity=draft.identity,
            usage=draft.usage,
            timings=clock.timings(draft.verify_ms),
            confidence=draft.confidence,
            counts=draft.counts,
            headline=draft.headline if is_told else None,
            understood_as=_respelt(question, draft) or attempts.sources.understood_as,
        )


def _respelt(question: Question, draft: DraftAnswer) -> str | None:
    """The question as it was read, where the reader should know; another form of a word is none."""
    asked = draft.read_as
    return asked if asked is not None and is_respelt(question.text, asked) else None


def _quote(hit: Hit) -> Quote:
    return Quote(hit.article, hit.passage.start, hit.passage.end, hit.copies)


def _backing(draft: DraftAnswer, composed: Composition) -> tuple[Citation, ...]:
    """The citations that state what the answer leads with: the first side, or the first statement.

    All of them where nothing tells them apart.
    """
    if composed.disagreements:
        leading = composed.disagreements[0].positions[0].citations
        return tuple(one for one in composed.citations if one.number in leading)
    if draft.backing is None:
        return composed.citations
    return tuple(one for one in composed.citations if any(map(one.quote.overlaps, draft.backing)))


def _refusal(question: Question, attempts: _Attempts) -> str:
    """What is said where nothing answers: by its filters there may have been nothing to search."""
    language = language_of_question(question.text)
    if attempts.sources.quotes or not attempts.has_narrowed:
        return REFUSALS[language]
    return (NONE_NAMED if question.filters.is_empty else NO_MATCH)[language]


def _status(composed: Composition) -> Status:
    if not composed.statements:
        return Status.UNANSWERABLE
    return Status.CONFLICTING if composed.disagreements else Status.ANSWERED


def _nearest(draft: DraftAnswer, count: int) -> tuple[Citation, ...]:
    return tuple(Citation(number, quote) for number, quote in enumerate(draft.nearest[:count], 1))
