"""Words of a statement of which its quotes have the opposite, said of the same thing.

"The strike began, after talks had failed" does not deny that "talks ended".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.analysis import terms_in
from service.answering.values import Amount
from service.answering.values.acts import BOUNDARIES
from service.answering.values.name_words import SPEECH_VERBS
from service.answering.values.statements import IRREGULAR_PARTICIPLE, IRREGULAR_PAST
from service.answering.values.words import word_set
from service.answering.verification.figures import figures_in
from service.answering.verification.profile import Profile
from service.answering.verification.told import Told, told

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

_COORDINATING = word_set("and but , who which that whose")
"""Behind these a verb may have its subject before them."""
_WALLS = (
    BOUNDARIES
    | _COORDINATING
    | SPEECH_VERBS
    | word_set(
        "after before when while because since until unless if where though although whereas"
    )
)


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


def opposites(statement: Profile, quotes: Sequence[Profile]) -> list[str]:
    """Words of which a quote has the opposite, where it tells of the same thing."""
    terms = frozenset[str]().union(*(quote.terms for quote in quotes))
    near = frozenset[str]().union(*(_nearest_clause(statement, quote) for quote in quotes))
    return [
        term
        for term in sorted(statement.terms - terms)
        if (turned := _OPPOSITE_OF.get(term, frozenset()) & near)
        and not _OPPOSITE_OF[term] & statement.terms
        and any(_is_of_the_same(statement.text, term, quote.text, turned) for quote in quotes)
    ]


def _nearest_clause(statement: Profile, quote: Profile) -> frozenset[str]:
    """The terms of those clauses of a quote that share most with the statement."""
    clauses = [frozenset(terms_in(part, "en")) for part in _CLAUSES.split(quote.text)]
    most = max(len(statement.terms & clause) for clause in clauses)
    return frozenset[str]().union(
        *(clause for clause in clauses if len(statement.terms & clause) == most)
    )


def _is_of_the_same(statement: str, term: str, quote: str, turned: frozenset[str]) -> bool:
    """Whether a word and its opposite in the quote are said of one thing, or nothing says of what.

    What is said of it stands in their clauses: a word or an amount that both have.
    """
    own = [_said_of(statement, at) for at in _places(statement, frozenset({term}))]
    quoted = [_said_of(quote, at) for at in _places(quote, turned)]
    return any(not here or not there or here & there for here in own for there in quoted)


def _places(text: str, terms: frozenset[str]) -> list[int]:
    tokens = told(text).reading.tokens
    return [at for at, token in enumerate(tokens) if terms.intersection(terms_in(token.text, "en"))]


@lru_cache(maxsize=4_096)
def _said_of(text: str, at: int) -> frozenset[str]:
    """The words and amounts in the clause of a token, with its subject if that stands before."""
    clause = told(text)
    start, end = _clause_of(clause, at)
    while start > 0 and not _has_subject(clause, range(start, at)):
        if clause.reading.low(start - 1) not in _COORDINATING:
            break
        start, _ = _clause_of(clause, start - 2) if start > 1 else (0, 0)
    words = {clause.stems[n] for n in range(start, end) if n != at and clause.is_content(n)}
    return frozenset(words | _amounts_in(clause, range(start, end)))


def _clause_of(clause: Told, at: int) -> tuple[int, int]:
    """Where the words between two walls begin and end; empty where a wall stands there."""
    walls = [n for n in range(len(clause.stems)) if clause.reading.low(n) in _WALLS and n != at]
    start = max((n + 1 for n in walls if n < at), default=0)
    end = min((n for n in walls if n > at), default=len(clause.stems))
    return start, end


def _has_subject(clause: Told, tokens: range) -> bool:
    """Whether a thing or an amount stands there before any verb."""
    verb = next((n for n in tokens if clause.is_verb(n)), tokens.stop)
    before = range(tokens.start, verb)
    return any(map(clause.is_content, before)) or bool(_amounts_in(clause, before))


def _amounts_in(clause: Told, tokens: range) -> set[str]:
    """The numbers of the amounts that stand there; days are told of many things."""
    figures = figures_in(clause.reading.text, "en")
    return {
        f"{figure.meaning.number:g}"
        for figure, (first, _) in zip(figures, clause.figures, strict=True)
        if first in tokens and isinstance(figure.meaning, Amount)
    }
