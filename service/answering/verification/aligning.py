"""A statement put as its quotes put it: their figures, and without saying whose they are.

"4 March 2025" is the "Tuesday" of an article of that week, "10 per cent" its "a tenth". Words and
model are then compared without what was checked already (``figures.py``) or claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from service.answering.evidence import EvidenceSentence
from service.answering.values import Calendar, Value
from service.answering.verification.derived import falls_on
from service.answering.verification.figures import figures_in, gives, spoken_of

_REPORTS = (
    "reports|reported|says|said|writes|wrote|puts|put|gives|gave|speaks of|spoke of|states|stated"
)
_AS_OF = re.compile(r"(?:\A|,? )as of\s+\Z", re.IGNORECASE)
_DATED = r"(?: \([^()]*\d[^()]*\))?"
"""The day of the article behind its outlet: "the Herald (3 June 2025)"."""


def as_quoted(statement: str, quotes: Sequence[EvidenceSentence]) -> str:
    """The English statement with each date and amount that a quote gives in that quote's words."""
    text = _without_as_of(without_outlets(statement, outlets_of(quotes)), quotes)
    given = [
        (figure, one.quote.published_on)
        for one in quotes
        for figure in figures_in(one.text, one.quote.article.language)
    ]
    for figure in reversed(figures_in(text, "en")):
        own = next((one.text for one, day in given if gives(one, figure, day)), None)
        own = own or next((word for one in quotes if (word := _spoken_of(figure, one))), None)
        if own is not None:
            text = f"{text[: figure.start]}{own}{text[figure.end :]}"
    return text


def _without_as_of(statement: str, quotes: Sequence[EvidenceSentence]) -> str:
    """The statement without "As of 4 June," where a quote was published on that day."""
    days = [one.quote.published_on for one in quotes if one.quote.published_on]
    for figure in figures_in(statement, "en"):
        meaning = figure.meaning
        led, behind = _AS_OF.search(statement[: figure.start]), statement[figure.end :]
        if led is None or not isinstance(meaning, Calendar) or meaning.relative:
            continue
        if any(falls_on(meaning, day) for day in days):
            text = f"{statement[: led.start()]}{behind.lstrip(' ,') if not led.start() else behind}"
            return f"{text[:1].upper()}{text[1:]}"
    return statement


def _spoken_of(figure: Value, quote: EvidenceSentence) -> str | None:
    return spoken_of(figure, quote.quote.published_on, quote.text)


def outlets_of(quotes: Sequence[EvidenceSentence]) -> frozenset[str]:
    """The outlets that the quotes are from, as far as they are known."""
    return frozenset(one.quote.article.source for one in quotes if one.quote.article.source)


def outlets_named(statement: str, evidence: Sequence[EvidenceSentence]) -> frozenset[str]:
    """The outlets of the evidence that the statement names."""
    return outlets_in(statement, outlets_of(evidence))


def outlets_in(statement: str, outlets: Collection[str]) -> frozenset[str]:
    """Those of the outlets that a statement or a part of it names."""
    return frozenset(name for name in outlets if re.search(spelt(name), statement))


def outlets_told_of(outlets: Collection[str], quotes: Sequence[EvidenceSentence]) -> frozenset[str]:
    """Those of the outlets that the words of a quote name: "told the Herald"."""
    return frozenset(
        name for name in outlets if any(re.search(spelt(name), one.text) for one in quotes)
    )


def spelt(name: str) -> str:
    """A pattern for the name of an outlet, with or without its "The"."""
    return rf"\b{re.escape(name.removeprefix('The '))}\b"


def without_outlets(statement: str, outlets: Collection[str]) -> str:
    """The English statement without "according to" these outlets or "they report that"."""
    if not outlets:
        return statement
    names = sorted(outlets, key=len, reverse=True)
    one = rf"(?:the )?(?:{'|'.join(map(spelt, names))}){_DATED}"
    outlet = rf"{one}(?:(?:,|,? and) {one})*"
    said = (
        rf"(?:(?:\A|,? )(?:as {outlet} (?:{_REPORTS})|according to {outlet})|"
        rf"{outlet}(?:, citing [^,]+,)? (?:{_REPORTS})(?: that)?)"
    )
    shorter = re.sub(rf"{said}[,:]?\s*", " ", statement, flags=re.IGNORECASE)
    text = " ".join(shorter.split()).replace(" .", ".")
    if not text:
        return statement
    return f"{text[:1].upper()}{text[1:]}" if statement[:1].isupper() else text
