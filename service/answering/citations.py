"""Turns a draft into an answer: numbers quotes in order of first use and sets the markers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.models import Span
from service.answering.answer import (
    Citation,
    Disagreement,
    DraftDisagreement,
    DraftStatement,
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
    _highlights: dict[int, Span] = field(default_factory=dict)

    def number(self, quote: Quote) -> int:
        """The number of a quote, a new one if it has none yet."""
        key = (quote.article.article_id, quote.article.version, quote.start, quote.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._quotes.append(quote)
        return self._numbers[key]

    def highlight(self, quote: Quote, span: Span | None) -> None:
        """Notes where the short answer stands in a quote; the first word on it counts."""
        if span is not None:
            self._highlights.setdefault(self.number(quote), span)

    def numbers(self, quotes: Iterable[Quote]) -> tuple[int, ...]:
        """The numbers of several quotes, each once, in the order given."""
        return tuple(dict.fromkeys(self.number(quote) for quote in quotes))

    def standing(self, quotes: Iterable[Quote]) -> tuple[int, ...]:
        """The numbers given so far to the words of some quotes, or to part of them."""
        known = list(enumerate(self._quotes, start=1))
        return tuple(
            dict.fromkeys(n for quote in quotes for n, cited in known if quote.overlaps(cited))
        )

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every numbered quote, in the order of the numbers."""
        return tuple(
            Citation(number, quote, self._highlights.get(number))
            for number, quote in enumerate(self._quotes, start=1)
        )


@dataclass(frozen=True, slots=True)
class Composition:
    """The text of an answer with its markers, and what stands behind them."""

    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(slots=True)
class Composer:
    """Puts an answer together sentence by sentence, as in ``It did so. [1][2] It did more. [1]``.

    ``text`` never changes but by growing, so what ``add`` returns can be sent at once.
    """

    text: str = ""
    statements: list[Statement] = field(default_factory=list)
    _numbering: Numbering = field(default_factory=Numbering)

    def add(self, drafted: DraftStatement) -> str:
        """What the text grows by: the statement, now last of ``statements``, and its markers."""
        space = " " if self.text else ""
        start = len(self.text) + len(space)
        numbers = self._numbering.numbers(drafted.quotes)
        if drafted.quotes:
            self._numbering.highlight(drafted.quotes[0], drafted.highlight)
        end = start + len(drafted.text)
        self.statements.append(Statement(drafted.text, start, end, numbers, drafted.support))
        markers = f" {''.join(f'[{number}]' for number in numbers)}" if numbers else ""
        added = f"{space}{drafted.text}{markers}"
        self.text += added
        return added

    def cited(self, statement: Statement) -> tuple[Citation, ...]:
        """The citations of one statement, in the order of its markers."""
        return tuple(self._numbering.citations[number - 1] for number in statement.citations)

    def finish(self, disagreements: Iterable[DraftDisagreement]) -> Composition:
        """The whole, with the disagreements of which the text tells two sides or more.

        Sides are cited by what the text cites of them, so that every number stands in it.
        """
        numbered = [_numbered(drafted, self._numbering) for drafted in disagreements]
        told = tuple(one for one in numbered if len(one.positions) > 1)
        return Composition(self.text, tuple(self.statements), self._numbering.citations, told)


def _numbered(drafted: DraftDisagreement, numbering: Numbering) -> Disagreement:
    positions = (
        Position(position.value, numbering.standing(position.quotes))
        for position in drafted.positions
    )
    return Disagreement(drafted.about, tuple(one for one in positions if one.citations))
