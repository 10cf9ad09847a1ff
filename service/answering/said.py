"""Whether a sentence is somebody's words, for who asks what somebody said.

The reader finds short answers, and what was said is none: sentences that quote the one who is
asked about, on what is asked about, are an answer whatever the signals say.
"""

from __future__ import annotations

from service.answering.evidence import EvidenceSentence
from service.answering.question_shape import AnswerKind, QuestionShape
from service.answering.values import Speech, ValueKind, read, stems_of, values_of
from service.answering.values.name_words import SPEECH_VERBS
from service.answering.values.reading import Reading
from service.answering.values.tellings import stems_in
from service.answering.values.tokens import folded, tokens_of

_LEAST_OF_TOPIC = 0.5
_REACH = 4
"""Tokens between a name and the verb of saying."""


def says_what_is_asked(shape: QuestionShape, sentence: EvidenceSentence) -> bool:
    """Whether the sentence gives words of the one person that a question asks the words of.

    With at least half of what it asks about besides, so far as it names a topic.
    """
    if shape.wanted is not AnswerKind.QUOTE or len(shape.names) != 1:
        return False
    name = [token.low for token in tokens_of(shape.names[0])]
    reading = read(sentence.text, sentence.quote.article.language)
    if not (_quotes(reading, name) or _reports(reading, name)):
        return False
    topic = {term for term in shape.terms if folded(term) not in {*name, *SPEECH_VERBS}}
    asked = set(stems_of(tuple(topic)))
    return not asked or len(asked & set(stems_in(reading))) >= _LEAST_OF_TOPIC * len(asked)


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
