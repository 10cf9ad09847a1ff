"""What a question means where and when it is asked: earlier turns and the day are read into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

import anyio.to_thread

from corpus.models import Filters, Hit
from service.answering.answer import Question, Usage
from service.answering.conversation import names_another_matter, standalone
from service.answering.evidence import Evidence, gather
from service.answering.named_dates import (
    published_then,
    shown_with_dates,
    tells_of_another_year,
)
from service.answering.outlets import (
    absent_outlet,
    from_outlet,
    mentions_source,
    shown_with_outlet,
)
from service.answering.phrases import ANY_TIME, language_of_question
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
    """A question as it would be asked without its history, and what it cost to find out.

    ``absent_outlet`` is the outlet it names as its source where nothing of that is indexed.
    """

    question: Question
    usage: Usage = field(default_factory=Usage)
    absent_outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One thing that a question may mean.

    Tried where the one before found no article, or with ``after_refusal`` where it was refused.
    ``understood_as`` says it to the reader where it is not what was asked. The refusal of a
    ``is_last_resort`` tells less than that of those before. Where it ``relays`` the word of an
    outlet, only articles that mention this count. ``dated`` is the question with the date that the
    time of publication stands for here.
    """

    question: Question
    understood_as: str | None
    after_refusal: bool = False
    is_last_resort: bool = False
    relays: str | None = None
    dated: str | None = None

    def of_those_that_count(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The hits whose articles may answer it."""
        told = (self.relays or "").casefold()
        return tuple(hit for hit in hits if told in hit.article.text.casefold())

    def evidence(self, hits: Sequence[Hit]) -> Evidence:
        """The sentences of the hits that may answer it."""
        found = gather(hits)
        if self.dated is None:
            return found
        kept = [
            one
            for one in found.sentences
            if not tells_of_another_year(one.text, one.quote.article.language, self.dated)
        ]
        return replace(found, sentences=tuple(kept))


@dataclass(frozen=True, slots=True)
class Understanding:
    """Reads a question with its history and the day it is asked on.

    Rules decide whether a question leans on earlier turns. A rewriter, where there is one, then
    puts it in full; the rules do where it fails.
    """

    rewriter: Rewriter | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    outlets: Callable[[], Sequence[str]] = tuple
    """The outlets of the collection; asked for where a question may name one as its source."""

    async def in_full(self, question: Question) -> Understood:
        """The question without its history; one that stands alone costs nothing.

        Of the outlet alone that it names as its source, where there is one.
        """
        by_rules = standalone(question)
        if by_rules == question.text:
            return await self._of_outlet(Understood(question))
        written = await self._rewritten(question)
        whole = replace(question, text=written.text or by_rules)
        return await self._of_outlet(Understood(whole, written.usage))

    async def _of_outlet(self, understood: Understood) -> Understood:
        question = understood.question
        if not mentions_source(question.text):
            return understood
        outlets = await anyio.to_thread.run_sync(self.outlets)
        return replace(
            understood,
            question=from_outlet(question, outlets),
            absent_outlet=absent_outlet(question.text, outlets),
        )

    async def _rewritten(self, question: Question) -> Rewritten:
        if self.rewriter is None:
            return Rewritten(None)
        try:
            return await self.rewriter.rewrite(question)
        except Exception as error:  # noqa: BLE001 - a question understood by rules is better than none
            log_unforeseen("rewriting_failed", error)
            return Rewritten(None)

    def interpretations(
        self, asked: Question, understood: Understood
    ) -> tuple[Interpretation, ...]:
        """What a question may mean, to be tried in this order until one is answered; at least one.

        Asked without its history last: "who is the harbour master?" may be another matter.

        Args:
            asked: as the reader wrote it.
            understood: without its history.
        """
        in_full = understood.question
        if understood.absent_outlet is not None:
            return self._relayed(asked, in_full, understood.absent_outlet)
        if in_full.text == asked.text:
            return self._in_time(in_full, None)
        if in_full.filters != asked.filters:
            return self._in_time(in_full, shown_with_outlet(in_full))
        found = self._in_time(in_full, in_full.text)
        if not names_another_matter(asked):
            return found
        first, *others = self._in_time(replace(asked, history=()), None)
        alone = (replace(first, after_refusal=True), *others)
        return (*found, *(replace(one, is_last_resort=True) for one in alone))

    def _relayed(
        self, asked: Question, in_full: Question, outlet: str
    ) -> tuple[Interpretation, ...]:
        """The question of what others tell that an outlet said; else of its articles, if any."""
        shown = None if in_full.text == asked.text else in_full.text
        relayed = [replace(one, relays=outlet) for one in self._in_time(in_full, shown)]
        filters = replace(in_full.filters, sources=(outlet,)).none()
        own = replace(in_full, filters=filters)
        return *relayed, Interpretation(own, shown_with_outlet(own))

    def _in_time(self, question: Question, shown: str | None) -> tuple[Interpretation, ...]:
        """The question as to when.

        "This week" first means this week. Asked as of a day, it then means the week before too,
        for what is told on a Monday was the news of Friday. Asked now, of a collection that has
        nothing from this week at all, the words say nothing: the question is taken without, and
        the reader is told. A date ("in May 2019") first stands as it is, then for when articles
        were published.
        """
        now = self.clock()
        narrow = scoped(question, now)
        if narrow == question:
            dated = published_then(question, now)
            own = Interpretation(question, shown)
            if dated is None:
                return (own,)
            then = Interpretation(
                dated, shown_with_dates(dated), after_refusal=True, dated=question.text
            )
            return own, then
        if question.as_of is not None:
            wider = scoped(question, now, stretch=1)
            return Interpretation(narrow, shown), Interpretation(wider, shown, after_refusal=True)
        return Interpretation(narrow, shown), Interpretation(question, _at_any_time(question, now))


def _at_any_time(question: Question, now: datetime) -> str:
    """The question without its words of time, and why they are gone."""
    named = scoped(replace(question, filters=Filters()), now)
    start, end = named.filters.published_from, named.filters.published_to
    if start is None or end is None:
        raise AssertionError("words of time restrict a question to a time")
    reason = ANY_TIME.get(language_of_question(question.text), ANY_TIME["en"]).format(
        first=start.date(), last=(end - timedelta.resolution).date()
    )
    return f"{named.text} ({reason})"
