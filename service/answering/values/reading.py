"""A text with its tokens and language, as the finders of values share it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from service.answering.values.tokens import Token, chosen_language, tokens_of
from service.answering.values.value import Amount, Calendar, Name, Speech, Value, ValueKind


class Taken(NamedTuple):
    """A value and the token behind its last one."""

    value: Value
    after: int


class Reading(NamedTuple):
    """One text, read once."""

    text: str
    tokens: Sequence[Token]
    language: str

    def low(self, index: int) -> str:
        """The folded token there; empty outside the text."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def taken(
        self, kind: ValueKind, first: int, after: int, meaning: Amount | Calendar | Name | Speech
    ) -> Taken:
        """The value that ``tokens[first:after]`` write."""
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        return Taken(Value(kind, self.text[start:end], start, end, meaning), after)


def read(text: str, language: str | None = None) -> Reading:
    """The text, tokenised; an unknown language is guessed among the five."""
    tokens = tokens_of(text)
    return Reading(text, tokens, chosen_language(language, tokens))
