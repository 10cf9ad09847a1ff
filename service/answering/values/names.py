"""Proper names in a text, and what they name as far as the words around them tell.

A heuristic: capitals, particles, titles and small tables; no model.
"""

from __future__ import annotations

from service.answering.values.calendar_words import MONTHS, WEEKDAYS
from service.answering.values.name_words import (
    CITIES,
    COMMON_FIRST_NAMES,
    COUNTRIES,
    DEMONYMS,
    GERMAN_NOUN_ENDINGS,
    LINKS,
    LOCATIVES,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACE_WORDS,
    SENTENCE_STARTERS,
    SPEECH_VERBS,
    THING_WORDS,
    TITLES,
)
from service.answering.values.reading import Reading
from service.answering.values.tokens import Token, adjacent
from service.answering.values.value import Name, NameSort, Value, ValueKind
from service.answering.values.words import STOP_WORDS, word_set

_SENTENCE_ENDS = frozenset('.!?:“"«„‘(—–•*¿¡')
_HYPHENS = frozenset("-‑")
_PERSON_LINKS = PARTICLES - {"y", "e"}
_ORGANISATION_LINKS = _PERSON_LINKS | LINKS
_PLACES = COUNTRIES | CITIES
_LONGEST_NAME = 10
_MOST_OF_A_HEADLINE = 0.7
_HEADLINE_WORDS = 5


def names_in(reading: Reading) -> list[Value]:
    """Every proper name, left to right; titles and nationalities before a name are left out."""
    if _is_headline(reading):
        return []
    found: list[Value] = []
    index = 0
    while index < len(reading.tokens):
        if not _may_begin(reading, index):
            index += 1
            continue
        after = _extent(reading, index)
        value = _named(reading, index, after)
        if value is not None:
            found.append(value)
        index = after
    return found


def _is_headline(reading: Reading) -> bool:
    """Whether capitals say nothing: nearly every word has one."""
    words = [token for token in reading.tokens[:200] if token.is_word and len(token.text) > 1]
    capitals = sum(token.text.isupper() for token in words)
    return len(words) >= _HEADLINE_WORDS and capitals > _MOST_OF_A_HEADLINE * len(words)


def starts_sentence(reading: Reading, index: int) -> bool:
    """Whether the token opens the text, a sentence, a quotation or a list item."""
    return index == 0 or reading.tokens[index - 1].text in _SENTENCE_ENDS


