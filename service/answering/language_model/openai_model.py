"""A language model behind the chat-completions API of OpenAI, which most servers speak."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

import httpx2
import openai
from openai import AsyncOpenAI
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionChunk

from corpus.errors import ConfigurationError, ModelUnavailable
from corpus.openai_access import openai_access
from service.answering.answer import Usage
from service.answering.language_model.circuit_breaker import CircuitBreaker
from service.answering.language_model.protocol import Completion, Message
from service.answering.language_model.request import RequestShape
from service.answering.language_model.server_errors import as_model_error
from service.answering.language_model.token_estimate import estimated_usage
from service.answering.llm_settings import LlmSettings

_ODD_DATA = (ValueError, TypeError, AttributeError, LookupError)
"""What reading a chunk raises that is not made as it should be: the SDK does not check them."""
_CHARACTERS_PER_TOKEN = 12
"""A model that writes more than this per token it was granted ignores its bound: it is cut off."""
_CONNECT_TIMEOUT_SECONDS = 5.0
_CUT_SHORT = frozenset(("length", "max_tokens", "content_filter"))
"""Reasons to finish that leave a text without its end."""


def openai_client(settings: LlmSettings, environment: Mapping[str, str]) -> AsyncOpenAI:
    """A client for the standard variables OPENAI_API_KEY and OPENAI_BASE_URL.

    Raises:
        ConfigurationError: if neither is set.
    """
    access = openai_access(environment)
    if access is None:
        raise ConfigurationError(
            "a language model needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server without keys"
        )
    return AsyncOpenAI(
        api_key=access.key,
        base_url=access.base_url,
        max_retries=settings.retries,
        timeout=httpx2.Timeout(settings.total_timeout_seconds, connect=_CONNECT_TIMEOUT_SECONDS),
    )


@dataclass(slots=True)
class _Progress:
    """What one request has brought so far."""

    started: float
    pieces: list[str] = field(default_factory=list)
    characters: int = 0
    first_token_ms: float = 0.0
    reported: CompletionUsage | None = None
    finish_reason: str | None = None


class OpenAILanguageModel:
    """Asks an OpenAI-compatible server, streaming, within time, length and concurrency bounds.

    Waiting for a free place counts towards both time-outs, so that nobody waits longer than they
    say. Failures of the server count towards the circuit breaker; a full queue and a reader who
    goes away do not, and a refused request shows that the server is alive.

    Args:
        client: keeps its own retries; the caller closes it.
        settings: bounds and prices; ``model`` must not be empty.
        clock: seconds that never run backwards.
    """

    def __init__(
        self,
        client: AsyncOpenAI,
        settings: LlmSettings,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not settings.model:
            raise ConfigurationError("DATELINE_LLM__MODEL names no language model")
        self._client = client
        self._settings = settings
        self._clock = clock
        self._places = asyncio.Semaphore(settings.concurrent_requests)
        self._shape = RequestShape(settings)
        self._breaker = CircuitBreaker(
            failures_before_pause=settings.failures_before_pause,
            pause_seconds=settings.pause_seconds,
            clock=clock,
        )

    @property
    def name(self) -> str:
        return self._settings.model

    async def complete(self, messages: Sequence[Message], *, output_tokens: int) -> Completion:
        """The whole text; raises as ``stream`` does."""
        async with aclosing(self.stream(messages, output_tokens=output_tokens)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Completion):
                    return piece
        raise ModelUnavailable(f"{self.name} sent nothing")

    async def stream(
        self, messages: Sequence[Message], *, output_tokens: int
    ) -> AsyncGenerator[str | Completion, None]:
        """The text in pieces, then the ``Completion``; see ``LanguageModel``.

        Raises:
            ModelUnavailable: the model is away, slow, overloaded or paused, or broke off.
            ModelRejected: the model refuses this request, key or name for good.
        """
        self._breaker.check()
        progress = _Progress(self._clock())
        await self._take_place()
        try:
            self._breaker.admit()  # it may have failed for others while this call waited
            async with aclosing(self._watched(messages, output_tokens, progress)) as pieces:
                async for piece in pieces:
                    yield piece
        finally:
            self._places.release()
        yield self._completion(messages, progress)

    async def _take_place(self) -> None:
        try:
            async with asyncio.timeout(self._settings.first_token_timeout_seconds):
                await self._places.acquire()
        except TimeoutError:
            raise ModelUnavailable(
                f"{self.name} is busy: {self._settings.concurrent_requests} requests are running"
            ) from None

    async def _watched(
        self, messages: Sequence[Message], output_tokens: int, progress: _Progress
    ) -> AsyncGenerator[str, None]:
        """The pieces, with every failure mapped to the domain and told to the breaker."""
        try:
            async with aclosing(self._pieces(messages, output_tokens, progress)) as pieces:
                async for piece in pieces:
                    yield piece
        except (openai.OpenAIError, httpx2.HTTPError, TimeoutError, *_ODD_DATA) as error:
            problem = as_model_error(error, self.name)
            if isinstance(problem, ModelUnavailable):
                self._breaker.record_failure()
            else:
                self._breaker.record_success()
            raise problem from error
        self._breaker.record_success()

    async def _pieces(
        self, messages: Sequence[Message], output_tokens: int, progress: _Progress
    ) -> AsyncGenerator[str, None]:
        most_characters = output_tokens * _CHARACTERS_PER_TOKEN
        async with asyncio.timeout(self._left(progress)):
            stream = await self._shape.open(self._client, messages, output_tokens)
        async with stream:
            chunks = aiter(stream)
            while (chunk := await self._next(chunks, progress)) is not None:
                progress.reported = chunk.usage or progress.reported
                for choice in (getattr(chunk, "choices", None) or ())[:1]:
                    progress.finish_reason = choice.finish_reason or progress.finish_reason
                    delta = getattr(choice, "delta", None)
                    piece = self._taken(getattr(delta, "content", None), progress)
                    if piece:
                        yield piece
                    elif getattr(delta, "reasoning_content", None):
                        self._mark_first_token(progress)
                if progress.characters > most_characters:
                    progress.finish_reason = "length"
                    return
        if progress.finish_reason is None and not stream.is_done:
            raise httpx2.RemoteProtocolError("the stream ended without saying that it was whole")

    async def _next(
        self, chunks: AsyncIterator[ChatCompletionChunk], progress: _Progress
    ) -> ChatCompletionChunk | None:
        """The next chunk within the time left, or ``None`` after the last."""
        async with asyncio.timeout(self._left(progress)):
            return await anext(chunks, None)

    def _left(self, progress: _Progress) -> float:
        """Seconds left until the first token, or once it is there until the end."""
        bound = (
            self._settings.total_timeout_seconds
            if progress.first_token_ms
            else min(
                self._settings.first_token_timeout_seconds, self._settings.total_timeout_seconds
            )
        )
        return max(0.0, bound - (self._clock() - progress.started))

    def _mark_first_token(self, progress: _Progress) -> None:
        if not progress.first_token_ms:
            progress.first_token_ms = max(0.001, (self._clock() - progress.started) * 1_000)

    def _taken(self, content: str | None, progress: _Progress) -> str:
        if not content:
            return ""
        if not isinstance(content, str):  # the SDK does not check what servers send
            raise ValueError("the text of a chunk is not a string")  # noqa: TRY004 - bad data
        self._mark_first_token(progress)
        progress.pieces.append(content)
        progress.characters += len(content)
        return content

    def _completion(self, messages: Sequence[Message], progress: _Progress) -> Completion:
        text = "".join(progress.pieces)
        return Completion(
            text=text,
            model=self.name,
            usage=self._usage(messages, text, progress.reported),
            is_complete=progress.finish_reason not in _CUT_SHORT,
            first_token_ms=progress.first_token_ms,
        )

    def _usage(
        self, messages: Sequence[Message], text: str, reported: CompletionUsage | None
    ) -> Usage:
        """What the server reports; an estimate at unknown cost for what it does not."""
        prompt = _count(reported, "prompt_tokens")
        completion = _count(reported, "completion_tokens")
        if prompt is None or completion is None:
            estimate = estimated_usage(messages, text)
            return Usage(
                estimate.prompt_tokens if prompt is None else prompt,
                estimate.completion_tokens if completion is None else completion,
                None,
            )
        price = self._settings.prices.get(self.name)
        cost = None
        if price is not None:
            cost = (
                prompt * price.prompt_usd_per_million_tokens
                + completion * price.completion_usd_per_million_tokens
            ) / 1_000_000
        return Usage(prompt, completion, cost)


def _count(reported: CompletionUsage | None, name: str) -> int | None:
    """A number of tokens, ``None`` where the server reports none that can be one."""
    count = getattr(reported, name, None)
    return count if isinstance(count, int) and count >= 0 else None
