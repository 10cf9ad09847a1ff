"""What a question lacks to stand alone: the word it leans on, or everything it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from service.answering.conversation_words import (
    AGAIN,
    BACKWARD,
    BARE,
    CONJUNCTION,
    CONJUNCTIONS,
    COUNTING,
    DEFINITE,
    DETERMINERS,
    EFFORT,
    EXPLETIVE,
    GROUPS,
    LEADING,
    MORE,
    OPENS_BEFORE,
    PERSONS,
    PLACES,
    POINTING,
    POSSESSIVES,
    PREPOSITIONS,
    WHAT_ABOUT,
    WHICH,
    WHO_SAID,
)
from service.answering.question_shape import AnswerKind, QuestionShape, shape_of
from service.answering.values import Reading
from service.answering.values.tokens import Token
from service.answering.values.verbs import AUXILIARIES
from service.answering.values.words import CONCEPT_OF, STOP_WORDS, word_set

LONGEST_SUBSTITUTE = 6
"""Most words of "and in the harbour of Stonebeck?"."""

_SHORT = 2
"""Nouns up to which a question without names leans on the one before."""
_GENERIC = 3
_MEASURING = frozenset({"how", "wie"})
_INVERTED = frozenset({"il", "elle", "ils", "elles"})
_OBJECTS = frozenset({"it", "him", "them"})
_BEING = word_set("is are was were been be")
_OF_SOMETHING = frozenset(AnswerKind) - {AnswerKind.DEFINITION, AnswerKind.OTHER}
"""Kinds that are asked of something named before; a definition names what it asks for."""


class Need(StrEnum):
    """What a question lacks."""

    CLAIM = "claim"
    """What was said: "who said that?"."""
    QUESTION = "question"
    """The question that is asked again of something else: "what about Sudmark?"."""
    NAMES = "names"
    """What its pronouns mean."""
    AGAIN = "again"
    """The question before, as it was: "are you sure?", "which paper says so?"."""
    MORE = "more"
    """What else is told of the same: "tell me more"."""
    TOPIC = "topic"
    """What it is about: "why?", "how many boats were lost?"."""


_FIXED = {WHO_SAID: Need.CLAIM, AGAIN: Need.AGAIN, MORE: Need.MORE}


def need_of(reading: Reading) -> Need | None:
    """What the question lacks; ``None`` where it stands alone."""
    plain = plain_of(reading)
    core = CONJUNCTION.sub("", plain).strip(" ¿¡")
    words = core.rstrip(" ?!.").split()
    phrase = core.rstrip(" ?!.")
    fixed = next((need for pattern, need in _FIXED.items() if pattern.match(phrase)), None)
    if fixed is not None:
        return fixed
    begins = core != plain.strip(" ¿¡")
    if len(words) <= LONGEST_SUBSTITUTE and (
        WHAT_ABOUT.match(core) or (begins and not _asks(words))
    ):
        return Need.QUESTION
    is_bare = words and all(word in BARE or not word[0].isalpha() for word in words)
    if is_bare or EFFORT.search(plain):
        return Need.TOPIC
    if leaning_in(reading):
        return Need.NAMES
    return Need.TOPIC if _is_short(reading) else None


def definite_nouns(reading: Reading) -> list[str]:
    """The nouns, folded, that a definite article calls known: "the bridge"; names are none."""
    terms = shape_of(reading.text, reading.language).terms
    return [
        token.low
        for before, token in pairwise(reading.tokens)
        if before.low in DEFINITE and token.text.casefold() in terms
    ]


def plain_of(reading: Reading) -> str:
    """The folded tokens, joined by one space."""
    return " ".join(token.low for token in reading.tokens)


def _is_short(reading: Reading) -> bool:
    """Whether the question says too little to be about anything by itself."""
    if any(_is_backward(reading, index) for index in range(len(reading.tokens))):
        return False  # its pronoun means something within it
    shape = shape_of(reading.text, reading.language)
    if shape.given or shape.wanted not in _OF_SOMETHING or _is_saturated(reading, shape):
        return False
    return _nouns(reading, shape) <= _SHORT


def _nouns(reading: Reading, shape: QuestionShape) -> int:
    """How many words say what is asked about; in German those with a capital."""
    is_german = reading.language == "de"
    return sum(
        token.text.casefold() in shape.terms and (token.is_capitalised or not is_german)
        for token in reading.tokens
    )


def _is_saturated(reading: Reading, shape: QuestionShape) -> bool:
    """Whether a noun says of what it is: "the president of the union"."""
    for index, token in enumerate(reading.tokens[1:], start=1):
        if reading.low(index - 1) in COUNTING:
            continue  # "combien de maisons"
        places = (index + 1, index + 2)
        if token.low in PREPOSITIONS and any(reading.low(at) in shape.terms for at in places):
            return True
    return False


def _asks(words: Sequence[str]) -> bool:
    """Whether the words hold a question word or a verb, so that they ask for themselves."""
    asking = (BARE | AUXILIARIES) - LEADING - {"that", "then", "else", "not", "no", "como"}
    return any(word in asking for word in words) or any(
        word in CONCEPT_OF and word.endswith("ed") for word in words
    )


def leaning_in(reading: Reading) -> list[int]:
    """The tokens that are pronouns without anything before them that they could mean."""
    plain = plain_of(reading)
    if EXPLETIVE.search(plain):
        return []
    if OPENS_BEFORE.match(plain) and "," in plain:
        return []  # "Outside of its harbour, what is Eastmere known for?"
    leaning: list[int] = []
    before = without_last = _Before()
    for index, token in enumerate(reading.tokens):
        if _is_backward(reading, index):
            meant = without_last if _is_object(reading, index) else before
            if (
                leaning
                or _is_of_which(reading, index)
                or not meant.may_be_meant(token.low, is_last=_is_last(reading, index))
            ):
                leaning.append(index)
        else:
            without_last, before = before, before.after(reading, index)
    terms = shape_of(reading.text, reading.language).terms
    if [reading.low(index) for index in leaning] == ["they"] and len(terms) > _GENERIC:
        return []  # "How do they decide who plays at home in the finals?"
    return leaning


def _is_object(reading: Reading, index: int) -> bool:
    """Whether an English pronoun is what the word before it is done to: "who owns it?"."""
    if reading.low(index) not in _OBJECTS or not index or reading.language != "en":
        return False
    is_named = reading.tokens[index - 1].is_capitalised and index > 1
    return not is_named and reading.low(index - 2) not in DETERMINERS | COUNTING


def _is_of_which(reading: Reading, index: int) -> bool:
    """Whether a pronoun is in the way of "which": "what age *is she*", "which party leads *he*"."""
    words = [n for n in range(index) if reading.low(n).isalpha() and reading.low(n) != "t"]
    words = [n for n in words if reading.low(n) not in CONJUNCTIONS]
    if not words or reading.low(words[0]) not in WHICH:
        return False
    between = words[1:]
    if len(between) <= 1:
        return True
    is_asked = reading.low(between[-1]) in AUXILIARIES or _is_last(reading, index)
    return len(between) == 2 and is_asked


def _is_inverted(reading: Reading, index: int) -> bool:
    """Whether a French verb stands before its pronoun: "durera-t-il"."""
    at = index + 3 if reading.low(index + 2) == "t" else index + 1
    is_joined = reading.low(index + 1) == "-" and reading.low(at) == "-"
    return is_joined and reading.low(at + 1) in _INVERTED


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a pronoun, as far as the pronoun could mean it."""

    name: bool = False
    noun: bool = False
    counted: bool = False
    verb: bool = False

    def after(self, reading: Reading, index: int) -> _Before:
        """With one more word."""
        token = reading.tokens[index]
        is_function = all(len(part) <= 2 for part in token.low.split("'"))  # "t", "l'a", "qu'a"
        is_function = is_function or bool(STOP_WORDS.get(token.low))
        if is_function or token.low in BARE or token.low in AUXILIARIES:
            return self
        if reading.low(index - 1) in COUNTING:
            return replace(self, counted=True)
        if reading.low(index - 1) in _MEASURING or _is_inverted(reading, index):
            return self
        if index > 0 and token.is_capitalised:
            return replace(self, name=True, noun=True)
        if token.low in CONCEPT_OF and reading.low(index - 1) not in DETERMINERS:
            return replace(self, verb=True)
        return replace(self, noun=True)

    def may_be_meant(self, pronoun: str, *, is_last: bool) -> bool:
        """Whether the pronoun may mean it."""
        if pronoun in PLACES:
            return self.name
        if self.noun or (pronoun in POSSESSIVES and self.verb and not is_last):
            return True
        return self.counted and pronoun in GROUPS and pronoun not in PERSONS


def _is_last(reading: Reading, index: int) -> bool:
    following = reading.low(index + 1)
    return not following or not following[0].isalpha()


def _is_backward(reading: Reading, index: int) -> bool:
    low, is_last = reading.low(index), _is_last(reading, index)
    if low in BACKWARD[reading.language]:
        # "el" and "la" before a noun are articles; "Sie" with a capital is a form of address.
        is_article = low in ("el", "la") and not _is_accented(reading.tokens[index])
        return not is_article
    before = reading.low(index - 1)
    if low in PLACES and low != "la":
        return is_last and before not in _BEING
    if low in POINTING and reading.language == "en" and not is_last:
        opens = not before or before in AUXILIARIES | BARE | PREPOSITIONS - {"of"}
        return opens and low != "this" and is_noun(reading, index + 1)
    return low in POINTING and is_last


def _is_accented(token: Token) -> bool:
    return not token.text.isascii()


def is_noun(reading: Reading, index: int) -> bool:
    """Whether a content word stands there."""
    low = reading.low(index)
    is_content = bool(low) and low[0].isalpha() and low not in AUXILIARIES
    # By its own language: "son" is a French pronoun.
    return is_content and reading.language not in STOP_WORDS.get(low, ())
