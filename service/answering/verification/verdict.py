"""What the check says of a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.answering.answer import Support
from service.answering.evidence import EvidenceSentence
from service.answering.verification.agreement import Problem, ProblemKind


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far ``quotes`` support a statement; ``problems`` says what does not agree.

    ``score``, ``coverage``, the share of words found, and ``plain``, the share of those that are
    neither names nor figures, run from 0 to 1. ``quotes`` is empty only where nothing was offered.
    ``is_recited`` says that other quotes support the statement than the ones it cited.
    """

    support: Support
    score: float
    quotes: tuple[EvidenceSentence, ...]
    problems: tuple[Problem, ...]
    coverage: float = 0.0
    plain: float = 0.0
    is_recited: bool = False

    @property
    def holds(self) -> bool:
        """Whether the statement may be shown without a warning."""
        return self.support is Support.SUPPORTED

    @property
    def is_refuted(self) -> bool:
        """Whether something in it does not agree that no model may overrule: all but a name."""
        return any(problem.kind is not ProblemKind.NAME for problem in self.problems)

    @property
    def is_of_another_outlet(self) -> bool:
        """Whether it is told of an outlet that the quotes are not from."""
        return any(problem.kind is ProblemKind.OUTLET for problem in self.problems)

    @property
    def is_of_less_certainty(self) -> bool:
        """Whether it is told as surer than the quotes tell it."""
        unsure = {ProblemKind.MODALITY, ProblemKind.CERTAINTY}
        return any(problem.kind in unsure for problem in self.problems)


def all_in(some: Sequence[EvidenceSentence], all_: Sequence[EvidenceSentence]) -> bool:
    """Whether each of ``some`` is one of ``all_``, and not only of the same words."""
    return {id(one) for one in some} <= {id(one) for one in all_}
