"""Where each sentence that a model wrote is checked, tied to quotes, and counted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.answering.answer import (
    DraftStatement,
    Quote,
    Support,
    Unsupported,
    Usage,
    WritingCounts,
)
from service.answering.bullets import without_labels
from service.answering.evidence import EvidenceSentence
from service.answering.llm.overlapping import Stopwatch
from service.answering.llm.pronouns import lost_antecedent, with_name
from service.answering.llm.second_opinion import SupportJudge
from service.answering.llm.usage import added
from service.answering.markers import MarkedSentence
from service.answering.prompting import NumberedEvidence
from service.answering.values.quotations import without_marks
from service.answering.verification import ProblemKind, SupportChecker, Verdict

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence and the verdict on it; one that does not hold may not be shown as it is.

    ``is_unquoted`` says that it lost its quotation marks, ``is_repaired`` that it was corrected;
    ``place`` is where it stood among all that were taken.
    """

    sentence: MarkedSentence
    verdict: Verdict
    is_unquoted: bool = False
    is_repaired: bool = False
    place: int = 0


@dataclass(slots=True)
class VerificationDesk:
    """Takes sentences in, and gives out those that quotes support, in the order they were written.

    Where one may still be repaired, those behind it wait for it: what is given out cannot be put in
    order later, and a "she" may not stand before her name. If the sentence that named her is not
    shown at all, her name takes the place of "she", or the sentence is not shown either.

    Attributes:
        question: that the sentences answer.
        judge: asked for a second opinion on what the checker finds supported, where there is one.
        repairs: whether what is unsupported will be repaired.
        statements: all that was given out, in order.
        unsupported: what was not, in order.
        usage: what was spent so far.
        watch: the time in which sentences were checked.
    """

    checker: SupportChecker
    numbered: NumberedEvidence
    policy: Unsupported
    judge: SupportJudge | None = None
    question: str = ""
    repairs: bool = False
    statements: list[DraftStatement] = field(default_factory=list)
    unsupported: list[CheckedSentence] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    watch: Stopwatch = field(default_factory=Stopwatch)
    _taken: list[CheckedSentence] = field(default_factory=list)
    _first: int = 0
    _shown: dict[int, str] = field(default_factory=dict)
    _language: str | None = None
    _waiting: list[CheckedSentence] = field(default_factory=list)
    _written: int = 0
    _repaired: int = 0
    _flagged: int = 0
    _recited: int = 0
    _uncited: int = 0
    _unquoted: int = 0
    _judged: int = 0
    _overruled: int = 0
    _undecided: int = 0

    def spend(self, usage: Usage) -> None:
        """Adds what a request cost."""
        self.usage = added(self.usage, usage)

    async def check(self, sentence: MarkedSentence, language: str | None) -> CheckedSentence:
        """The sentence with the verdict of the checker.

        Quotation marks around words that the articles do not have are taken off, if the sentence
        holds without them.
        """
        self._language = language
        verdict = await self._verdict(sentence, language)
        if _only_misquotes(verdict):
            unmarked = MarkedSentence(without_marks(sentence.text), sentence.numbers)
            without = await self._verdict(unmarked, language)
            if without.holds:
                return CheckedSentence(unmarked, without, is_unquoted=True)
        return CheckedSentence(sentence, verdict)

    async def consult(self, checked: CheckedSentence) -> CheckedSentence:
        """The sentence, no longer supported where the judge says so; several may be asked at once.

        Without a judge, or without its verdict, what the checker found stands.
        """
        verdict = checked.verdict
        if self.judge is None or not verdict.holds:
            return checked
        with self.watch.running():
            opinion = await self.judge.ask(checked.sentence.text, verdict.quotes)
        self.spend(opinion.usage)
        self._judged += 1
        self._undecided += opinion.supported is None
        if opinion.supported is not False:
            return checked
        self._overruled += 1
        return replace(checked, verdict=replace(verdict, support=Support.UNSUPPORTED))

    async def take(self, checked: CheckedSentence) -> list[DraftStatement]:
        """The statement that a sentence becomes, in a list; an empty one if it has to wait.

        What nothing supports waits for its repair, where there is one, and all that follows too.
        """
        self._written += 1
        checked = replace(checked, place=len(self._taken))
        self._taken.append(checked)
        if not checked.verdict.holds:
            self.unsupported.append(checked)
            self._waiting += [checked] if self.repairs else []
            return []
        self._waiting.append(checked)
        is_held_up = any(not one.verdict.holds for one in self._waiting)
        return [] if is_held_up else await self.release()

    def withdraw(self, first: int) -> None:
        """Forgets the first sentences taken, if not given out yet: they were no part of the answer.

        Args:
            first: how many.
        """
        self._first = first
        gone = {id(one) for one in self._taken[:first]}
        forgotten = {id(one) for one in (*self.unsupported, *self._waiting)} & gone
        self._written -= len(forgotten)
        self.unsupported = [one for one in self.unsupported if id(one) not in forgotten]
        self._waiting = [one for one in self._waiting if id(one) not in forgotten]

    async def check_repaired(
        self, repaired: Sequence[MarkedSentence | None], language: str | None
    ) -> list[DraftStatement]:
        """The statements that repaired sentences and those behind them become, in their order.

        What could not be repaired stays unsupported.

        Args:
            repaired: for each of ``unsupported``, in order; ``None`` where it was given up.
            language: of the answer.
        """
        told = {one.text.casefold() for one in self.statements}
        told |= {one.sentence.text.casefold() for one in self._waiting if one.verdict.holds}
        mended: dict[int, CheckedSentence] = {}
        for place, (one, better) in enumerate(zip(self.unsupported, repaired, strict=True)):
            checked = await self._mended(one, better, language) if better else None
            if checked is None or checked.sentence.text.casefold() in told:
                continue  # nothing, or nothing of its own, is left of it
            told.add(checked.sentence.text.casefold())
            mended[place] = checked
        consulted = await asyncio.gather(*map(self.consult, mended.values()))
        holding = {
            id(self.unsupported[place]): found
            for place, found in zip(mended, consulted, strict=True)
            if found.verdict.holds
        }
        self.unsupported = [one for one in self.unsupported if id(one) not in holding]
        self._waiting = [holding.get(id(one), one) for one in self._waiting]
        return await self.release()

    async def release(self) -> list[DraftStatement]:
        """What waits and quotes support, in order; nothing waits any longer."""
        waiting, self._waiting = self._waiting, []
        given = []
        for one in waiting:
            if not one.verdict.holds:
                continue
            named = await self._named(one)
            if named is None:
                self.unsupported.append(one)
            elif statement := self._given_out(named):
                given.append(statement)
        return given

    async def _named(self, one: CheckedSentence) -> CheckedSentence | None:
        """The sentence; with a name for its pronoun, or none, where what named it is not shown."""
        text, before = one.sentence.text, self._taken[self._first : one.place]
        if not before or self._language not in {None, ENGLISH}:
            return one
        texts = [earlier.sentence.text for earlier in before]
        shown = {place - self._first: told for place, told in self._shown.items()}
        lost = lost_antecedent(text, texts, shown, self.question)
        if lost is None:
            return one
        for better in with_name(text, texts[lost], one.verdict.quotes):
            named = MarkedSentence(better, one.sentence.numbers)
            verdict = await self._verdict(named, self._language)
            if verdict.holds:
                consulted = await self.consult(replace(one, sentence=named, verdict=verdict))
                return consulted if consulted.verdict.holds else None
        return None

    async def _mended(
        self, one: CheckedSentence, better: MarkedSentence, language: str | None
    ) -> CheckedSentence | None:
        """The repaired sentence if the checker supports it and the judge has not yet refused it."""
        verdict = await self._verdict(better, language)
        is_same = better.text.casefold() == one.sentence.text.casefold()
        if not verdict.holds or (is_same and verdict.quotes == one.verdict.quotes):
            return None
        return CheckedSentence(better, verdict, is_repaired=True, place=one.place)

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

    def counts(self, *, invented_markers: int, unfit: int) -> WritingCounts:
        """What became of all sentences.

        Args:
            invented_markers: numbers that stand for no evidence.
            unfit: sentences that came here no more, since they could not be shown.
        """
        return WritingCounts(
            written=self._written + unfit,
            dropped=len(self.unsupported) - self._flagged + unfit,
            repaired=self._repaired,
            flagged=self._flagged,
            recited=self._recited,
            uncited=self._uncited,
            unquoted=self._unquoted,
            invented_markers=invented_markers,
            judged=self._judged,
            overruled=self._overruled,
            undecided=self._undecided,
        )

    def _given_out(self, checked: CheckedSentence) -> DraftStatement | None:
        """The statement that a supported sentence becomes; ``None`` if it was told already."""
        sentence, verdict = checked.sentence, checked.verdict
        self._shown[checked.place] = sentence.text
        if sentence.text.casefold() in {one.text.casefold() for one in self.statements}:
            self._written -= 1
            return None
        if checked.is_repaired:
            self._repaired += 1
        else:
            self._uncited += not sentence.numbers
            self._recited += bool(sentence.numbers) and verdict.is_recited
            self._unquoted += checked.is_unquoted
        statement = DraftStatement(sentence.text, _quotes(verdict.quotes), verdict.support)
        self.statements.append(statement)
        return statement

    async def _verdict(self, sentence: MarkedSentence, language: str | None) -> Verdict:
        evidence = self.numbered.sentences
        cited = [evidence[number - 1] for number in sentence.numbers if number <= len(evidence)]
        with self.watch.running():
            return await asyncio.to_thread(
                self.checker.check,
                without_labels(sentence.text),
                cited=cited,
                evidence=evidence,
                language=language,
                question=self.question,
            )


def _only_misquotes(verdict: Verdict) -> bool:
    kinds = {problem.kind for problem in verdict.problems}
    return kinds == {ProblemKind.QUOTATION}


def _quotes(sentences: Sequence[EvidenceSentence]) -> tuple[Quote, ...]:
    return tuple(sentence.quote for sentence in sentences)
