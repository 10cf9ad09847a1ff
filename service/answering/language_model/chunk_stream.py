"""A stream of chunks that tells whether the server said that it was over."""

from __future__ import annotations

from collections.abc import AsyncIterator

from openai import AsyncStream
from openai._streaming import ServerSentEvent
from openai.types.chat import ChatCompletionChunk

_DONE = "[DONE]"


class ChunkStream(AsyncStream[ChatCompletionChunk]):
    """The chunks of one completion.

    The SDK ends alike where the server says ``[DONE]`` and where the connection is closed before.
    """

    is_done: bool = False

    async def _iter_events(self) -> AsyncIterator[ServerSentEvent]:
        async for event in super()._iter_events():
            self.is_done = self.is_done or event.data.startswith(_DONE)
            yield event
