"""What a statement says that an outlet reports, beside the quotes from that outlet's articles.

"The Post says 12, the Herald 14" has every word of two quotes that say it the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from corpus.analysis import words_in
from corpus.models import Article
from service.answering.evidence import EvidenceSentence
from service.answering.values import Value, ValueKind
from service.answering.values.words import word_set
from service.answering.verification.aligning import outlets_told_of, spelt, without_outlets
from service.answering.verification.figures import TIMES, figures_in, gives, missing_figures
from service.answering.verification.profile import profile_of

_JOINTS = r";\s+|,\s+(?:while|whereas|but|and|although|though|yet)\s+|\s+(?:while|whereas|but)\s+"
_TELLS = word_set(
    """the both as according to has have had also that it says say said reports report reported
    writes write wrote states state stated puts put gives give gave notes note noted adds
    add added"""
)
"""Words of a clause that only says whose the next or the last one is: "the Herald reported"."""


class Reported(NamedTuple):
    """A clause, without the names of the outlets that it is told of."""

    outlets: frozenset[str]
    text: str


def attributes(statement: str, outlets: Collection[str]) -> bool:
    """Whether the statement says that one of the outlets reports it, as "according to" them."""
    return without_outlets(statement, outlets) != statement


def reported_in(statement: str, outlets: Collection[str]) -> tuple[Reported, ...]:
    """What the statement says of each of these outlets, or of several: "the Post and the Herald".

    A clause that names none is told of nobody, and a name of one word ("Time") is one only where
    something is said to be reported.
    """
    if outlets and not attributes(statement, outlets):
        outlets = [one for one in outlets if len(one.removeprefix("The ").split()) > 1]
    if not outlets:
        return ()
    longest_first = sorted(outlets, key=len, reverse=True)
    name = re.compile("|".join(map(spelt, longest_first)))
    before_a_name = rf"(?:,\s+|\s+and\s+)(?=(?:[Tt]he )?(?:{name.pattern}))"
    found: list[Reported] = []
    for piece in re.split(rf"{_JOINTS}|{before_a_name}", statement):
        named = set(name.findall(piece))
        own = frozenset(one for one in outlets if one.removeprefix("The ") in named)
        clause = Reported(own, name.sub(lambda match: " " * len(match[0]), piece))
        last = found[-1] if found else None
        if last and last.outlets and own and _only_tells(last):
            found[-1] = Reported(last.outlets | own, clause.text)
        elif last and not last.outlets and own and _only_tells(clause):
            found[-1] = Reported(own, last.text)
        else:
            found.append(clause)
    return tuple(one for one in found if one.outlets)


def _only_tells(clause: Reported) -> bool:
    return _TELLS.issuperset(words_in(clause.text))


def exchanged_outlet(
    reported: Sequence[Reported],
    quotes: Sequence[EvidenceSentence],
    evidence: Sequence[EvidenceSentence],
    language: str | None,
) -> str | None:
    """The outlet of which the statement tells what only another outlet's quotes say.

    Args:
        reported: by the statement.
        quotes: that may support it.
        evidence: all of it: what an outlet without a quote among them reports stands there.
        language: of the statement.
    """
    for clause in reported:
        own = [one for one in quotes if is_of(one, clause.outlets)]
        others = [one for one in quotes if one not in own]
        own = own or [one for one in evidence if is_of(one, clause.outlets)]
        if others and (
            _gives_a_figure(clause.text, own, others, language)
            or _gives_a_name(clause.text, own, others, language)
        ):
            return min(clause.outlets)
    return None


def is_of(one: EvidenceSentence, outlets: Collection[str]) -> bool:
    """Whether a sentence is from an article of one of the outlets, or tells of it."""
    return one.quote.article.source in outlets or bool(outlets_told_of(outlets, [one]))


def _gives_a_figure(
    clause: str,
    own: Sequence[EvidenceSentence],
    others: Sequence[EvidenceSentence],
    language: str | None,
) -> bool:
    """Whether a figure of the clause stands in another outlet's quotes alone.

    A "fourth suspect" is told of, not counted.
    """
    for figure in figures_in(clause, language):
        is_ordinal = figure.kind is ValueKind.ORDINAL
        if is_ordinal or not any(_gives(one, figure) for one in others):
            continue
        if all(_misses(one, figure, clause) for one in own):
            return True
    return False


def _gives(one: EvidenceSentence, figure: Value) -> bool:
    given = figures_in(one.text, one.quote.article.language)
    return any(gives(value, figure, one.quote.published_on) for value in given)


def _misses(one: EvidenceSentence, figure: Value, clause: str) -> bool:
    """Whether neither a quote nor, for a time, what stands around it gives the figure."""
    language = one.quote.article.language
    around = (one.previous, one.following, one.quote.article.title or "")
    times = [time for text in around for time in figures_in(text, language) if time.kind in TIMES]
    given = [*figures_in(one.text, language), *times]
    return bool(missing_figures([figure], given, one.quote.published_on, one.text, clause))


def _gives_a_name(
    clause: str,
    own: Sequence[EvidenceSentence],
    others: Sequence[EvidenceSentence],
    language: str | None,
) -> bool:
    """Whether a name of the clause stands in other outlets' quotes, and in none of its articles."""
    names = profile_of(clause, language).names
    quoted = frozenset[str]().union(*(words_in(one.text) for one in others))
    return bool(names & quoted - frozenset[str]().union(*(_words_of(one) for one in own)))


def _words_of(one: EvidenceSentence) -> frozenset[str]:
    article: Article = one.quote.article
    told = (article.text, article.title, article.source, article.author)
    return frozenset(word for text in told if text for word in words_in(text))
