"""What an English statement turns round though it has the words of its quotes."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.evidence import EvidenceSentence
from service.answering.verification.agreement import Problem, ProblemKind
from service.answering.verification.aligning import outlets_of
from service.answering.verification.crossing import Quoted, crossed_figure
from service.answering.verification.modality import modality_problem
from service.answering.verification.roles import role_problem
from service.answering.verification.slots import other_act, slot_problem
from service.answering.verification.told import Told, told
from service.answering.verification.wording import wording_problem


def structural_problems(
    statement: str, quotes: Sequence[EvidenceSentence], *, is_reply: bool = False
) -> tuple[Problem, ...]:
    """Every such disagreement with the quote that tells most of the statement.

    Args:
        statement: one clause or sentence, English.
        quotes: that it would cite, English.
        is_reply: whether it is a question with a few words behind it, of which only the figures
            have a place.
    """
    own = told(statement)
    every = [Quoted(told(one.text), one.quote.published_on) for one in quotes]
    if is_reply:
        crossed = crossed_figure(own, every)
        return (Problem(ProblemKind.OTHER_THING, crossed),) if crossed else ()
    quote = max((one.told for one in every), key=lambda one: _shared(own, one))
    found = (
        (ProblemKind.ROLE, role_problem(own, [one.told for one in every], outlets_of(quotes))),
        (ProblemKind.ROLE, slot_problem(own, [one.told for one in every])),
        (ProblemKind.OTHER_THING, crossed_figure(own, every)),
        (ProblemKind.OTHER_THING, other_act(own, [one.told for one in every])),
        (ProblemKind.MODALITY, modality_problem(own, quote)),
        (ProblemKind.WORDING, wording_problem(own, quote)),
    )
    return tuple(Problem(kind, detail) for kind, detail in found if detail)


def _shared(statement: Told, quote: Told) -> int:
    return len(set(statement.stems) & set(quote.stems))
