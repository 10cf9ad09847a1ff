"""What OpenAI clients are sent, with the fields that Perplexity's clients read."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from service.api.schemas import AskResponse, Response


class UrlCitation(Response):
    """Where the content cites which page: `content[start_index:end_index]` is the marker."""

    start_index: int
    end_index: int
    title: str
    url: str


class Annotation(Response):
    """One marker of the content, as OpenAI has it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class SearchResult(Response):
    """One citation, as Perplexity has it."""

    title: str | None
    url: str | None = Field(description="Null where the article has no address; none is made up.")
    date: str | None = Field(description="Day of publication, ISO 8601.")
    snippet: str = Field(description="The exact quote.")
    source: str | None = Field(description="The outlet.")


class ChatMessage(Response):
    """The answer with its markers."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class ChatChoice(Response):
    """The one answer."""

    index: Literal[0] = 0
    message: ChatMessage
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class ChatUsage(Response):
    """Tokens of the language model; zero where none wrote."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatCompletion(Response):
    """A chat completion; marker `[n]` stands for item n - 1 of both lists."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int = Field(description="Seconds since 1970.")
    model: str
    choices: list[ChatChoice]
    usage: ChatUsage
    citations: list[str] = Field(
        description="The address of each cited article; empty text where it has none."
    )
    search_results: list[SearchResult]
    dateline: AskResponse


class _Sparse(Response):
    """A body that leaves out what it does not say, as OpenAI's chunks do."""

    @model_serializer(mode="wrap")
    def _said(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in handler(self).items() if value is not None}


class ChunkDelta(_Sparse):
    """What the message grows by."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    annotations: list[Annotation] | None = None


class ChunkChoice(Response):
    """The one answer, piece by piece."""

    index: int
    delta: ChunkDelta
    finish_reason: Literal["stop"] | None


class ChatChunk(_Sparse):
    """One piece of a streamed chat completion; the last one has what the whole one has."""

    id: str
    object: str
    created: int
    model: str
    choices: list[ChunkChoice]
    usage: ChatUsage | None = None
    citations: list[str] | None = None
    search_results: list[SearchResult] | None = None
    dateline: AskResponse | None = None


class ModelBody(Response):
    """A name to send as `model`."""

    id: str
    object: Literal["model"] = "model"
    created: int = Field(0, description="Not known; 0.")
    owned_by: Literal["dateline"] = "dateline"


class ModelList(Response):
    """The names to send as `model`."""

    object: Literal["list"] = "list"
    data: list[ModelBody]
