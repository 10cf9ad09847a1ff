"""Ordinals: "85th", "first", "3.º", "1er", "dritte"."""

from __future__ import annotations

from service.answering.values.numerals import Numeral
from service.answering.values.reading import Reading, Taken
from service.answering.values.tokens import adjacent
from service.answering.values.value import Amount, ValueKind
from service.answering.values.words import word_set

_MARKS = word_set("st nd rd th er ere e eme o a º ª")
_WORDS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth",
    "es": "primera|primer|primero segunda|segundo tercera|tercer|tercero cuarta|cuarto "
    "quinta|quinto sexta|sexto septima|septimo octava|octavo novena|noveno decima|decimo",
    "fr": "premiere|premier deuxieme|seconde troisieme quatrieme cinquieme sixieme septieme "
    "huitieme neuvieme dixieme",
    "de": "erste|ersten|erster|erstes zweite|zweiten|zweiter dritte|dritten|dritter "
    "vierte|vierten funfte|funften sechste|sechsten siebte|siebten achte|achten "
    "neunte|neunten zehnte|zehnten",
    "pt": "primeira|primeiro segunda|segundo terceira|terceiro quarta|quarto quinta|quinto "
    "sexta|sexto setima|setimo oitava|oitavo nona|nono decima|decimo",
}
ORDINALS = {
    language: {
        word: float(n)
        for n, words in enumerate(table.split(), start=1)
        for word in words.split("|")
    }
    for language, table in _WORDS.items()
}


def ordinal_at(reading: Reading, numeral: Numeral) -> Taken | None:
    """The ordinal in digits that this number begins."""
    tokens, after = reading.tokens, numeral.after
    if numeral.worded or after >= len(tokens) or not adjacent(tokens[after - 1], tokens[after]):
        return None
    if tokens[after].low in _MARKS and (
        tokens[after].low not in "oa" or tokens[after].text in "ºª"
    ):
        return _ordinal(reading, numeral.first, after + 1, numeral.number)
    point = reading.language == "de" and tokens[after].text == "." and after + 1 < len(tokens)
    if point and tokens[after + 1].is_capitalised and numeral.number < 100:
        return _ordinal(reading, numeral.first, after + 1, numeral.number)
    return None


def ordinal_word_at(reading: Reading, index: int) -> Taken | None:
    """The ordinal in words at this token."""
    number = ORDINALS[reading.language].get(reading.tokens[index].low)
    return None if number is None else _ordinal(reading, index, index + 1, number)


def _ordinal(reading: Reading, first: int, after: int, number: float) -> Taken:
    return reading.taken(ValueKind.ORDINAL, first, after, Amount(number, number, number, "th"))
