"""Whether a text names what a question names: North Korea is not South Korea."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from service.answering.values.name_words import TITLES
from service.answering.values.tokens import Token, tokens_of
from service.answering.values.words import stem

_SIDE_OF = {
    word: side
    for side, words in (
        ("north", "north northern norte nord nordlich"),
        ("south", "south southern sur sud sul sudlich"),
        ("east", "east eastern este est leste ost ostlich oriental"),
        ("west", "west western oeste ouest westlich occidental"),
        ("upper", "upper alta haute ober"),
        ("lower", "lower baja basse unter"),
    )
    for word in words.split()
}
_SHORTEST_SPLIT = 2  # words
_LINKING = 2
"""Tokens between a name and the side behind it: "Corea del Norte"."""


class _Naming(Enum):
    ITSELF = "itself"
    NAMESAKE = "namesake"
    NOTHING = "nothing"


def holds_name(name: str, texts: Sequence[Sequence[Token]]) -> bool:
    """Whether the first of the texts that names anything of this name means it.

    A part of the name is enough ("Sandoval" for "Piet Sandoval") unless the text gives it another
    side ("North" for "South"), another word behind its first ("Orla Queen" for "Orla Star") or
    another number ("Precinct 12" for "Precinct 14").
    """
    tokens = tokens_of(name)
    sides = {side for token in tokens if (side := _side(token))}
    stems = {stem(token.low) for token in tokens if len(token.low) > 2 and not _side(token)} or {
        stem(token.low) for token in tokens
    }
    for text in texts:
        naming = _naming(tokens, stems, sides, text)
        if naming is not _Naming.NOTHING:
            return naming is _Naming.ITSELF
    return False


def _side(token: Token) -> str:
    """The side or number that the word gives a name; empty where it gives none."""
    return token.low if token.is_digits else _SIDE_OF.get(token.low, "")


def _naming(
    name: Sequence[Token], stems: set[str], sides: set[str], text: Sequence[Token]
) -> _Naming:
    found = _Naming.NOTHING
    for index, token in enumerate(text):
        if stem(token.low) in stems:
            near = (*text[max(0, index - 1) : index], *text[index + 1 : index + 1 + _LINKING])
            # Capitals only: "est" is French for is, and "northern Norland" is Norland.
            given = {_SIDE_OF[t.low] for t in near if t.low in _SIDE_OF and t.is_capitalised}
            given |= {t.low for t in text[index + 1 : index + 2] if t.is_digits}
            is_of_side = not sides or not given or bool(sides & given)
            if is_of_side and not _goes_on_otherwise(name, text, index):
                return _Naming.ITSELF
            found = _Naming.NAMESAKE
    return found


def _goes_on_otherwise(name: Sequence[Token], text: Sequence[Token], index: int) -> bool:
    """Whether the first word of a name stands there with another word behind it.

    "The Orla Maid" is not the Orla Star, nor Lake Hollin Lake Orran. A title or what somebody
    owns ("Orla's Ferry") makes no other name, nor does a word that the name holds as well.
    """
    if len(name) < _SHORTEST_SPLIT or text[index].low != name[0].low or index + 1 >= len(text):
        return False
    behind = text[index + 1]
    if not behind.is_word or not behind.is_capitalised or behind.low in TITLES:
        return False
    apart = text[index].end + 1 < behind.start
    return not apart and stem(behind.low) not in {stem(token.low) for token in name}
