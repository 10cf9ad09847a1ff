"""What a statement says that its evidence contradicts or does not have: the hard checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.analysis import terms_in
from service.answering.verification.denials import amounts_besides, tells_denials
from service.answering.verification.figures import TIMES, missing_values
from service.answering.verification.figures_abroad import tells_abroad
from service.answering.verification.opposites import opposites
from service.answering.verification.profile import Profile, verbatim_form


class ProblemKind(StrEnum):
    """What does not agree; a doubt is a model's, about a word that the evidence lacks."""

    FIGURE = "figure"
    NAME = "name"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    QUOTATION = "quotation"
    SPEAKER = "speaker"
    OUTLET = "outlet"
    OTHER_THING = "other thing"
    ROLE = "role"
    MODALITY = "modality"
    CERTAINTY = "certainty"
    WORDING = "wording"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Problem:
    """One disagreement; ``detail`` is the word or number of the statement."""

    kind: ProblemKind
    detail: str


_GENERIC = frozenset(
    terms_in("company firm group club operator organisation agency association party", "en")
)
"""Speakers that stand for one named elsewhere."""
_PEOPLE_AND_LANDS = """american us usa america; dutch netherlands holland; finnish finland;
british uk britain; french france; spanish spain; swiss switzerland; danish denmark; polish poland;
greek greece; irish ireland; welsh wales; scottish scotland; turkish turkey; swedish sweden;
norwegian norway; chinese china; english england; thai thailand; czech czechia; icelandic iceland"""
_LANDS = {
    word: tuple(names.split()) for names in _PEOPLE_AND_LANDS.split(";") for word in names.split()
}
"""Adjective or land -> both, where they do not begin alike: "the American group" is from the US."""
_FORM_LETTERS = 5


def problems_of(  # noqa: PLR0913 - one judgement needs them all
    statement: Profile,
    quotes: Sequence[Profile],
    context: Sequence[Profile],
    *,
    quoted_text: str,
    published_on: date | None,
    is_translated: bool = False,
    mentioned: frozenset[str] = frozenset(),
) -> tuple[Problem, ...]:
    """Every disagreement of a statement with its quotes.

    Args:
        statement: the sentence of the answer.
        quotes: the sentences it would cite.
        context: what surrounds them (neighbours, title, outlet): it may supply names and times
            that the quotes refer to, and nothing else.
        quoted_text: the text that quotation marks must be verbatim in.
        published_on: the day of the article, to resolve "Monday".
        is_translated: the statement is in another language than the evidence; names, opposites and
            quoted words are then spelled differently and say nothing.
        mentioned: the words of the articles: "the mayor" may be told by name.
    """
    around = [*quotes, *context]
    untold = TIMES - {value.kind for one in quotes for value in one.figures}
    given = [
        *(value for one in quotes for value in one.figures),
        *(value for one in context for value in one.figures if value.kind in untold),
    ]
    missing = missing_values(statement.figures, given, published_on, quoted_text, statement.text)
    language = statement.language
    if language is not None and tells_denials(language):
        missing = tuple(
            value
            for value in missing
            if not tells_abroad(value, statement.text, language, given, quoted_text)
        )
    problems = [Problem(ProblemKind.FIGURE, value.text) for value in missing]
    problems += _negation_problems(statement, quotes, is_translated=is_translated)
    if is_translated:
        return tuple(problems)
    unknown = _unknown_names(statement, around, mentioned)
    problems += [Problem(ProblemKind.NAME, name) for name in unknown]
    problems += [Problem(ProblemKind.OPPOSITE, word) for word in opposites(statement, quotes)]
    known = frozenset[str]().union(*(one.terms for one in around))
    speakers = sorted(statement.speakers - _GENERIC)
    if not any(_is_form_of(speaker, term) for speaker in speakers for term in known):
        problems += [Problem(ProblemKind.SPEAKER, speaker) for speaker in speakers]
    verbatim = f" {verbatim_form(quoted_text)} "
    problems += [
        Problem(ProblemKind.QUOTATION, quotation)
        for quotation in statement.quotations
        if f" {verbatim_form(quotation)} " not in verbatim
    ]
    return tuple(problems)


def _is_form_of(term: str, other: str) -> bool:
    """Whether two stems are one word in two forms, such as "ukrain" and "ukrainian"."""
    return term == other or (
        len(term) >= _FORM_LETTERS and other[:_FORM_LETTERS] == term[:_FORM_LETTERS]
    )


def _unknown_names(
    statement: Profile, around: Sequence[Profile], mentioned: frozenset[str]
) -> list[str]:
    """The names of the statement that stand nowhere around, not even in another form."""
    words = mentioned.union(*(one.words for one in around))
    words |= {other for word in words & _LANDS.keys() for other in _LANDS[word]}
    terms = frozenset[str]().union(*(one.terms for one in around))
    return [name for name in sorted(statement.names - words) if not terms & set(terms_in(name))]


def _negation_problems(
    statement: Profile, quotes: Sequence[Profile], *, is_translated: bool
) -> list[Problem]:
    if tells_denials(statement.language):
        return _denial_problems(statement, quotes, is_translated=is_translated)
    terms = frozenset[str]().union(*(quote.terms for quote in quotes))
    negated = frozenset[str]().union(*(quote.negated for quote in quotes))
    if statement.has_negation:
        denied = statement.negated & terms
        lacking = frozenset[str]().union(*(quote.lacking for quote in quotes))
        is_denied = any(map(_denies, quotes)) and (
            is_translated or not denied or bool(denied & (negated | lacking))
        )
        return [] if is_denied else [Problem(ProblemKind.NEGATION, min(denied, default="not"))]
    if is_translated:
        return []
    plain = frozenset[str]().union(*(quote.terms - quote.negated for quote in quotes))
    turned = statement.terms & negated - plain
    return [Problem(ProblemKind.NEGATION, min(turned))] if turned else []


def _denies(quote: Profile) -> bool:
    """Whether a quote denies anything; in other languages than English, by "negó" too."""
    refuses = tells_denials(quote.language) and quote.amounts
    return quote.has_negation or bool(quote.lacking) or refuses


def _denial_problems(
    statement: Profile, quotes: Sequence[Profile], *, is_translated: bool
) -> list[Problem]:
    """That a statement denies what no quote denies in any way, or affirms what one denies."""
    terms = frozenset[str]().union(*(quote.terms for quote in quotes))
    if statement.has_negation:
        negated = frozenset[str]().union(*(quote.negated for quote in quotes))
        elsewhere = statement.turns & terms - negated
        is_denied = any(
            quote.has_negation or quote.lacking or _amounts(quote, statement.terms)
            for quote in quotes
        )
        if is_denied and (is_translated or not elsewhere or _amounts(statement, terms)):
            return []
        return [Problem(ProblemKind.NEGATION, min(elsewhere, default="not"))]
    if is_translated:
        return []
    plain = frozenset[str]().union(*(quote.terms - quote.negated for quote in quotes))
    turns = frozenset[str]().union(*(quote.turns for quote in quotes))
    turned = statement.terms & turns - plain
    if not turned or _amounts(statement, terms):
        return []
    return [Problem(ProblemKind.NEGATION, min(turned))]


def _amounts(profile: Profile, stems: frozenset[str]) -> bool:
    """Whether a sentence may deny without a negation, by words that the other does not have."""
    return profile.amounts and amounts_besides(profile.text, profile.language, stems)
