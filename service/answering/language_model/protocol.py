"""What Dateline asks of a language model: messages in, text out, in pieces or whole."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from service.answering.answer import Usage


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model wrote. ``is_complete`` is false where it was stopped by a bound on its length.

    ``first_token_ms`` runs from the call, queueing and retries included.
    """

    text: str
    model: str
    usage: Usage
    is_complete: bool
    first_token_ms: float


class LanguageModel(Protocol):
    """A language model that may be slow, wrong or away."""

    @property
    def name(self) -> str:
        """The name that answers report."""
        ...

    def stream(
        self, messages: Sequence[Message], *, output_tokens: int
    ) -> AsyncGenerator[str | Completion, None]:
        """The text in pieces as it is written, then once, last, the whole as a ``Completion``.

        Closing the generator ends the request.

        Raises:
            ModelUnavailable: the model is away, slow, overloaded or paused, or broke off.
            ModelRejected: the model refuses this request, key or name for good.
        """
        ...

    async def complete(self, messages: Sequence[Message], *, output_tokens: int) -> Completion:
        """The whole text; raises as ``stream`` does."""
        ...
