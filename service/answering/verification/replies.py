"""What replies such as "Yes.", "It was not." and "Mara Lindqvist." say behind their question.

A yes or no is supported by a quote that affirms or denies what is asked, and a name, value or few
words by quotes that have them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corpus.analysis import folded, terms_in, words_in
from service.answering.answer import Support
from service.answering.checker.affirming import as_statements
from service.answering.checker.checker import AFFIRMED, AFFIRMING
from service.answering.evidence import EvidenceSentence
from service.answering.question_shape import shape_of
from service.answering.values import AnswerKind
from service.answering.verification.agreement import Problem, ProblemKind
from service.answering.verification.coverage import context_of
from service.answering.verification.figures import TIMES, missing_figures
from service.answering.verification.profile import Profile, profile_of
from service.answering.verification.reading import StatementReader, read_statement
from service.answering.verification.reply_words import (
    BARE,
    DENIED,
    NO,
    QUALIFYING,
)
from service.answering.verification.told import PRONOUNS, told
from service.answering.verification.verdict import Verdict, all_in

SURE_YES, SURE_NO = 1.0, -0.4
"""Log-odds of a yes from and up to which a quote says so. Of the written sentences' 74 right
replies, put as a bare yes or no to the quotes that they cite, 66 are kept; of the same turned round
3 pass, and of 66 put to a quote beside it 4."""
LEAST_DENIED = 0.0
"""Logit from which on a quote supports a no: one of another matter denies everything a little."""
LONGEST = 5
"""Words up to which a reply is held to those of its quotes; longer ones may put it otherwise."""
MOST_READ = 4
"""Quotes that are read for a yes or no that cites none."""

ENGLISH = "en"
_QUALIFYING = frozenset(terms_in(QUALIFYING, ENGLISH))


class Bare(NamedTuple):
    """A reply that says no more than yes or no to a question.

    ``answers`` is unset where the question asks for something else, or it says both.
    """

    is_yes: bool
    question: str
    language: str
    answers: bool

    @property
    def word(self) -> str:
        """What it comes to."""
        return "yes" if self.is_yes else "no"

    @property
    def statement(self) -> str:
        """What it asserts, for a check by words: what is asked, or that denied."""
        asked = self.question.strip(" ¿?!.")
        if self.language == ENGLISH:
            asked = as_statements(self.question)[0].removeprefix("Yes, ").rstrip(".")
        return asked if self.is_yes else f"{DENIED.get(self.language, 'not')} {asked}"


def bare_reply(sentence: str, question: str) -> Bare | None:
    """The yes or no that a sentence is, if it is no more than that."""
    found = BARE.match(sentence)
    if not question or found is None or not words_in(sentence):
        return None
    word = "_".join(folded(found["word"] or "").split())
    denies = any(found[group] for group in ("not", "not2", "not3"))
    is_yes = word not in NO if word else not denies
    shape = shape_of(question)
    is_asked = shape.wanted is AnswerKind.YES_NO
    return Bare(is_yes, question, shape.language, is_asked and not (is_yes and denies))


def language_of_reply(sentence: str, question: str, language: str | None) -> str | None:
    """The language of a sentence; that of its question where it is too short to tell its own."""
    if language is not None or not question or len(sentence.split()) > LONGEST:
        return language
    asked = shape_of(question).language
    return language if asked == ENGLISH else asked


def read_bare(
    reply: Bare,
    cited: Sequence[EvidenceSentence],
    others: Sequence[EvidenceSentence],
    reader: StatementReader,
) -> Verdict:
    """The verdict on a yes or no: by the cited quote that says so most, else by the nearest.

    What shares fewer words with the question may deny another thing.

    Args:
        reply: to an English question.
        cited: the English sentences that it cites.
        others: those to read where it cites none, nearest first.
        reader: the model.
    """
    said = [(one, _beyond_sure(reply, one, reader)) for one in (cited or list(others)[:MOST_READ])]
    if cited:
        said.sort(key=lambda told: told[1].of(reply), reverse=True)
    best = next((told for told in said if max(told[1]) >= 0.0), None)
    if best is None or best[1].of(reply) < 0.0:
        return refused(tuple(one for one, _ in said[:1]), reply.word)
    return Verdict(Support.SUPPORTED, 1.0, best[:1], (), is_recited=not all_in(best[:1], cited))


class _Said(NamedTuple):
    """How far beyond what is sure a quote says yes, and no; log-odds."""

    yes: float
    no: float

    def of(self, reply: Bare) -> float:
        return self.yes if reply.is_yes else self.no


def _beyond_sure(reply: Bare, quote: EvidenceSentence, reader: StatementReader) -> _Said:
    affirmed, denied = (
        read_statement(reader, told_as, [quote]).support
        for told_as in as_statements(reply.question)
    )
    odds = AFFIRMING * (affirmed - denied) + AFFIRMED
    return _Said(odds - SURE_YES, min(SURE_NO - odds, denied - LEAST_DENIED))


def refused(quotes: tuple[EvidenceSentence, ...], detail: str) -> Verdict:
    """That no quote says it."""
    problems = (Problem(ProblemKind.WORDING, detail),)
    return Verdict(Support.UNSUPPORTED, 0.0, quotes, problems)


def lacking(reply: str, question: str, quotes: Sequence[EvidenceSentence]) -> Problem | None:
    """The value or word of a short reply that its quotes do not have; ``None`` where they have all.

    Values are compared as values. Of a name one word must stand in the quotes, the others in their
    articles; where a quote says "she", the sentence before it counts as well.

    Args:
        reply: without the question and its sources.
        question: before it.
        quotes: English; one at least.
    """
    if len(reply.split()) > LONGEST:
        return None
    told_by = [text for one in quotes for text in (one.text, _meant_before(one)) if text]
    quoted = [profile_of(text, ENGLISH) for text in told_by]
    own, words = profile_of(reply, ENGLISH), frozenset(words_in(" ".join(told_by)))
    missing = _missing_value(own, question, quotes, quoted)
    if missing:
        return Problem(ProblemKind.FIGURE, missing)
    known = frozenset[str]().union(*(one.terms for one in quoted)) | _QUALIFYING
    lacked = sorted(own.plain - known)
    if lacked:
        return Problem(ProblemKind.WORDING, lacked[0])
    mentioned = frozenset(words_in(" ".join(one.quote.article.text for one in quotes)))
    for name in told(reply).names:
        if words.isdisjoint(name.words) or not mentioned.issuperset(name.words):
            return Problem(ProblemKind.NAME, name.words[-1])
    return None


def _missing_value(
    own: Profile, question: str, quotes: Sequence[EvidenceSentence], quoted: Sequence[Profile]
) -> str | None:
    """A date or amount of a reply that its quotes do not give; what is near may give a time."""
    around = [profile for one in quotes for profile in context_of(one)]
    given = [value for one in quoted for value in one.figures]
    given += [value for one in around for value in one.figures if value.kind in TIMES]
    text, day = " ".join(one.text for one in quoted), quotes[0].quote.published_on
    missing = missing_figures(own.figures, given, day, text, f"{question} {own.text}")
    return next(iter(missing), None)


def _meant_before(quote: EvidenceSentence) -> str:
    """The sentence before a quote that tells of "her" or "them"."""
    return "" if PRONOUNS.isdisjoint(words_in(quote.text)) else quote.previous
