"""The checker's say on the best sentences: which goes first, and whether any of them answers.

Weighing every sentence's signals picks; what is picked first is often about the right thing and
says something else of it. The checker reads the best few between their neighbours, and its opinion
joins the scores. What it has not read counts as the worst that it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from service.answering.calibration import Judgement, SecondLook
from service.answering.checker.checker import Look
from service.answering.evidence import EvidenceSentence
from service.answering.question_shape import QuestionShape

Values = NDArray[np.float64]

CLEAR = 1.0
"""The logits of a sentence and its window from which on it surely answers, so that no more are
read: it reads six in the mean. At 2 it reads seven and nothing is better; at .5 it reads five, and
the answer is among the first three of the news quiz in .69 instead of .72 (development half)."""
ENOUGH_TRIED, HOPELESS = 4, -3.0
"""Where neither logit of so many sentences comes to this, no more are read: of 632 questions of six
development sets 3 end otherwise, one of them better, and one window in eight is saved."""
LONGEST_QUESTION = 28
"""Words: of the sets fitted on, 99 in 100 questions of one fact have 16 at most, half of
Multi-Hop-RAG's, which put several together, 48 and more."""


class SentenceChecker(Protocol):
    """A model that reads the best sentences closely."""

    @property
    def identity(self) -> str:
        """Its name and version."""
        ...

    def look(
        self, question: str, sentences: Sequence[EvidenceSentence]
    ) -> Iterable[Mapping[int, Look]]:
        """What it says of some sentences at a time, by their places among all, best first."""
        ...


def looks_at(
    checker: SentenceChecker,
    question: str,
    sentences: Sequence[EvidenceSentence],
    *,
    reads_on: bool = False,
) -> dict[int, Look]:
    """What the checker says of the best sentences, until one surely answers or none will.

    Args:
        checker: the model.
        question: as asked.
        sentences: best first; empty where there is none to read.
        reads_on: whether it looks at all of them in any case.

    Returns:
        The looks by the sentences' places.
    """
    looks: dict[int, Look] = {}
    for some in checker.look(question, sentences):
        looks |= some
        if reads_on:
            continue
        if any(map(is_clear, some.values())) or is_hopeless(looks.values()):
            break
    return looks


def is_clear(look: Look) -> bool:
    """Whether the sentence surely answers."""
    return min(look.relevance, look.sentence) >= CLEAR


def is_hopeless(looks: Collection[Look]) -> bool:
    """Whether none of the best sentences comes near an answer, so that the next will not either."""
    best = max(max(one.relevance, one.sentence) for one in looks)
    return len(looks) >= ENOUGH_TRIED and best < HOPELESS


def look_rows(looks: Sequence[Look]) -> Values:
    """What is weighed of each look, shape (n_looks, 4)."""
    rows = [(one.relevance, one.sentence, one.span, one.doubt) for one in looks]
    return np.array(rows, np.float64).reshape(len(looks), 4)


def pick_inputs(scores: Values, looks: Sequence[Look]) -> Values:
    """What is weighed of each sentence that was read, shape (n_looks, 5): its score, its look."""
    return np.concatenate([scores[:, np.newaxis], look_rows(looks)], axis=1)


def is_looked_at(shape: QuestionShape) -> bool:
    """Whether one sentence can answer the question: none that asks for several facts."""
    return not shape.parts and len(shape.text.split()) <= LONGEST_QUESTION


def decision_inputs(
    confidence: float, cosine: float, chosen: Look, looks: Sequence[Look]
) -> Values:
    """What the decision to answer looks at, shape (8,).

    Args:
        confidence: so far; its log-odds count.
        cosine: of the passage of the sentence that goes first.
        chosen: the look at this sentence.
        looks: all; their highest relevance and sentence count.
    """
    chance = min(max(confidence, 1e-6), 1 - 1e-6)
    rows = look_rows(looks)
    return np.concatenate(
        [[np.log(chance / (1 - chance)), cosine], look_rows([chosen])[0], rows[:, :2].max(axis=0)]
    )


def looked_at(
    judgement: Judgement,
    cosines: Values,
    looks: Mapping[int, Look],
    weights: SecondLook,
) -> Judgement:
    """The judgement with the checker's opinion.

    Args:
        judgement: on all sentences of the evidence.
        cosines: of each one's passage.
        looks: at least one, by the places of the sentences that were read.
        weights: fitted.
    """
    places, told = list(looks), list(looks.values())
    read = judgement.scores[places]
    picked = weights.pick.score(pick_inputs(read, told))
    shift = float((picked - read).min())
    scores = judgement.scores + shift
    scores[places] = picked
    first = int(picked.argmax())
    cosine = float(cosines[places[first]])
    inputs = decision_inputs(judgement.confidence, cosine, told[first], told)
    odds = float(weights.answer.score(inputs[np.newaxis, :])[0])
    confidence = float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
    return replace(
        judgement,
        scores=scores,
        confidence=confidence,
        is_answerable=confidence >= weights.threshold,
        threshold=weights.threshold,
        closely={place: look.reading for place, look in looks.items()},
    )
