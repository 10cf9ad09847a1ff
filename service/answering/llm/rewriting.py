"""Makes a follow-up question stand alone, with a language model that may add nothing of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.analysis import words_in
from corpus.errors import DatelineError
from corpus.sentences import sentences_in
from service.answering.answer import Question
from service.answering.language_model import LanguageModel
from service.answering.llm.thoughts import without_thoughts
from service.answering.prompting import Prompt, inert, new_boundary
from service.answering.question_shape import AnswerKind, shape_of
from service.answering.understanding import Rewritten
from service.answering.values.tokens import folded
from service.answering.values.words import STOP_WORDS, stem, word_set

TURNS_SHOWN = 6
TURN_CHARACTERS = 600
QUESTION_CHARACTERS = 600
LONGEST = 300
"""Characters of a rewritten question; a model that writes more has answered or explained."""
OUTPUT_TOKENS = 80
_NOT_A_QUESTION = re.compile(r"https?:|www\.|[\[\]【】<>{}=]|NO_ANSWER", re.IGNORECASE)
_REQUEST = re.compile(
    r"(?:please |bitte |por favor,? |s'il (?:te|vous) plait,? )?(?:tell|list|name|explain|describe|"
    r"give|show|summari[sz]e|compare|erklare|nenne?|beschreibe?|zeige?|dime|diga|nombra|describ[ae]|"
    r"descreva|explica|explique|enumera|resume|resuma|dis|dites|cite|decri[st]|donne|liste)\b"
)
_DIALOGUE = word_set(
    """i i'm i'd me my you your yourself ich mir mich du dir dich ihnen je j' moi tu toi vous vos yo
    tu usted ustedes eu voce voces"""
)
"""Words by which a model speaks to the reader, where the reader did not use them."""
_NAME_OR_NUMBER = re.compile(r"(?<!^)\b[A-ZÀ-ÖØ-Þ]\w+|\d+")


@dataclass(frozen=True, slots=True)
class QuestionRewriter:
    """Asks a model for the question in full; what it writes is used only if it adds nothing.

    Attributes:
        prompt: a version of the prompt ``rewrite``.
        make_boundary: a key nobody can guess, new for each request.
    """

    model: LanguageModel
    prompt: Prompt
    make_boundary: Callable[[], str] = new_boundary

    async def rewrite(self, question: Question) -> Rewritten:
        """The question in full; no text where the model fails or writes something else."""
        turns = [
            {"role": turn.role, "content": inert(turn.content, characters=TURN_CHARACTERS)}
            for turn in question.history[-TURNS_SHOWN:]
        ]
        asked = inert(question.text, characters=QUESTION_CHARACTERS)
        messages = self.prompt.render(boundary=self.make_boundary(), question=asked, turns=turns)
        try:
            completion = await self.model.complete(messages, output_tokens=OUTPUT_TOKENS)
        except DatelineError:  # a question understood by rules is better than none
            return Rewritten(None)
        known = " ".join([asked, *(turn["content"] for turn in turns)])
        return Rewritten(
            read_rewritten(completion.text, asked=asked, known=known), completion.usage
        )


def read_rewritten(text: str, *, asked: str, known: str) -> str | None:
    """The first line behind a model's thoughts, if it is the question in full and adds nothing.

    Args:
        text: what the model wrote.
        asked: the question as the reader wrote it.
        known: that and the earlier turns, whose names and numbers alone may stand in it.
    """
    lines = without_thoughts(text).strip().splitlines()
    line = inert(lines[0]).strip("\"'“” ") if lines else ""
    if not line or len(line) > LONGEST or _NOT_A_QUESTION.search(line):
        return None
    words = set(words_in(known))
    new = [found for found in _NAME_OR_NUMBER.findall(line) if not set(words_in(found)) <= words]
    if new or not _asks(line, asked) or not _is_of_the_same(line, asked, known):
        return None
    return line


def _asks(line: str, asked: str) -> bool:
    """Whether the line is one question or request, and does not speak to the reader."""
    if len(sentences_in(line)) > max(1, len(sentences_in(asked))):
        return False
    if _REQUEST.match(folded(line)):
        return True
    if _DIALOGUE.intersection(words_in(line)) - set(words_in(asked)):
        return False
    if line.endswith(("?", "？", "؟")):
        return True
    return line[-1] not in ".!" and shape_of(line).wanted is not AnswerKind.OTHER


def _is_of_the_same(line: str, asked: str, known: str) -> bool:
    """Whether it asks what was asked: a content word of that stays, or the half is known."""
    content = _content(line)
    shared = content & _content(asked)
    return bool(shared) or (bool(content) and 2 * len(content & _content(known)) >= len(content))


def _content(text: str) -> set[str]:
    return {stem(folded(word)) for word in words_in(text) if folded(word) not in STOP_WORDS}
