"""Temperatures in a text, in degrees Celsius where their scale is told."""

from __future__ import annotations

from service.answering.values.numerals import Numeral
from service.answering.values.reading import Reading, Taken
from service.answering.values.roughness import amount, hedge_before
from service.answering.values.tokens import adjacent
from service.answering.values.value import CELSIUS, DEGREES, Amount, ValueKind, celsius
from service.answering.values.words import word_set

_DEGREES = word_set("° º degree degrees deg grado grados degre degres grad graus grau")
_CELSIUS = word_set("c celsius centigrade centigrados centigrades centigrado")
_FAHRENHEIT = word_set("f fahrenheit")
_JOINED = {"oc": CELSIUS, "of": "F"}  # "ºC": the sign is a letter to the tokens
_MINUS = word_set("minus menos moins")
_SIGNS = frozenset("-−–")
_BELOW = (
    ("below", "zero"), ("below", "freezing"), ("bajo", "cero"), ("sous", "zero"),
    ("au", "-", "dessous", "de", "zero"), ("en", "dessous", "de", "zero"), ("unter", "null"),
    ("abaixo", "de", "zero"), ("negativos",),
)  # fmt: skip
_ANGLES = word_set("angle angles turn turns north south east west latitude longitude arc rotation")
_LABELLED = word_set(
    "seat row room gate flat apartment class group grade article section unit block line vitamin "
    "flight bus route"
)
_STUDIED = word_set("hold holds held holding earn earned awarded honorary academic")
_COLD = word_set(
    """temperature temperatures mercury thermometer thermometers cold temperatura temperaturas frio
    froid temperatur temperaturen kalte"""
)
_REACH = 10
_HALF = 0.4995
_ALWAYS_CELSIUS = ("es", "fr", "de", "pt")


def temperature_at(reading: Reading, numeral: Numeral) -> Taken | None:
    """The temperature this number begins: "46C", "115 degrees Fahrenheit", "minus 5 degrees".

    Degrees without a scale are Celsius in the languages of countries that know no other; in
    English they stay open.
    """
    found = _scale(reading, numeral) or _below_zero(reading, numeral)
    if found is None or numeral.vague:
        return None
    scale, after = found
    first, sign = _sign(reading, numeral.first)
    below = next((words for words in _BELOW if _follows(reading, after, words)), ())
    if below:
        sign, after = -1.0, after + len(below)
    hedge = hedge_before(reading.tokens, first)
    half = min(numeral.step, 1.0) * _HALF
    written = amount(numeral, hedge[0] if hedge else None, half=half)
    ends = sorted(sign * end for end in (written.low, written.high))
    meaning = Amount(sign * written.number, ends[0], ends[1], DEGREES)
    if scale == "F":
        meaning = celsius(meaning)
    elif scale:
        meaning = Amount(meaning.number, meaning.low, meaning.high, CELSIUS)
    return reading.taken(ValueKind.QUANTITY, hedge[1] if hedge else first, after, meaning)


def _scale(reading: Reading, numeral: Numeral) -> tuple[str, int] | None:
    """The scale, empty where it is open, and the token behind; ``None`` for another number."""
    tokens, at = reading.tokens, numeral.after
    at += reading.low(at) == "-" and reading.low(at + 1) in _DEGREES
    if scale := _JOINED.get(reading.low(at)):
        return (scale, at + 1) if not tokens[at].text[0].isascii() else None
    if reading.low(at) in _DEGREES:
        return _degrees(reading, numeral, at + 1)
    if at >= len(tokens) or numeral.worded:
        return None
    ends = not reading.low(at + 1)[:1].isalnum()
    is_letter = tokens[at].text in ("C", "F") and (adjacent(tokens[at - 1], tokens[at]) or ends)
    if reading.low(at) in ("celsius", "fahrenheit") or (
        is_letter and reading.low(numeral.first - 1) not in _LABELLED
    ):
        return ("F" if reading.low(at) in _FAHRENHEIT else CELSIUS), at + 1
    return None


def _degrees(reading: Reading, numeral: Numeral, at: int) -> tuple[str, int] | None:
    """The same behind "degrees"."""
    if reading.low(at) in _CELSIUS:
        return CELSIUS, at + 1
    if reading.low(at) in _FAHRENHEIT:
        return "F", at + 1
    studied = {reading.low(n) for n in range(numeral.first - _REACH // 2, numeral.first)}
    if _ANGLES & {reading.low(at), reading.low(at + 1)} or _STUDIED & studied:
        return None
    return (CELSIUS if reading.language in _ALWAYS_CELSIUS else ""), at


def _below_zero(reading: Reading, numeral: Numeral) -> tuple[str, int] | None:
    """The same for "minus 5" alone, where temperatures are spoken of just before."""
    if reading.low(numeral.first - 1) not in _MINUS:
        return None
    near = {reading.low(at) for at in range(numeral.first - _REACH, numeral.first)}
    if not near & _COLD:
        return None
    return (CELSIUS if reading.language in _ALWAYS_CELSIUS else ""), numeral.after


def _sign(reading: Reading, first: int) -> tuple[int, float]:
    """Where the number begins with its sign, and the sign."""
    tokens, before = reading.tokens, reading.low(first - 1)
    if before in _MINUS:
        return first - 1, -1.0
    is_glued = first > 0 and adjacent(tokens[first - 1], tokens[first])
    lone = first < 2 or not adjacent(tokens[first - 2], tokens[first - 1])
    return (first - 1, -1.0) if before in _SIGNS and is_glued and lone else (first, 1.0)


def _follows(reading: Reading, at: int, words: tuple[str, ...]) -> bool:
    return all(reading.low(at + n) == word for n, word in enumerate(words))
