"""An answer as OpenAI's and Perplexity's clients read it."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from service.api.chat_bodies import (
    Annotation,
    ChatChoice,
    ChatChunk,
    ChatCompletion,
    ChatMessage,
    ChatUsage,
    ChunkChoice,
    ChunkDelta,
    SearchResult,
    UrlCitation,
)
from service.api.schemas import AskResponse, CitationBody

_MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Completion:
    """One chat completion under way: what all its pieces have in common."""

    model: str
    completion_id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, answer: AskResponse) -> ChatCompletion:
        """The completion in one piece."""
        message = ChatMessage(content=answer.answer, annotations=url_annotations(answer))
        return ChatCompletion(
            id=self.completion_id,
            created=self.created,
            model=self.model,
            choices=[ChatChoice(message=message)],
            usage=usage(answer),
            citations=addresses(answer),
            search_results=search_results(answer),
            dateline=answer,
        )

    def opening(self) -> ChatChunk:
        """The first piece: who speaks."""
        return self._growing(ChunkDelta(role="assistant", content=""))

    def piece(self, text: str) -> ChatChunk:
        """What the content grows by."""
        return self._growing(ChunkDelta(content=text))

    def closing(self, answer: AskResponse) -> ChatChunk:
        """The last piece: why it ends, and what the content rests on."""
        last = ChunkChoice(
            index=0, delta=ChunkDelta(annotations=url_annotations(answer)), finish_reason="stop"
        )
        shown = {
            "citations": addresses(answer),
            "search_results": search_results(answer),
            "dateline": answer,
        }
        return self._chunk([last]).model_copy(update=shown)

    def used(self, answer: AskResponse) -> ChatChunk:
        """The piece after the last, for those who want to know the tokens."""
        return self._chunk([]).model_copy(update={"usage": usage(answer)})

    def _growing(self, delta: ChunkDelta) -> ChatChunk:
        return self._chunk([ChunkChoice(index=0, delta=delta, finish_reason=None)])

    def _chunk(self, choices: list[ChunkChoice]) -> ChatChunk:
        return ChatChunk(
            id=self.completion_id,
            object="chat.completion.chunk",
            created=self.created,
            model=self.model,
            choices=choices,
        )


def url_annotations(answer: AskResponse) -> list[Annotation]:
    """One for each marker whose article has an address; offsets in code points, half open."""
    return [
        Annotation(
            url_citation=UrlCitation(
                start_index=start, end_index=end, title=_title(cited, cited.url), url=cited.url
            )
        )
        for start, end, cited in _markers(answer)
        if cited.url
    ]


def addresses(answer: AskResponse) -> list[str]:
    """The addresses in the order of the numbers; empty text keeps the place of a missing one."""
    return [cited.url or "" for cited in answer.citations]


def search_results(answer: AskResponse) -> list[SearchResult]:
    """The citations in the order of the numbers."""
    return [
        SearchResult(
            title=cited.title,
            url=cited.url,
            date=cited.published_at.date().isoformat() if cited.published_at else None,
            snippet=cited.quote,
            source=cited.source,
        )
        for cited in answer.citations
    ]


def usage(answer: AskResponse) -> ChatUsage:
    """The tokens that the answer took."""
    used = answer.usage
    return ChatUsage(
        prompt_tokens=used.prompt_tokens,
        completion_tokens=used.completion_tokens,
        total_tokens=used.prompt_tokens + used.completion_tokens,
    )


def _title(cited: CitationBody, otherwise: str) -> str:
    return cited.title or cited.source or otherwise


def _markers(answer: AskResponse) -> Iterator[tuple[int, int, CitationBody]]:
    """Start, end and citation of each marker; they stand behind their statement.

    Brackets inside a statement are words of an article.
    """
    bounds = [*(one.start for one in answer.statements), len(answer.answer)]
    for statement, end in zip(answer.statements, bounds[1:], strict=True):
        for match in _MARKER.finditer(answer.answer, statement.end, end):
            yield match.start(), match.end(), answer.citations[int(match[1]) - 1]
