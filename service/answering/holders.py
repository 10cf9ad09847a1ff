"""Whose it is that a question asks about, and whether a sentence tells it of somebody else.

"How many people does Tarn employ?" is not answered by how many Lumet employs, nor what the Marish
parliament decides by a vote of the Tessian one. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.models import Article
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.seeking import sought_by
from service.answering.values import Name, Reading, ValueKind, read, values_of
from service.answering.values.acts import acts_told
from service.answering.values.name_words import CITIES, COUNTRIES, DEMONYMS, TITLES
from service.answering.values.statements import AUXILIARY
from service.answering.values.tellings import stems_in
from service.answering.values.tokens import tokens_of
from service.answering.values.words import STOP_WORDS, stem, word_set

_OWN = ("'s", "’s", "'", "’")
_OF = frozenset(("of", "at"))
_THE = frozenset(("the", "a", "an"))
_ADJECTIVE = re.compile(r"[A-Z]\w+(?:ian|ean|can|ese|ish|an|ch|ic|i)\Z")
_NO_HOLDERS = word_set("then this that european asian african western northern southern eastern")
_ADVERBS = word_set("also now already still currently reportedly had been be who which that")
_NO_NOUNS = word_set("new old first second last next main current former national annual own only")
_OTHER_NAMES = word_set("dutch british american us uk usa uae emirati swiss holland netherlands")
"""Of these the adjective and the country begin differently."""
_BEING = word_set("is are was were be been being")
_DOING = word_set("did does do")
_IRREGULAR_LANDS = word_set(
    """french greek spanish polish welsh danish finnish irish scottish english soviet latin muslim
    christian jewish islamic catholic arab republican democratic democrat conservative liberal
    socialist catalan"""
)
_OPEN = frozenset({AnswerKind.YES_NO, AnswerKind.QUOTE, AnswerKind.REASON})
_ALIKE, _BOTH_KNOWN = 3, 2
_LONGEST_PHRASE = 3


class _Held(NamedTuple):
    """Something of somebody: the folded words that name the holder, and the stems of its nouns."""

    holder: tuple[str, ...]
    nouns: frozenset[str]


def tells_of_another(shape: QuestionShape, text: str, language: str | None) -> bool:
    """Whether the sentence tells it of another holder, and nothing of the one asked about.

    Args:
        shape: of the question.
        text: the sentence.
        language: ISO 639-1 code of the sentence, where known.
    """
    if shape.language != "en" or shape.wanted is AnswerKind.YES_NO:
        return False
    reading = read(text, language)
    if reading.language != "en":
        return False
    asked = read(shape.text, "en")
    words = {token.low for token in reading.tokens}
    in_question = {token.low for token in asked.tokens}
    for held in _held_in(asked):
        told = [one.holder for one in _held_in(reading) if one.nouns & held.nouns]
        if told and not _is_named(held.holder, words):
            return all(_is_other(held.holder, one, in_question) for one in told)
    subject = _subject_asked(shape, asked)
    if subject is None or shape.wanted in _OPEN or _is_named(subject, words):
        return False
    subjects = list(_subjects_told(shape, reading))
    return bool(subjects) and all(one and _is_other(subject, one, in_question) for one in subjects)


def may_tell(shape: QuestionShape, text: str, around: str) -> bool:
    """Whether a sentence holds what the question asks about, where its holder is named.

    Args:
        shape: of the question.
        text: the sentence.
        around: what stands around it, its title for one.
    """
    asked, reading = read(shape.text, "en"), read(text, "en")
    words = {token.low for token in tokens_of(f"{around} {text}")}
    held = list(_held_in(asked))
    subject = _subject_asked(shape, asked)
    holders = [one.holder for one in held] + ([subject] if subject else [])
    nouns = frozenset().union(*(one.nouns for one in held))
    tells = nouns.intersection(stems_in(reading)) or acts_told(reading, sought_by(shape))
    return bool(tells) and any(_is_named(one, words) for one in holders)


def is_of_unknown_land(shape: QuestionShape, articles: Sequence[Article]) -> bool:
    """Whether the question is about the president of a land that no article so much as names."""
    if shape.language != "en" or shape.wanted is AnswerKind.YES_NO or not articles:
        return False
    if any(article.language not in {None, "en"} for article in articles):
        return False
    lands = {
        held.holder[0]
        for held in _held_in(read(shape.text, "en"))
        if held.nouns and len(held.holder) == 1 and held.holder[0] in DEMONYMS
    }
    told = {
        token.low
        for article in articles
        for token in tokens_of(f"{article.title or ''} {article.text}")
        if token.is_capitalised
    }
    return any(
        land not in _OTHER_NAMES | _NO_HOLDERS | _IRREGULAR_LANDS
        and not any(_is_of_land(word, land) for word in told)
        for land in lands
    )


def _is_of_land(word: str, land: str) -> bool:
    near = land[: max(len(land) - 3, 4)]
    return word.startswith(near) or (word in COUNTRIES and near.startswith(word[:4]))


def _is_named(holder: Sequence[str], words: set[str]) -> bool:
    """Whether the last word of the holder stands among the words, in this form or a near one."""
    last = holder[-1]
    near = last[: max(len(last) - 3, 4)]
    return any(word == last or (len(word) > 3 and word.startswith(near)) for word in words)


def _is_other(asked: Sequence[str], told: Sequence[str], in_question: set[str]) -> bool:
    if not in_question.isdisjoint(told) or _OTHER_NAMES & {*asked, *told}:
        return False
    if told[-1] in CITIES and asked[-1] in COUNTRIES | DEMONYMS:
        return False  # Moscow's minister is the Russian one
    known = COUNTRIES | DEMONYMS
    alike = _BOTH_KNOWN if asked[-1] in known and told[-1] in known else _ALIKE
    begins = {word[:alike] for word in asked}
    return begins.isdisjoint(word[:alike] for word in told)


def _held_in(reading: Reading) -> Iterator[_Held]:
    """What the text tells to be somebody's: "Tarn's head", "head of Tarn", "the Marish head"."""
    for first, after, words in _names(reading):
        if reading.low(after) in _OWN:
            yield _Held(words, _nouns_at(reading, after + 1))
        of = first - 1 - (reading.low(first - 1) in _THE)
        if reading.low(of) in _OF and reading.low(of - 1) and reading.low(after) != "-":
            yield _Held(words, frozenset((stem(reading.low(of - 1)),)))
    for at, token in enumerate(reading.tokens):
        is_adjective = _ADJECTIVE.match(token.text) is not None and token.low not in _NO_HOLDERS
        if is_adjective and reading.low(at - 1) in _THE:
            yield _Held((token.low,), _nouns_at(reading, at + 1))


