"""What the reader model says of a statement and the sentences that might support it.

The reader was trained on statements too: it says whether a window of sentences supports one, and of
each word of it whether the window lacks it (``reader/README.md``). Its opinion joins the words'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from service.answering.evidence import EvidenceSentence
from service.answering.reading.model import WindowScores
from service.answering.verification.agreement import Problem, ProblemKind

_EDGES = ' ,;:.!?()[]"“”‘’'


class StatementReader(Protocol):
    """A model that reads windows of sentences for a statement in a question's place."""

    def read(self, question: str, windows: Sequence[Sequence[str]]) -> Sequence[WindowScores]:
        """Scores of each window, in their order; all logits."""
        ...


@dataclass(frozen=True, slots=True)
class StatementReading:
    """What a window says of a statement; logits.

    Attributes:
        support: does the window support it.
        sentence: does one sentence of it.
        doubts: per word, is it something that the window lacks.
        words: these words.
    """

    support: float
    sentence: float
    doubts: tuple[float, ...]
    words: tuple[str, ...]

    def problems(self) -> tuple[Problem, ...]:
        """The word that is doubted most, where one is held for missing rather than there."""
        if not self.doubts:
            return ()
        worst = max(range(len(self.doubts)), key=self.doubts.__getitem__)
        if self.doubts[worst] <= 0:
            return ()
        return (Problem(ProblemKind.DOUBT, self.words[worst].strip(_EDGES)),)


def read_statement(
    reader: StatementReader, statement: str, quotes: Sequence[EvidenceSentence]
) -> StatementReading:
    """What the reader says, given the quotes with what stands around them.

    Args:
        reader: the model.
        statement: one sentence, English like its quotes.
        quotes: one at least.
    """
    (scores,) = reader.read(statement, [_window(quotes)])
    return StatementReading(
        support=scores.relevance,
        sentence=max(scores.sentences),
        doubts=tuple(doubt.score for doubt in scores.doubts),
        words=tuple(statement[doubt.start : doubt.end] for doubt in scores.doubts),
    )


def _window(sentences: Sequence[EvidenceSentence]) -> tuple[str, ...]:
    """The sentences in the order of their texts, each between its neighbours, each once."""
    ordered = sorted(sentences, key=lambda one: (one.quote.article.article_id, one.quote.start))
    around = (text for one in ordered for text in (one.previous, one.text, one.following))
    return tuple(dict.fromkeys(text for text in around if text))
