"""Times of day in a text: "2:45 p.m. ET", "shortly before 9 p.m.", "14h30", "5.30 Uhr", "noon"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from service.answering.values.tokens import folded
from service.answering.values.value import Clock, Value, ValueKind

_HALF = 720
"""Minutes of half a day."""
_ROUNDING = 15
"""Minutes by which a full hour may be rounded."""
_BEFORE, _BEHIND = 40, 30
"""Letters around a time that say how to read it."""

# All on text that is case-folded and without accents.
_HOUR_12, _HOUR_24, _MINUTE = r"(?:1[0-2]|0?[1-9])", r"(?:2[0-3]|[01]?\d)", r"[0-5]\d"
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve",
    "una dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "uma duas tres quatro cinco seis sete oito nove dez onze doze",
    "une deux trois quatre cinq six sept huit neuf dix onze douze",
    "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
)
_HOUR_OF = {word: at for words in _NUMBERS for at, word in enumerate(words.split(), start=1)}
_WORDS = "|".join(sorted(_HOUR_OF, key=len, reverse=True))
_NAMED = {
    "noon": 720, "midday": 720, "mediodia": 720, "midi": 720, "meio-dia": 720,
    "midnight": 0, "medianoche": 0, "minuit": 0, "mitternacht": 0, "meia-noite": 0,
}  # fmt: skip
_AT = re.compile(
    r"\b(?:at|by|around|about|before|after|until|till|since|from|between|and|to|near|nearly|almost|"
    r"um|gegen|bis|ab|seit|vor|nach|kurz|von|(?:a|de|hasta|desde|sobre|hacia|pasadas|"
    r"a eso de) las?|(?:ate |desde )?as|a partir das|das|a|vers|des|jusqu'a|depuis|avant|apres|"
    r"de|entre)\s*\Z"
)
_SPANISH_AT = re.compile(
    r"\b(?:a|hasta|desde|sobre|hacia|pasadas|de|das|as) las?\s*\Z|\b(?:as|das)\s*\Z"
)
_HOUR_AT = re.compile(r"\b(?:a|vers|des|jusqu'a|depuis|avant|as|das|las?)\s*\Z")
"""Other prepositions before "9 heures" or "9 horas" begin a length of time."""
_LASTING = re.compile(r" (?:de|d'|of|por|par)\b(?! la\b)")
_LATER = re.compile(
    r"\s*(?:in the (?:evening|afternoon)|at night|de la (?:noche|tarde)|da (?:noite|tarde)|"
    r"du soir|de l'apres-midi|abends|nachmittags|nachts|am (?:abend|nachmittag)|tonight)\b"
)
_SOONER = re.compile(
    r"\s*(?:in the morning|de la (?:manana|madrugada)|da (?:manha|madrugada)|du matin|morgens|"
    r"am morgen|fruh)\b"
)
_HOURS = re.compile(r"\s*(?:uhr|h|horas|heures)\b")
_ZONE = re.compile(
    r"\s*\(?((?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|EES?T|WES?T|MSK|IST|JST|AE[SD]T|KST|SGT|HKT|WIB)\b"
    r"|(?i:local time|hora local|heure locale|ortszeit))"
)
_AMERICAN = re.compile(r"([ECMP])[SD]?T\Z")
_A_LITTLE = r"\b(?:just|shortly|soon|a little|kurz|poco|peu|pouco)"
_HEDGES = (
    (rf"{_A_LITTLE} (?:before|vor|antes d\w+|avant)(?: las?)?", (-30, -1)),
    (rf"{_A_LITTLE} (?:after|past|nach|despues d\w+|apres|depois d\w+)(?: las?)?", (1, 30)),
    (
        (
            r"\b(?:around|about|approximately|roughly|nearly|almost|near|gegen|etwa|ungefahr|vers|"
            r"environ|(?:sobre|hacia|alrededor de|a eso de) las?|por volta d\w+|cerca d\w+)"
        ),
        (-30, 30),
    ),
)
_COMPILED_HEDGES = tuple((re.compile(rf"{words}\s*\Z"), minutes) for words, minutes in _HEDGES)

_MINUTES = {
    "five": 5, "ten": 10, "quarter": 15, "a quarter": 15, "twenty": 20, "twenty-five": 25,
    "half": 30, "cinco": 5, "diez": 10, "cuarto": 15, "veinte": 20, "veinticinco": 25, "media": 30,
    "cinq": 5, "dix": 10, "quart": 15, "le quart": 15, "vingt": 20, "vingt-cinq": 25, "demie": 30,
    "demi": 30, "funf": 5, "zehn": 10, "viertel": 15, "zwanzig": 20, "dez": 10, "quinze": 15,
    "um quarto": 15, "vinte": 20, "vinte e cinco": 25, "meia": 30,
}  # fmt: skip
_SURE_PARTS = frozenset(
    ("quarter", "a quarter", "half", "viertel", "cuarto", "quart", "le quart", "demie", "media")
)
_SURELY_PAST = ("past", "nach")
"""Of "ten past eight" and "cinco y diez" only the first can be nothing else."""
_PARTS = "|".join(sorted(_MINUTES, key=len, reverse=True))
_CLOCK_AT = re.compile(r"\b(?:at|about|around|by|um|gegen|vers|a|as|las?)\s*\Z")
_PRICED = re.compile(
    r"[$€£%]|\b(?:shares?|stocks?|index|rates?|prices?|priced|valued|euros?|dollars?|cents?|yields?|"
    r"average|stood|sold|traded|magnitude|aktien?|kurs|preis|acciones|precio|actions|prix|acoes|preco)\b"
)
_MEASURED = re.compile(
    r"\s*(?:[%€$£°]|(?:per|percent|prozent|por|pour|euros?|dollars?|cents?|crowns?|pence|points?|"
    r"metres?|meters?|miles?|millions?|billions?|mn|bn|seconds?|degrees|[ck]?[mg]|mph|tonnes?)\b)"
)
_DIGITS = re.compile(r"\d(?: ?(?:[ap]\.? ?m\b|h|uhr)|[:.]\d\d)")
_MARKS = (
    "o'clock", "o’clock", " p.m", " a.m", " pm", " am.", " uhr", " heure", " hora",
    " de la noche", " de la tarde", " de la ma", " da noite", " da tarde", " da ma",
    *_NAMED, "past ", " to ", "vor ", "nach ", "halb ", " y ", " menos ", " e ", " para ",
)  # fmt: skip
"""Where a text has none of these no form finds a time: most have none, and are read often."""


class _Told(NamedTuple):
    """A time as written: ``is_either`` where it may be twelve hours later."""

    minute: int
    is_exact: bool
    is_either: bool = False


class _Place(NamedTuple):
    """A match with the letters before and behind it."""

    match: re.Match[str]
    before: str
    behind: str

    @property
    def hour(self) -> int:
        """As written in digits or as a word."""
        written = self.match["hour"]
        return int(written) if written.isdecimal() else _HOUR_OF[written]

    @property
    def minute(self) -> str | None:
        """As written, where it is."""
        return self.match.groupdict().get("minute")


def clocks_in(text: str) -> list[Value]:
    """The times of day in order; a length of time ("nine hours", "9h de vol") is none."""
    plain = _aligned(text)
    if not (_DIGITS.search(plain) or any(mark in plain for mark in _MARKS)):
        return []
    found: list[Value] = []
    for form, told_by in _FORMS:
        for match in form.finditer(plain):
            place = _Place(
                match,
                plain[max(0, match.start() - _BEFORE) : match.start()],
                plain[match.end() : match.end() + _BEHIND],
            )
            told = told_by(place)
            if told is not None and not any(_meet(match, value) for value in found):
                found.append(_value(text, place, told))
    return sorted(found, key=lambda value: value.start)


def _aligned(text: str) -> str:
    """The text folded letter by letter, so that offsets stay."""
    if text.isascii():
        return text.lower()
    return "".join(_folded_letters(text))


def _folded_letters(text: str) -> Iterator[str]:
    for letter in text:
        plain = " " if letter.isspace() else folded(letter)
        yield plain if len(plain) == 1 else letter


def _meet(match: re.Match[str], value: Value) -> bool:
    return match.start() < value.end and value.start < match.end()


def _value(text: str, place: _Place, told: _Told) -> Value:
    low, high = (0, 0) if told.is_exact else (-_ROUNDING, _ROUNDING)
    for hedge, minutes in _COMPILED_HEDGES:
        if hedge.search(place.before):
            low, high = minutes
            break
    start, end = place.match.span()
    zone = _ZONE.match(text, end)
    clock = Clock(
        told.minute + low, told.minute + high, _zone(zone[1]) if zone else "", told.is_either
    )
    end = zone.end() if zone else end
    return Value(ValueKind.TIME_OF_DAY, text[start:end], start, end, clock)


def _zone(written: str) -> str:
    american = _AMERICAN.fullmatch(written)
    if american:
        return f"{american[1]}T"
    return "local" if " " in written or written.casefold() == "ortszeit" else written


def _of_day(place: _Place, hour: int) -> _Told:
    """Of languages that count the hours of a day to 24."""
    afternoon = _HALF if hour * 60 < _HALF and _LATER.match(place.behind) else 0
    minute = place.minute
    return _Told(hour % 24 * 60 + int(minute or 0) + afternoon, minute is not None)


def _of_half(place: _Place) -> _Told:
    """Of languages that count to 12, where only the words around tell which half is meant."""
    is_told = _LATER.match(place.behind) or _SOONER.match(place.behind)
    told = _of_day(place, place.hour)
    return told._replace(is_either=0 < place.hour * 60 <= _HALF and not is_told)


def _with_half(place: _Place) -> _Told:
    return _of_day(place, place.hour % 12 + (12 if place.match["half"] == "p" else 0))


def _behind_colon(place: _Place) -> _Told | None:
    """Two digits behind a colon are a score, a race time or a verse unless something says time."""
    around = place.behind
    says_time = (_ZONE.match(around.upper()), _HOURS.match(around), _LATER.match(around))
    if not (_AT.search(place.before) or any(says_time) or _SOONER.match(around)):
        return None
    is_of_day = place.match["hour"].startswith("0")
    return _of_day(place, place.hour) if is_of_day else _of_half(place)


def _full_hour(place: _Place) -> _Told | None:
    if not _HOUR_AT.search(place.before) or _LASTING.match(place.behind):
        return None
    if place.match["hour"] == "una" and not place.before.endswith("la "):
        return None  # "de tres horas a una hora"
    return _of_day(place, place.hour)


def _of_day_part(place: _Place) -> _Told | None:
    is_told = _LATER.match(place.behind) or _SOONER.match(place.behind)
    return _of_half(place) if is_told and _SPANISH_AT.search(place.before) else None


def _dotted(place: _Place) -> _Told | None:
    """Behind a full stop the digits are mostly cents or decimals: not where something is priced."""
    is_at = _CLOCK_AT.search(place.before) and not _PRICED.search(place.before)
    if not is_at or _MEASURED.match(place.behind):
        return None
    return _behind_colon(place)


def _in_words(place: _Place) -> _Told | None:
    """So many minutes past or before an hour: "quarter past nine", "ten minutes to eight"."""
    told = place.match.groupdict()
    is_past, part = bool(told.get("past")), told["part"]
    is_sure = told.get("minutes") or part in _SURE_PARTS or told.get("past") in _SURELY_PAST
    if not _CLOCK_AT.search(place.before) and ("minutes" not in told or not is_sure):
        return None  # "ten to eight" may be a range
    if part == "half" and not is_past:
        return None
    sign = 1 if is_past else -1
    minutes = _MINUTES[part]
    full = _of_half(place)
    return full._replace(minute=(full.minute + sign * minutes) % (2 * _HALF), is_exact=True)


def _half_before(place: _Place) -> _Told:
    """German counts to the full hour: "halb sieben" is half past six."""
    full = _of_half(place)
    return full._replace(minute=(full.minute - 30) % (2 * _HALF), is_exact=True)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,:/$€£-]){pattern}")


_FORMS: tuple[tuple[re.Pattern[str], Callable[[_Place], _Told | None]], ...] = (
    (
        _form(
            rf"(?P<part>{_PARTS})(?P<minutes> minutes?| minuten| minutos)? "
            r"(?:(?P<past>past|nach)|(?P<before>to|vor|para as?)) "
            rf"(?P<hour>{_WORDS})\b(?! (?:hours|stunden|horas|people|third))"
        ),
        _in_words,
    ),
    (
        _form(
            rf"(?P<hour>{_WORDS})(?: heures?)? (?:(?P<past>y|et|e)|(?P<before>menos|moins)) "
            rf"(?P<part>{_PARTS})\b(?! (?:horas|heures|mil|por|pour))"
        ),
        _in_words,
    ),
    (_form(rf"halb (?P<hour>{_WORDS})\b"), _half_before),
    (
        _form(
            rf"(?P<hour>{_HOUR_12}|{_WORDS})(?:[:.](?P<minute>{_MINUTE}))?\s?"
            r"(?P<half>[ap])(?:\.\s?m\b\.?|\s?m\b)"
        ),
        _with_half,
    ),
    (_form(rf"(?P<hour>{_HOUR_24})\.(?P<minute>{_MINUTE})(?![\d.,]*\d)(?! ?uhr)"), _dotted),
    (
        _form(rf"(?P<hour>{_HOUR_24}|{_WORDS})(?:[:.](?P<minute>{_MINUTE}))? uhr\b"),
        lambda place: _of_day(place, place.hour),
    ),
    (_form(rf"(?P<hour>{_HOUR_12}|{_WORDS}) o['’]?clock\b"), _of_half),
    (
        _form(rf"(?P<hour>{_HOUR_24}):(?P<minute>{_MINUTE})(?::{_MINUTE})?(?![\d:])"),
        _behind_colon,
    ),
    (
        _form(rf"(?P<hour>{_HOUR_24}) ?h(?:eures?|oras)? ?(?P<minute>{_MINUTE})\b"),
        lambda place: _of_day(place, place.hour),
    ),
    (_form(rf"(?P<hour>{_HOUR_24}|{_WORDS}) ?(?:h|hs|heures?|horas?)\b"), _full_hour),
    (
        _form(rf"(?P<hour>{_HOUR_24}|{_WORDS})(?:[.](?P<minute>{_MINUTE}))?(?= (?:de la|da|do)\b)"),
        _of_day_part,
    ),
    (
        _form(rf"(?P<named>{'|'.join(_NAMED)})\b"),
        lambda place: _Told(_NAMED[place.match["named"]], is_exact=True),
    ),
)
"""What a time looks like, the surest form first, and how to read it."""
