"""What an earlier question was about, word by word."""

from __future__ import annotations

import re
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
    WHICH,
)
from service.answering.question_shape import QuestionShape
from service.answering.values import Name, NameSort, Value, read
from service.answering.values.tokens import Token, folded, tokens_of
from service.answering.values.verbs import AUXILIARIES
from service.answering.values.words import STOP_WORDS, word_set

_ACTING = frozenset((NameSort.PERSON, NameSort.ORGANISATION))
_OVER = frozenset(("over", "after", "before", "under"))
_WHICH = frozenset(("which", "what"))
_PORTUGUESE = frozenset(("a", "o", "as", "os"))
_BEING = word_set("be been being have")


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
        for first, last in self.stretches(set(map(folded, self.shape.verbs)) - self.nouns):
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
        return bool(self.names) and all(map(self._is_placed, self.names))

    def _is_placed(self, name: Value) -> bool:
        before = [token.low for token in self.tokens if token.end <= name.start][-2:]
        if before and before[-1] in DETERMINERS:
            before.pop()
        return bool(before) and before[-1] in WHERE

    @property
    def nouns(self) -> set[str]:
        """Words, folded, that are nouns where they stand: "the turnout in the Tarsa election"."""
        tokens = self.tokens
        found = {tokens[last].low for _, last in map(self.phrase_of, self.names)}
        for before, token, after in zip(tokens, tokens[1:], [*tokens[2:], None], strict=False):
            ends = after is None or not after.text[0].isalpha() or after.low in PREPOSITIONS
            is_which = before.low in WHICH and after is not None and after.low in AUXILIARIES
            is_noun = is_which or (before.low in DEFINITE and ends)
            if is_noun and token.text.casefold() in self.shape.terms:
                found.add(token.low)
        return found

    def phrase_of(self, name: Value) -> tuple[int, int]:
        """First and last token of a name with its article and, in English, the noun behind it."""
        return phrase_in(self.tokens, name, self.shape.language)

    def thing_called(self, name: str) -> str:
        """What bears a name: "the Lake Osmer treaty", "the dam at Kessel Gap"; else the name.

        In a question its English noun stands behind it; an answer may give the noun asked for.
        """
        for value in self.names:
            first, last = self.phrase_of(value)
            if value.text == name and last and self.tokens[last].start >= value.end:
                return f"the {self.words(first + 1, last)}"
        for value in self.answer_names:
            tokens = tokens_of(self.answer)
            first, last = phrase_in(tokens, value, self.shape.language)
            is_extended = value.text == name and last and tokens[last].start >= value.end
            if is_extended and first and tokens[first - 1].low in PREPOSITIONS | _OVER:
                return f"the {self.answer[tokens[first + 1].start : tokens[last].end]}"
        joints = "|".join(sorted(PREPOSITIONS | DEFINITE))
        noun = re.escape(self.noun_asked)
        called = re.search(rf"\b{noun} (?:(?:{joints}) )+{re.escape(name)}\b", self.answer)
        return f"the {called[0]}" if noun and called else name

    @property
    def noun_asked(self) -> str:
        """The noun that the question asks which one of: "dam" of "which dam will be built?"."""
        tokens = self.tokens
        is_which = len(tokens) > 1 and tokens[0].low in _WHICH
        return tokens[1].text if is_which and tokens[1].text.casefold() in self.shape.terms else ""

    def start_with_article(self, name: Value) -> int:
        """Where a name begins in the question, with its article."""
        return self.tokens[self.phrase_of(name)[0]].start

    @property
    def only_definite(self) -> tuple[int, int] | None:
        """First and last token of the one thing that an article calls known: "the ferry"."""
        found = [
            (first - 1, last)
            for first, last in self.stretches(self.actions)
            if first and self.tokens[first - 1].low in DEFINITE
        ]
        return found[0] if len(found) == 1 else None

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

    def with_article(self, first: int, last: int) -> str:
        """The question from one token to another, with the article before them."""
        has_article = first > 0 and self.tokens[first - 1].low in DEFINITE
        return self.words(first - has_article, last)

    @property
    def _articles(self) -> frozenset[str]:
        return DEFINITE if self.shape.language == "pt" else DEFINITE - _PORTUGUESE

    @property
    def actions(self) -> set[str]:
        """The words, folded, that say what is asked of a thing: "how wide", "mide la grieta"."""
        found = {folded(verb) for verb in self.shape.verbs} - self.nouns
        found |= {after.low for before, after in pairwise(self.tokens) if before.low == "how"}
        if self.shape.language != "en":  # where verbs are not known but stand before their article
            found |= {
                token.low
                for token, after in pairwise(self.tokens)
                if after.low in self._articles and not token.is_capitalised
            }
        return found


def phrase_in(tokens: Sequence[Token], name: Value, language: str) -> tuple[int, int]:
    """First and last token of a name with its article, and the English noun that it stands before.

    "The Lake Osmer treaty", but "did the Harrow Union *strike*": the noun of a question that has
    its auxiliary before the name is followed by the verb. Who acts stands before no noun.
    """
    inside = [n for n, token in enumerate(tokens) if name.start <= token.start < name.end]
    if not inside:
        return 0, 0
    first, last = inside[0], inside[-1]
    has_article = first > 0 and tokens[first - 1].low in DETERMINERS
    if not has_article:
        return first, last
    first -= 1
    acts = isinstance(name.meaning, Name) and name.meaning.sort in _ACTING
    if language == "en" and not acts and _is_noun_behind(tokens, first, last + 1):
        last += 1
    return first, last


def _is_noun_behind(tokens: Sequence[Token], first: int, at: int) -> bool:
    if not _is_content(tokens, at) or tokens[at].low.endswith("ed"):
        return False
    is_asked = first > 0 and tokens[first - 1].low in AUXILIARIES
    follows = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return not is_asked or follows in _BEING or _is_content(tokens, at + 1)


def _is_content(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens) or tokens[at].is_capitalised:
        return False
    low = tokens[at].low
    return low.isalpha() and "en" not in STOP_WORDS.get(low, ()) and low not in PREPOSITIONS
