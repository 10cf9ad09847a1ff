"""A follow-up made whole: "and when did it sign it?" with the names that earlier turns gave.

Without a language model, for English, Spanish, French, German and Portuguese. A question that
stands alone is never touched. Earlier turns are data: only names, dates and words of the last
question are taken from them, and of the last answer the name a pronoun means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from service.answering.answer import Question, Turn
from service.answering.asked_anew import asked_anew, known_of_topic
from service.answering.conversation_words import (
    ADDED,
    CONJUNCTION,
    COUNTING,
    DETERMINERS,
    EFFORT,
    GROUPS,
    OF,
    PERSONS,
    PLACES,
    POINTING,
    POSSESSIVES,
    THINGS,
    UNCLAIMED,
)
from service.answering.dependence import (
    Need,
    definite_nouns,
    is_noun,
    leaning_in,
    need_of,
    plain_of,
)
from service.answering.earlier import Earlier
from service.answering.exchanged import exchanged
from service.answering.inert_text import inert
from service.answering.markers import unmarked
from service.answering.phrases import is_refusal
from service.answering.question_shape import AnswerKind, QuestionShape, shape_of
from service.answering.seeking import sought_by
from service.answering.values import Name, NameSort, Reading, Value, ValueKind, read, values_of
from service.answering.values.binding import best_value
from service.answering.values.tokens import Token, folded
from service.answering.values.verbs import AUXILIARIES
from service.answering.values.words import word_set

LONGEST = 2_000
"""Most characters of what is returned beyond the question itself: as long as a question may be."""
LONGEST_TURN = 1_000
TURNS_READ = 8
"""A chain of follow-ups is resolved this far back."""

_LONGEST_CLAIM = 200
_MOST_NAMES = 4
_LABEL = re.compile(r"(?:(?<=^)|(?<=[.!?”\"’»] ))[^.!?\n]{1,90} \(\d{4}-\d\d-\d\d\)(?::| –) ")
"""An outlet that an earlier answer names before what it says is nobody that was spoken of."""
_OBJECTS = word_set("lo la los las l' ihn o a os as le les")
_HIM_OR_HER = frozenset(("he", "she", "him", "his", "her"))
_WHERE = re.compile(r"\b(?:in|at|near|from|across|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_OF = re.compile(r"\bof\s+(?:the\s+)?$", re.IGNORECASE)
_INDEFINITE = frozenset((AnswerKind.PERSON, AnswerKind.ORGANISATION, AnswerKind.PLACE))


def standalone(question: Question) -> str:
    """The text to retrieve and answer with: the question as asked, or made whole from history."""
    if not question.history:
        return question.text
    return _whole(question.text, question.history[-TURNS_READ:])


def names_another_matter(question: Question) -> bool:
    """Whether a question may be of something that no earlier turn speaks of: "the harbour master".

    It is made whole like others, for the harbour may be that of the town asked about before.
    """
    reading = read(question.text)
    if need_of(reading) is not Need.TOPIC:
        return False
    told = {token.low for turn in question.history for token in read(_cleaned(turn.content)).tokens}
    return any(noun not in told for noun in definite_nouns(reading))


def _whole(text: str, history: Sequence[Turn]) -> str:
    reading = read(text)
    need = need_of(reading)
    if need is None:
        return text
    earlier = _earlier(history)
    if earlier is None:
        return text
    if need is Need.TOPIC and earlier.is_of_nothing and shape_of(text, reading.language).terms:
        return text
    return _COMPLETED[need](text, reading, earlier)[: len(text) + LONGEST]


def _earlier(history: Sequence[Turn]) -> Earlier | None:
    """The last turn of the reader that is a question, whole; ``None`` where there is none."""
    for place in range(len(history) - 1, -1, -1):
        turn = history[place]
        if turn.role != "user" or not _is_question(turn.content):
            continue
        text = _whole(_cleaned(turn.content), history[:place])
        replies = [t.content for t in history[place + 1 :] if t.role == "assistant"][:1]
        answer = "".join(
            _LABEL.sub("", _cleaned(reply))
            for reply in replies
            if not _is_unclaimed(reply) and not is_refusal(reply)
        )
        shape = shape_of(text)
        names = _names(answer, shape.language)
        return Earlier(
            text, shape, _names(text, shape.language), answer, _answering(shape, answer, names)
        )
    return None


def _answering(shape: QuestionShape, answer: str, names: tuple[Value, ...]) -> tuple[Value, ...]:
    """The names of an answer, the one by which it answers first: not who sent him off."""
    first = next(iter(re.split(r"(?<=[.!?])\s", answer, maxsplit=1)), "")
    if shape.wanted is not AnswerKind.PERSON:
        return names
    best = best_value(read(first, shape.language), sought_by(shape))
    if best is None:
        return names
    return best, *(name for name in names if name.text != best.text)


def _cleaned(content: str) -> str:
    return inert(unmarked(content[:LONGEST_TURN]))


def _is_unclaimed(content: str) -> bool:
    return UNCLAIMED.search(folded(content[:LONGEST_TURN])) is not None


def _is_question(content: str) -> bool:
    cleaned = _cleaned(content)
    if not cleaned or _is_unclaimed(content):
        return False
    return cleaned.endswith("?") or shape_of(cleaned).wanted is not AnswerKind.OTHER


def _names(text: str, language: str) -> tuple[Value, ...]:
    reading = read(text, language)
    names = [value for value in values_of(reading) if value.kind is ValueKind.NAME]
    if not names and language == "de":
        # Every German noun has a capital, so an unknown name is one that no article precedes.
        names = [
            Value(ValueKind.NAME, token.text, token.start, token.end, Name((token.low,)))
            for before, token in pairwise(reading.tokens)
            if token.is_capitalised and before.low not in DETERMINERS | COUNTING
        ]
    return tuple(names[:_MOST_NAMES])


def _with_pronouns(text: str, reading: Reading, earlier: Earlier) -> str:
    """The question with names in the place of its pronouns; else with the topic behind it."""
    changes: list[tuple[Token, str]] = []
    used: list[str] = []
    unplaced: list[str] = []
    leaning, lacks_place = 0, False
    for index in leaning_in(reading):
        token = reading.tokens[index]
        if used and token.low in POSSESSIVES:
            continue  # "has he kept his promise": the one that is named already
        leaning += 1
        is_object = token.low == "it" and reading.low(index - 1) not in AUXILIARIES
        is_thing = token.low == "it" and not used and earlier.shape.wanted is not AnswerKind.PERSON
        thing = earlier.thing(is_object=is_object) if is_thing else None
        meant = thing or _meant(token.low, earlier, used, is_object=is_object)
        if meant is None or token.low in POINTING:
            continue
        if token.low in THINGS and thing is None and reading.language == "en":
            meant = earlier.thing_called(meant)
        used.append(meant)
        lacks_place = thing is not None
        if reading.low(index - 1) == "-" or token.low in ADDED:
            unplaced.append(meant)  # "a-t-elle", "su": the name cannot stand there
            continue
        is_english_possessive = token.low in POSSESSIVES and is_noun(reading, index + 1)
        in_place = f"in {meant}" if token.low == "there" else meant
        changes.append((token, f"{meant}'s" if is_english_possessive else in_place))
    for token, words in reversed(changes):
        text = f"{text[: token.start]}{words}{text[token.end :]}"
    # "quando ela *o* assinou": the thing is a word too short to be told from an article.
    has_object = any(reading.low(index + 1) in _OBJECTS for index in leaning_in(reading))
    has_object = has_object or any(token.low in {"l'a", "l'ont"} for token in reading.tokens)
    asked_of = {name.text for name in earlier.names}
    if unplaced and not asked_of.isdisjoint(unplaced) and earlier.shape.wanted not in _INDEFINITE:
        return _with_topic(text, reading, earlier)  # "durera-t-il": the pact, hardly the lake
    if unplaced:
        text = _behind(text, unplaced)
    if used and not has_object and not lacks_place and len(used) == leaning:
        return text
    return _with_topic(text, read(text, reading.language), earlier)


def _meant(pronoun: str, earlier: Earlier, used: Sequence[str], *, is_object: bool) -> str | None:
    """The name that a pronoun of the next question means; as an object rather not the subject."""
    if pronoun in GROUPS and earlier.shape.wanted is AnswerKind.COUNT:
        return None  # "how many of them": of those that were counted, who have no name
    asked_for = earlier.shape.wanted in _INDEFINITE
    known = {folded(value.text) for value in earlier.names}
    told = [value for value in earlier.answer_names if folded(value.text) not in known]
    named = earlier.subject_first
    if is_object and not used:
        named = named[::-1]
    elif (
        pronoun in THINGS
        and earlier.shape.wanted is not AnswerKind.PERSON
        and (earlier.is_subject_a_thing or earlier.is_only_placed)
    ):
        return None  # "when did the fire reach Norland": it is the fire, not the country
    if pronoun == "it" and earlier.shape.wanted is AnswerKind.PERSON:
        told = []  # whoever was asked for is no "it"
    is_thing_placed = pronoun in THINGS and earlier.shape.wanted is AnswerKind.PLACE and named
    candidates = [*told, *named] if asked_for and not is_thing_placed else [*named, *told]
    fitting = [value for value in candidates if _fits(pronoun, value)]
    if pronoun in _HIM_OR_HER:
        placed = {value.text for value in named if _is_placed(earlier.question, value)}
        candidates = fitting = [value for value in fitting if value.text not in placed]
    free = [
        value.text
        for value in fitting or candidates
        if not any(value.text in other for other in used)
    ]
    if pronoun in GROUPS and pronoun not in PERSONS and not asked_for and len(named) > 1:
        return f"{named[0].text} and {named[1].text}"
    return free[0] if free else None


def _is_placed(question: str, value: Value) -> bool:
    """Whether the name tells only where somebody is, or of what: "the mayor of Wexmoor"."""
    if isinstance(value.meaning, Name) and value.meaning.sort is NameSort.PERSON:
        return False
    before = question[: value.start]
    is_single = " " not in value.text  # "the trial of Ana Ruiz" is of a person
    return _WHERE.search(before) is not None or (is_single and _OF.search(before) is not None)


def _fits(pronoun: str, value: Value) -> bool:
    sort = value.meaning.sort if isinstance(value.meaning, Name) else NameSort.UNKNOWN
    if sort is NameSort.UNKNOWN:
        return True
    if pronoun in PLACES:
        return sort is NameSort.PLACE
    return (
        sort is NameSort.PERSON
        if pronoun in _HIM_OR_HER
        else pronoun != "it" or sort is not NameSort.PERSON
    )


def _with_topic(text: str, reading: Reading, earlier: Earlier) -> str:
    """The question, and what the one before was about, as far as it does not say so itself.

    What happened in the one before is left out where this one says what it asks about.
    """
    if (anew := asked_anew(reading, earlier)) is not None:
        return anew
    shape = shape_of(text, reading.language)
    left_out = {token.low for token in reading.tokens}
    is_of_effort = EFFORT.search(plain_of(reading)) is not None  # to do what was asked about
    left_out |= earlier.actions if shape.terms and not is_of_effort else set()
    stretches = earlier.stretches(left_out)
    if (owner := _owner(reading, shape, earlier, stretches)) is not None:
        return owner
    return _behind(text, [earlier.words(*stretch) for stretch in stretches])


def _owner(
    reading: Reading, shape: QuestionShape, earlier: Earlier, stretches: Sequence[tuple[int, int]]
) -> str | None:
    """The question with that behind its last noun of which the one before was: "of Mongolia"."""
    words = [token for token in reading.tokens if token.low[0].isalpha()]
    if not words:
        return None
    is_noun_last = words[-1].text.casefold() in shape.terms and words[-1].low not in shape.verbs
    if not is_noun_last or not definite_nouns(reading):
        return None
    if len(stretches) != 1 or reading.language != earlier.shape.language:
        return None
    (first, last), tokens = stretches[0], earlier.tokens
    of = next((n for n in range(first, last) if tokens[n].low in OF), None)
    if of is None:
        return None
    end = words[-1].end
    return f"{reading.text[:end]} {earlier.words(of, last)}{reading.text[end:]}"


def _behind(text: str, words: Sequence[str]) -> str:
    """The words at the end of a question, before its mark, set apart for whoever reads it."""
    if not words:
        return text
    body = text.rstrip(" ?!.")
    added = ", ".join(words)
    whole = f"{body[:-1]}, {added})" if body.endswith(")") else f"{body} ({added})"
    return f"{whole}{text[len(body) :] or '?'}"


def _with_another(text: str, reading: Reading, earlier: Earlier) -> str:
    """The question before, asked of what this one names instead."""
    return exchanged(reading, earlier) or _with_topic(text, reading, earlier)


def _again(text: str, _reading: Reading, earlier: Earlier) -> str:
    return earlier.question or text


def _with_more(text: str, _reading: Reading, earlier: Earlier) -> str:
    return known_of_topic(earlier) or text


def _with_claim(text: str, reading: Reading, earlier: Earlier) -> str:
    """The question who said it, with what was said."""
    claim = re.split(r"(?<=[.!?])\s", earlier.answer, maxsplit=1)[0].strip(" .!?")
    if not claim:
        return _with_topic(text, reading, earlier)
    asking = CONJUNCTION.sub("", text.casefold())
    body = text[len(text) - len(asking) :].rstrip(" ?!.") if asking else text.rstrip(" ?!.")
    return f"{body[:1].upper()}{body[1:]}: {inert(claim, characters=_LONGEST_CLAIM)}?"


_COMPLETED = {
    Need.CLAIM: _with_claim,
    Need.QUESTION: _with_another,
    Need.NAMES: _with_pronouns,
    Need.TOPIC: _with_topic,
    Need.AGAIN: _again,
    Need.MORE: _with_more,
}
