"""An English sentence as far as its words tell who did what: names, verbs and clauses in place."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from service.answering.values import Name, Reading, Value, ValueKind, read, values_of
from service.answering.values.statements import IRREGULAR_PARTICIPLE, IRREGULAR_PAST
from service.answering.values.words import STOP_WORDS, stem, word_set
from service.answering.verification.figures import figures_in

BEING = word_set("is are was were be been being")
HAVING = word_set("has have had having")
MODALS = word_set("will would can could may might must shall should did does do to")
PRONOUNS = word_set("he she it they i we you")
RELATIVES = word_set("who which that")
_DETERMINERS = word_set("the a an this that these those his her its their our my your no of")
_SHORTEST = 4
_BASE_OF = {
    form: verb for forms in (IRREGULAR_PAST, IRREGULAR_PARTICIPLE) for verb, form in forms.items()
}


@dataclass(frozen=True, slots=True)
class Called:
    """A name and the tokens that it is: ``tokens[first:after]``."""

    first: int
    after: int
    words: tuple[str, ...]

    def is_same(self, other: Called) -> bool:
        """Whether both may name one: a family name alone, or a firm without what kind it is."""
        return not set(self.words).isdisjoint(other.words)


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, read once; ``stems`` of its tokens, verbs by their base form."""

    reading: Reading
    stems: tuple[str, ...]
    names: tuple[Called, ...]
    figures: tuple[tuple[int, int], ...] = ()

    def name_at(self, token: int) -> Called | None:
        """The name that the token belongs to."""
        return next((name for name in self.names if name.first <= token < name.after), None)

    def is_content(self, token: int) -> bool:
        """Whether the word means something by itself and is no part of a figure."""
        word = self.reading.tokens[token]
        is_figure = any(first <= token < after for first, after in self.figures)
        return word.is_word and not is_figure and "en" not in STOP_WORDS.get(word.low, ())

    def is_verb(self, token: int) -> bool:
        """Whether the word there looks like one that tells an act, and not a thing."""
        word = self.reading.tokens[token]
        before = self.reading.low(token - 1)
        if self.name_at(token) is not None or before in _DETERMINERS:
            return False
        if not self.is_content(token):
            return False
        told = self.is_past(token) or before in MODALS
        subject_before = before in PRONOUNS | RELATIVES or self.name_at(token - 1) is not None
        return told or (subject_before and word.low.endswith("s"))

    def is_past(self, token: int) -> bool:
        """Whether the word is a past tense or a participle."""
        low = self.reading.low(token)
        return low in _BASE_OF or (low.endswith(("ed", "en")) and len(low) > _SHORTEST)

    def is_passive(self, verb: int) -> bool:
        """Whether the verb is told of what it was done to."""
        if not self.is_past(verb):
            return False
        lows = [self.reading.low(at) for at in range(verb - 3, verb)]
        by_whom = any(self.reading.low(at) == "by" for at in range(verb + 1, verb + 3))
        return by_whom or not BEING.isdisjoint(lows)


@lru_cache(maxsize=4_096)
def told(text: str) -> Told:
    """The sentence, read as English."""
    reading = read(text, "en")
    starts = [token.start for token in reading.tokens]
    return Told(
        reading,
        tuple(stem(_BASE_OF.get(token.low, token.low)) for token in reading.tokens),
        tuple(_called(name, starts) for name in values_of(reading, kinds=(ValueKind.NAME,))),
        tuple(
            (bisect_left(starts, one.start), bisect_left(starts, one.end))
            for one in figures_in(text, "en")
        ),
    )


def _called(name: Value, starts: list[int]) -> Called:
    words = name.meaning.words if isinstance(name.meaning, Name) else ()
    return Called(bisect_left(starts, name.start), bisect_left(starts, name.end), tuple(words))
