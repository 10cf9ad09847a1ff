"""What an earlier question was about, word by word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.answering.conversation_words import (
    DEFINITE,
    DETERMINERS,
    INDEFINITE,
    OF,
    PREPOSITIONS,
    WHERE,
)
from service.answering.question_shape import QuestionShape
from service.answering.values import Value, read
from service.answering.values.tokens import Token, folded
from service.answering.values.verbs import AUXILIARIES


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last question, made whole, and the answer it got."""

    question: str
    shape: QuestionShape
    names: tuple[Value, ...]
    answer: str
    answer_names: tuple[Value, ...]

    @property
    def is_of_nothing(self) -> bool:
        """Whether it named nothing and was not answered: "what is the weather?"."""
        return not (self.answer or self.names or self.shape.given)

    @property
    def subject_first(self) -> list[Value]:
        """Its names, the one right behind the auxiliary or question word first."""
        names = list(self.names)
        for before, token in pairwise(self.tokens):
            if before.low in AUXILIARIES:
                first = [name for name in names if name.start == token.start]
                return first + [name for name in names if name not in first]
        return names

    def thing(self, *, is_object: bool) -> str | None:
        """What an English question was about if that has no name: "the crack in the Hollin Dam"."""
        if self.shape.language != "en":
            return None  # elsewhere its article would have to be bent
        if not (self.is_only_placed or (not is_object and self.is_subject_a_thing)):
            return None
        for first, last in self.stretches(frozenset(map(folded, self.shape.verbs))):
            article = self.tokens[first - 1].low if first else ""
            if article in DEFINITE | INDEFINITE:
                return f"the {self.words(first, last)}"
        return None

    @property
    def is_subject_a_thing(self) -> bool:
        """Whether what a question says something of has no name: "did the blackout hit Norland"."""
        tokens = self.tokens
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
            if before.low in AUXILIARIES:
                return token.low in DETERMINERS and not after.is_capitalised
        return False

    @property
    def is_only_placed(self) -> bool:
        """Whether a question has names only where it says where."""
        tokens = self.tokens
        named_at = {name.start for name in self.names}
        return bool(named_at) and all(
            here.low in WHERE or (here.low in DETERMINERS and before.low in WHERE)
            for before, here, token in zip(tokens, tokens[1:], tokens[2:], strict=False)
            if token.start in named_at
        )

    @property
    def tokens(self) -> Sequence[Token]:
        """The question's tokens."""
        return read(self.question, self.shape.language).tokens

    def stretches(self, left_out: Collection[str]) -> list[tuple[int, int]]:
        """First and last token of what it is about, with what joins it: "crack in the dam"."""
        tokens = self.tokens
        found: list[tuple[int, int]] = []
        for index, token in enumerate(tokens):
            if token.text.casefold() not in self.shape.terms or token.low in left_out:
                continue
            between = tokens[found[-1][1] + 1 : index] if found else ()
            if found and all(one.low in PREPOSITIONS | DETERMINERS | OF for one in between):
                found[-1] = found[-1][0], index
            else:
                found.append((index, index))
        return found

    def words(self, first: int, last: int) -> str:
        """The question from one token to another."""
        tokens = self.tokens
        return self.question[tokens[first].start : tokens[last].end]

    @property
    def actions(self) -> set[str]:
        """The words, folded, that say what is asked of a thing: "how wide", "mide la grieta"."""
        found = {folded(verb) for verb in self.shape.verbs}
        found |= {after.low for before, after in pairwise(self.tokens) if before.low == "how"}
        if self.shape.language != "en":  # where verbs are not known but stand before their article
            found |= {
                token.low
                for token, after in pairwise(self.tokens)
                if after.low in DEFINITE and not token.is_capitalised
            }
        return found
