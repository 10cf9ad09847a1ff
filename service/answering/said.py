"""Whether a sentence is somebody's words, for who asks what somebody said.

The reader finds short answers, and what was said is none: sentences that quote the one who is
asked about, on what is asked about, are an answer whatever the signals say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.analysis import terms_in
from corpus.sentences import sentences_in
from service.answering.answer import Quote
from service.answering.evidence import EvidenceSentence
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.values import Name, NameSort, Speech, ValueKind, read, stems_of, values_of
from service.answering.values.name_words import SPEECH_VERBS
from service.answering.values.reading import Reading
from service.answering.values.tellings import stems_in
from service.answering.values.tokens import folded, tokens_of
from service.answering.values.words import word_set

_LEAST_OF_TOPIC = 0.5
_ASKED_ABOUT = re.compile(
    r"\s*what (?:did|does|has|have) (?P<who>[^?]{2,60}?) (?:say|said|tell \w+) "
    r"(?:about|on|of) (?P<topic>[^?]{2,200})",
    re.IGNORECASE,
)
_REACH = 4
"""Tokens between a name and the verb of saying."""
_LOOKED_BACK, _SENTENCES_BACK = 800, 3
"""How far before a quotation its speaker may be named, in characters and in sentences."""
_PRONOUNS = word_set("he she el ella il elle er sie ele ela")


def says_what_is_asked(shape: QuestionShape, sentence: EvidenceSentence) -> bool:
    """Whether the sentence gives words of the one person that a question asks the words of.

    With at least half of what it asks about besides, so far as it names a topic.
    """
    if shape.wanted is not AnswerKind.QUOTE or len(shape.names) != 1:
        return False
    name = [token.low for token in tokens_of(shape.names[0])]
    reading = read(sentence.text, sentence.quote.article.language)
    quoted = sentence.quote
    if not (_quotes(reading, name) or _reports(reading, name) or _goes_on(quoted, reading, name)):
        return False
    topic = {term for term in shape.terms if folded(term) not in {*name, *SPEECH_VERBS}}
    asked = set(stems_of(tuple(topic)))
    return not asked or len(asked & set(stems_in(reading))) >= _LEAST_OF_TOPIC * len(asked)


def is_silent_on_topic(shape: QuestionShape, sentences: Sequence[EvidenceSentence]) -> bool:
    """Whether none of the sentences by the one asked about holds anything of the topic asked about.

    "What did Ada Stell say about the strike?", of articles that quote her on the mill. A sentence
    with her name is by her, and so is the one behind; the topic may stand around it. English only.
    """
    asked = _ASKED_ABOUT.match(shape.text)
    if asked is None or shape.language != "en" or not shape.names:
        return False
    speaker = tokens_of(shape.names[0])[-1].low
    if speaker not in {token.low for token in tokens_of(asked["who"])}:
        return False
    topic = {
        term
        for term in terms_in(asked["topic"], "en")
        if term not in terms_in(f"{asked['who']} say", "en")
    }
    told = [
        f"{one.quote.article.title or ''} {one.previous} {one.text} {one.following}"
        for one in sentences
        if speaker in {token.low for token in tokens_of(f"{one.previous} {one.text}")}
    ]
    return bool(topic) and all(topic.isdisjoint(terms_in(text, "en")) for text in told)


def _quotes(reading: Reading, name: list[str]) -> bool:
    speakers = (
        value.meaning.speaker
        for value in values_of(reading, kinds=(ValueKind.QUOTATION,))
        if isinstance(value.meaning, Speech) and value.meaning.speaker
    )
    return any(set(name) <= {token.low for token in tokens_of(one)} for one in speakers)


def _reports(reading: Reading, name: list[str]) -> bool:
    """Whether the name stands right before a verb of saying: "Tom Ridley said that"."""
    lows = [token.low for token in reading.tokens]
    ends = (at for at in range(len(name), len(lows)) if lows[at - len(name) : at] == name)
    return any(not SPEECH_VERBS.isdisjoint(lows[end : end + _REACH]) for end in ends)


def _goes_on(quote: Quote, reading: Reading, name: list[str]) -> bool:
    """Whether a quotation without a name is of the one named last before it, and nobody beside.

    "Ana Keel spoke next. “We had offers,” she said. “None was serious.”" In a new paragraph only
    where "she said" points back.
    """
    if not _is_unsigned(reading):
        return False
    text, earliest = quote.article.text, max(0, quote.start - _LOOKED_BACK)
    back = text[earliest : quote.start]
    after = len(back)
    is_pointing = _points_back(reading)
    for span in list(reversed(sentences_in(back, quote.article.language)))[:_SENTENCES_BACK]:
        if "\n" in back[span.end : after] and not is_pointing:
            return False
        before = read(back[span.start : span.end], quote.article.language)
        people = _people_in(before)
        if people or not (_is_unsigned(before) or before.low(0) in _PRONOUNS):
            return people == {name[-1]}
        after, is_pointing = span.start, _points_back(before)
    return False


def _is_unsigned(reading: Reading) -> bool:
    """Whether the sentence quotes and says nobody's name."""
    quoted = values_of(reading, kinds=(ValueKind.QUOTATION,))
    return bool(quoted) and not _people_in(reading)


def _points_back(reading: Reading) -> bool:
    """Whether it holds "she said", "said he" or begins with "she"."""
    lows = [token.low for token in reading.tokens]
    return bool(lows) and (
        lows[0] in _PRONOUNS
        or any({*pair} & _PRONOUNS and {*pair} & SPEECH_VERBS for pair in pairwise(lows))
    )


def _people_in(reading: Reading) -> set[str]:
    """The last words of the people that the sentence names."""
    return {
        value.meaning.words[-1]
        for value in values_of(reading, kinds=(ValueKind.NAME,))
        if isinstance(value.meaning, Name) and value.meaning.sort is NameSort.PERSON
    }
