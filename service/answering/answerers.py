"""Who can make an answer of evidence: at once, or sentence by sentence."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Protocol

from service.answering.answer import AnswererIdentity, DraftAnswer, DraftStatement, Question
from service.answering.evidence import Evidence


class Answerer(Protocol):
    """Makes an answer of evidence, or refuses by returning no statements."""

    async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
        """The answer as statements tied to quotes.

        Raises:
            DatelineError: it cannot answer at this moment; another answerer may.
        """
        ...


class Writer(Protocol):
    """Writes an answer sentence by sentence."""

    @property
    def identity(self) -> AnswererIdentity:
        """What answers say about who wrote them."""
        ...

    def stream(
        self, question: Question, evidence: Evidence
    ) -> AsyncGenerator[DraftStatement | DraftAnswer, None]:
        """Each statement once it is checked, then, last, the whole draft that begins with them.

        Closing the generator ends the writing. A writer that cannot go on gives the draft as far
        as it came, with what it cost, and then raises. Statements of that draft that it did not
        give before are unsupported ones, which the reader asked for and which are no answer alone.

        Raises:
            DatelineError: it cannot go on; another answerer may.
        """
        ...
