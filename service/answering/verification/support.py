"""Whether evidence supports a sentence, and by which exact quotes. No model writes here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from corpus.embeddings import Embedder
from corpus.models import Article
from service.answering.answer import Support
from service.answering.evidence import EvidenceSentence
from service.answering.verification.agreement import Problem, ProblemKind, problems_of
from service.answering.verification.aligning import as_quoted, outlets_named
from service.answering.verification.asserting import asserted, clauses, is_false_yes
from service.answering.verification.calibration import Calibration
from service.answering.verification.claim import Claim, claim_of
from service.answering.verification.profile import Profile, profile_of, verbatim_form
from service.answering.verification.read_support import ReadSupport
from service.answering.verification.reading import features_of, read_statement
from service.answering.verification.structure import structural_problems

CONTEXT_SHARE = 0.6
"""What a word counts that stands only around the quote: in its neighbours, title or outlet."""
ENGLISH = "en"
UNLIKELY = -2.0
"""The reader's logit below which it does not hold a statement for supported."""
NEARLY, MOST_WORDS = 0.45, 0.8
"""A score that is nearly enough will do where that share of the words is found and none doubted."""
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
        ProblemKind.WORDING,
    }
)
_CLEARLY_NEARER = 0.1
_PAIRED = 4


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


class SupportChecker:
    """Checks the sentences of an answer against the sentences of its evidence.

    A statement is tied to the fewest quotes that support it: one that it cites, several that it
    cites, any other one, or two others, tried in this order. A single problem (a number, name,
    negation or quoted word that does not agree) makes a quote unfit, whatever the score.

    Args:
        calibration: the weights and thresholds; see ``calibration.py`` for their origin.
        embedder: adds nearness of meaning. Without one only words are compared, and a statement in
            another language than its evidence is never supported.
        reader: has the last word on an English statement that agrees in figures, negations and
            quoted words. Without one, shares of words decide.
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

        What no quote supports whole may be supported clause by clause.

        Args:
            statement: one sentence without markers.
            cited: the sentences its markers name; may be empty.
            evidence: every sentence the model saw.
            language: of the statement, ISO 639-1; taken to be that of the evidence where unknown.
            question: that it answers: "On 12 May." asserts nothing without.
        """
        is_english = language in {None, ENGLISH}
        text = asserted(statement, question) if is_english else statement
        given = question if text.startswith(question) and text != statement else ""
        whole = self._checked(text, cited, evidence, language, given)
        if is_false_yes(statement, question):
            return _refuted(whole, Problem(ProblemKind.WORDING, "yes"))
        parts = clauses(text, outlets_named(text, evidence)) if is_english else [text]
        if whole.holds or len(parts) < 2:
            return whole
        verdicts = [self._checked(part, cited, evidence, language) for part in parts]
        return _of_parts(verdicts, cited) if all(one.holds for one in verdicts) else whole

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
        cosines = self._cosines(statement, [*cited, *others])
        claim = claim_of(statement, evidence, language, given)
        verdicts = [self._judge(claim, quotes, cosines) for quotes in _combinations(cited, others)]
        best = _first_best(verdicts)
        if best is None:
            return Verdict(Support.UNSUPPORTED, 0.0, (), ())
        if self._reader is not None and _is_english(language, best.quotes):
            likeliest = best if best.holds else max(verdicts, key=_likelihood)
            nearest = _nearest(profile, [*cited, *others])
            best = _weighed(statement, likeliest, nearest, self._reader)
        is_cited = _all_in(best.quotes, cited)
        against = next(
            (one for one in verdicts if _contradicts(one, best, is_cited=is_cited)), None
        )
        if against is not None:
            return replace(against, support=Support.UNSUPPORTED)
        quotes = best.quotes
        if best.holds:
            quotes = _with_corroboration(best, verdicts, cited)
        return replace(best, quotes=quotes, is_recited=not _all_in(best.quotes, cited))

    def _judge(
        self,
        claim: Claim,
        quotes: tuple[EvidenceSentence, ...],
        cosines: dict[int, float],
    ) -> Verdict:
        statement, language, outlets = claim.profile, claim.language, claim.outlets
        article = quotes[0].quote.article
        quoted = [profile_of(one.text, one.quote.article.language) for one in quotes]
        context = [profile for one in quotes for profile in _context(one)]
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
        sources = {one.quote.article.source for one in quotes}
        if outlets and outlets.isdisjoint(sources) and not _tells_of(quotes, outlets):
            problems += (Problem(ProblemKind.SPEAKER, min(outlets)),)
        problems = tuple(one for one in problems if not claim.is_given(one))
        if not is_foreign and _is_english(language, quotes):
            problems += structural_problems(statement.text, quotes, is_reply=bool(claim.given))
        cosine = max((cosines[id(one)] for one in quotes if id(one) in cosines), default=None)
        claims = statement.claims - _outlet_terms(article)
        covered = coverage(claims, quoted, context)
        plain = coverage(statement.plain & claims, quoted, context)
        if is_foreign:
            score, support = self._calibration.across_languages(
                cosine, has_figures=bool(statement.figures)
            )
        else:
            score, support = self._calibration.within_a_language(covered, plain, cosine)
        return Verdict(
            Support.UNSUPPORTED if problems else support, score, quotes, problems, covered, plain
        )

    def _cosines(self, statement: str, quotes: Sequence[EvidenceSentence]) -> dict[int, float]:
        if self._embedder is None or not quotes:
            return {}
        vectors = self._embedder.embed_passages([statement, *(one.text for one in quotes)])
        nearness = vectors[1:] @ vectors[0]
        return {id(one): float(value) for one, value in zip(quotes, nearness, strict=True)}


