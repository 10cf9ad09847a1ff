"""Answers and reports as a person reads them in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from service.answering.phrases import nearest_after
from service.api.schemas import (
    AnswererBody,
    AskResponse,
    CitationBody,
    DisagreementBody,
    FeedbackBody,
    SearchResponse,
)

LONGEST_PASSAGE = 300


def answer_lines(answer: AskResponse, *, is_extractive_wanted: bool = False) -> Iterator[str]:
    """The answer, then the quotes it relies on, then who wrote it.

    Without a reason given, extracts are what the reader wants, or no model is configured.
    """
    if answer.understood_as:
        yield f"Understood as: {_one_line(answer.understood_as)}"
        yield ""
    if answer.headline:
        yield _one_line(answer.headline)
        yield ""
    yield _one_line(answer.answer)
    if answer.status == "conflicting":
        yield ""
        yield "The outlets disagree:"
        for disagreement in answer.disagreements:
            yield from _disagreement_lines(disagreement)
    if answer.citations:
        yield ""
        yield from _citation_lines(answer.citations)
    if answer.status == "unanswerable" and answer.nearest:
        yield ""
        yield nearest_after(answer.answer)
        yield from _citation_lines(answer.nearest)
    yield ""
    yield _answerer_line(
        answer.answerer, "as asked for" if is_extractive_wanted else "no model configured"
    )


def search_lines(found: SearchResponse) -> Iterator[str]:
    """The passages, best first."""
    if not found.hits:
        yield "no passage found"
    for hit in found.hits:
        yield f"{hit.rank}. {_origin(hit.source, hit.published_at, hit.title)}  [{hit.article_id}]"
        text = textwrap.shorten(_one_line(hit.text), LONGEST_PASSAGE, placeholder=" …")
        yield from _indented(text)
        if hit.url:
            yield f"   {_one_line(hit.url)}"


def feedback_lines(given: Iterable[FeedbackBody]) -> Iterator[str]:
    """What readers said, each with what it was said of."""
    for one in given:
        cited = f", citation {one.citation} ({one.article_id})" if one.citation else ""
        when = one.given_at.isoformat(timespec="minutes").replace("+00:00", "Z")
        yield _one_line(f"{when}  {one.rating}  {one.answer_id} ({one.answer_status}){cited}")
        if one.question:
            yield from _indented(_one_line(one.question))
        if one.comment:
            yield from _indented(f"“{_one_line(one.comment)}”")


def _citation_lines(citations: Iterable[CitationBody]) -> Iterator[str]:
    for citation in citations:
        mark = f"[{citation.number}]"
        yield f"{mark} {_origin(citation.source, citation.published_at, citation.title)}"
        yield from _indented(f"“{_one_line(citation.quote)}”", len(mark) + 1)
        indent = " " * (len(mark) + 1)
        yield f"{indent}{_one_line(citation.url) if citation.url else citation.article_id}"
        if citation.also_in:
            also = ", ".join(_one_line(one.source or one.article_id) for one in citation.also_in)
            yield f"{indent}also in: {also}"


def _disagreement_lines(disagreement: DisagreementBody) -> Iterator[str]:
    yield f"  {_one_line(disagreement.about)}"
    for position in disagreement.positions:
        marks = "".join(f"[{number}]" for number in position.citations)
        outlets = ", ".join(map(_one_line, position.sources)) or "unnamed outlet"
        day = f", {str(position.published_at)[:10]}" if position.published_at else ""
        newest = ", the newest" if position.newest else ""
        yield f"    {_one_line(position.value)} {marks} ({outlets}{day}{newest})"


def _answerer_line(answerer: AnswererBody, usual: str) -> str:
    reason = _one_line(answerer.fallback_reason or "")
    if answerer.kind == "extractive":
        return f"extractive ({reason or usual})"
    line = f"written by {answerer.model}, verified against the quotes"
    return f"{line}, and continued by extracts ({reason})" if reason else line


def _origin(source: str | None, published_at: object, title: str | None) -> str:
    day = str(published_at)[:10] if published_at else "no date"
    return _one_line(f"{source or 'unnamed outlet'}, {day}: {title or 'untitled'}")


def _indented(text: str, indent: int = 3) -> list[str]:
    space = " " * indent
    return textwrap.wrap(
        text, 96, initial_indent=space, subsequent_indent=space, break_long_words=False
    )


def _one_line(text: str) -> str:
    """The text without line breaks or control characters, which could command a terminal."""
    return "".join(char if char.isprintable() else " " for char in text).strip()
