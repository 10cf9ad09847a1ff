"""The shape of a request: parameters that a server refuses are left out from then on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import openai
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletionChunk

from service.answering.language_model.chunk_stream import ChunkStream
from service.answering.language_model.protocol import Message
from service.answering.llm_settings import LlmSettings

_REPLACEMENTS: dict[str, str | None] = {
    "max_tokens": "max_completion_tokens",
    "temperature": None,
    "stream_options": None,
}
"""What servers are known to refuse, and what says the same (nothing: it can be done without)."""


class RequestShape:
    """Sends chat requests in the form that the server turned out to accept.

    Reasoning models refuse ``temperature`` and ``max_tokens``, some servers ``stream_options``.
    Nobody should have to configure that: the first refusal that names the parameter is answered
    by the same request without it, and the lesson is kept.
    """

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings
        self._refused: set[str] = set()

    async def open(
        self, client: AsyncOpenAI, messages: Sequence[Message], output_tokens: int
    ) -> ChunkStream:
        """The open stream of one request; raises what the SDK raises."""
        for _ in _REPLACEMENTS:
            body = self._body(output_tokens)
            try:
                return await self._send(client, messages, body)
            except openai.BadRequestError as error:
                refused = _refused_of(body, error)
                if refused is None:
                    raise
                self._refused.add(refused)
        return await self._send(client, messages, self._body(output_tokens))

    def _body(self, output_tokens: int) -> dict[str, object]:
        """The parameters of one request, without those refused so far."""
        wanted: dict[str, object] = {
            "max_tokens": output_tokens,
            "temperature": self._settings.temperature,
            "stream_options": {"include_usage": True},
        }
        body: dict[str, object] = {}
        for parameter, value in wanted.items():
            name = _REPLACEMENTS[parameter] if parameter in self._refused else parameter
            if name is not None and value is not None:
                body[name] = value
        return body

    async def _send(
        self, client: AsyncOpenAI, messages: Sequence[Message], body: Mapping[str, object]
    ) -> ChunkStream:
        return await client.post(
            "/chat/completions",
            cast_to=ChatCompletionChunk,
            body={
                "model": self._settings.model,
                "messages": [_wire_form(message) for message in messages],
                "stream": True,
                **body,
            },
            stream=True,
            stream_cls=ChunkStream,
        )


def _refused_of(body: Mapping[str, object], error: openai.BadRequestError) -> str | None:
    """The parameter that a server refused, of those it was sent.

    Another request may have learnt of it meanwhile: what was sent counts, not what is known.
    """
    for parameter in _REPLACEMENTS:
        is_named = error.param == parameter or f"'{parameter}'" in error.message
        if is_named and parameter in body:
            return parameter
    return None


def _wire_form(message: Message) -> dict[str, str]:
    return {"role": message.role, "content": message.content}
