"""Results as agents read them that do not see the structured ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from service.answering.phrases import nearest_after
from service.api.schemas import ArticleBody, AskResponse, CitationBody, SearchResponse


def answer_text(answer: AskResponse) -> str:
    """The answer, then its quotes; where there is none, the nearest evidence."""
    lines = [f"Understood as: {answer.understood_as}", ""] if answer.understood_as else []
    lines.append(answer.answer)
    for disagreement in answer.disagreements:
        lines += ["", f"The outlets disagree about {disagreement.about}:"]
        lines += [
            f"- {one.value} {''.join(f'[{number}]' for number in one.citations)}"
            for one in disagreement.positions
        ]
    if answer.nearest:
        lines += ["", nearest_after(answer.answer)]
    else:
        lines += ["", "Quotes:"]
    for cited in [*answer.citations, *answer.nearest]:
        lines += _citation_lines(cited)
    return "\n".join(lines)


def search_text(found: SearchResponse) -> str:
    """The passages, best first."""
    if not found.hits:
        return "No passage found; the collection is empty or nothing passes the filters."
    lines: list[str] = []
    for hit in found.hits:
        origin = _origin(hit.title, hit.source, hit.published_at, hit.url)
        lines += [f"{hit.rank}. {origin} (article_id {hit.article_id})", hit.text, ""]
    return "\n".join(lines).rstrip()


def article_text(article: ArticleBody) -> str:
    """The article under its title and origin."""
    origin = _origin(article.title, article.source, article.published_at, article.url)
    return f"{origin}\n\n{article.text}"


def _citation_lines(cited: CitationBody) -> Iterator[str]:
    origin = _origin(cited.title, cited.source, cited.published_at, cited.url)
    yield f"[{cited.number}] {origin} (article_id {cited.article_id})"
    yield f"    “{' '.join(cited.quote.split())}”"
    if cited.also_in:
        also = ", ".join(one.source or one.article_id for one in cited.also_in)
        yield f"    also in: {also}"


def _origin(
    title: str | None, source: str | None, published_at: datetime | None, url: str | None
) -> str:
    day = published_at.date().isoformat() if published_at else "no date"
    known = [title or "untitled", source or "unnamed outlet", day, *([url] if url else [])]
    return ", ".join(known)
