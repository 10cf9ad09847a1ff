"""Where each sentence that a model wrote is checked, tied to quotes, and counted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.answering.answer import (
    DraftStatement,
    Quote,
    Support,
    Unsupported,
    WritingCounts,
)
from service.answering.evidence import EvidenceSentence
from service.answering.markers import MarkedSentence
from service.answering.prompting import NumberedEvidence
from service.answering.values.quotations import without_marks
from service.answering.verification import ProblemKind, SupportChecker, Verdict


@dataclass(frozen=True, slots=True)
class UnsupportedSentence:
    """A sentence that may not be shown as it is, and the verdict on it."""

    sentence: MarkedSentence
    verdict: Verdict


@dataclass(slots=True)
class VerificationDesk:
    """Takes sentences in, and gives out those that quotes support.

    Attributes:
        statements: all that was given out, in order.
        unsupported: what was not, in order.
        seconds: time spent checking.
    """

    checker: SupportChecker
    numbered: NumberedEvidence
    policy: Unsupported
    statements: list[DraftStatement] = field(default_factory=list)
    unsupported: list[UnsupportedSentence] = field(default_factory=list)
    seconds: float = 0.0
    _written: int = 0
    _repaired: int = 0
    _flagged: int = 0
    _recited: int = 0
    _uncited: int = 0
    _unquoted: int = 0

    async def check(self, sentence: MarkedSentence, language: str | None) -> list[DraftStatement]:
        """The statement that a sentence becomes, in a list; an empty one if nothing supports it.

        Quotation marks around words that the articles do not have are taken off, if the sentence
        holds without them.
        """
        self._written += 1
        verdict = await self._verdict(sentence, language)
        if _only_misquotes(verdict):
            unmarked = MarkedSentence(without_marks(sentence.text), sentence.numbers)
            without = await self._verdict(unmarked, language)
            if without.holds:
                self._unquoted += 1
                sentence, verdict = unmarked, without
        if not verdict.holds:
            self.unsupported.append(UnsupportedSentence(sentence, verdict))
            return []
        self._uncited += not sentence.numbers
        self._recited += bool(sentence.numbers) and verdict.is_recited
        return [self._give_out(sentence, verdict)]

    async def check_repaired(
        self, repaired: Sequence[MarkedSentence | None], language: str | None
    ) -> list[DraftStatement]:
        """The statements that repaired sentences become; the others stay unsupported.

        Args:
            repaired: for each of ``unsupported``, in order; ``None`` where it was given up.
            language: of the answer.
        """
        given: list[DraftStatement] = []
        left: list[UnsupportedSentence] = []
        told = {one.text.casefold() for one in self.statements}
        for one, better in zip(self.unsupported, repaired, strict=True):
            verdict = await self._verdict(better, language) if better else None
            if better is None or verdict is None or not verdict.holds:
                left.append(one)
            elif better.text.casefold() in told:
                left.append(one)  # nothing of its own is left of it
            else:
                self._repaired += 1
                told.add(better.text.casefold())
                given.append(self._give_out(better, verdict))
        self.unsupported = left
        return given

    def flagged(self) -> list[DraftStatement]:
        """The unsupported sentences, marked as such, where the reader asked for them."""
        if self.policy is not Unsupported.FLAG:
            return []
        flagged = []
        for one in self.unsupported:
            support = one.verdict.support
            if support is Support.SUPPORTED:
                support = Support.PARTIAL
            quotes = () if support is Support.UNSUPPORTED else _quotes(one.verdict.quotes)
            flagged.append(DraftStatement(one.sentence.text, quotes, support))
        self._flagged = len(flagged)
        self.statements += flagged
        return flagged

    def counts(self, invented_markers: int) -> WritingCounts:
        """What became of all sentences."""
        return WritingCounts(
            written=self._written,
            dropped=len(self.unsupported) - self._flagged,
            repaired=self._repaired,
            flagged=self._flagged,
            recited=self._recited,
            uncited=self._uncited,
            unquoted=self._unquoted,
            invented_markers=invented_markers,
        )

    def _give_out(self, sentence: MarkedSentence, verdict: Verdict) -> DraftStatement:
        statement = DraftStatement(sentence.text, _quotes(verdict.quotes), verdict.support)
        self.statements.append(statement)
        return statement

    async def _verdict(self, sentence: MarkedSentence, language: str | None) -> Verdict:
        started = time.perf_counter()
        evidence = self.numbered.sentences
        cited = [evidence[number - 1] for number in sentence.numbers if number <= len(evidence)]
        verdict = await asyncio.to_thread(
            self.checker.check, sentence.text, cited=cited, evidence=evidence, language=language
        )
        self.seconds += time.perf_counter() - started
        return verdict


def _only_misquotes(verdict: Verdict) -> bool:
    kinds = {problem.kind for problem in verdict.problems}
    return kinds == {ProblemKind.QUOTATION}


def _quotes(sentences: Sequence[EvidenceSentence]) -> tuple[Quote, ...]:
    return tuple(sentence.quote for sentence in sentences)
