"""What the reader model says of a statement and the sentences that might support it.

The reader was trained on statements too: it says whether a window of sentences supports one, and of
each word of it whether the window lacks it (``reader/README.md``). Its opinion joins the words'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from service.answering.evidence import EvidenceSentence
from service.answering.reading.model import WindowScores
from service.answering.verification.agreement import Problem, ProblemKind

_EDGES = ' ,;:.!?()[]"“”‘’'
NEAREST = 3
"""Of the sentences that share most words with a statement, how many are read together."""
FEW = 3
"""Words whose doubts are averaged: one doubt may be a slip, several are not."""
FEATURES = (
    "coverage",
    "plain",
    "unknown name",
    "support",
    "sentence",
    "worst doubt",
    "worst doubts",
    "words",
)
"""The columns of `features_of`, in order."""


class StatementReader(Protocol):
    """A model that reads windows of sentences for a statement in a question's place."""

    def read(self, question: str, windows: Sequence[Sequence[str]]) -> Sequence[WindowScores]:
        """Scores of each window, in their order; all logits."""
        ...


@dataclass(frozen=True, slots=True)
class StatementReading:
    """The best that any window says of a statement; logits.

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
    reader: StatementReader,
    statement: str,
    quotes: Sequence[EvidenceSentence],
    nearest: Sequence[EvidenceSentence],
) -> StatementReading:
    """What the reader says, given the quotes with what stands around them, and the nearest ones.

    Args:
        reader: the model.
        statement: one sentence, English like its evidence.
        quotes: that the words of the statement point to.
        nearest: the sentences that share most words with it, best first.
    """
    windows = [window for window in (_window(quotes), _window(nearest[:NEAREST])) if window]
    if not windows:
        return StatementReading(0.0, 0.0, (), ())
    scores = reader.read(statement, list(dict.fromkeys(windows)))
    doubts = zip(*([doubt.score for doubt in one.doubts] for one in scores), strict=True)
    return StatementReading(
        support=max(one.relevance for one in scores),
        sentence=max(max(one.sentences) for one in scores),
        doubts=tuple(min(each) for each in doubts),
        words=tuple(statement[doubt.start : doubt.end] for doubt in scores[0].doubts),
    )


def features_of(
    coverage: float, plain: float, problems: Sequence[Problem], reading: StatementReading
) -> NDArray[np.float64]:
    """What the decision looks at, shape (len(FEATURES),).

    Args:
        coverage: share of all words that the quotes have.
        plain: share of those that are neither names nor figures.
        problems: of the words; of these only an unknown name is weighed, not decided by itself.
        reading: the model's opinion.
    """
    worst = sorted(reading.doubts, reverse=True)[:FEW] or [0.0]
    is_unknown = any(problem.kind is ProblemKind.NAME for problem in problems)
    return np.array(
        [
            coverage,
            plain,
            float(is_unknown),
            reading.support,
            reading.sentence,
            worst[0],
            sum(worst) / len(worst),
            log1p(len(reading.doubts)),
        ]
    )


def _window(sentences: Sequence[EvidenceSentence]) -> tuple[str, ...]:
    """The sentences in the order of their texts, each between its neighbours, each once."""
    ordered = sorted(sentences, key=lambda one: (one.quote.article.article_id, one.quote.start))
    around = (text for one in ordered for text in (one.previous, one.text, one.following))
    return tuple(dict.fromkeys(text for text in around if text))
