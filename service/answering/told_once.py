"""The statements of an extract: none tells what an earlier one does, each side says who says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.analysis import terms_in
from service.answering.answer import DraftStatement, Quote
from service.answering.attribution import attributed
from service.answering.evidence import EvidenceSentence
from service.answering.markers import statement_text
from service.answering.verification.calibration import WORDS_ONLY
from service.answering.verification.support import SupportChecker

_BY_WORDS = SupportChecker(WORDS_ONLY)


def without_repetition(statements: Iterable[DraftStatement]) -> list[DraftStatement]:
    """The statements with those that only repeat an earlier one as further quotes of that one."""
    told: list[DraftStatement] = []
    for statement in statements:
        place = next((n for n, one in enumerate(told) if _repeats(statement, one)), None)
        if place is None:
            told.append(statement)
        else:
            told[place] = _with_stories(told[place], statement.quotes)
    return told


def with_sides(
    statements: Sequence[DraftStatement], sides: set[Quote], language: str, *, kept: set[Quote]
) -> list[DraftStatement]:
    """The sides as statements, each saying who says it and when, with those that are kept beside.

    Args:
        statements: in order; those of no side are left out, unless ``kept`` has their quote.
        sides: a quote of each; those of no statement are added behind.
        language: of the question.
        kept: quotes of what answers another of several questions.
    """
    statements = [each for one in statements for each in _apart(one)]
    shown = {statement.quotes[0] for statement in statements}
    missing = [quote for quote in sides if quote not in shown]
    added = [
        DraftStatement(statement_text(quote.text), (quote,))
        for quote in sorted(missing, key=lambda quote: (quote.article.article_id, quote.start))
    ]
    told = [statement for statement in statements if statement.quotes[0] in sides | kept]
    return [
        replace(statement, text=attributed(statement.text, statement.quotes[0], language))
        if statement.quotes[0] in sides
        else statement
        for statement in (*told, *added)
    ]


def _with_stories(statement: DraftStatement, quotes: Sequence[Quote]) -> DraftStatement:
    """The statement with those quotes that are of other stories: a copy is no second source."""
    stories = {quote.article.story_id for quote in statement.quotes}
    others = tuple(quote for quote in quotes if quote.article.story_id not in stories)
    return replace(statement, quotes=(*statement.quotes, *others))


def _repeats(statement: DraftStatement, earlier: DraftStatement) -> bool:
    """Whether the earlier one is told again, to the last word that means something."""
    language = earlier.quotes[0].article.language
    words, told = (set(terms_in(one.text, language)) for one in (statement, earlier))
    if not told or told - words:  # one other noun, and it is another line or driver
        return False
    evidence = [EvidenceSentence(quote, 0, 0) for quote in statement.quotes]
    return _BY_WORDS.check(earlier.text, cited=evidence, evidence=()).holds


def _apart(statement: DraftStatement) -> Iterator[DraftStatement]:
    """Each quote of a statement as a statement of its own: each outlet says its own words."""
    yield replace(statement, quotes=statement.quotes[:1])
    for quote in statement.quotes[1:]:
        yield DraftStatement(statement_text(quote.text), (quote,))
