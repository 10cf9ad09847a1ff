"""Who "she" is in an English sentence whose sentence before, which named her, is not shown.

"Anna Lenz leads the port. She resigned." must not begin with "She" where only the second is shown,
nor make the one who is named before her the one who resigned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.analysis import words_in
from service.answering.evidence import EvidenceSentence
from service.answering.llm.pronoun_words import (
    LEADS,
    OF_NOTHING,
    OF_PEOPLE,
    POSSESSIVE,
    PRONOUNS,
)
from service.answering.values import Name, NameSort, ValueKind, values_in
from service.answering.values.verbs import PREPOSITIONS
from service.answering.verification.told import BEING, HAVING, MODALS, Told, told

_LONGEST_LEAD, _LONGEST_SUBJECT = 8, 8
_ACTS = BEING | HAVING | (MODALS - {"to"})


class Opening(NamedTuple):
    """The pronoun that a sentence opens with: ``low``, half open ``start`` to ``end`` of its text.

    ``token`` is its place among the tokens.
    """

    low: str
    start: int
    end: int
    token: int


def opening_pronoun(text: str) -> Opening | None:
    """The pronoun that a sentence begins with, or that follows a time: "In May she left"."""
    sentence = told(text)
    for at, token in enumerate(sentence.reading.tokens[: _LONGEST_LEAD + 1]):
        if token.low in PRONOUNS:
            is_leading = not at or _leads_in(sentence, at, is_person=token.low in OF_PEOPLE)
            is_named = is_leading and not OF_NOTHING.match(text[token.start :])
            return Opening(token.low, token.start, token.end, at) if is_named else None
    return None


def _leads_in(sentence: Told, at: int, *, is_person: bool) -> bool:
    """Whether the words before a pronoun are a time or place in which nobody is named."""
    first, last = sentence.reading.low(0), sentence.reading.low(at - 1)
    if first not in PREPOSITIONS | LEADS or not (is_person or last == ","):
        return False
    return not any(
        sentence.name_at(n) or sentence.is_verb(n) or sentence.reading.low(n) in _ACTS
        for n in range(at)
    )


def lost_antecedent(
    text: str, before: Sequence[str], shown: Mapping[int, str], question: str
) -> int | None:
    """Which of the sentences before a sentence names whom its pronoun means, if it is not shown.

    Args:
        text: the sentence.
        before: those that were written before it, in order.
        shown: those of them that are shown, by their places, as they are shown.
        question: that they answer; whom it names alone is known without them.
    """
    pronoun = opening_pronoun(text)
    at = None if pronoun is None else _antecedent(pronoun, before)
    if pronoun is None or at is None:
        return None
    names = names_for(pronoun, before[at])
    if at in shown and (shown[at] == before[at] or _has_one_of(names, shown[at])):
        return None
    return None if _is_known(pronoun, names, question, shown.values()) else at


def _is_known(pronoun: Opening, names: Sequence[str], question: str, shown: Iterable[str]) -> bool:
    """Whether the question names whom the lost sentence does, and nothing shown names another."""
    asked = names_for(pronoun, question)
    others = [name for one in shown for name in names_for(pronoun, one)]
    return len(names) == len(asked) == 1 and all(
        _has_one_of(names, other) for other in (*asked, *others)
    )


def _has_one_of(names: Sequence[str], text: str) -> bool:
    words = set(words_in(text))
    return any(words_in(name)[-1] in words for name in names)


def _antecedent(pronoun: Opening, before: Sequence[str]) -> int | None:
    """The nearest sentence that names somebody; for a thing, that is about something."""
    places = [at for at in reversed(range(len(before))) if opening_pronoun(before[at]) is None]
    if pronoun.low in OF_PEOPLE:
        named = next((at for at in places if names_for(pronoun, before[at])), None)
        if named is not None:
            return named
    return next(iter(places), None)


def names_for(pronoun: Opening, text: str) -> list[str]:
    """The names in a text that the pronoun may stand for, each once."""
    found: dict[str, None] = {}
    for value in values_in(text, "en", kinds=(ValueKind.NAME,)):
        sort = value.meaning.sort if isinstance(value.meaning, Name) else NameSort.UNKNOWN
        others = {NameSort.PLACE, NameSort.ORGANISATION}
        if sort in (others if pronoun.low in OF_PEOPLE else {NameSort.PERSON}):
            continue
        found.setdefault(value.text)
    return list(found)


def with_name(text: str, lost: str, quotes: Sequence[EvidenceSentence]) -> Iterator[str]:
    """The sentence with a name in the place of its pronoun, likeliest first; to be checked again.

    That is whom the lost sentence alone names, if a quote has the name, else whom or what its quote
    says it of.

    Args:
        text: the sentence.
        lost: the one that is not shown.
        quotes: that support the sentence.
    """
    pronoun = opening_pronoun(text)
    if pronoun is None:
        return
    names = names_for(pronoun, lost)
    words = {word for one in quotes for word in words_in(f"{one.text} {_named_before(one)}")}
    if len(names) == 1 and words_in(names[0])[-1] in words:
        yield _replaced(text, pronoun, names[0])
    for one in quotes:
        subject = _subject_of(told(one.text), told(text), pronoun)
        if subject:
            yield _replaced(text, pronoun, subject)
        own = names_for(pronoun, one.text)
        if len(own) == 1:
            yield _replaced(text, pronoun, own[0])


def _named_before(quote: EvidenceSentence) -> str:
    """The sentence before a quote that begins with a pronoun itself."""
    return quote.previous if opening_pronoun(quote.text) else ""


def _subject_of(quote: Told, sentence: Told, pronoun: Opening) -> str:
    """What stands before the first verb of a quote, if the sentence tells that of the pronoun."""
    verb, own = _first_verb(quote, 0), _first_verb(sentence, pronoun.token + 1)
    if pronoun.low in POSSESSIVE or verb is None or own is None:
        return ""
    end = next(at for at in range(verb + 1) if at == verb or quote.reading.low(at) in _ACTS)
    begins_anew = quote.reading.low(0) in PREPOSITIONS | PRONOUNS
    if begins_anew or not 0 < end <= _LONGEST_SUBJECT or quote.stems[verb] != sentence.stems[own]:
        return ""
    return quote.reading.text[: quote.reading.tokens[end - 1].end]


def _first_verb(sentence: Told, first: int) -> int | None:
    tokens = range(first, len(sentence.stems))
    return next((at for at in tokens if sentence.is_verb(at)), None)


def _replaced(text: str, pronoun: Opening, name: str) -> str:
    own = f"{name}'s" if pronoun.low in POSSESSIVE else name
    own = f"{own[:1].upper()}{own[1:]}" if not pronoun.start else _within(own)
    return f"{text[: pronoun.start]}{own}{text[pronoun.end :]}"


def _within(name: str) -> str:
    """A name or subject inside a sentence: "the director", but "Anna Lenz"."""
    return name if told(name).name_at(0) else f"{name[:1].lower()}{name[1:]}"
