"""Mends what no quote supports: one short request for all sentences of an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from corpus.errors import DatelineError
from service.answering.answer import Usage
from service.answering.language_model import LanguageModel
from service.answering.llm.desk import CheckedSentence
from service.answering.llm.filler import without_filler
from service.answering.llm.output import REFUSAL, plain_text, visible
from service.answering.markers import MarkedSentence, marked_sentences, read_all
from service.answering.prompting import (
    EvidenceArticle,
    NumberedEvidence,
    Prompt,
    inert,
    new_boundary,
)

MOST_LINES = 16
"""Evidence sentences shown: enough for the quotes in question and their neighbours."""
TOKENS_PER_SENTENCE = 80
QUESTION_CHARACTERS = 600
SENTENCE_CHARACTERS = 400
_LINE = re.compile(r"^\W{0,3}(\d{1,2})\s*[:.)]\s*(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Repaired:
    """The corrected sentences in the order given, ``None`` where one was given up; the cost."""

    sentences: tuple[MarkedSentence | None, ...]
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Repairer:
    """Asks a model to correct sentences from their evidence. What it writes must be checked again.

    Attributes:
        prompt: a version of the prompt ``repair``.
        make_boundary: a key nobody can guess, new for each request.
    """

    model: LanguageModel
    prompt: Prompt
    make_boundary: Callable[[], str] = new_boundary

    async def repair(
        self, question: str, unsupported: Sequence[CheckedSentence], numbered: NumberedEvidence
    ) -> Repaired:
        """The corrected sentences; all are given up where the model fails."""
        messages = self.prompt.render(
            articles=_shown(unsupported, numbered),
            boundary=self.make_boundary(),
            question=inert(question, characters=QUESTION_CHARACTERS),
            refusal=REFUSAL,
            sentences=[
                inert(one.sentence.text, characters=SENTENCE_CHARACTERS) for one in unsupported
            ],
        )
        try:
            completion = await self.model.complete(
                messages, output_tokens=TOKENS_PER_SENTENCE * len(unsupported)
            )
        except DatelineError:  # the rest of the answer stands; what is unsupported is dropped
            return Repaired((None,) * len(unsupported))
        sentences = read_repairs(
            completion.text, count=len(unsupported), evidence_count=len(numbered.sentences)
        )
        return Repaired(sentences, completion.usage)


def read_repairs(
    text: str, *, count: int, evidence_count: int
) -> tuple[MarkedSentence | None, ...]:
    """The corrected sentences in a model's lines, the first one of each number."""
    found: dict[int, str] = {}
    text = visible(text)
    for match in _LINE.finditer(text):
        found.setdefault(int(match[1]), match[2])
    if not found and count == 1:
        found = {1: text}
    return tuple(_first(found.get(number, ""), evidence_count) for number in range(1, count + 1))


def _first(written: str, evidence_count: int) -> MarkedSentence | None:
    if REFUSAL in written:
        return None
    canonical, _ = read_all([plain_text(written, is_whole=True)], evidence_count)
    for one in marked_sentences(canonical):
        if said := without_filler(one.text):
            return MarkedSentence(said, one.numbers)
    return None


def _shown(
    unsupported: Sequence[CheckedSentence], numbered: NumberedEvidence
) -> tuple[EvidenceArticle, ...]:
    """The evidence around the quotes that came nearest and the ones cited."""
    numbers = {id(sentence): number for number, sentence in enumerate(numbered.sentences, 1)}
    wanted: dict[int, None] = {}
    for one in unsupported:
        near = [numbers[id(quote)] for quote in one.verdict.quotes if id(quote) in numbers]
        wanted.update(dict.fromkeys([*near, *one.sentence.numbers]))
    for number in [*wanted]:
        wanted.update(dict.fromkeys((number - 1, number + 1)))
    chosen = set(list(wanted)[:MOST_LINES])
    articles = (
        replace(article, lines=tuple(line for line in article.lines if line.number in chosen))
        for article in numbered.articles
    )
    return tuple(article for article in articles if article.lines)
