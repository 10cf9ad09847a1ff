"""One clause or sentence that is to be supported, with what its checks need to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis import words_in
from service.answering.evidence import EvidenceSentence
from service.answering.verification.agreement import Problem, ProblemKind
from service.answering.verification.aligning import outlets_named
from service.answering.verification.profile import Profile, profile_of

_GIVEN = frozenset(
    {ProblemKind.FIGURE, ProblemKind.NAME, ProblemKind.OPPOSITE, ProblemKind.SPEAKER}
)


class Claim(NamedTuple):
    """What is asserted.

    ``language`` is the statement's, ISO 639-1; ``outlets`` are those of the evidence that it names;
    ``mentioned`` the words of the articles; ``given`` is the question before it, if any.
    """

    profile: Profile
    language: str | None
    outlets: frozenset[str]
    mentioned: frozenset[str]
    given: str

    def is_given(self, problem: Problem) -> bool:
        """Whether what does not agree is the question's own, which the sentence does not assert."""
        return problem.kind in _GIVEN and problem.detail.casefold() in self.given


def claim_of(
    statement: str, evidence: Sequence[EvidenceSentence], language: str | None, given: str
) -> Claim:
    """The statement as a claim; ``given`` is the question that it was put behind, or empty."""
    texts = {one.quote.article.text for one in evidence}
    return Claim(
        profile_of(statement, language),
        language,
        outlets_named(statement, evidence),
        frozenset[str]().union(*map(_mentioned, texts)),
        given.casefold(),
    )


@lru_cache(maxsize=256)
def _mentioned(text: str) -> frozenset[str]:
    """The words of an article: who is "the mayor" in a sentence is named in another."""
    return frozenset(words_in(text))
