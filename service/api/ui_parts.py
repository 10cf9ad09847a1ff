"""The parts of the AI SDK's UI message stream that an answer is sent in.

Source: https://ai-sdk.dev/docs/ai-sdk-ui/stream-protocol (versions 5 to 7 of the package ``ai``;
version 5 refuses fields it does not know, so each part has only what that version has).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from service.answering.events import SourcesFound
from service.api.presentation import sources_body
from service.api.schemas import AskResponse, CitationBody, Response, SourcesEvent

TEXT_ID = "answer"


class UiPart(Response):
    """One part of the stream."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, serialize_by_alias=True
    )

    type: str


class Start(UiPart):
    """The message begins."""

    type: Literal["start"] = "start"
    message_id: str


class Plain(UiPart):
    """A part that says all by its type."""

    type: Literal["start-step", "finish-step", "finish"]


class TextBoundary(UiPart):
    """The text begins or ends."""

    type: Literal["text-start", "text-end"]
    id: str = TEXT_ID


class TextDelta(UiPart):
    """What the text grows by."""

    type: Literal["text-delta"] = "text-delta"
    id: str = TEXT_ID
    delta: str


class SourceUrl(UiPart):
    """A cited article with an address."""

    type: Literal["source-url"] = "source-url"
    source_id: str
    url: str
    title: str
    provider_metadata: Mapping[str, CitationBody]


class SourceDocument(UiPart):
    """A cited article without an address; none is made up."""

    type: Literal["source-document"] = "source-document"
    source_id: str
    media_type: Literal["text/plain"] = "text/plain"
    title: str
    provider_metadata: Mapping[str, CitationBody]


class EvidencePart(UiPart):
    """The evidence, before any text; not kept in the message."""

    type: Literal["data-sources"] = "data-sources"
    data: SourcesEvent
    transient: Literal[True] = True


class AnswerPart(UiPart):
    """The whole answer as `/v1/ask` gives it."""

    type: Literal["data-answer"] = "data-answer"
    data: AskResponse


class ErrorPart(UiPart):
    """Why the stream ends early, and what to do."""

    type: Literal["error"] = "error"
    error_text: str


def evidence_part(found: SourcesFound) -> EvidencePart:
    """The evidence, best first; the numbers are ranks."""
    return EvidencePart(data=sources_body(found))


def closing_parts(answer: AskResponse) -> Iterator[UiPart]:
    """What follows the text: each citation as a source, then the whole answer."""
    for cited in answer.citations:
        yield _source(cited)
    yield AnswerPart(data=answer)


def _source(cited: CitationBody) -> UiPart:
    number, metadata = str(cited.number), {"dateline": cited}
    title = cited.title or cited.source or cited.article_id
    if cited.url:
        return SourceUrl(source_id=number, url=cited.url, title=title, provider_metadata=metadata)
    return SourceDocument(source_id=number, title=title, provider_metadata=metadata)
