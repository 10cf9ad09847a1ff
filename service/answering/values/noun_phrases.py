"""A question as a noun phrase: "how long will it be closed" is the length of time it will be.

For the five languages, each by its own word order; ``None`` where a question is too unlike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from service.answering.values.asking import without_preamble
from service.answering.values.reading import Reading
from service.answering.values.statements import AUXILIARY, BEING, is_inverted, statement
from service.answering.values.tokens import Token, folded
from service.answering.values.value import AnswerKind
from service.answering.values.verbs import PREPOSITIONS, ends_noun_phrase, is_done
from service.answering.values.words import CONCEPT_OF, STOP_WORDS, word_set

_MEASURES = {
    "tall": "height", "high": "height", "deep": "depth", "long": "length", "old": "age",
    "wide": "width", "heavy": "weight", "far": "distance", "fast": "speed", "big": "size",
    "large": "size", "strong": "strength", "hot": "temperature", "cold": "temperature",
    "much": "amount",
}  # fmt: skip
_LASTING = word_set("last lasted lasts take took")
_POSTS = word_set("jobs job")
_PERSONS = frozenset(("people", "children", "soldiers", "workers", "protesters"))
_ARTICLES = ("the", "a", "an")


def told(kind: AnswerKind, reading: Reading, label: str) -> str | None:
    """The noun phrase, in the language of the question.

    Args:
        kind: what is asked for.
        reading: the question.
        label: what the kind is called.
    """
    tokens = _without_preamble(reading)
    if not tokens:
        return None
    if reading.language == "en":
        return _English(reading.text, label, tokens).told(kind)
    asked = " ".join(reading.text[tokens[0].start : tokens[-1].end].split())
    return _TURNED[reading.language](asked)


def _without_preamble(reading: Reading) -> list[Token]:
    """The words of the question itself, without marks at its edges and prepositions before it."""
    start = preamble(reading.text)
    tokens = [token for token in reading.tokens if token.start >= start]
    while tokens and (not tokens[0].text[0].isalnum() or tokens[0].low in PREPOSITIONS):
        tokens = tokens[1:]
    while tokens and not tokens[-1].text[0].isalnum():
        tokens = tokens[:-1]
    return tokens


def preamble(text: str) -> int:
    """How many characters stand before the question itself; 0 where folding changes lengths."""
    plain = folded(text)
    if len(plain) != len(text):
        return 0
    return max(plain.find(without_preamble(plain)), 0)


class _English:
    """One English question."""

    def __init__(self, text: str, label: str, tokens: Sequence[Token]) -> None:
        self._text, self._label, self._tokens = text, label, tokens

    def told(self, kind: AnswerKind) -> str | None:
        """The noun phrase, by the word that opens the question."""
        first, second = self._tokens[0].low, "".join(t.low for t in self._tokens[1:2])
        if first in AUXILIARY:
            clause = statement(self._tokens, self._text)
            return f"whether {clause}" if clause else None
        if first == "how":
            return self._how(second, kind)
        if first in ("when", "where") and second in AUXILIARY:
            return self._of_clause(self._label, self._tokens[1:])
        if first in ("who", "whom") and second in AUXILIARY and is_inverted(self._tokens[1:]):
            clause = statement(self._tokens[1:], self._text)
            return f"{self._label} {clause}" if clause else None
        return self._what(second) if first in ("what", "which") else None

    def _what(self, second: str) -> str | None:
        if second not in BEING:
            return self._counted("", self._tokens[1:])
        rest = self._tokens[2:]
        rest = rest[1:] if rest and rest[0].low in _ARTICLES else rest
        return self._words(rest) if statement(self._tokens[1:], self._text) is None else None

    def _how(self, adjective: str, kind: AnswerKind) -> str | None:
        rest = self._tokens[2:]
        if adjective == "many":
            return self._counted("number of ", rest)
        measure = _MEASURES.get(adjective)
        if measure is None or not rest:
            return None
        if rest[0].low not in AUXILIARY:
            of = rest[1:] if rest[0].low == "of" else rest
            the = of[:1] if of and of[0].low in _ARTICLES else of[:0]
            start = f"{measure} of {self._words(the)} " if the else f"{measure} of "
            return self._counted(start, of[len(the) :])
        if rest[-1].low in _LASTING and rest[0].low not in BEING:
            return f"length of {self._words(rest[1:-1])}" if len(rest) > 2 else None
        during = measure == "length" and kind is AnswerKind.DURATION
        return self._of_clause(measure, rest, clause_label="length of time" if during else measure)

    def _of_clause(
        self, label: str, clause: Sequence[Token], *, clause_label: str | None = None
    ) -> str | None:
        """The label with the clause behind it, or with "of" where that is only a subject."""
        if told := statement(clause, self._text):
            return f"{clause_label or label} {told}"
        if clause[0].low not in BEING or len(clause) < 2:
            return None
        return f"{label} of {self._words(clause[1:])}"

    def _counted(self, label: str, tokens: Sequence[Token]) -> str | None:
        """The things counted with what is told of them: "number of people who fled"."""
        end = self._end_of_noun_phrase(tokens)
        if not end:
            return None
        things, rest = f"{label}{self._words(tokens[:end])}", tokens[end:]
        if not rest:
            return things
        if is_inverted(rest):
            clause = statement(rest, self._text)
            return f"{things} {clause}" if clause else None
        if rest[0].low in ("is", "are", "was", "were") and len(rest) > 1:
            return f"{things} {self._words(rest[1:])}"
        if rest[0].low in PREPOSITIONS:
            return None
        last = tokens[end - 1].low
        which = "who" if CONCEPT_OF.get(last) in _PERSONS and last not in _POSTS else "that"
        return f"{things} {which} {self._words(rest)}"

    @staticmethod
    def _end_of_noun_phrase(tokens: Sequence[Token]) -> int:
        for at, token in enumerate(tokens):
            functional = "en" in STOP_WORDS.get(token.low, ())
            within = token.low in ("of", "the") and 0 < at < len(tokens) - 1
            if not token.text[0].isalnum() or (functional and not within):
                return at
            if at and not within and tokens[at - 1].low not in ("of", "the"):
                plural = ends_noun_phrase(tokens[at - 1].text, token, "en")
                if plural or (is_done(token) and at == len(tokens) - 1):
                    return at
        return len(tokens)

    def _words(self, tokens: Sequence[Token]) -> str:
        return " ".join(self._text[tokens[0].start : tokens[-1].end].split()) if tokens else ""


def _contracted(phrase: str) -> str:
    """With preposition and article as one word: "de el" is "del"."""
    for pair, one in (("de el ", "del "), ("de le ", "du "), ("de les ", "des ")):
        phrase = phrase.replace(pair, one)
    return phrase


def _portuguese_contracted(phrase: str) -> str:
    return re.sub(r"\bde ([oa]s?) ", r"d\1 ", phrase)


def _things(words: Sequence[str], language: str) -> tuple[str, str]:
    """The noun phrase that the words begin with, and the rest."""
    for at in range(1, len(words)):
        token = Token(words[at], folded(words[at]), 0, 0)
        if ends_noun_phrase(words[at - 1], token, language):
            return " ".join(words[:at]), " ".join(words[at:])
    return " ".join(words), ""


class _Iberian(NamedTuple):
    """How Spanish or Portuguese asks, as patterns, and what it calls what is asked."""

    language: str
    how_many: str
    when: str
    how_long: str
    date: str
    duration: str
    contracted: Callable[[str], str]

    def told(self, asked: str) -> str | None:
        """The noun phrase for a question in the language."""
        if found := re.match(rf"{self.how_many} (.+)", asked, re.IGNORECASE):
            things, rest = _things(found[1].split(), self.language)
            return f"número de {things} que {rest}" if rest else f"número de {things}"
        if found := re.match(rf"{self.when} (.+)", asked, re.IGNORECASE):
            return f"{self.date} que {found[1]}"
        if found := re.match(
            rf"{self.how_long} (?:tiempo |tempo )?dur\w+ (.+)", asked, re.IGNORECASE
        ):
            return self.contracted(f"{self.duration} de {found[1]}")
        if found := re.match(rf"{self.how_long} (tiempo|tempo) (.+)", asked, re.IGNORECASE):
            return f"{found[1].lower()} que {found[2]}"
        return None


_SPANISH = _Iberian(
    "es", "cu[aá]nt[oa]s", "cu[aá]ndo", "cu[aá]nto", "fecha en", "duración", _contracted
)
_PORTUGUESE = _Iberian(
    "pt", "quant[oa]s", "quando", "quanto", "data em", "duração", _portuguese_contracted
)
_INVERSION = re.compile(r"-(?:t-)?(?:ils?|elles?|on)\b")


def _french(asked: str) -> str | None:
    plain = re.sub(r"\best-ce qu(?:e |['’])", "", _INVERSION.sub("", asked))
    is_inverted = plain != asked
    if found := re.match(r"combien de temps (?:a |aura )?dur\w+ (.+)", plain, re.IGNORECASE):
        return _contracted(f"durée de {found[1]}")
    if found := re.match(r"combien de temps (.+)", plain, re.IGNORECASE):
        return f"durée pendant laquelle {found[1]}"
    if found := re.match(r"combien (d[e'’] ?)(.+)", plain, re.IGNORECASE):
        things, rest = _things(found[2].split(), "fr")
        return f"nombre {found[1]}{things} {'que' if is_inverted else 'qui'} {rest}".rstrip()
    if found := re.match(r"quand (.+)", plain, re.IGNORECASE):
        return f"date à laquelle {found[1]}"
    return None


_GERMAN_MEASURES = "lange|viel|hoch|tief|weit|breit|alt|gro(?:ss|ß)|schwer"
_SEPARABLE = word_set("statt an ab auf zuruck ein aus vor teil fort weg zu nieder bei")


def _german(asked: str) -> str | None:
    """The verb of a subordinate clause stands last: "wie lange die Brücke gesperrt bleibt"."""
    found = re.match(
        rf"(wann|wer|wo|wie ?viele|wie (?:{_GERMAN_MEASURES})) (.+)", asked, re.IGNORECASE
    )
    if found is None:
        return None
    opening, words = found[1].lower(), found[2].split()
    things = ""
    if opening.endswith("viele"):
        things, rest = _things(words, "de")
        words = rest.split()
    if len(words) < 2:
        return None
    verb, *rest_words = words
    if folded(rest_words[-1]) in _SEPARABLE:
        verb = f"{rest_words.pop()}{verb}"
    return " ".join([opening, *([things] if things else []), *rest_words, verb])


_TURNED: dict[str, Callable[[str], str | None]] = {
    "es": _SPANISH.told,
    "fr": _french,
    "de": _german,
    "pt": _PORTUGUESE.told,
}
