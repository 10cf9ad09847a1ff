"""What a number counts: the noun behind it and what became of those counted."""

from __future__ import annotations

from typing import NamedTuple

from service.answering.values.amount_words import (
    CURRENCIES,
    EMPTY_ADJECTIVES,
    INCLUDING,
    MEASURES,
    PARTITIVES,
    SQUARED,
)
from service.answering.values.numerals import Numeral
from service.answering.values.reading import Reading
from service.answering.values.tellings import told_at
from service.answering.values.tokens import adjacent
from service.answering.values.words import CONCEPT_OF, STATES, STOP_WORDS, stem, word_set

_PLURALS = word_set("men women hombres hommes manner frauen homens police")
_THE = word_set("the them those these los las les den os as ellos eux ihnen")
_LONGEST_PHRASE = 4
_STATE_REACH = 6
_HYPHENS = frozenset("-‑–")
_HEDGING = word_set(
    "at least about around some nearly almost over more than up to as many al menos mas de "
    "au moins plus de mindestens mehr als rund etwa pelo menos mais cerca environ"
)


# What is measured in metres though its plural follows: "5m waves"; and what makes "5m" a length.
_MEASURED = word_set(
    """waves swells tides surges walls fences cliffs trees poles towers statues masts pylons drifts
    dunes banks trenches ditches floods snakes sharks crocodiles races sprints hurdles finals relays
    heats runners sprinters butterfly breaststroke backstroke freestyle champions championships
    records rifles boats yachts buses pools jumps drops falls steps"""
)
_LENGTH = word_set(
    """tall high deep long wide thick away apart above below underwater behind ahead up down
    further north south east west"""
)
_BEINGS = frozenset(("people", "children", "soldiers", "workers"))
_MILLION = 1e6


class Counted(NamedTuple):
    """A noun phrase: its deciding stem, all its stems, and the token behind its noun."""

    unit: str
    nouns: tuple[str, ...]
    after: int


def counted_at(reading: Reading, numeral: Numeral) -> Counted:
    """What stands behind the number; empty where no noun does."""
    at = numeral.after
    tokens, language = reading.tokens, reading.language
    if at < len(tokens) and tokens[at].text in _HYPHENS and adjacent(tokens[at - 1], tokens[at]):
        at += 1
    if at < len(tokens) and tokens[at].low in PARTITIVES and _takes_partitive(numeral):
        at += 1
    words: list[tuple[int, str]] = []
    for index in range(at, min(at + _LONGEST_PHRASE, len(tokens))):
        token = tokens[index]
        if not token.is_word or language in STOP_WORDS.get(token.low, ()):
            if not words and token.low in EMPTY_ADJECTIVES and token.is_word:
                continue
            break
        if token.low in EMPTY_ADJECTIVES or (token.is_capitalised and language != "de"):
            continue
        words.append((index, token.low))
    if language == "de":
        words = [pair for pair in words if _may_be_noun(reading, pair)]
    if not words:
        return Counted("", (), numeral.after)
    head = next((pair for pair in words if _countable(pair[1])), words[0])
    upto = [low for index, low in words if index <= head[0]]
    return Counted(stem(head[1]), tuple(dict.fromkeys(map(stem, upto))), head[0] + 1)


def _may_be_noun(reading: Reading, word: tuple[int, str]) -> bool:
    """Whether a German word may be what is counted: not the verb of "auf vier gestiegen".

    A state is one in any case: "20 verletzt"; and in a text without capitals every word may be.
    """
    at, low = word
    if reading.tokens[at].is_capitalised or CONCEPT_OF.get(low) in STATES:
        return True
    return not any(token.is_capitalised for token in reading.tokens)


def in_millions(reading: Reading, numeral: Numeral) -> Numeral:
    """The number times a million where "m" is glued to it and no length: "1.5m people".

    A length is what no plural follows, nor a measure: "5m tall", "a 5m wall", "fell 5m".
    """
    at = numeral.after
    if reading.language != "en" or not _is_glued_m(reading, at) or numeral.worded:
        return numeral
    behind = at + 1
    if reading.low(behind) in ("to", "-", "–") and _is_glued_m(reading, behind + 2):
        behind += 3  # "2m to 3m people"
    low = reading.low(behind)
    if low in SQUARED:
        counts = reading.low(behind + 1) in MEASURES
    else:
        counts = low in MEASURES or low in CURRENCIES or _is_plural(reading, behind)
    if not counts:
        return numeral
    scaled = numeral.number * _MILLION
    return numeral._replace(after=at + 1, number=scaled, step=numeral.step * _MILLION)


def _is_glued_m(reading: Reading, at: int) -> bool:
    tokens = reading.tokens
    return (
        0 < at < len(tokens)
        and tokens[at].text == "m"
        and tokens[at - 1].is_digits
        and adjacent(tokens[at - 1], tokens[at])
    )


def _is_plural(reading: Reading, at: int) -> bool:
    """Whether a plural stands here or behind one adjective, and nothing of a height."""
    for token in reading.tokens[at : at + 2]:
        if not token.is_word or token.low in STOP_WORDS or token.low in _MEASURED | _LENGTH:
            return False
        low = token.low
        if low in _PLURALS or CONCEPT_OF.get(low) in _BEINGS or (low[-1] == "s" != low[-2:-1]):
            return True
    return False


def _takes_partitive(numeral: Numeral) -> bool:
    return numeral.worded or numeral.step >= 1000


def _countable(low: str) -> bool:
    return low in CONCEPT_OF or low in _PLURALS or (low.endswith("s") and not low.endswith("ss"))


def is_part(reading: Reading, numeral: Numeral) -> bool:
    """Whether the number is a part of a larger one: "three of the 12", "including two"."""
    if reading.low(numeral.first - 1) in INCLUDING:
        return True
    after = numeral.after
    if reading.low(after) not in PARTITIVES or after + 1 >= len(reading.tokens):
        return False
    following = reading.tokens[after + 1]
    return following.low in _THE or following.is_digits


def state_of(reading: Reading, numeral: Numeral, counted: Counted) -> str:
    """What became of those counted, from the words beside: "killed 12", "12 people were hurt"."""
    before = numeral.first - 1
    while before >= 0 and reading.tokens[before].low in _HEDGING and before > numeral.first - 5:
        before -= 1
    if before >= 0 and (state := _state(reading, before)):
        return state
    if counted.unit in STATES:
        return counted.unit
    for index in range(numeral.after, min(counted.after + _STATE_REACH, len(reading.tokens))):
        token = reading.tokens[index]
        if state := _state(reading, index):
            return state
        if index >= counted.after and (token.low in _BREAKS or not token.text[0].isalpha()):
            break
    for index in range(before, max(before - _STATE_REACH, -1), -1):
        if state := _state(reading, index):
            return state
        if not reading.tokens[index].text[0].isalpha():
            break
    return ""


_BREAKS = word_set("and y et und e while but pero mais aber mas")


def _state(reading: Reading, index: int) -> str:
    concept = told_at(reading, index) or CONCEPT_OF.get(reading.tokens[index].low, "")
    return concept if concept in STATES else ""
