"""The question before, asked again with one thing in it exchanged: "and in 2022?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.answering.conversation_words import (
    ADDED,
    CONJUNCTION,
    CONTRACTED,
    DETERMINERS,
    IN_YEAR,
    LEADING,
    OTHER,
    POSSESSIVES,
    PREPOSITIONS,
    WHAT_ABOUT,
    WHERE,
    YEAR_AFTER,
    YEAR_BEFORE,
)
from service.answering.dependence import plain_of
from service.answering.earlier import Earlier
from service.answering.time_window import names_a_moment, number_of
from service.answering.values import (
    Calendar,
    Name,
    NameSort,
    Reading,
    Value,
    ValueKind,
    read,
    values_of,
)
from service.answering.values.tokens import Token

_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class _Slot:
    """What a follow-up names.

    Attributes:
        phrase: with what leads in: "in the harbour of Stonebeck".
        subject: without: "harbour of Stonebeck".
        tokens: of the phrase.
        at: where the subject begins among them.
        language: of the follow-up.
    """

    phrase: str
    subject: str
    tokens: Sequence[Token]
    at: int
    language: str

    @property
    def preposition(self) -> str:
        """The preposition that leads in; "" where none does."""
        return next((t.low for t in self.tokens[: self.at] if t.low in PREPOSITIONS), "")

    @property
    def values(self) -> Sequence[Value]:
        """The values in the subject."""
        return values_of(read(f"in {self.subject}", self.language))

    @property
    def words(self) -> set[str]:
        """Its words, folded."""
        return {token.low for token in self.tokens}


def exchanged(reading: Reading, earlier: Earlier) -> str | None:
    """The question before, asked of what this one names; ``None`` where that takes no place in it.

    A name takes the place of a name, a time that of a time or the end of the question. What is
    only called the other one takes the place of what was asked about, whoever it may be.
    """
    slot = _slot_of(reading)
    if slot is None:
        return None
    if OTHER & slot.words:
        return _of_the_other(slot, earlier)
    return _of_a_year_beside(slot, earlier) or _of_the_named(slot, earlier)


def _slot_of(reading: Reading) -> _Slot | None:
    plain = plain_of(reading)
    core = CONJUNCTION.sub("", plain)
    skipped = len(plain) - len(WHAT_ABOUT.sub("", core))
    at, tokens = 0, list(reading.tokens)
    while tokens and (at < skipped or not tokens[0].text[0].isalnum()):
        at += len(tokens[0].low) + 1
        tokens = tokens[1:]
    while tokens and not (tokens[-1].text[0].isalnum() or tokens[-1].low == "'s"):
        tokens = tokens[:-1]
    first = next((n for n, token in enumerate(tokens) if token.low not in LEADING), None)
    if first is None:
        return None
    text, end = reading.text, tokens[-1].end
    return _Slot(
        text[tokens[0].start : end], text[tokens[first].start : end], tokens, first,
        reading.language,
    )  # fmt: skip


def _of_the_other(slot: _Slot, earlier: Earlier) -> str | None:
    """The question before, of "the other ship" instead of the one it was about."""
    holder = next(iter(earlier.subject_first), None)
    span = None if holder is None else earlier.phrase_of(holder)
    span = span or earlier.only_definite
    if span is None:
        return None
    tokens, (first, last) = earlier.tokens, span
    before = tokens[first - 1].low if first else ""
    phrase = slot.phrase
    if slot.preposition and before in WHERE:
        first -= 1  # "in the harbour" and "on the other side"
    elif before in PREPOSITIONS | CONTRACTED:
        start = next(n for n, t in enumerate(slot.tokens) if t.low not in PREPOSITIONS)
        if before in CONTRACTED and slot.tokens[start].low in DETERMINERS:
            start += 1
        phrase = phrase[slot.tokens[start].start - slot.tokens[0].start :]
    return _replaced(earlier, tokens[first].start, tokens[last].end, phrase)


def _of_a_year_beside(slot: _Slot, earlier: Earlier) -> str | None:
    """The question before, of the year before or after the one it names, where it names one."""
    plain = " ".join(token.low for token in slot.tokens)
    step = -bool(YEAR_BEFORE.search(plain)) or int(bool(YEAR_AFTER.search(plain)))
    if not step:
        return None
    step *= next((n for word in plain.split() if (n := number_of(word, slot.language))), 1)
    years = [
        (value, value.meaning.year)
        for value in earlier.shape.given
        if isinstance(value.meaning, Calendar) and value.meaning.year
    ]
    if len(years) != 1:
        return _at_the_end(slot.phrase, earlier)
    value, year = years[0]
    beside = value.text.replace(str(year), str(year + step))
    return _replaced(earlier, value.start, value.end, beside)


def _of_the_named(slot: _Slot, earlier: Earlier) -> str | None:
    kinds = {value.kind for value in slot.values} - {ValueKind.NAME}
    same_kind = next((one for one in earlier.shape.given if one.kind in kinds), None)
    if same_kind is not None:
        return _in_place_of(same_kind, slot, earlier)
    if ValueKind.DATE in kinds or names_a_moment(slot.phrase):
        return _at_the_end(_dated(slot), earlier)
    if kinds:
        return None
    name = _counterpart(slot, earlier)
    if name is not None:
        return _in_place_of(name, slot, earlier)
    is_named = any(token.is_capitalised for token in slot.tokens[slot.at :])
    return _at_the_end(slot.phrase, earlier) if is_named and slot.preposition in WHERE else None


def _dated(slot: _Slot) -> str:
    """A time as it may stand at the end of a question: "in 2022"."""
    if slot.at == 0 and _YEAR.fullmatch(slot.subject):
        return f"{IN_YEAR[slot.language]}{slot.subject}"
    return slot.phrase


def _counterpart(slot: _Slot, earlier: Earlier) -> Value | None:
    """The name of the question before in whose place this one stands.

    Somebody who does something is not replaced by where it was done.
    """
    names = earlier.subject_first
    owned = slot.tokens[0].low in POSSESSIVES | ADDED or slot.tokens[-1].low == "'s"
    if owned:
        return next(iter(names), None)
    if not any(token.is_capitalised for token in slot.tokens[slot.at :]):
        return None
    sorts = {one.meaning.sort for one in slot.values if isinstance(one.meaning, Name)}
    same_sort = [
        name for name in names if isinstance(name.meaning, Name) and name.meaning.sort in sorts
    ]
    if not same_sort and slot.preposition in WHERE:
        names = [name for name in names if _sort_of(name) is not NameSort.PERSON]
    return next(iter([*same_sort, *names]), None)


def _sort_of(name: Value) -> NameSort:
    return name.meaning.sort if isinstance(name.meaning, Name) else NameSort.UNKNOWN


def _in_place_of(value: Value, slot: _Slot, earlier: Earlier) -> str:
    """The question before with ``value`` replaced."""
    subject, start, end = slot.subject, value.start, value.end
    if slot.tokens[-1].low == "'s":  # "and the trawler's?"
        subject = slot.phrase[: slot.tokens[-1].start - slot.tokens[0].start]
        start = earlier.start_with_article(value)
    elif slot.tokens[0].low in POSSESSIVES | ADDED:
        owned = slot.phrase[slot.tokens[0].end - slot.tokens[0].start :].strip()
        is_english = slot.language == "en"
        subject = f"{value.text}'s {owned}" if is_english else f"{slot.phrase} ({value.text})"
    elif value.kind is ValueKind.DATE and (slot.preposition or names_a_moment(slot.phrase)):
        before = [token for token in earlier.tokens if token.end <= value.start]
        if before and before[-1].low in LEADING:
            subject, start = slot.phrase, before[-1].start
    opening = earlier.question[:start]
    if opening.endswith(f" {subject.split()[0]} "):  # "did Mayor" + "Mayor Piet Sandoval"
        start -= len(subject.split()[0]) + 1
    return _replaced(earlier, start, end, subject)


def _replaced(earlier: Earlier, start: int, end: int, words: str) -> str:
    return f"{earlier.question[:start]}{words}{earlier.question[end:]}"


def _at_the_end(phrase: str, earlier: Earlier) -> str:
    body = earlier.question.rstrip(" ?!.")
    return f"{body} {phrase}{earlier.question[len(body) :]}"
