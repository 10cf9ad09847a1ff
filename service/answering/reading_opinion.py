"""What the reader model says of one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader model says of one evidence sentence; logits, higher is better.

    ``span`` compares the passage's best short answer with there being none, in the sentence that
    holds it. The sentence's own best one stands at its half open characters ``start`` to ``end``,
    which are equal where there is none; ``own_span`` compares it with there being none, ``lead``
    with the next best of the sentence. ``doubt`` is about the word of the question that the passage
    most likely lacks, ``doubts`` the mean for three such words.
    """

    sentence: float
    passage: float
    span: float
    start: int = 0
    end: int = 0
    doubt: float = 0.0
    doubts: float = 0.0
    own_span: float = 0.0
    lead: float = 0.0

    @property
    def columns(self) -> tuple[float, ...]:
        """The reader's columns of a row of signals."""
        return self.sentence, self.passage, self.span, self.doubt, self.doubts


NOTHING_READ = Reading(0.0, 0.0, 0.0)
"""Fills the columns where the reader read nothing at all; they are not looked at then."""
UNKNOWN = (nan,) * len(NOTHING_READ.columns)
