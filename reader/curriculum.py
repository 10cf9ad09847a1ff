"""What a run is trained on, and for how many steps."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.claim_groups import ClaimMaker
from reader.examples import Example
from reader.lexicon import Lexicon
from reader.windows import GroupMaker, Window


@dataclass(frozen=True, slots=True)
class Plan:
    """What the reader's groups are.

    Attributes:
        epochs: times that every question is asked.
        rivals: windows per question that do not answer it, 1 or 2.
        claims: groups about a claim for each group about a question.
        wordnet: folder of WordNet's files, needed for claims.
        seed: of all chance.
    """

    epochs: int = 1
    rivals: int = 2
    claims: float = 0.0
    wordnet: Path | None = None
    seed: int = 1


class Curriculum:
    """The groups of a run: about each question, and between them about claims."""

    def __init__(self, examples: Sequence[Example], plan: Plan) -> None:
        """Prepares what groups are drawn from.

        Raises:
            ValueError: claims are wanted, but not WordNet's folder given.
        """
        if plan.claims and plan.wordnet is None:
            raise ValueError("claims need --wordnet, the folder of WordNet's files")
        lexicon = Lexicon(plan.wordnet) if plan.wordnet else None
        self._plan = plan
        self._maker = GroupMaker(examples, rivals=plan.rivals, seed=plan.seed, lexicon=lexicon)
        self._claims = ClaimMaker(self._maker, lexicon, seed=plan.seed) if lexicon else None
        self._rng = random.Random(plan.seed)

    def steps(self, size: int) -> int:
        """The steps of a run of so many groups each."""
        answerable = sum(bool(example.answers) for example in self._maker.examples)
        return self._plan.epochs * math.ceil(answerable * (1 + self._plan.claims) / size)

    def groups(self) -> Iterator[tuple[Window, ...]]:
        """Yields a group per answerable question, and the share of claims, epoch by epoch."""
        for _ in range(self._plan.epochs):
            for group in self._maker.make_epoch():
                yield group
                if self._claims is not None and self._rng.random() < self._plan.claims:
                    made = self._claims.make_group(self._rng.choice(self._maker.examples))
                    if made is not None:
                        yield made
