"""The decision on an English statement: its words, what does not agree and the reader, weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from service.answering.answer import Support
from service.answering.evidence import EvidenceSentence
from service.answering.verification.agreement import ProblemKind
from service.answering.verification.aligning import as_quoted
from service.answering.verification.asserting import clauses
from service.answering.verification.certainty import tells_as_surely
from service.answering.verification.claim import Claim
from service.answering.verification.connectives import without_connectives
from service.answering.verification.coverage import context_of, coverage
from service.answering.verification.features import Compared, features_of
from service.answering.verification.profile import profile_of, verbatim_form
from service.answering.verification.read_support import ReadSupport
from service.answering.verification.reading import read_statement
from service.answering.verification.verdict import Verdict, all_in

ENGLISH = "en"
VETOES = frozenset(
    {
        ProblemKind.QUOTATION,
        ProblemKind.OPPOSITE,
        ProblemKind.OUTLET,
        ProblemKind.CERTAINTY,
    }
)
"""What nothing outweighs: quoted words that the quotes do not have, the opposite of what they say
("fell" for "rose": 24 wrong and 4 right ones of the written sentences), one outlet's figure told
of another, or what may happen told as sure (23 wrong ones and none of 971 right). A number or date
that does not follow from theirs weighs heavily: of 89 wrong ones it leaves 6, of 40 right ones 20,
each set judged by weights fitted without it.
"""
IN_ITS_WORDS = 0.35
"""The score from which on a statement is supported all of whose words its quotes have, if nothing
disagrees. Of such the written sets have 169 right and 70 wrong ones: at `supported_from` 147 and 41
of them would be shown, so 159 and 50. Models write near the words more often than these sets do."""
_FOR_CITED, _FOR_EACH_MORE = 0.05, 0.03
"""Share of words that cited quotes may lack, and that each further quote must add."""

_AS_NEAR = 0.1
"""Share of words by which quotes may tell less that tell as done what others tell as ahead."""


class Candidate(NamedTuple):
    """Quotes that may support a statement: ``aligned`` is the statement as they put it.

    ``found`` is the share of its words that they and their context have, ``quoted`` they alone.
    """

    verdict: Verdict
    aligned: str
    found: float
    quoted: float
    is_cited: bool

    @property
    def nearness(self) -> float:
        """How much of the statement its quotes tell, the fewer and the more cited the better."""
        return (
            self.found
            + _FOR_CITED * self.is_cited
            - _FOR_EACH_MORE * (len(self.verdict.quotes) - 1)
        )


def likeliest(
    claim: Claim, verdicts: Sequence[Verdict], cited: Sequence[EvidenceSentence]
) -> Candidate:
    """The quotes that tell most of a claim.

    Where these are not from the outlet that it names, or tell as ahead what a later article tells
    as done, others are tried that agree in everything.

    Args:
        claim: in English.
        verdicts: one for each set of quotes that may support it, English; one at least.
        cited: the sentences that the claim cites.
    """
    nearest = _nearest(claim, verdicts, cited)
    agreeing = [one for one in verdicts if not one.is_refuted]
    if nearest.verdict.is_of_another_outlet and agreeing:
        return _nearest(claim, agreeing, cited)
    if nearest.verdict.is_of_less_certainty:
        surer = [one for one in agreeing if tells_as_surely(claim.profile.text, one.quotes)]
        other = _nearest(claim, surer, cited) if surer else nearest
        return other if other.found >= nearest.found - _AS_NEAR else nearest
    return nearest


def _nearest(
    claim: Claim, verdicts: Sequence[Verdict], cited: Sequence[EvidenceSentence]
) -> Candidate:
    return max((_candidate(claim, one, cited) for one in verdicts), key=lambda one: one.nearness)


def weighed(candidate: Candidate, claim: Claim, reader: ReadSupport) -> Verdict:
    """The verdict by words and reader together; what is refuted or verbatim stays so, unread."""
    verdict, text = candidate.verdict, verbatim_form(claim.profile.text)
    quoted = [verbatim_form(one.text) for one in verdict.quotes]
    if text in quoted or text in map(
        _verbatim_alone, verdict.quotes
    ):  # whatever a rule reads into it
        return replace(verdict, support=Support.SUPPORTED, score=1.0, problems=())
    is_cut = verdict.holds and any(f" {text} " in f" {one} " for one in quoted)
    if is_cut or not VETOES.isdisjoint(problem.kind for problem in verdict.problems):
        return verdict
    reading = read_statement(reader.reader, candidate.aligned, verdict.quotes)
    score, support = reader.weights.judge(features_of(_compared(candidate, claim), reading))
    if not verdict.problems and candidate.quoted >= 1.0 and score >= IN_ITS_WORDS:
        support = Support.SUPPORTED
    is_supported = support is Support.SUPPORTED
    problems = () if is_supported else verdict.problems or reading.problems()
    return replace(verdict, score=score, support=support, problems=problems)


def _verbatim_alone(quote: EvidenceSentence) -> str:
    """The quote as the sentence of an answer is read, without "However,"."""
    return verbatim_form(without_connectives(quote.text, ENGLISH))


def _candidate(claim: Claim, verdict: Verdict, cited: Sequence[EvidenceSentence]) -> Candidate:
    aligned = as_quoted(claim.profile.text, verdict.quotes)
    terms = profile_of(aligned, claim.language).terms
    quoted = [profile_of(one.text, one.quote.article.language) for one in verdict.quotes]
    around = [profile for one in verdict.quotes for profile in context_of(one)]
    return Candidate(
        verdict,
        aligned,
        found=coverage(terms, quoted, around),
        quoted=coverage(terms, quoted, ()),
        is_cited=all_in(verdict.quotes, cited),
    )


def _compared(candidate: Candidate, claim: Claim) -> Compared:
    verdict = candidate.verdict
    return Compared(
        found=candidate.found,
        quoted=candidate.quoted,
        plain=verdict.plain,
        words=len(candidate.aligned.split()),
        quotes=len(verdict.quotes),
        clauses=len(clauses(claim.profile.text)),
        is_cited=candidate.is_cited,
        is_reply=bool(claim.given),
        problems=frozenset(problem.kind for problem in verdict.problems),
    )
