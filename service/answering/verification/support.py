"""Whether evidence supports a sentence, and by which exact quotes. No model writes here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from corpus.embeddings import Embedder
from service.answering.answer import Support
from service.answering.evidence import EvidenceSentence
from service.answering.verification.agreement import Problem, ProblemKind, problems_of
from service.answering.verification.aligning import outlets_named, outlets_of, without_outlets
from service.answering.verification.asserting import asserted, clauses, is_false_yes
from service.answering.verification.calibration import WORDS_ONLY, Calibration
from service.answering.verification.claim import Claim, claim_of
from service.answering.verification.connectives import without_connectives
from service.answering.verification.coverage import context_of, coverage, outlet_terms
from service.answering.verification.elliptical import in_full
from service.answering.verification.profile import Profile, profile_of
from service.answering.verification.read_support import ReadSupport
from service.answering.verification.replies import (
    Bare,
    bare_reply,
    lacking,
    language_of_reply,
    read_bare,
    refused,
)
from service.answering.verification.reported import is_of
from service.answering.verification.structure import structural_problems
from service.answering.verification.verdict import Verdict, all_in
from service.answering.verification.weighing import likeliest, weighed

ENGLISH = "en"
MOST_QUOTES = 3
"""Quotes that one statement is tied to, at most."""
_SHORTLIST = 8
_DENIALS = frozenset(
    {
        ProblemKind.NEGATION,
        ProblemKind.OPPOSITE,
        ProblemKind.ROLE,
        ProblemKind.OTHER_THING,
        ProblemKind.MODALITY,
        ProblemKind.CERTAINTY,
        ProblemKind.WORDING,
    }
)
_CLEARLY_NEARER = 0.1
_PAIRED = 4


class SupportChecker:
    """Checks the sentences of an answer against the sentences of its evidence.

    A statement is tied to the fewest quotes that support it: one that it cites, several that it
    cites, any other one, or two others, tried in this order.

    Args:
        calibration: the weights and thresholds; see ``calibration.py`` for their origin.
        embedder: adds nearness of meaning where the reader does not decide. Without one only words
            are compared, and a statement in another language than its evidence is never supported.
        reader: where statement and evidence are English, its opinion, the shares of words and what
            does not agree are weighed together. Without one, shares of words decide, and a single
            problem makes a quote unfit.
    """

    def __init__(
        self,
        calibration: Calibration,
        embedder: Embedder | None = None,
        reader: ReadSupport | None = None,
    ) -> None:
        self._calibration = calibration
        self._embedder = embedder
        self._reader = reader

    def check(
        self,
        statement: str,
        *,
        cited: Sequence[EvidenceSentence],
        evidence: Sequence[EvidenceSentence],
        language: str | None = None,
        question: str = "",
    ) -> Verdict:
        """The best verdict on ``statement`` that its evidence allows.

        What no quote supports whole may be supported clause by clause. A yes or no is supported
        by a quote that affirms or denies its question.

        Args:
            statement: one sentence without markers.
            cited: the sentences its markers name; may be empty.
            evidence: every sentence the model saw.
            language: of the statement, ISO 639-1; taken to be that of the evidence where unknown.
            question: that it answers: "On 12 May." asserts nothing without.
        """
        reply = bare_reply(statement, question)
        if reply is not None:
            return self._replied(reply, cited, evidence)
        language = language_of_reply(statement, question, language)
        if language not in {None, ENGLISH}:
            text = without_connectives(statement, language)
            return self._checked(text, cited, evidence, language)
        outlets = outlets_named(statement, evidence)
        text = asserted(statement, question, outlets)
        given = question if text.startswith(question) and text != statement else ""
        whole = self._checked(text, cited, evidence, language, given)
        if is_false_yes(statement, question):
            return _refuted(whole, Problem(ProblemKind.WORDING, "yes"))
        parts = clauses(text, outlets)
        if whole.holds or len(parts) < 2:
            return whole
        verdicts = [self._clause(part, parts[0], cited, evidence, language) for part in parts]
        if not all(one.holds for one in verdicts):
            return whole
        together = _of_parts(verdicts, cited)
        exchanged = claim_of(text, evidence, language, given).outlet_problem(together.quotes)
        return _refuted(whole, *exchanged) if exchanged else together

    def _clause(
        self,
        clause: str,
        first: str,
        cited: Sequence[EvidenceSentence],
        evidence: Sequence[EvidenceSentence],
        language: str | None,
    ) -> Verdict:
        """The verdict on a clause of an English sentence; ``first`` is that sentence's first one.

        One that is told of outlets is checked against their articles alone, and where it only gives
        an amount, in the words of the first as well.
        """
        told_of = outlets_named(clause, evidence)
        own = [one for one in evidence if is_of(one, told_of)] or evidence
        cited = [one for one in cited if one in own]
        full = in_full(clause, first, outlets_of(evidence))
        verdict = self._checked(full, cited, own, language)
        if verdict.holds or full == clause:
            return verdict
        return self._checked(clause, cited, own, language)

    def _replied(
        self, reply: Bare, cited: Sequence[EvidenceSentence], evidence: Sequence[EvidenceSentence]
    ) -> Verdict:
        """The verdict on a yes or no."""
        if not reply.answers:
            return refused((), reply.word)
        english = [one for one in cited if _is_english(reply.language, [one])]
        if self._reader is None or reply.language != ENGLISH or (cited and not english):
            return self._checked(reply.statement, cited, evidence, reply.language)
        near = _nearest(profile_of(reply.question, ENGLISH), evidence)
        others = [one for one in near if _is_english(ENGLISH, [one])]
        return read_bare(reply, english, others, self._reader.reader)

    def _checked(
        self,
        statement: str,
        cited: Sequence[EvidenceSentence],
        evidence: Sequence[EvidenceSentence],
        language: str | None,
        given: str = "",
    ) -> Verdict:
        """The verdict on one clause or sentence; what the question gives is not asked of it."""
        profile = profile_of(statement, language)
        others = _nearest(profile, [one for one in evidence if one not in cited])
        is_read = self._reader is not None and _is_english(language, [*cited, *others])
        cosines = None if is_read else self._cosines(statement, [*cited, *others])
        claim = claim_of(statement, evidence, language, given)
        verdicts = [self._judge(claim, quotes, cosines) for quotes in _combinations(cited, others)]
        if given:
            verdicts, lacked = _with_its_words(claim, verdicts, cited)
            if lacked is not None:
                return lacked
        best = _first_best(verdicts)
        if best is None:
            return Verdict(Support.UNSUPPORTED, 0.0, (), ())
        if self._reader is not None and _is_english(language, best.quotes):
            english = [one for one in verdicts if _is_english(language, one.quotes)]
            best = weighed(likeliest(claim, english, cited), claim, self._reader)
            return _with_citations(best, verdicts, cited)
        is_cited = all_in(best.quotes, cited)
        against = next(
            (one for one in verdicts if _contradicts(one, best, is_cited=is_cited)), None
        )
        if against is not None:
            return replace(against, support=Support.UNSUPPORTED)
        return _with_citations(best, verdicts, cited)

    def _judge(
        self,
        claim: Claim,
        quotes: tuple[EvidenceSentence, ...],
        cosines: dict[int, float] | None,
    ) -> Verdict:
        """What words tell of the quotes; with ``cosines`` to them, nearness of meaning too."""
        statement, language = claim.profile, claim.language
        article = quotes[0].quote.article
        quoted = [profile_of(one.text, one.quote.article.language) for one in quotes]
        context = [profile for one in quotes for profile in context_of(one)]
        is_foreign = None not in (language, article.language) and language != article.language
        problems = problems_of(
            statement,
            quoted,
            context,
            quoted_text=" ".join(one.text for one in quotes),
            published_on=quotes[0].quote.published_on,
            is_translated=is_foreign,
            mentioned=claim.mentioned,
        )
        problems += claim.outlet_problem(quotes)
        problems = tuple(one for one in problems if not claim.is_given(one))
        if not is_foreign and _is_english(language, quotes):
            problems += structural_problems(statement.text, quotes, is_reply=bool(claim.given))
            problems += claim.certainty_problem(quotes)
        calibration = WORDS_ONLY if cosines is None else self._calibration
        near = cosines or {}
        cosine = max((near[id(one)] for one in quotes if id(one) in near), default=None)
        claims = statement.claims - outlet_terms(article)
        covered = coverage(claims, quoted, context)
        plain = coverage(statement.plain & claims, quoted, context)
        if is_foreign:
            score, support = calibration.across_languages(
                cosine, has_figures=bool(statement.figures)
            )
        else:
            score, support = calibration.within_a_language(covered, plain, cosine)
        return Verdict(
            Support.UNSUPPORTED if problems else support, score, quotes, problems, covered, plain
        )

    def _cosines(self, statement: str, quotes: Sequence[EvidenceSentence]) -> dict[int, float]:
        if self._embedder is None or not quotes:
            return {}
        vectors = self._embedder.embed_passages([statement, *(one.text for one in quotes)])
        nearness = vectors[1:] @ vectors[0]
        return {id(one): float(value) for one, value in zip(quotes, nearness, strict=True)}


def _refuted(verdict: Verdict, *problems: Problem) -> Verdict:
    every = (*verdict.problems, *problems)
    return replace(verdict, support=Support.UNSUPPORTED, problems=every)


def _with_its_words(
    claim: Claim, verdicts: Sequence[Verdict], cited: Sequence[EvidenceSentence]
) -> tuple[list[Verdict], Verdict | None]:
    """The verdicts by quotes that have what a short reply says; where none has, what they lack.

    Where quotes that it cites have it, those by others are left out.
    """
    text = claim.profile.text[len(claim.given) :]
    reply = without_outlets(text, claim.outlets).strip()
    lacked = [
        lacking(reply, claim.given, one.quotes) if _is_english(claim.language, one.quotes) else None
        for one in verdicts
    ]
    having = [one for one, problem in zip(verdicts, lacked, strict=True) if problem is None]
    problem = next(iter(lacked), None)
    if not having and problem is not None:
        return [], _refuted(verdicts[0], problem)
    return [one for one in having if all_in(one.quotes, cited)] or having, None


def _of_parts(verdicts: Sequence[Verdict], cited: Sequence[EvidenceSentence]) -> Verdict:
    """The verdict on a statement each of whose clauses is supported."""
    quotes = [quote for verdict in verdicts for quote in verdict.quotes]
    each = {id(quote): quote for quote in quotes}
    least = min(verdicts, key=lambda one: one.score)
    shown = tuple(each.values())[:MOST_QUOTES]
    return replace(least, quotes=shown, is_recited=not all_in(shown, cited))


def _is_english(language: str | None, quotes: Sequence[EvidenceSentence]) -> bool:
    known = {language, *(one.quote.article.language for one in quotes)}
    return known <= {None, ENGLISH}


def _nearest(statement: Profile, sentences: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    """The sentences that share most words with the statement, best first."""

    def shared(one: EvidenceSentence) -> float:
        quote = profile_of(one.text, one.quote.article.language)
        return len(statement.terms & quote.terms) + 0.5 * len(statement.words & quote.words)

    return sorted(sentences, key=shared, reverse=True)[:_SHORTLIST]


def _combinations(
    cited: Sequence[EvidenceSentence], others: Sequence[EvidenceSentence]
) -> Iterator[tuple[EvidenceSentence, ...]]:
    """The sets of quotes to try, in order: the first that supports the statement wins."""
    yield from ((one,) for one in cited)
    if 1 < len(cited) <= MOST_QUOTES:
        yield tuple(cited)
    yield from ((one,) for one in others)
    yield from (
        pair for pair in combinations([*cited[:2], *others[:_PAIRED]], 2) if _are_neighbours(*pair)
    )


def _are_neighbours(one: EvidenceSentence, other: EvidenceSentence) -> bool:
    """Whether one follows the other: two that only share words were never told together."""
    if one.quote.article.article_id != other.quote.article.article_id:
        return False
    return other.text in (one.previous, one.following)


def _first_best(verdicts: Sequence[Verdict]) -> Verdict | None:
    """The first verdict of full support, unless one quote is clearly nearer; else the best.

    A wrong citation next to the right sentence can pass with words from around it.
    """
    supported = [one for one in verdicts if one.support is Support.SUPPORTED]
    if not supported:
        return max(
            verdicts, key=lambda one: (one.support is Support.PARTIAL, one.score), default=None
        )
    first = supported[0]
    nearest = max((one for one in supported if len(one.quotes) == 1), default=first, key=_coverage)
    return nearest if nearest.coverage > first.coverage + _CLEARLY_NEARER else first


def _coverage(verdict: Verdict) -> float:
    return verdict.coverage


def _contradicts(verdict: Verdict, best: Verdict, *, is_cited: bool) -> bool:
    """Whether a quote that is clearly nearer to the statement than the best says otherwise.

    That one gives another figure counts only against a quote that the statement did not cite.
    """
    kinds = {problem.kind for problem in verdict.problems}
    if ProblemKind.ROLE in kinds and verdict.plain > best.plain + _CLEARLY_NEARER:
        return True  # the same act, by another: only its name is missing
    denials = _DENIALS if is_cited else _DENIALS | {ProblemKind.FIGURE}
    return bool(denials & kinds) and verdict.coverage > best.coverage + _CLEARLY_NEARER


def _with_citations(
    best: Verdict, verdicts: Sequence[Verdict], cited: Sequence[EvidenceSentence]
) -> Verdict:
    """The verdict with the quotes to show."""
    quotes = _with_corroboration(best, verdicts, cited) if best.holds else best.quotes
    return replace(best, quotes=quotes, is_recited=not all_in(best.quotes, cited))


def _with_corroboration(
    best: Verdict, verdicts: Sequence[Verdict], cited: Sequence[EvidenceSentence]
) -> tuple[EvidenceSentence, ...]:
    """The quotes of the best verdict, and cited ones that support the statement by themselves."""
    alone = [
        verdict.quotes[0]
        for verdict in verdicts
        if len(verdict.quotes) == 1
        and verdict.support is Support.SUPPORTED
        and all_in(verdict.quotes, cited)
        and not all_in(verdict.quotes, best.quotes)
    ]
    return (*best.quotes, *alone)[:MOST_QUOTES]
