"""Turns a draft into an answer: numbers quotes in order of first use and sets the markers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from service.answering.answer import (
    Citation,
    Disagreement,
    DraftAnswer,
    DraftDisagreement,
    Position,
    Quote,
    Statement,
)

_Key = tuple[str, int, int, int]


@dataclass(slots=True)
class Numbering:
    """Gives each distinct quote one number, 1, 2, 3 in order of first use."""

    _numbers: dict[_Key, int] = field(default_factory=dict)
    _quotes: list[Quote] = field(default_factory=list)

    def number(self, quote: Quote) -> int:
        """The number of a quote, a new one if it has none yet."""
        key = (quote.article.article_id, quote.article.version, quote.start, quote.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._quotes.append(quote)
        return self._numbers[key]

    def numbers(self, quotes: Iterable[Quote]) -> tuple[int, ...]:
        """The numbers of several quotes, each once, in the order given."""
        return tuple(dict.fromkeys(self.number(quote) for quote in quotes))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every numbered quote, in the order of the numbers."""
        return tuple(Citation(number, quote) for number, quote in enumerate(self._quotes, start=1))


@dataclass(frozen=True, slots=True)
class Composition:
    """The text of an answer with its markers, and what stands behind them."""

    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    disagreements: tuple[Disagreement, ...]


def compose(draft: DraftAnswer) -> Composition:
    """The answer's text: each statement followed by its markers, as in ``It did so. [1][2]``."""
    numbering = Numbering()
    text = ""
    statements = []
    for drafted in draft.statements:
        text += "" if not text else " "
        start = len(text)
        numbers = numbering.numbers(drafted.quotes)
        text += drafted.text
        statements.append(
            Statement(drafted.text, start, len(text), numbers, support=drafted.support)
        )
        text += f" {''.join(f'[{number}]' for number in numbers)}" if numbers else ""
    disagreements = tuple(_numbered(drafted, numbering) for drafted in draft.disagreements)
    return Composition(text, tuple(statements), numbering.citations, disagreements)


def independent_sources(citations: Iterable[Citation]) -> int:
    """How many independent stories are cited; copies of one story count once."""
    return len({citation.quote.article.story_id for citation in citations})


def _numbered(drafted: DraftDisagreement, numbering: Numbering) -> Disagreement:
    positions = tuple(
        Position(position.value, numbering.numbers(position.quotes))
        for position in drafted.positions
    )
    return Disagreement(drafted.about, positions)
