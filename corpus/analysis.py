"""Text to index terms: case-folded, accents removed, stop words dropped, stemmed by language.

One analyser serves documents and queries, so that the keyword index and every word overlap that
the answerers compute agree on what the same word is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

import Stemmer

STEMMERS = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
DEFAULT_LANGUAGE = "en"

_STOP_WORDS = {
    "en": """
        a about after all also an and any are as at be been before being but by can
        could did do does for from had has have he her him his how i if in into is it
        its me my no not of on or our she so some such than that the their them then
        there these they this those to was we were what when where which while who whom
        whose why will with would you your
    """,
    "es": """
        a al algo ante como con cual cuál cuales cuando cuándo cuanto cuánto cuanta
        cuánta cuantos cuántos cuantas cuántas de del desde donde dónde durante e el él
        ella ellos en entre era es esa ese eso esta está este esto fue ha han hasta la
        las le les lo los más me mi muy no o para pero por porque que qué quien quién
        quienes se ser si sin sobre son su sus también te tiene un una uno y ya
    """,
    "fr": """
        a au aux avec ce ces cet cette combien comme comment d dans de des du elle elles
        en est et été eu il ils j je l la là le les leur leurs lui m ma mais me même mes
        n ne nos notre nous on ont ou où par pas pour pourquoi qu quand que quel quelle
        quelles quels qui quoi s sa sans se ses si son sont sur t ta te tes tu un une
        vos votre vous y
    """,
    "de": """
        aber als am an auch auf aus bei bin bis da dann das dass dem den der des die
        dies diese dieser du durch ein eine einem einen einer eines er es für hat hatte
        haben ich ihr ihre im in ist ja kann man mit nach nicht noch nun nur ob oder
        sein seine sich sie sind so über um und uns unter vom von vor wann war waren
        warum was welche welcher welches wem wen wenn wer werden wie wieviel wir wird wo
        wurde wurden zu zum zur
    """,
    "pt": """
        a ao aos as até com como da das de dele do dos e é ela elas ele eles em entre
        era essa esse esta está este eu foi foram há isso já lhe mais mas me mesmo muito
        na não nas no nos o onde os ou para pela pelas pelo pelos por porque quais qual
        quando quanto quanta quantos quantas que quem se sem ser seu seus só sua suas
        também te tem um uma você
    """,
    "it": """
        a ad ai al alla alle anche che chi ci come con cosa cui da dal dalla de dei del
        della delle di dove e è ed era fra gli ha hanno i il in io la le lei lo ma mi
        nel nella non o per perché più quale quali quando quanti quanto se si sono su
        sua sul sulla suo tra un una uno
    """,
    "nl": """
        aan als bij dat de der die dit door een en er haar had heb hebben heeft hem het
        hij hoe hoeveel hun ik in is je kan maar me met mij na naar niet nog of om ook
        op over te toen tot uit van veel voor waar waarom wanneer waren was wat we welke
        werd wie wij ze zich zij zijn zo
    """,
}  # fmt: skip

_WORD = re.compile(r"[^\W_]+(?:[.,](?=\d)\d+)*(?:['’][^\W\d_]+)?")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)['’](?=\w{2})")
_POSSESSIVE = re.compile(r"['’]\w{0,2}$")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """``word`` without case and accents: "Khürelsükh" and "KHURELSUKH" are one."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


STOP_WORDS = {
    language: frozenset(folded(word) for word in words.split())
    for language, words in _STOP_WORDS.items()
}

SPELT_STOP_WORDS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
"""The same as they are written: "qué" is a Spanish word, "que" one of three languages."""


def words_in(text: str) -> list[str]:
    """The folded words and numbers of ``text`` in order, stop words included.

    "Mongolia’s" gives "mongolia", "l’accord" gives "accord", "3.4" stays whole; scripts written
    without spaces give pairs of characters.
    """
    return [word for spelt in _WORD.findall(text) for word in _words_of(spelt)]


# The words of a collection are soon all known, and taking one apart costs more than looking it up.
@lru_cache(maxsize=65_536)
def _words_of(spelt: str) -> tuple[str, ...]:
    word = folded(_POSSESSIVE.sub("", _ELISION.sub("", spelt.casefold())))
    if _UNSPACED.search(word):
        return tuple(word[i : i + 2] for i in range(max(1, len(word) - 1)))
    return (word,) if word else ()


def terms_in(text: str, language: str | None = None) -> list[str]:
    """The index terms of ``text`` in order: words without stop words, stemmed."""
    code = _known(language)
    stop_words = STOP_WORDS.get(code, frozenset())
    return [_stem(word, code) for word in words_in(text) if word not in stop_words]


def query_terms(text: str, languages: Collection[str]) -> list[tuple[str, ...]]:
    """For each word asked, its stems in the languages of the collection, without repeats.

    A question's language cannot be told from a few words, so a word counts as a stop word when it
    is one in English or in every language given, and is otherwise stemmed in each of them.
    If nothing else remains, the stop words themselves are used.
    """
    codes = sorted({_known(language) for language in languages} or {DEFAULT_LANGUAGE})
    words = words_in(text)
    kept = [word for word in words if not _is_stop_word(word)]
    groups: dict[tuple[str, ...], None] = {}
    for word in kept or words:
        groups[tuple(dict.fromkeys(_stem(word, code) for code in codes))] = None
    return list(groups)


def _is_stop_word(word: str) -> bool:
    return any(word in words for words in STOP_WORDS.values())


def _known(language: str | None) -> str:
    return language if language in STEMMERS else DEFAULT_LANGUAGE


@lru_cache(maxsize=200_000)
def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))


@lru_cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(STEMMERS[language])
