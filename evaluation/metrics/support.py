"""Who decides whether quoted text supports a statement: gold sentences, or a judge by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from evaluation.datasets.dataset import GoldSentence
from evaluation.metrics.answers import normalised

MOSTLY = 0.8
"""Share of the shorter text's word triples that must be shared for two sentences to be one."""

Claim = tuple[tuple[str, ...], str]
"""Quotes and the statement that they should support."""


class Judge(Protocol):
    """Decides support; ``name`` is printed in the report."""

    @property
    def name(self) -> str: ...

    def supports(self, premises: Sequence[str], statement: str) -> bool | None:
        """Whether the premises together support the statement; None where it cannot tell."""


@dataclass(frozen=True, slots=True)
class JudgeVerdict:
    """Whether a claim is supported, and how surely (higher is surer; only the order means much)."""

    supported: bool
    score: float


class ScoringJudge(Judge, Protocol):
    """A judge that also says how sure it is."""

    def verdict(self, premises: Sequence[str], statement: str) -> JudgeVerdict | None:
        """The verdict; None where it cannot tell."""


@dataclass(frozen=True, slots=True)
class GoldJudge:
    """A statement is supported where one of its quotes holds a gold sentence, or lies in one.

    Where the quotes stand and what the statement says is not compared beyond that: an extractive
    statement is its quote. ``name`` is what the report prints.
    """

    sentences: tuple[GoldSentence, ...]
    name: str = "gold sentences"

    def supports(
        self,
        premises: Sequence[str],
        statement: str,  # noqa: ARG002 - where the quotes stand decides
    ) -> bool | None:
        """Whether any premise is (part of) a gold sentence."""
        if not self.sentences:
            return None
        return any(same_passage(one, gold.text) for one in premises for gold in self.sentences)


@dataclass(frozen=True, slots=True)
class WordJudge:
    """Support by words alone: every number, and a share of the words, stands in the premises.

    The weak judge for where nobody labelled sentences and no better one is at hand.
    """

    share: float = 0.7
    name: str = "shared words"

    def supports(self, premises: Sequence[str], statement: str) -> bool | None:
        """Whether the statement's words, and all its numbers, stand in the premises."""
        found = self.verdict(premises, statement)
        return found.supported if found else None

    def verdict(self, premises: Sequence[str], statement: str) -> JudgeVerdict | None:
        """The share of the statement's words that are held; none counts where a number is not."""
        held = {word for premise in premises for word in normalised(premise)}
        words = set(normalised(statement))
        if not words:
            return None
        numbers = {word for word in words if re.search(r"\d", word)}
        score = len(words & held) / len(words) if numbers <= held else 0.0
        return JudgeVerdict(score >= self.share, score)


def same_passage(quote: str, gold: str) -> bool:
    """Whether two texts are the same sentence, or one holds most of the other (word triples)."""
    first, second = _triples(quote), _triples(gold)
    if not first or not second:
        return False
    return len(first & second) / min(len(first), len(second)) >= MOSTLY


def _triples(text: str) -> set[tuple[str, ...]]:
    words = normalised(text)
    if len(words) < 3:
        return {tuple(words)} if words else set()
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}
