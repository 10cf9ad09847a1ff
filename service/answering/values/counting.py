"""What a number counts: the noun behind it and what became of those counted."""

from __future__ import annotations

from typing import NamedTuple

from service.answering.values.amount_words import EMPTY_ADJECTIVES, INCLUDING, PARTITIVES
from service.answering.values.numerals import Numeral
from service.answering.values.reading import Reading
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
    if not words:
        return Counted("", (), numeral.after)
    head = next((pair for pair in words if _countable(pair[1])), words[0])
    upto = [low for index, low in words if index <= head[0]]
    return Counted(stem(head[1]), tuple(dict.fromkeys(map(stem, upto))), head[0] + 1)


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
    concept = CONCEPT_OF.get(reading.tokens[index].low, "")
    return concept if concept in STATES else ""
