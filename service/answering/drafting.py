"""Which answerer drafts an answer, what each adds to the other's, and what follows a failure."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

import structlog

from corpus.errors import DatelineError
from service.answering.answer import (
    AnswererChoice,
    DraftAnswer,
    DraftDisagreement,
    DraftPosition,
    DraftStatement,
    Question,
    Quote,
    Support,
    WritingCounts,
)
from service.answering.answerers import Answerer, Writer
from service.answering.beside import BesideTheQuestion, is_beside
from service.answering.checker.checker import Checker
from service.answering.evidence import Evidence
from service.answering.phrases import language_of_question
from service.answering.question_shape import QuestionShape, shape_of
from service.answering.relevance import relevance_of
from service.answering.unforeseen import log_unforeseen
from service.answering.values import values_in
from service.answering.values.compare import Agreement, same_value

_UNFORESEEN = "something unforeseen happened while the model's answer was made; the log says where"


@dataclass(frozen=True, slots=True)
class Drafting:
    """Drafts with a writer where there is one, and with the extractive answerer always.

    The extractive draft is made while the writer writes: it is there at once when the writer fails,
    and gives what a writer does not: confidence, the nearest evidence, disagreements.
    """

    extractive: Answerer
    written: Writer | None
    checker: Checker | None = None

    async def stream(
        self, question: Question, evidence: Evidence
    ) -> AsyncGenerator[DraftStatement | DraftAnswer, None]:
        """Statements as they are ready, then the whole draft that begins with them."""
        wants_writer = question.answerer is not AnswererChoice.EXTRACTIVE
        if self.written is None or not wants_writer:
            draft = await self.extractive.answer(question, evidence)
            if question.answerer is AnswererChoice.LLM:
                draft = _labelled(draft, "no language model is configured")
            yield draft
            return
        picking = asyncio.create_task(_picked(self.extractive, question, evidence))
        try:
            async with aclosing(self._written(self.written, question, evidence, picking)) as parts:
                async for part in parts:
                    yield part
        finally:
            picking.cancel()

    async def _written(
        self,
        writer: Writer,
        question: Question,
        evidence: Evidence,
        picking: asyncio.Task[DraftAnswer],
    ) -> AsyncGenerator[DraftStatement | DraftAnswer, None]:
        gate = _Gate(shape_of(question.text), evidence, picking, self.checker)
        written: DraftAnswer | None = None
        try:
            async with aclosing(writer.stream(question, evidence)) as parts:
                async for part in parts:
                    if isinstance(part, DraftAnswer):
                        written = part
                        continue
                    for statement in await gate.let_through(part):
                        yield statement
            whole = _whole(written)
        except Exception as error:  # noqa: BLE001 - a model's failure never loses the answer
            begun = written or DraftAnswer(tuple(gate.told), writer.identity)
            yield continued(gate.told, gate.without_held(begun), await picking, error)
            return
        if gate.held:
            beside = BesideTheQuestion(f"what {writer.identity.model} wrote is beside the question")
            yield continued((), gate.without_held(whole), await picking, beside)
            return
        try:
            whole = completed(whole, await picking)
        except DatelineError as error:  # what was written and checked needs no signals
            structlog.get_logger().warning("signals_left_out", reason=str(error))
        except Exception as error:  # noqa: BLE001 - nor does it where nobody foresaw the failure
            log_unforeseen("signals_left_out", error)
        yield whole


@dataclass(slots=True)
class _Gate:
    """Holds what is beside the question back until a sentence answers it.

    Where none does, nothing is told. Where the signals are missing, everything is.

    Attributes:
        told: what was let through, in order.
        held: what was not, in order.
    """

    shape: QuestionShape
    evidence: Evidence
    picking: asyncio.Task[DraftAnswer]
    checker: Checker | None
    told: list[DraftStatement] = field(default_factory=list)
    held: list[DraftStatement] = field(default_factory=list)

    async def let_through(self, statement: DraftStatement) -> list[DraftStatement]:
        """The statements that may be told now.

        One that is only flagged as unsupported answers nothing, and waits for one that does.
        """
        if statement.support is not Support.SUPPORTED:
            return [statement] if self.told else []
        self.held.append(statement)
        if not self.told and await self._is_beside(statement):
            return []
        passed, self.held = self.held, []
        self.told += passed
        return passed

    def without_held(self, draft: DraftAnswer) -> DraftAnswer:
        """The draft without what was held back; it counts as dropped."""
        if not self.held:
            return draft
        kept = tuple(one for one in draft.statements if one not in self.held)
        counts = draft.counts or WritingCounts()
        return replace(
            draft, statements=kept, counts=counts + WritingCounts(dropped=len(self.held))
        )

    async def _is_beside(self, statement: DraftStatement) -> bool:
        picked = await self._picked()
        shape = self.shape
        if picked is not None and picked.read_as is not None:  # a model reads past typing errors
            shape = shape_of(picked.read_as)
        relevance = None
        if self.checker is not None:
            relevance = await asyncio.to_thread(
                relevance_of,
                self.checker,
                shape.text,
                statement.text,
                statement.quotes,
            )
        confidence = None if picked is None else picked.confidence
        return is_beside(shape, statement.text, confidence, relevance)

    async def _picked(self) -> DraftAnswer | None:
        try:
            return await asyncio.shield(self.picking)
        except Exception:  # noqa: BLE001 - whoever awaits it next tells of the failure
            return None


def _whole(written: DraftAnswer | None) -> DraftAnswer:
    if written is None:
        raise AssertionError("a writer's stream ends with the whole draft")
    return written


async def _picked(extractive: Answerer, question: Question, evidence: Evidence) -> DraftAnswer:
    return await extractive.answer(question, evidence)


def completed(written: DraftAnswer, picked: DraftAnswer) -> DraftAnswer:
    """What a writer wrote, with what only the signals tell.

    Where outlets disagree, a side that the writer left out is added in the outlet's own words. So
    is one of several that it gave without saying whose it is; a single one is told apart by what
    is added.
    """
    written = replace(written, confidence=picked.confidence, nearest=picked.nearest)
    if not written.statements or not picked.disagreements:
        return written
    missing = [
        position
        for found in picked.disagreements
        for position in _left_out(found, written.statements)
    ]
    sides = [quote for position in missing for quote in position.quotes]
    added = [
        one
        for one in picked.statements
        if any(quote.overlaps(side) for quote in one.quotes for side in sides)
    ]
    return replace(
        written,
        statements=(*written.statements, *added),
        disagreements=picked.disagreements,
        headline=None,
    )


def _left_out(
    disagreement: DraftDisagreement, statements: Sequence[DraftStatement]
) -> list[DraftPosition]:
    """The sides that the statements do not tell, or not as whose they are."""
    given = [
        position
        for position in disagreement.positions
        if any(_gives(statement, position) for statement in statements)
    ]
    if len(given) == 1:
        return [position for position in disagreement.positions if position not in given]
    return [
        position
        for position in disagreement.positions
        if not any(_tells(one, quote) for one in statements for quote in position.quotes)
    ]


def _gives(statement: DraftStatement, position: DraftPosition) -> bool:
    """Whether a statement cites a side of a disagreement and holds its value."""
    if not any(side.overlaps(quote) for side in position.quotes for quote in statement.quotes):
        return False
    if position.value.casefold() in statement.text.casefold():
        return True
    sides = values_in(position.value, language_of_question(position.quotes[0].text))
    told = values_in(statement.text, language_of_question(statement.text))
    return any(same_value(one, side) is Agreement.SAME for one in told for side in sides)


def _tells(statement: DraftStatement, side: Quote) -> bool:
    """Whether a statement cites one side of a disagreement and names its outlet."""
    outlet = (side.article.source or "").casefold()
    return outlet in statement.text.casefold() and any(map(side.overlaps, statement.quotes))


def continued(
    told: Sequence[DraftStatement], begun: DraftAnswer, picked: DraftAnswer, error: Exception
) -> DraftAnswer:
    """The extractive draft in a failed writer's place.

    What the writer has ``told`` stays, since every sentence of it was checked; the extracts follow,
    then what else of ``begun`` may be shown behind them. The answer is the writer's own where a
    sentence of it is in it.
    """
    quotes = [quote for one in told for quote in one.quotes]
    following = [
        one
        for one in picked.statements
        if not any(quote.overlaps(shown) for quote in one.quotes for shown in quotes)
    ]
    supported = (*told, *following)
    behind = begun.statements[len(told) :] if supported else ()
    author = begun if told or behind else picked
    draft = replace(
        picked,
        statements=(*supported, *behind),
        identity=author.identity,
        usage=begun.usage,
        counts=author.counts,
        verify_ms=begun.verify_ms,
        headline=None if told else picked.headline,
        backing=None if told else picked.backing,
    )
    return _failed(draft, error)


def _failed(draft: DraftAnswer, error: Exception) -> DraftAnswer:
    failure = type(error).__name__
    if isinstance(error, DatelineError):
        return _labelled(draft, str(error), failure)
    log_unforeseen("writing_failed", error)
    return _labelled(draft, _UNFORESEEN, failure)


def _labelled(draft: DraftAnswer, reason: str, failure: str | None = None) -> DraftAnswer:
    identity = replace(draft.identity, fallback_reason=reason, failure=failure)
    return replace(draft, identity=identity)
