"""One clause or sentence that is to be supported, with what its checks need to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis import words_in
from service.answering.evidence import EvidenceSentence
from service.answering.verification.agreement import Problem, ProblemKind
from service.answering.verification.aligning import (
    outlets_named,
    outlets_of,
    outlets_told_of,
)
from service.answering.verification.certainty import raised_certainty
from service.answering.verification.profile import Profile, profile_of
from service.answering.verification.reported import (
    Reported,
    attributes,
    exchanged_outlet,
    reported_in,
)

_GIVEN = frozenset(
    {ProblemKind.FIGURE, ProblemKind.NAME, ProblemKind.OPPOSITE, ProblemKind.SPEAKER}
)


class Claim(NamedTuple):
    """What is asserted.

    ``language`` is the statement's, ISO 639-1; ``outlets`` are those of the evidence that it names,
    ``reported`` what it says of each; ``mentioned`` the words of the articles; ``given`` is the
    question before it, if any; ``evidence`` all that it may be from.
    """

    profile: Profile
    language: str | None
    outlets: frozenset[str]
    reported: tuple[Reported, ...]
    mentioned: frozenset[str]
    given: str
    evidence: Sequence[EvidenceSentence]

    def is_given(self, problem: Problem) -> bool:
        """Whether what does not agree is the question's own, which the sentence does not assert."""
        return problem.kind in _GIVEN and problem.detail.casefold() in self.given

    def outlet_problem(self, quotes: Sequence[EvidenceSentence]) -> tuple[Problem, ...]:
        """That it says of an outlet what no quote from its articles does, if so."""
        is_elsewhere = self.outlets.isdisjoint(outlets_of(quotes))
        if self.outlets and is_elsewhere and not outlets_told_of(self.outlets, quotes):
            is_source = attributes(self.profile.text, self.outlets)
            kind = ProblemKind.OUTLET if is_source else ProblemKind.SPEAKER
            return (Problem(kind, min(self.outlets)),)
        outlet = exchanged_outlet(self.reported, quotes, self.evidence, self.language)
        return (Problem(ProblemKind.OUTLET, outlet),) if outlet else ()

    def certainty_problem(self, quotes: Sequence[EvidenceSentence]) -> tuple[Problem, ...]:
        """That it tells as sure, or as done, what the evidence leaves open, if so; in English."""
        if self.given:
            return ()
        verb = raised_certainty(self.profile.text, quotes, self.evidence)
        return (Problem(ProblemKind.CERTAINTY, verb),) if verb else ()


def claim_of(
    statement: str, evidence: Sequence[EvidenceSentence], language: str | None, given: str
) -> Claim:
    """The statement as a claim; ``given`` is the question that it was put behind, or empty."""
    texts = {one.quote.article.text for one in evidence}
    outlets = outlets_named(statement, evidence)
    return Claim(
        profile_of(statement, language),
        language,
        outlets,
        reported_in(statement.removeprefix(given), outlets),
        frozenset[str]().union(*map(_mentioned, texts)),
        given.casefold(),
        evidence,
    )


@lru_cache(maxsize=256)
def _mentioned(text: str) -> frozenset[str]:
    """The words of an article: who is "the mayor" in a sentence is named in another."""
    return frozenset(words_in(text))