def _tells_of(quotes: Sequence[EvidenceSentence], outlets: frozenset[str]) -> bool:
    return any(outlet in one.text for one in quotes for outlet in outlets)


def _refuted(verdict: Verdict, problem: Problem) -> Verdict:
    return replace(verdict, support=Support.UNSUPPORTED, problems=(*verdict.problems, problem))


def _of_parts(verdicts: Sequence[Verdict], cited: Sequence[EvidenceSentence]) -> Verdict:
    """The verdict on a statement each of whose clauses is supported."""
    quotes = [quote for verdict in verdicts for quote in verdict.quotes]
    each = {id(quote): quote for quote in quotes}
    least = min(verdicts, key=lambda one: one.score)
    shown = tuple(each.values())[:MOST_QUOTES]
    return replace(least, quotes=shown, is_recited=not _all_in(shown, cited))


def _is_english(language: str | None, quotes: Sequence[EvidenceSentence]) -> bool:
    known = {language, *(one.quote.article.language for one in quotes)}
    return known <= {None, ENGLISH}


def _likelihood(verdict: Verdict) -> tuple[bool, float]:
    return not verdict.is_refuted, verdict.score


def _weighed(
    statement: str,
    verdict: Verdict,
    nearest: Sequence[EvidenceSentence],
    reader: ReadSupport,
) -> Verdict:
    """The verdict by words and reader together; what is refuted or verbatim stays so, unread.

    Where words say no, the reader by itself must not hold it for unlikely.
    """
    if verdict.is_refuted or _is_verbatim(statement, verdict):
        return verdict
    aligned = as_quoted(statement, verdict.quotes)
    reading = read_statement(reader.reader, aligned, verdict.quotes, nearest)
    features = features_of(verdict.coverage, verdict.plain, verdict.problems, reading)
    score, support = reader.weights.judge(features)
    if score >= NEARLY and verdict.coverage >= MOST_WORDS and not reading.problems():
        support = Support.SUPPORTED
    if not verdict.holds and reading.support < UNLIKELY:
        support = Support.UNSUPPORTED
    problems: tuple[Problem, ...] = ()
    if support is not Support.SUPPORTED:
        problems = verdict.problems or reading.problems()
    return replace(verdict, score=score, support=support, problems=problems)


def _is_verbatim(statement: str, verdict: Verdict) -> bool:
    """Whether a supported statement is the very words of its quotes, or some in a row."""
    words = f" {verbatim_form(statement)} "
    return verdict.holds and any(words in f" {verbatim_form(q.text)} " for q in verdict.quotes)


def coverage(terms: frozenset[str], quotes: Sequence[Profile], context: Sequence[Profile]) -> float:
    """The share of ``terms`` that the quotes have, 0 to 1; 1 where there are none."""
    if not terms:
        return 1.0
    quoted = frozenset[str]().union(*(quote.terms for quote in quotes))
    around = frozenset[str]().union(*(one.terms for one in context)) - quoted
    return (len(terms & quoted) + CONTEXT_SHARE * len(terms & around)) / len(terms)


def _outlet_terms(article: Article) -> frozenset[str]:
    """The words that name who published the article: to say so claims nothing."""
    names = " ".join(filter(None, (article.source, article.author)))
    return profile_of(names, article.language).terms if names else frozenset()


def _context(sentence: EvidenceSentence) -> list[Profile]:
    article = sentence.quote.article
    texts = (sentence.previous, sentence.following, article.title, article.source, article.author)
    return [profile_of(text, article.language) for text in texts if text]


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


def _with_corroboration(
    best: Verdict, verdicts: Sequence[Verdict], cited: Sequence[EvidenceSentence]
) -> tuple[EvidenceSentence, ...]:
    """The quotes of the best verdict, and cited ones that support the statement by themselves."""
    alone = [
        verdict.quotes[0]
        for verdict in verdicts
        if len(verdict.quotes) == 1
        and verdict.support is Support.SUPPORTED
        and _all_in(verdict.quotes, cited)
        and not _all_in(verdict.quotes, best.quotes)
    ]
    return (*best.quotes, *alone)[:MOST_QUOTES]


def _all_in(some: Sequence[EvidenceSentence], all_: Sequence[EvidenceSentence]) -> bool:
    return {id(one) for one in some} <= {id(one) for one in all_}
