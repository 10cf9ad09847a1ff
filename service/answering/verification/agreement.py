"""What a statement says that its evidence contradicts or does not have: the hard checks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.analysis import terms_in
from service.answering.values.statements import IRREGULAR_PARTICIPLE, IRREGULAR_PAST
from service.answering.verification.figures import TIMES, missing_figures
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
_CLAUSES = re.compile(r"[,;:]| and | but | while | although | whereas ")
_OPPOSITES = """rise fall; increase decrease; increase decline; increase drop;
grow shrink; gain lose; gain loss; win lose; open close; opening closing;
start end; begin end; accept reject; accept refuse; approve reject; approve block; allow ban;
allow prohibit; allow block; permit ban; legal illegal; lawful unlawful; support oppose;
agree disagree; confirm deny; admit deny; guilty innocent; convict acquit; arrest release;
arrest free; arrive leave; arrive depart; enter leave; join leave; join withdraw;
sign withdraw; ratify withdraw; accede withdraw; begin finish;
rise slip; rise drop; rise decline; rise sink; increase slip; grow slip; grow drop;
climb fall; climb drop; jump fall; gain slip; earlier later;
above below; high low; higher lower; highest lowest; early late; first last; old new;
increase reduce; expand reduce; raise cut; raise lower; add remove; include exclude; buy sell;
strengthen weaken; improve worsen; better worse; success failure; succeed fail; alive dead;
survive die; attack defend; success fail; male female; men women; man woman; son daughter;
mother father; north south; east west; northern southern; eastern western; public private;
praise criticise; praise criticize; welcome condemn; love hate; hire fire; appoint dismiss;
majority minority; maximum minimum; positive negative; optimistic pessimistic;
advance retreat""".replace("\n", " ")


def _opposite_pairs() -> dict[str, frozenset[str]]:
    pairs: dict[str, set[str]] = {}
    for pair in _OPPOSITES.split(";"):
        one, other = (_forms_of(word) for word in pair.split())
        for first, second in ((one, other), (other, one)):
            for stem in first:
                pairs.setdefault(stem, set()).update(second)
    return {stem: frozenset(opposites) for stem, opposites in pairs.items()}


def _forms_of(word: str) -> set[str]:
    """The stems of a word in all its forms."""
    forms = {word, IRREGULAR_PAST.get(word, word), IRREGULAR_PARTICIPLE.get(word, word)}
    return {stem for form in forms for stem in terms_in(form, "en") or [form]}


_OPPOSITE_OF = _opposite_pairs()


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
    missing = missing_figures(
        statement.figures,
        [
            *(value for one in quotes for value in one.figures),
            *(value for one in context for value in one.figures if value.kind in untold),
        ],
        published_on,
        quoted_text,
        statement.text,
    )
    problems = [Problem(ProblemKind.FIGURE, figure) for figure in missing]
    problems += _negation_problems(statement, quotes, is_translated=is_translated)
    if is_translated:
        return tuple(problems)
    unknown = _unknown_names(statement, around, mentioned)
    problems += [Problem(ProblemKind.NAME, name) for name in unknown]
    problems += _opposites(statement, quotes)
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
    terms = frozenset[str]().union(*(quote.terms for quote in quotes))
    negated = frozenset[str]().union(*(quote.negated for quote in quotes))
    if statement.has_negation:
        denied = statement.negated & terms
        lacking = frozenset[str]().union(*(quote.lacking for quote in quotes))
        is_denied = any(quote.has_negation or quote.lacking for quote in quotes) and (
            is_translated or not denied or bool(denied & (negated | lacking))
        )
        return [] if is_denied else [Problem(ProblemKind.NEGATION, min(denied, default="not"))]
    if is_translated:
        return []
    plain = frozenset[str]().union(*(quote.terms - quote.negated for quote in quotes))
    turned = statement.terms & negated - plain
    return [Problem(ProblemKind.NEGATION, min(turned))] if turned else []


def _opposites(statement: Profile, quotes: Sequence[Profile]) -> list[Problem]:
    """Words of which a quote has the opposite, where it tells of the same thing."""
    terms = frozenset[str]().union(*(quote.terms for quote in quotes))
    near = frozenset[str]().union(*(_nearest_clause(statement, quote) for quote in quotes))
    return [
        Problem(ProblemKind.OPPOSITE, term)
        for term in sorted(statement.terms - terms)
        if _OPPOSITE_OF.get(term, frozenset()) & near and not _OPPOSITE_OF[term] & statement.terms
    ]


def _nearest_clause(statement: Profile, quote: Profile) -> frozenset[str]:
    """The terms of those clauses of a quote that share most with the statement."""
    clauses = [frozenset(terms_in(part, "en")) for part in _CLAUSES.split(quote.text)]
    most = max(len(statement.terms & clause) for clause in clauses)
    return frozenset[str]().union(
        *(clause for clause in clauses if len(statement.terms & clause) == most)
    )
