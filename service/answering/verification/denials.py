"""What a sentence denies, in languages where a paraphrase rarely denies by the same words.

Two tellings of one thing seldom put the negation in the same place: "no salieran de puerto" and
"deben seguir en puerto" agree. So a negation reaches its whole clause when it is sought in a quote,
the word next to it alone when a statement must not affirm that, and a quote may deny without one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.analysis import folded, terms_in
from service.answering.verification.denial_words import DENIES, HINTS, NO_DENIALS, SUBORDINATES

_CLAUSE_END = re.compile(r"[,;:.!?—–]")
_WORD = re.compile(r"[^\W\d_]+")


class Denials(NamedTuple):
    """What one sentence denies; all words are stems.

    ``clauses`` are the words of the clauses with a negation, ``direct`` the word right behind one;
    ``amounts`` tells whether some other word may amount to a denial.
    """

    is_made: bool
    clauses: frozenset[str]
    direct: frozenset[str]
    amounts: bool


def tells_denials(language: str | None) -> bool:
    """Whether the denials of this language are read here."""
    return language in DENIES


def denials_in(text: str, language: str) -> Denials:
    """What a sentence in one of the languages read here denies."""
    plain = NO_DENIALS[language].sub(" ", folded(text))
    clauses: set[str] = set()
    direct: set[str] = set()
    is_made = False
    for clause in _CLAUSE_END.split(plain):
        words = _WORD.findall(clause)
        places = [place for place, word in enumerate(words) if word in DENIES[language]]
        if not places:
            continue
        is_made = True
        clauses.update(terms_in(clause, language))
        for place in places:
            direct.update(_next(words[place + 1 :], language))
    return Denials(is_made, frozenset(clauses), frozenset(direct), amounts_to(text, language))


def amounts_to(text: str, language: str | None) -> bool:
    """Whether a word may amount to a denial without being a negation."""
    hints = HINTS.get(language or "en")
    return hints is not None and hints.search(folded(text)) is not None


def amounts_besides(text: str, language: str | None, stems: frozenset[str]) -> bool:
    """The same of the text without the words of some stems.

    What both sentences have denies nothing of either: "cerró" may amount to a denial, of "no cerró"
    it is none.
    """
    kept = (word for word in _WORD.findall(text) if stems.isdisjoint(terms_in(word, language)))
    return amounts_to(" ".join(kept), language)


def _next(words: list[str], language: str) -> list[str]:
    for word in words:
        if word in SUBORDINATES[language]:
            return []
        if word not in DENIES[language] and (terms := terms_in(word, language)):
            return terms[:1]
    return []
