"""A second opinion on a sentence that was found supported, by a model that may only take away.

The judge is asked about what the check in code let through, with the quotes that would be cited.
Whatever is not one of its two words, and a judge that is away or slow, decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog

from corpus.errors import DatelineError
from service.answering.answer import Usage
from service.answering.evidence import EvidenceSentence
from service.answering.language_model import LanguageModel
from service.answering.llm.verdict_words import (
    OUTPUT_TOKENS,
    PlacedQuote,
    is_too_long,
    read_verdict,
    verdict_messages,
)
from service.answering.prompting import (
    OUTLET_CHARACTERS,
    TITLE_CHARACTERS,
    Prompt,
    day_of,
    inert,
    new_boundary,
)

BEFORE_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """Whether quotes support a statement, ``None`` where there is no verdict; the cost."""

    supported: bool | None
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class SupportJudge:
    """Asks a model whether quotes support a statement, once, and never fails.

    Attributes:
        model: bounds how long it is waited for.
        prompt: a version of the prompt ``judge`` that shows where quotes stand.
        make_boundary: a key nobody can guess, new for each request.
    """

    model: LanguageModel
    prompt: Prompt
    make_boundary: Callable[[], str] = new_boundary

    async def ask(self, statement: str, quotes: Sequence[EvidenceSentence]) -> SecondOpinion:
        """What the model says of a statement and the quotes it would cite."""
        if is_too_long([one.text for one in quotes], statement):
            return SecondOpinion(None)
        messages = verdict_messages(
            self.prompt,
            quotes=[placed(one) for one in quotes],
            statement=statement,
            boundary=self.make_boundary(),
        )
        try:
            completion = await self.model.complete(messages, output_tokens=OUTPUT_TOKENS)
        except DatelineError as error:
            # The kind alone: servers repeat in their messages what they were sent.
            structlog.get_logger().warning(
                "second_opinion_left_out", model=self.model.name, reason=type(error).__name__
            )
            return SecondOpinion(None)
        return SecondOpinion(read_verdict(completion.text), completion.usage)


def placed(sentence: EvidenceSentence) -> PlacedQuote:
    """The sentence with what tells whose words it is, who its "he" is and when its "Monday" was.

    The prompt that writes asks for outlets and absolute dates, which a quote alone does not have.
    """
    article = sentence.quote.article
    return PlacedQuote(
        text=inert(sentence.text),
        outlet=inert(article.source or "", characters=OUTLET_CHARACTERS),
        title=inert(article.title or "", characters=TITLE_CHARACTERS),
        day=day_of(article),
        before=inert(sentence.previous, characters=BEFORE_CHARACTERS),
    )