def _may_begin(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if not token.text[0].isupper() or (len(token.text) == 1 and not _initial(reading, index)):
        return False
    if token.low in MONTHS[reading.language] or token.low in WEEKDAYS[reading.language]:
        following = reading.tokens[index + 1 : index + 2]
        return bool(following) and following[0].is_capitalised and token.low in COMMON_FIRST_NAMES
    if token.low in STOP_WORDS and not (token.text.isupper() and len(token.text) > 1):
        return False
    return not (starts_sentence(reading, index) and token.low in SENTENCE_STARTERS)


def _initial(reading: Reading, index: int) -> bool:
    """Whether an initial stands here: "J." before a capital."""
    following = reading.tokens[index + 1 : index + 3]
    return len(following) == 2 and following[0].text == "." and following[1].is_capitalised


def _extent(reading: Reading, index: int) -> int:
    """The token behind the name that begins here."""
    tokens, after = reading.tokens, index + 1
    organisation = tokens[index].low in ORGANISATION_WORDS
    while after < len(tokens) and after - index < _LONGEST_NAME:
        step = _next_part(reading, after, organisation=organisation)
        if not step:
            break
        after += step
        organisation = organisation or tokens[after - 1].low in ORGANISATION_WORDS
    return after


def _next_part(reading: Reading, at: int, *, organisation: bool) -> int:
    """How many tokens from here still belong to the name; 0 ends it."""
    tokens = reading.tokens
    token, before = tokens[at], tokens[at - 1]
    if _capital(token):
        blank = reading.text[before.end : token.start]
        return int(blank in ("", " ", "\u00a0", "\n") and token.low not in _AFTER_NAME)
    if token.text in _HYPHENS and adjacent(before, token) and at + 1 < len(tokens):
        return 2 if adjacent(token, tokens[at + 1]) and _capital(tokens[at + 1]) else 0
    if token.text == "." and (len(before.text) == 1 or before.low in ("dr", "st", "jr", "mr")):
        return int(adjacent(before, token) and at + 1 < len(tokens) and _capital(tokens[at + 1]))
    links = _ORGANISATION_LINKS if organisation else _PERSON_LINKS
    if token.low not in links or token.low in _OWN_ARTICLES.get(reading.language, ()):
        return 0
    length = 1
    if token.low in _ONLY_SECOND:
        return 0
    if at + 1 < len(tokens) and (tokens[at + 1].text in _HYPHENS or tokens[at + 1].low in links):
        length = 2
    follower = at + length
    return length + 1 if follower < len(tokens) and _capital(tokens[follower]) else 0


_OWN_ARTICLES = {
    "es": frozenset(("el", "la", "al")),
    "fr": frozenset(("la", "le")),
    "de": frozenset(("das", "der", "den", "die", "zu", "zur")),
}
_ONLY_SECOND = frozenset(("the", "and", "y", "et", "e", "der", "la"))
_AFTER_NAME = word_set("the a an in on at he she it they der die das")


def _capital(token: Token) -> bool:
    return token.is_word and token.is_capitalised


def _named(reading: Reading, first: int, after: int) -> Value | None:
    """The name in ``tokens[first:after]`` without titles, or ``None`` where nothing is left."""
    tokens = reading.tokens
    title = ""
    organisation = any(t.low in ORGANISATION_WORDS for t in tokens[first:after])
    core = first
    while core < after and not organisation and _stripped(reading, core, after):
        title = tokens[core].low if tokens[core].low in TITLES else title
        core += 1
    if core == after:
        return None
    if not title and first:
        before = tokens[first - 1]
        title = before.low if before.low in TITLES else ""
    words = tuple(t.low for t in tokens[core:after] if t.is_word)
    if len(words) == 1 and _common_noun(reading, core, words[0]):
        return None
    acronym = len(words) == 1 and len(words[0]) > 1 and tokens[core].text.isupper()
    sort = _sort(reading, core, after, words, title=title, acronym=acronym)
    return reading.taken(ValueKind.NAME, core, after, Name(words, sort, title, acronym)).value


def _stripped(reading: Reading, index: int, after: int) -> bool:
    token = reading.tokens[index]
    if token.text == "." or token.text in _HYPHENS:
        return True
    if token.low in TITLES and not token.text.isupper():
        return True
    return token.low in DEMONYMS and (index + 1 < after or not token.text.isupper())


def _common_noun(reading: Reading, index: int, low: str) -> bool:
    """Whether a single capitalised word is an ordinary noun or opens its sentence unremarkably."""
    if reading.language == "de":
        ends = low.endswith(GERMAN_NOUN_ENDINGS)
        article = "de" in STOP_WORDS.get(reading.low(index - 1), ())
        before = reading.low(index - 1)
        inflected = before.endswith(("e", "en", "er", "es", "em")) and not before[:1].isupper()
        noun = before[:1].isdecimal() or (inflected and before not in SPEECH_VERBS)
        return ends or ((article or noun) and low not in _PLACES)
    opens = starts_sentence(reading, index)
    return opens and (low.endswith("ly") or (low.endswith("ing") and len(low) > 5))


def _sort(  # noqa: PLR0913 - all that is known of one name
    reading: Reading, first: int, after: int, words: tuple[str, ...], *, title: str, acronym: bool
) -> NameSort:
    known = set(words)
    if words[-1] in _PLACES and len(words) <= 2 and not title:
        return NameSort.PLACE
    if known & ORGANISATION_WORDS or acronym:
        return NameSort.ORGANISATION
    if title:
        return NameSort.PERSON
    if known & THING_WORDS:
        return NameSort.UNKNOWN
    if known & PLACE_WORDS:
        return NameSort.PLACE
    return _sort_by_surroundings(reading, first, after, words)


def _sort_by_surroundings(
    reading: Reading, first: int, after: int, words: tuple[str, ...]
) -> NameSort:
    """The sort of a name that no word of it tells: by its form, then by the words beside it."""
    before, behind = reading.low(first - 1), reading.low(after)
    if words[0] in COMMON_FIRST_NAMES or any(w in PARTICLES for w in words[1:-1]):
        return NameSort.PERSON
    if before in LOCATIVES:
        return NameSort.PLACE
    if behind in SPEECH_VERBS or before in SPEECH_VERBS:
        return NameSort.PERSON
    aged = behind == "," and reading.low(after + 1).isdecimal()
    return NameSort.PERSON if aged or len(words) in (2, 3) else NameSort.UNKNOWN
