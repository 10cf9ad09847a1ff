"""Numbers in digits and in the words of five languages, read from tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from service.answering.values.tokens import Token, adjacent
from service.answering.values.words import word_set

_ONES = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres "
    "veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize",
    "de": "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn "
    "funfzehn sechzehn siebzehn achtzehn neunzehn",
    "pt": "um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze "
    "dezesseis dezessete dezoito dezenove",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
_HUNDREDS = {
    "es": "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos "
    "ochocientos novecientos",
    "pt": "cem duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos "
    "novecentos",
}
_EXTRA = {
    "en": {"zero": 0.0},
    "es": {"cero": 0.0, "ciento": 100.0, "dieciseis": 16.0},
    "fr": {"zero": 0.0, "septante": 70.0, "nonante": 90.0},
    "de": {"null": 0.0, "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "ein": 1.0},
    "pt": {"zero": 0.0, "cento": 100.0, "duas": 2.0, "catorze": 14.0},
}
_SCALES = {
    "en": "hundred=100 thousand=1e3 million=1e6 millions=1e6 billion=1e9 billions=1e9 "
    "trillion=1e12 dozen=12 lakh=1e5 crore=1e7 mn=1e6 mln=1e6 bn=1e9 tn=1e12",
    "es": "mil=1e3 millon=1e6 millones=1e6 billon=1e12 billones=1e12 docena=12 mm=1e6",
    "fr": "cent=100 cents=100 mille=1e3 million=1e6 millions=1e6 milliard=1e9 milliards=1e9 "
    "douzaine=12 dizaine=10 centaine=100 millier=1e3 mds=1e9",
    "de": "hundert=100 tausend=1e3 million=1e6 millionen=1e6 milliarde=1e9 milliarden=1e9 "
    "billionen=1e12 mio=1e6 mrd=1e9 dutzend=12",
    "pt": "mil=1e3 milhao=1e6 milhoes=1e6 bilhao=1e9 bilhoes=1e9 trilhoes=1e12 duzia=12 mi=1e6 "
    "bi=1e9",
}
_VAGUE = {
    "en": "dozens=24 scores=40 hundreds=200 thousands=2e3 millions=2e6",
    "es": "decenas=20 docenas=24 cientos=200 centenares=200 miles=2e3 millones=2e6",
    "fr": "dizaines=20 douzaines=24 centaines=200 milliers=2e3 millions=2e6",
    "de": "dutzende=24 hunderte=200 tausende=2e3 millionen=2e6",
    "pt": "dezenas=20 duzias=24 centenas=200 milhares=2e3 milhoes=2e6",
}
_ARTICLES = word_set("a an un una une ein eine einen einem einer um uma")
_JOINERS = word_set("and y et und e")
_OF = word_set("of de von")
_GLUED = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_VAGUE_FACTOR = 5.0
_LONGEST = 12
_MOST_DIGITS = 15


def _scales(table: str) -> dict[str, float]:
    return {word: float(value) for word, _, value in (e.partition("=") for e in table.split())}


def _words_of(language: str) -> dict[str, float]:
    ones = {word: float(n) for n, word in enumerate(_ONES[language].split(), start=1)}
    tens = {word: 10.0 * n for n, word in enumerate(_TENS[language].split(), start=2)}
    hundreds = enumerate(_HUNDREDS.get(language, "").split(), start=1)
    words = {**ones, **tens, **{word: 100.0 * n for n, word in hundreds}, **_EXTRA[language]}
    if language == "de":
        digits = {"ein": 1.0, **{w: n for w, n in ones.items() if 1 < n < 10}}
        words |= {f"{d}und{t}": n + m for d, n in digits.items() for t, m in tens.items()}
        words |= {f"{d}hundert": n * 100 for d, n in digits.items()}
        words |= {f"{d}tausend": n * 1e3 for d, n in {**digits, **ones, **tens}.items()}
    if language == "es":
        words |= {word[:-2] + "as": n for word, n in words.items() if word.endswith("cientos")}
    return words


WORDS = {language: _words_of(language) for language in _ONES}
SCALES = {language: _scales(table) for language, table in _SCALES.items()}
VAGUE = {language: _scales(table) for language, table in _VAGUE.items()}


class Numeral(NamedTuple):
    """A number over ``tokens[first:after]``. ``step`` is what its last written digit counts.

    ``vague`` is for "dozens" and the like; then ``high`` is the most it can mean.
    """

    first: int
    after: int
    number: float
    step: float
    high: float | None = None
    worded: bool = False

    @property
    def vague(self) -> bool:
        return self.high is not None


def read_digits(text: str, language: str, *, scaled: bool) -> tuple[float, float] | None:
    """The number and its step; ``None`` where the digits are no number ("1.2.3", twenty digits).

    A single mark before three digits groups thousands, unless the language writes decimals with
    it and a scale word follows ("1.234 billion").
    """
    parts = [p for p in _split_digits(text) if p]
    marks = [char for char in text if not char.isdecimal()]
    if sum(map(len, parts)) > _MOST_DIGITS:
        return None
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    if not marks:
        return _with_zeros(int(text))
    if len(set(marks)) == 1 and grouped and parts[0] != "0" and not (scaled and len(marks) == 1):
        decimal_mark = "." if language == "en" else ","
        if marks[0] != decimal_mark or len(marks) > 1:
            return _with_zeros(int("".join(parts)))
    if marks[-1] not in ".," or marks.count(marks[-1]) > 1:
        return None
    if any(len(part) != 3 for part in parts[1:-1]):
        return None
    whole = float(f"{''.join(parts[:-1])}.{parts[-1]}")
    return whole, 10.0 ** -len(parts[-1])


def _split_digits(text: str) -> list[str]:
    return "".join(char if char.isdecimal() else " " for char in text).split(" ")


def _with_zeros(number: int) -> tuple[float, float]:
    step = 1
    while number and number % (step * 10) == 0:
        step *= 10
    return float(number), float(step)


def numeral_at(tokens: Sequence[Token], index: int, language: str) -> Numeral | None:
    """The longest number that begins at this token, if one does."""
    token = tokens[index]
    if token.is_digits:
        return _digits_at(tokens, index, language)
    if not token.is_word:
        return None
    return _vague_at(tokens, index, language) or _words_at(tokens, index, language)


def _digits_at(tokens: Sequence[Token], index: int, language: str) -> Numeral | None:
    after = index + 1
    scales, text = SCALES[language], tokens[index].text
    while (
        language != "en"
        and after < len(tokens)
        and tokens[after].is_digits
        and len(tokens[after].text) == 3
        and tokens[after].start == tokens[after - 1].end + 1
        and len(tokens[index].text) <= 3
        and after - index < _LONGEST
    ):
        text += "\u00a0" + tokens[after].text
        after += 1
    scale = 1.0
    if after < len(tokens):
        at = after + 1 if tokens[after].text == "-" and after + 1 < len(tokens) else after
        low = tokens[at].low
        glued = _GLUED.get(low) if adjacent(tokens[after - 1], tokens[after]) else None
        scale = scales.get(low) or (glued if low != "m" else None) or 1.0
    read = read_digits(text, language, scaled=scale > 1)
    if read is None:
        return None
    number, step = read
    if scale > 1:
        after = at + 1
        if after < len(tokens) and scale == 1e3 and (more := scales.get(tokens[after].low)):
            scale, after = scale * more, after + 1
    return Numeral(index, after, number * scale, step * scale)


def _vague_at(tokens: Sequence[Token], index: int, language: str) -> Numeral | None:
    """A vague number, "dozens" or "tens of thousands": at least two of them, at most nearly ten."""
    low = VAGUE[language].get(tokens[index].low)
    if tokens[index].low == "tens" and language == "en":
        low = 20.0
    if low is None:
        return None
    after = index + 1
    if after + 1 < len(tokens) and tokens[after].low in _OF:
        inner = VAGUE[language].get(tokens[after + 1].low)
        if inner is not None:
            low, after = low * inner / 2, after + 2
    if tokens[index].low == "tens" and after == index + 1:
        return None
    return Numeral(index, after, low, low, low * _VAGUE_FACTOR, worded=True)


def _words_at(tokens: Sequence[Token], index: int, language: str) -> Numeral | None:
    words, scales = WORDS[language], SCALES[language]
    total = current = 0.0
    seen = after = index
    if tokens[index].low in _ARTICLES and tokens[index].low not in words:
        if index + 1 >= len(tokens) or tokens[index + 1].low not in scales:
            return None
        current, seen = 1.0, index + 1
    while seen < len(tokens) and seen - index < _LONGEST:
        low = tokens[seen].low
        if low in words:
            joined = _joined(current, words[low], low)
            if joined is None or (after > index and not _linked(tokens, after, seen)):
                break
            current = joined
        elif low in scales and (after > index or seen > index or scales[low] in (100.0, 1e3)):
            factor = scales[low]
            if factor <= 100:
                current = (current or 1.0) * factor
            else:
                total, current = total + (current or 1.0) * factor, 0.0
        elif after > index and (low in _JOINERS or low == "-") and seen == after:
            seen += 1
            continue
        else:
            break
        seen += 1
        after = seen
    if after == index:
        return None
    number = total + current
    step = _with_zeros(int(number))[1] if number == int(number) else 0.1
    return Numeral(index, after, number, step, worded=True)


def _linked(tokens: Sequence[Token], after: int, seen: int) -> bool:
    """Whether number words separated by "and" or a hyphen are one number: thirty-five, no list."""
    return seen == after or tokens[after].text == "-" or tokens[after].low in _JOINERS


def _joined(current: float, value: float, low: str) -> float | None:
    """The number after one more word, or ``None`` where a new number begins."""
    rest = current % 100
    if current == 0:
        return value
    if low in ("vingt", "vingts") and rest == 4:
        return current + 76
    fits = value < 10 and rest >= 20 and rest % 10 == 0
    french = rest in (60, 80) and value < 20
    return current + value if rest == 0 or fits or french else None
