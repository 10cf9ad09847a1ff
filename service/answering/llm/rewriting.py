"""Makes a follow-up question stand alone, with a language model that may add nothing of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.analysis import words_in
from corpus.errors import DatelineError
from service.answering.answer import Question
from service.answering.language_model import LanguageModel
from service.answering.prompting import Prompt, inert, new_boundary
from service.answering.understanding import Rewritten

TURNS_SHOWN = 6
TURN_CHARACTERS = 600
QUESTION_CHARACTERS = 600
LONGEST = 400
"""Characters of a rewritten question; a model that writes more has answered or explained."""
OUTPUT_TOKENS = 80
_NOT_A_QUESTION = re.compile(r"https?:|www\.|[\[\]【】<>{}=]|NO_ANSWER", re.IGNORECASE)
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
        return Rewritten(read_rewritten(completion.text, known=known), completion.usage)


def read_rewritten(text: str, *, known: str) -> str | None:
    """The first line of a model's text, if it is a question made of ``known`` names and numbers."""
    lines = text.strip().splitlines()
    line = inert(lines[0]).strip("\"'“” ") if lines else ""
    if not line or len(line) > LONGEST or _NOT_A_QUESTION.search(line):
        return None
    words = set(words_in(known))
    new = [found for found in _NAME_OR_NUMBER.findall(line) if not set(words_in(found)) <= words]
    return None if new else line
