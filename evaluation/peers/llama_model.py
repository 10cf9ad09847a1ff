"""Dateline's language model as one of LlamaIndex's, so that both sides write with the same one."""

from __future__ import annotations

import asyncio
from typing import Any

from llama_index.core.base.llms.types import (
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
)
from llama_index.core.llms import CustomLLM
from pydantic import PrivateAttr

from service.answering.answer import Usage
from service.answering.language_model import LanguageModel, Message

CONTEXT_WINDOW = 8_192
"""Tokens of prompt and answer that LlamaIndex may plan with, as small servers are started with."""
OUTPUT_TOKENS = 400


class PeerModel(CustomLLM):
    """Completes with the wrapped model and remembers what that cost."""

    _model: LanguageModel = PrivateAttr()
    _spent: list[Usage] = PrivateAttr(default_factory=list)

    def __init__(self, model: LanguageModel) -> None:
        """``model`` writes; it is asked in the event loop that ``acomplete`` runs in."""
        super().__init__()
        self._model = model

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(
            context_window=CONTEXT_WINDOW, num_output=OUTPUT_TOKENS, model_name=self._model.name
        )

    def take_spent(self) -> Usage:
        """What was spent since the last call; the cost is None where a price is unknown."""
        spent, self._spent = self._spent, []
        costs = [one.cost_usd for one in spent]
        return Usage(
            prompt_tokens=sum(one.prompt_tokens for one in spent),
            completion_tokens=sum(one.completion_tokens for one in spent),
            cost_usd=None if None in costs else sum(cost or 0.0 for cost in costs),
        )

    async def acomplete(
        self,
        prompt: str,
        formatted: bool = False,  # noqa: ARG002, FBT001, FBT002 - as LlamaIndex calls it
        **kwargs: Any,  # noqa: ARG002 - the same
    ) -> CompletionResponse:
        """The whole text.

        Raises:
            ModelUnavailable, ModelRejected: as the wrapped model does.
        """
        completion = await self._model.complete(
            (Message("user", prompt),), output_tokens=OUTPUT_TOKENS
        )
        self._spent.append(completion.usage)
        return CompletionResponse(text=completion.text)

    def complete(
        self,
        prompt: str,
        formatted: bool = False,  # noqa: FBT001, FBT002 - as LlamaIndex calls it
        **kwargs: Any,
    ) -> CompletionResponse:
        """The same where no event loop is running."""
        return asyncio.run(self.acomplete(prompt, formatted, **kwargs))

    def stream_complete(
        self,
        prompt: str,
        formatted: bool = False,  # noqa: FBT001, FBT002 - as LlamaIndex calls it
        **kwargs: Any,
    ) -> CompletionResponseGen:
        """The whole text as one piece."""
        yield self.complete(prompt, formatted, **kwargs)