def _names(reading: Reading) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where each name begins and ends, and its folded words; acronyms may be anybody's."""
    starts = {token.start: at for at, token in enumerate(reading.tokens)}
    found = []
    for value in values_of(reading, kinds=(ValueKind.NAME,)):
        if isinstance(value.meaning, Name) and value.start in starts and not value.meaning.acronym:
            first = starts[value.start]
            after = next(
                (n for n, token in enumerate(reading.tokens) if token.start >= value.end),
                len(reading.tokens),
            )
            found.append((first, after, value.meaning.words))
    return found


def _nouns_at(reading: Reading, at: int) -> frozenset[str]:
    """The stems of what may be nouns of the phrase that begins there: "largest shareholder"."""
    found: set[str] = set()
    for token in reading.tokens[at : at + _LONGEST_PHRASE]:
        is_functional = "en" in STOP_WORDS.get(token.low, ()) or token.low in AUXILIARY
        if not token.is_word or is_functional:
            break
        if token.is_capitalised and token.low not in TITLES:
            break
        if not token.low.endswith(("est", "ed")) and token.low not in _NO_NOUNS:
            found.add(stem(token.low))
    return frozenset(found)


def _subject_asked(shape: QuestionShape, asked: Reading) -> tuple[str, ...] | None:
    """The name right behind the auxiliary of a question about what its bearer did."""
    if not shape.verbs:
        return None
    for first, _after, words in _names(asked):
        before = _word_before(asked, first)
        if before in AUXILIARY:
            return words
    return None


def _word_before(reading: Reading, first: int) -> str:
    """The word before a name, its article and titles."""
    at = first - 1
    while reading.low(at) in _THE or reading.low(at) in TITLES or reading.low(at) == ".":
        at -= 1
    return reading.low(at)


def _subjects_told(shape: QuestionShape, reading: Reading) -> Iterator[tuple[str, ...]]:
    """Who does what the question asks about: a name before the verb, or before its "which"."""
    asked = {token.low for token in tokens_of(shape.text)}
    is_suffered = not asked.isdisjoint(_BEING) and asked.isdisjoint(_DOING)
    for act in acts_told(reading, sought_by(shape)):
        before = [name for name in _names(reading) if name[1] <= act]
        found = next((name for name in reversed(before) if _leads_to(reading, name, act)), None)
        beside = {reading.low(act - 1), reading.low(act - 2)}
        same_voice = is_suffered == (not beside.isdisjoint(_BEING) or reading.low(act - 1) == ",")
        yield found[2] if found and same_voice else ()


def _leads_to(reading: Reading, name: tuple[int, int, tuple[str, ...]], act: int) -> bool:
    first, after, _words = name
    if reading.low(first - 1) in _THE:
        return False  # "the Texan" may be whoever is asked about
    begins = _word_before(reading, first) in {"", ",", ";", ":", ".", "and", "but", "“", '"'}
    if not begins:
        return False
    between = [reading.low(at) for at in range(after, act)]
    if all(low in AUXILIARY | _ADVERBS or low == "," for low in between):
        return True
    is_relative = between[:2] in ([",", "which"], [",", "who"], [",", "whose"])
    return is_relative and "," not in between[2:]
