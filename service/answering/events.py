"""What happens while an answer is made, in order: evidence, then sentences, then the whole."""

from __future__ import annotations

from dataclasses import dataclass

from service.answering.answer import Answer, Citation, Quote, Statement


@dataclass(frozen=True, slots=True)
class SourcesFound:
    """The evidence, best first, before any text; ``understood_as`` is the coming answer's."""

    quotes: tuple[Quote, ...]
    understood_as: str | None


@dataclass(frozen=True, slots=True)
class StatementWritten:
    """A sentence that was checked, and how the text grows by it.

    The ``text`` of all these events, put together, is the answer's. ``cited`` are the citations of
    the statement.
    """

    text: str
    statement: Statement
    cited: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class AnswerFinished:
    """The complete answer, always last."""

    answer: Answer


Event = SourcesFound | StatementWritten | AnswerFinished
