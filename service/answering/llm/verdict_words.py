"""How a judge model is asked for one of two fixed words, and when what it writes is a verdict.

Shared by the second opinion on an answer and by the judge of the evaluation, so that both read
alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.answering.language_model import Message
from service.answering.llm.output import visible
from service.answering.prompting import Prompt, inert

SUPPORTED = "SUPPORTED"
UNSUPPORTED = "NOT_SUPPORTED"
"""The words the prompt asks for."""

LONGEST = 24_000
"""Code points of quotes and statement together; what is longer is not judged, never cut."""

OUTPUT_TOKENS = 400
"""Room for the thoughts of models that write them first."""

_WORDS = {"SUPPORTED": True, "NOT_SUPPORTED": False, "NOT SUPPORTED": False, "UNSUPPORTED": False}
_DECORATION = " \t\r\n*_`\"'“”.!:#>-"


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """A quote with where it stands; all of it inert, and empty where it is not known.

    ``day`` is when the article was published, ``before`` the sentence before the quote.
    """

    text: str
    outlet: str
    title: str
    day: str
    before: str


def is_too_long(quotes: Sequence[str], statement: str) -> bool:
    """Whether quotes and statement are more than a judge is asked to read."""
    return sum(map(len, quotes)) + len(statement) > LONGEST


def verdict_messages(
    prompt: Prompt, *, quotes: Sequence[str] | Sequence[PlacedQuote], statement: str, boundary: str
) -> tuple[Message, ...]:
    """What a judge is sent: quotes and statement are inert in it.

    Args:
        prompt: a version of the prompt ``judge``.
        quotes: texts alone for version 1, with their places from version 2 on.
        statement: one sentence, without markers.
        boundary: a key nobody can guess.
    """
    return prompt.render(
        boundary=boundary,
        quotes=[inert(one) if isinstance(one, str) else one for one in quotes],
        statement=inert(statement),
        supported=SUPPORTED,
        unsupported=UNSUPPORTED,
    )


def read_verdict(text: str) -> bool | None:
    """True or False where the first or the last line is a verdict and no line is the other one.

    A sentence with the word in it is none: "not really supported" says the opposite of its word.
    """
    lines = [line for line in visible(text).splitlines() if line.strip()]
    found = [_WORDS.get(_bare(line)) for line in lines]
    verdicts = {one for one in found if one is not None}
    if len(verdicts) != 1 or (found[0] is None and found[-1] is None):
        return None
    return verdicts.pop()


def _bare(line: str) -> str:
    """The line in capitals without decoration and without "Verdict:" or "Answer:" before it."""
    plain = line.strip(_DECORATION).upper()
    for label in ("VERDICT", "ANSWER"):
        rest = plain.removeprefix(label)
        if rest != plain and rest.lstrip(" *").startswith(":"):
            plain = rest.strip(_DECORATION)
    return plain
