"""What a question means where and when it is asked: earlier turns and the day are read into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from service.answering.answer import Question, Usage
from service.answering.conversation import standalone
from service.answering.time_window import scoped
from service.answering.unforeseen import log_unforeseen


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question in full, ``None`` where a rewriter cannot tell, and what that cost."""

    text: str | None
    usage: Usage = field(default_factory=Usage)


class Rewriter(Protocol):
    """Makes a follow-up question stand alone."""

    async def rewrite(self, question: Question) -> Rewritten:
        """The question in full."""
        ...


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it would be asked without its history, and what it cost to find out."""

    question: Question
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Understanding:
    """Reads a question with its history and the day it is asked on.

    Rules decide whether a question leans on earlier turns. A rewriter, where there is one, then
    puts it in full; the rules do where it fails.
    """

    rewriter: Rewriter | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def in_full(self, question: Question) -> Understood:
        """The question without its history; one that stands alone costs nothing."""
        by_rules = standalone(question)
        if by_rules == question.text:
            return Understood(question)
        written = await self._rewritten(question)
        return Understood(replace(question, text=written.text or by_rules), written.usage)

    async def _rewritten(self, question: Question) -> Rewritten:
        if self.rewriter is None:
            return Rewritten(None)
        try:
            return await self.rewriter.rewrite(question)
        except Exception as error:  # noqa: BLE001 - a question understood by rules is better than none
            log_unforeseen("rewriting_failed", error)
            return Rewritten(None)

    def readings(self, question: Question) -> tuple[Question, ...]:
        """The question as to when, to be tried in this order until one is answered; at least one.

        "This week" first means this week. Asked as of a day, it then means the week before too,
        for what is told on a Monday was the news of Friday. Asked now, of a collection that has
        nothing from this week at all, the words say nothing, and the question is taken without.
        """
        narrow = scoped(question, self.clock())
        if narrow == question:
            return (question,)
        if question.as_of is not None:
            return narrow, scoped(question, self.clock(), stretch=1)
        return narrow, question
