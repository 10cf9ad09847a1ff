"""Text as words, numbers and marks with code-point offsets, in linear time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from service.answering.values.words import LANGUAGES, STOP_WORDS, word_set

_LETTER = r"(?:[^\W\d_][\u0300-\u036f]*)"
_TOKEN = re.compile(
    r"\d+(?:[.,'’\u00a0\u202f]\d+)*"
    rf"|(?:[lLdDsSnNcCjJmMtT]|[qQ]u)['’](?={_LETTER}{_LETTER})"
    r"|['’][sS](?![^\W_])"
    rf"|{_LETTER}+(?:['’](?![sS](?![^\W_])){_LETTER}+)*"
    r"|[^\w\s]"
)
_VOTING_TOKENS = 200
_LETTER_VOTE = 0.7
OWN_WORDS = {
    "de": word_set(
        """sagte sagt sagen meint meinte fordert forderte kostet kostete erklart erklarte geschah
        passierte passiert verlangt verspricht versprach antwortete heisst hiess starb starben"""
    ),
    "fr": word_set("qu'a qu'ont qu'en qu'y d'ou veut veulent pense repond affirme"),
}
"""Words of questions that no other language has: "was" and "que" are words of several."""
_LETTERS_OF = {
    **dict.fromkeys("ñ¿¡", ("es",)),
    **dict.fromkeys("ãõ", ("pt",)),
    **dict.fromkeys("äöüß", ("de",)),
    **dict.fromkeys("èùœîëû", ("fr",)),
    **dict.fromkeys("êçàâô", ("fr", "pt")),
    **dict.fromkeys("óíúá", ("es", "pt")),
    "é": ("es", "fr", "pt"),
}
_PORTUGUESE = re.compile(r"va[io]|disse|fez|\w{2,}(?:[ei]u|ou)")
"""Folded verbs of short questions whose small words are of other languages as well: "rompeu"."""


class Token(NamedTuple):
    """One word, number or mark; ``low`` is case-folded and without accents."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_digits(self) -> bool:
        return self.text[0].isdecimal()

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()


@lru_cache(maxsize=16384)
def folded(word: str) -> str:
    """The word case-folded and without accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return kept.replace("’", "'") or word


def tokens_of(text: str) -> list[Token]:
    """Every token in order; ``text[token.start:token.end] == token.text``."""
    return [
        Token(match[0], folded(match[0]), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def adjacent(left: Token, right: Token) -> bool:
    """Whether nothing stands between two tokens."""
    return left.end == right.start


def language_of(tokens: Sequence[Token]) -> str:
    """The one of the five languages whose function words are most frequent; English on a tie."""
    votes = dict.fromkeys(LANGUAGES, 0.0)
    for token in tokens[:_VOTING_TOKENS]:
        if not token.text.isascii():
            for language in {code for char in token.text for code in _LETTERS_OF.get(char, ())}:
                votes[language] += _LETTER_VOTE
        for language in STOP_WORDS.get(token.low, ()):
            votes[language] += 1
        if not token.is_capitalised and _PORTUGUESE.fullmatch(token.low):
            votes["pt"] += _LETTER_VOTE
        for language, own in OWN_WORDS.items():
            votes[language] += token.low in own
    return max(LANGUAGES, key=votes.__getitem__)


def chosen_language(language: str | None, tokens: Sequence[Token]) -> str:
    """The language given, without its region, where its words are known; else the likeliest."""
    short = (language or "")[:2].lower()
    return short if short in LANGUAGES else language_of(tokens)
