"""What a question means where and when it is asked: earlier turns and the day are read into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from service.answering.answer import Question
from service.answering.conversation import standalone
from service.answering.time_window import scoped


class Rewriter(Protocol):
    """Makes a follow-up question stand alone."""

    async def rewrite(self, question: Question) -> str | None:
        """The question in full; ``None`` where it cannot tell."""
        ...


@dataclass(frozen=True, slots=True)
class Understanding:
    """Reads a question with its history and the day it is asked on.

    Rules decide whether a question leans on earlier turns. A rewriter, where there is one, then
    puts it in full; the rules do where it fails.
    """

    rewriter: Rewriter | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def in_full(self, question: Question) -> Question:
        """The question as it would be asked without its history."""
        by_rules = standalone(question)
        if by_rules == question.text:
            return question
        written = await self.rewriter.rewrite(question) if self.rewriter else None
        return replace(question, text=written or by_rules)

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
