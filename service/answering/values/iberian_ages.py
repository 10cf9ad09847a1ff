"""Which years of a Spanish or Portuguese sentence are somebody's age: "Ana Gil, de 54 años,".

These languages tell an age by years alone, as they tell a length of time; what stands around the
years says which it is.
"""

from __future__ import annotations

from service.answering.values.age_words import BEFORE_A_LENGTH, BEHIND_A_LENGTH
from service.answering.values.name_words import TITLES
from service.answering.values.numerals import Numeral
from service.answering.values.reading import Reading
from service.answering.values.words import word_set

_LANGUAGES = frozenset(("es", "pt"))
_PEOPLE = word_set(
    """hombre mujer joven varon nino nina chico chica menor anciano anciana adolescente bebe turista
    homem mulher jovem menino menina crianca rapaz rapariga garoto garota idoso idosa"""
)
_HAVING = word_set(
    """tiene tenia tienen tenian cumple cumplio cumplira tem tinha completou completa
    con com"""
)
_AT = word_set("los aos")
_MARKS = frozenset((",", "("))
_ENDS = frozenset((",", ")", ".", ";", ""))
_FOR = word_set("para por")
_LIMIT = 130


def is_told_age(reading: Reading, numeral: Numeral, after: int) -> bool:
    """Whether the years are an age, by the words on both sides of them.

    Args:
        reading: the sentence.
        numeral: how many years.
        after: the token behind the word for years.
    """
    if reading.language not in _LANGUAGES or not 0 < numeral.number < _LIMIT:
        return False
    end = reading.tokens[after - 1].end
    if BEHIND_A_LENGTH.match(reading.text, end) or reading.low(after) in _FOR:
        return False
    before, at = reading.low(numeral.first - 1), numeral.first - 2
    if before in _HAVING or (before in _AT and (before == "aos" or reading.low(at) == "a")):
        return True
    if before == "de":
        plain = " ".join(token.low for token in reading.tokens[: numeral.first])
        of_person = reading.low(at) in _PEOPLE and not BEFORE_A_LENGTH.search(f"{plain} ")
        return of_person or (reading.low(at) in _MARKS and _is_somebody(reading, at - 1))
    return before in _MARKS and reading.low(after) in _ENDS and _is_somebody(reading, at)


def _is_somebody(reading: Reading, at: int) -> bool:
    """Whether a name, a post or a word for a person stands there."""
    low = reading.low(at)
    return bool(low) and (reading.tokens[at].is_capitalised or low in TITLES or low in _PEOPLE)
