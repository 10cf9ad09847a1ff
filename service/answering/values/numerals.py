"""Numbers in digits and in the words of five languages, read from tokens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from service.answering.values.abbreviations import is_about, is_shortened, scale_before_euro
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
    "de": {"null": 0.0, "anderthalb": 1.5, "eineinhalb": 1.5, "ein": 1.0},
    "pt": {"zero": 0.0, "cento": 100.0, "duas": 2.0, "catorze": 14.0},
}
_SCALES = {
    "en": "hundred=100 thousand=1e3 million=1e6 millions=1e6 billion=1e9 billions=1e9 "
    "trillion=1e12 dozen=12 lakh=1e5 crore=1e7 mn=1e6 mln=1e6 bn=1e9 tn=1e12",
    "es": "mil=1e3 millon=1e6 millones=1e6 billon=1e12 billones=1e12 docena=12 mm=1e6",
    "fr": "cent=100 cents=100 mille=1e3 million=1e6 millions=1e6 milliard=1e9 milliards=1e9 "
    "douzaine=12 dizaine=10 centaine=100 millier=1e3 mds=1e9 md=1e9 quinzaine=15 vingtaine=20 "
    "trentaine=30 quarantaine=40 cinquantaine=50 soixantaine=60",
    "de": "hundert=100 tausend=1e3 million=1e6 millionen=1e6 milliarde=1e9 milliarden=1e9 "
    "billionen=1e12 mio=1e6 mrd=1e9 tsd=1e3 dutzend=12",
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
# Before a scale: "half a million", "eine halbe Million", "un quart de million".
_PARTS = {
    "en": "half=0.5 a_half=0.5 quarter=0.25 a_quarter=0.25 three_quarters=0.75",
    "es": "medio=0.5 media=0.5 un_cuarto=0.25",
    "fr": "demi=0.5 un_demi=0.5 une_demi=0.5 un_quart=0.25",
    "de": "halbe=0.5 halben=0.5 halbes=0.5 eine_halbe=0.5 einer_halben=0.5 ein_halbes=0.5 "
    "einem_halben=0.5 eine_viertel=0.25 einer_viertel=0.25 dreiviertel=0.75",
    "pt": "meio=0.5 meia=0.5 um_quarto=0.25",
}
_SEVERAL = {
    "en": "several few a_few couple a_couple couple_of a_couple_of",
    "es": "varios varias algunos algunas unos_pocos unas_pocas",
    "fr": "plusieurs quelques",
    "de": "mehrere mehreren mehrerer einige einigen etliche etlichen paar ein_paar",
    "pt": "varios varias alguns algumas",
}
HALVES = (
    ("and", "a", "half"), ("-", "and", "-", "a", "-", "half"), ("y", "medio"), ("y", "media"),
    ("et", "demi"), ("et", "demie"), ("e", "meio"), ("e", "meia"),
)  # fmt: skip
_ARTICLES = word_set("a an un una une ein eine einen einem einer um uma")
_JOINERS = word_set("and y et und e")
_OF = word_set("of de von")
_FRENCH_TEENS = word_set("sept huit neuf")
_GLUED = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_VAGUE_FACTOR = 5.0
_LONGEST_PHRASE = 3
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
        words |= {f"{word}einhalb": n + 0.5 for word, n in ones.items() if n > 1}
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


_PART_PHRASES = {
    language: {tuple(phrase.split("_")): part for phrase, part in _scales(table).items()}
    for language, table in _PARTS.items()
}
_SEVERAL_PHRASES = {
    language: frozenset(tuple(phrase.split("_")) for phrase in table.split())
    for language, table in _SEVERAL.items()
}
PHRASE_STARTS = {
    language: frozenset(
        phrase[0] for phrase in (*_PART_PHRASES[language], *_SEVERAL_PHRASES[language])
    )
    for language in WORDS
}
"""The words that may begin a number said as a part of a scale, or as several of it."""


class Numeral(NamedTuple):
    """A number over ``tokens[first:after]``. ``step`` is what its last written digit counts.

    ``vague`` is for "dozens" and the like; then ``high`` is the most it can mean. ``about`` is
    for the "vingtaine" of French, some twenty.
    """

    first: int
    after: int
    number: float
    step: float
    high: float | None = None
    worded: bool = False
    about: bool = False

    @property
    def vague(self) -> bool:
        return self.high is not None


def read_digits(text: str, language: str) -> tuple[float, float] | None:
    """The number and its step; ``None`` where the digits are no number ("1.2.3", twenty digits).

    A single mark before three digits groups thousands unless the language writes decimals with
    it, also before a scale word: "1,500 million" and "1.500 Millionen" are one and a half billion,
    "1.250 million" is one and a quarter million. Spanish writes both ways; as nobody pads
    decimals with a nought, its comma before "500" groups, and before "234" does not.
    """
    parts = [p for p in _split_digits(text) if p]
    marks = [char for char in text if not char.isdecimal()]
    if sum(map(len, parts)) > _MOST_DIGITS:
        return None
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    if not marks:
        return _with_zeros(int(text))
    if len(set(marks)) == 1 and grouped and parts[0] != "0":
        decimal_mark = "." if language == "en" else ","
        padded = language == "es" and parts[-1].endswith("0")
        if marks[0] != decimal_mark or len(marks) > 1 or padded:
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
        return _and_a_half(tokens, _digits_at(tokens, index, language), language)
    if not token.is_word:
        return None
    if token.low in PHRASE_STARTS[language] and (
        phrase := _several_at(tokens, index, language) or _part_at(tokens, index, language)
    ):
        return phrase
    if vague := _vague_at(tokens, index, language):
        return vague
    plain = _words_at(tokens, index, language) or _lone_scale_at(tokens, index, language)
    return _and_a_half(tokens, plain, language)


def _lone_scale_at(tokens: Sequence[Token], index: int, language: str) -> Numeral | None:
    """A scale without a number, which counts once where a half follows: "millón y medio"."""
    scale = SCALES[language].get(tokens[index].low)
    if scale is None or not half_after(tokens, index + 1):
        return None
    return Numeral(index, index + 1, scale, 1.0, worded=True)


def _scale_at(tokens: Sequence[Token], at: int, language: str) -> tuple[float, int]:
    """The scale there, "hundred thousand" as one, and the token behind it; 0 where none is."""
    scale = SCALES[language].get(tokens[at].low, 0.0) if at < len(tokens) else 0.0
    if 0 < scale <= 1e3 and at + 1 < len(tokens):
        more = SCALES[language].get(tokens[at + 1].low)
        if more is not None and more > 100:
            return scale * more, at + 2
    return scale, at + 1


def _longest(
    tokens: Sequence[Token], index: int, phrases: Collection[tuple[str, ...]]
) -> tuple[str, ...]:
    """The longest of these phrases that begins at this token; empty where none does."""
    words = tuple(token.low for token in tokens[index : index + _LONGEST_PHRASE])
    return next((words[:n] for n in range(len(words), 0, -1) if words[:n] in phrases), ())


def _several_at(tokens: Sequence[Token], index: int, language: str) -> Numeral | None:
    """Several of a scale, "several hundred": at least two of them, at most nearly ten."""
    phrase = _longest(tokens, index, _SEVERAL_PHRASES[language])
    if not phrase:
        return None
    scale, after = _scale_at(tokens, index + len(phrase), language)
    if not scale:
        return None
    return Numeral(index, after, 2 * scale, scale, 2 * scale * _VAGUE_FACTOR, worded=True)


def _part_at(tokens: Sequence[Token], index: int, language: str) -> Numeral | None:
    """A part of a scale: "half a million", "a quarter of a million"."""
    phrase = _longest(tokens, index, _PART_PHRASES[language])
    if not phrase:
        return None
    at = index + len(phrase)
    for filling in (_OF, _ARTICLES if language == "en" else (), "-"):
        at += at < len(tokens) and tokens[at].low in filling
    scale, after = _scale_at(tokens, at, language)
    if not scale:
        return None
    number = _PART_PHRASES[language][phrase] * scale
    return Numeral(index, after, number, _step_of(scale), worded=True)


def _step_of(scale: float) -> float:
    """What a part of a scale is exact to: half a dozen is six, half a million is rough."""
    return scale / 10 if scale >= 100 else 1.0


def half_after(tokens: Sequence[Token], at: int) -> int:
    """How many tokens say "and a half" from here."""
    for words in HALVES:
        if tuple(token.low for token in tokens[at : at + len(words)]) == words:
            return len(words)
    return 0


def _and_a_half(tokens: Sequence[Token], numeral: Numeral | None, language: str) -> Numeral | None:
    """The number with the half behind it: "two and a half million", "dos millones y medio"."""
    if numeral is None or not (halves := half_after(tokens, numeral.after)):
        return numeral
    behind = numeral.after + halves
    scale, after = _scale_at(tokens, behind, language)
    own = SCALES[language].get(tokens[numeral.after - 1].low, 0.0)
    if scale > 1 and numeral.number < 1000:
        number = (numeral.number + 0.5) * scale
        return numeral._replace(after=after, number=number, step=_step_of(scale))
    if own >= 1e3:
        return numeral._replace(after=behind, number=numeral.number + own / 2, step=own / 10)
    if tokens[behind - 1].low == "half":
        return numeral._replace(after=behind, number=numeral.number + 0.5, step=0.5)
    return numeral


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
        glued = glued if tokens[at].text != "m" else None
        scale = scales.get(low) or scale_before_euro(tokens, at, language) or glued or 1.0
    read = read_digits(text, language)
    if read is None:
        return None
    number, step = read
    if scale > 1:
        after = at + 1
        if after < len(tokens) and scale == 1e3 and (more := scales.get(tokens[after].low)):
            scale, after = scale * more, after + 1
        after += is_shortened(tokens, after)
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
    about = is_about(tokens[after - 1], language)
    return Numeral(index, after, number, step, worded=True, about=about)


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
    french = value < 20 if rest in (60, 80) else rest == 10 and low in _FRENCH_TEENS
    return current + value if rest == 0 or fits or french else None
