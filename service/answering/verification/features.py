"""What the decision on an English statement looks at: how its words fare, and what the reader says.

That something does not agree speaks against a statement the more, the less of it is found, so each
kind of disagreement also counts times what speaks for the statement.
"""

from __future__ import annotations

from math import log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.answering.verification.agreement import ProblemKind
from service.answering.verification.reading import StatementReading

FEW = 3
"""Words whose doubts are averaged: one doubt may be a slip, several are not."""
_STRUCTURE = frozenset(
    {
        ProblemKind.ROLE,
        ProblemKind.MODALITY,
        ProblemKind.WORDING,
        ProblemKind.SPEAKER,
        ProblemKind.OPPOSITE,
    }
)
"""Of 142 sentences of `tests/cases/statements.jsonl` with one of them 125 are wrong."""
_SINGLE = (ProblemKind.NEGATION, ProblemKind.OTHER_THING, ProblemKind.FIGURE)
_LEANING = ("found", "quoted", "plain", "words", "support")
_AGAINST = ("structure", "negation", "other thing", "figure")
FEATURES = (
    "found",
    "quoted",
    "plain",
    "words",
    "quotes",
    "cited",
    "reply",
    "clauses",
    "support",
    "sentence",
    "worst doubt",
    "worst doubts",
    *_AGAINST,
    "name",
    "any problem",
    *(f"{against} x {leaning}" for against in _AGAINST for leaning in _LEANING),
)
"""The columns of `features_of`, in order."""


class Compared(NamedTuple):
    """A statement beside the quotes that tell most of it, by their words.

    ``found`` is the share of its words that quotes and context have, ``quoted`` that the quotes
    alone have, ``plain`` that of what is neither name nor figure. ``words`` are counted, as are
    ``quotes`` and ``clauses``; ``is_reply`` says that it is words behind their question.
    """

    found: float
    quoted: float
    plain: float
    words: int
    quotes: int
    clauses: int
    is_cited: bool
    is_reply: bool
    problems: frozenset[ProblemKind]


def features_of(compared: Compared, reading: StatementReading) -> NDArray[np.float64]:
    """What the decision looks at, shape (len(FEATURES),)."""
    worst = sorted(reading.doubts, reverse=True)[:FEW] or [0.0]
    words = log1p(compared.words)
    leaning = (compared.found, compared.quoted, compared.plain, words, reading.support)
    against = [
        float(not _STRUCTURE.isdisjoint(compared.problems)),
        *(float(kind in compared.problems) for kind in _SINGLE),
    ]
    return np.array(
        [
            *leaning[:4],
            compared.quotes,
            compared.is_cited,
            compared.is_reply,
            compared.clauses,
            reading.support,
            reading.sentence,
            worst[0],
            sum(worst) / len(worst),
            *against,
            ProblemKind.NAME in compared.problems,
            bool(compared.problems),
            *(one * other for one in against for other in leaning),
        ],
        dtype=np.float64,
    )
