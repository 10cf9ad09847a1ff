"""What a model wrote, read with suspicion: sentences, a refusal, or nonsense."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import ModelUnavailable
from service.answering.answer import Usage
from service.answering.language_model import Completion, Message
from service.answering.llm.languages import differ_in_language, language_of
from service.answering.markers import MarkedSentence, marked_sentences, read_all

REFUSAL = "NO_ANSWER"
"""What the prompt asks a model to write when the evidence does not answer."""

_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_REFUSAL = re.compile(r"\bno[_ ]answer\b", re.IGNORECASE)
_DATA_FORMAT = re.compile(
    r"\s*(?:```|[{<]|\[\s*[{\"]|(?:function|tool)_call\b|<\|?tool)", re.IGNORECASE
)
_FOREIGN_MATTER = re.compile(
    r"https?:|www\.|\]\(|<[a-z/!][^>]*>|={4,}|javascript:|data:\w+/", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_REPEATED_CHARACTERS = 60
"""A stretch of the prompt's own rules this long in an answer means that it repeats them."""


class UnusableCompletion(ModelUnavailable):
    """A model answered, but with nothing that can be shown. ``usage`` was spent all the same."""

    def __init__(self, reason: str, usage: Usage) -> None:
        super().__init__(reason)
        self.usage = usage


@dataclass(frozen=True, slots=True)
class WrittenText:
    """The sentences of a completion; none is a refusal. ``language`` is ``None`` if unsure."""

    sentences: tuple[MarkedSentence, ...]
    invented_markers: int
    language: str | None


def read_output(
    completion: Completion,
    *,
    question: str,
    messages: Sequence[Message],
    evidence_count: int,
    most_sentences: int,
) -> WrittenText:
    """The sentences of ``completion``, at most ``most_sentences``, or the refusal it is.

    Left out are repeated sentences, sentences with links, markup or the prompt's frame, and the
    last one where the model was cut off in it.

    Raises:
        UnusableCompletion: nothing is left, or the whole is data, another language than the
            question's, or the prompt repeated.
    """
    text = _THOUGHTS.sub("", completion.text).strip()
    nonsense = _nonsense_in(text, question=question, messages=messages)
    if nonsense:
        raise UnusableCompletion(f"{completion.model} {nonsense}", completion.usage)
    canonical, invented = read_all([text], evidence_count)
    if _REFUSAL.match(canonical.lstrip(" \n\"'“*`")):
        return WrittenText((), invented, None)
    language = language_of(canonical)
    sentences = marked_sentences(_REFUSAL.sub("", canonical), language)
    if not completion.is_complete and sentences and not _SENTENCE_END.search(sentences[-1].text):
        sentences.pop()
    usable = {
        one.text.casefold(): one
        for one in reversed(sentences)
        if not _FOREIGN_MATTER.search(one.text)
    }
    kept = [one for one in sentences if usable.get(one.text.casefold()) is one]
    if not kept:
        raise UnusableCompletion(f"{completion.model} wrote no sentence", completion.usage)
    return WrittenText(tuple(kept[:most_sentences]), invented, language)


def _nonsense_in(text: str, *, question: str, messages: Sequence[Message]) -> str | None:
    """What is wrong with the whole of ``text``, as a sentence's end; ``None`` if nothing is."""
    if not any(char.isalnum() for char in text):
        return "wrote nothing"
    if "\ufffd" in text or "\x00" in text:
        return "wrote bytes that are not text"
    if _DATA_FORMAT.match(text):
        return "wrote data where text was asked for"
    if _repeats(text, messages):
        return "repeated its instructions"
    if not _REFUSAL.match(text) and differ_in_language(read_all([text], 0)[0], question):
        return "wrote in another language than the question's"
    return None


def _repeats(text: str, messages: Sequence[Message]) -> bool:
    """Whether ``text`` holds a long stretch of the system message."""
    rules = " ".join(
        " ".join(message.content.split()) for message in messages if message.role == "system"
    )
    line = " ".join(text.split())
    step = _REPEATED_CHARACTERS // 2
    stretches = (rules[start : start + step] for start in range(0, len(rules) - step, step))
    return any(stretch in line for stretch in stretches)
