"""What callers are sent, field by field. Pydantic lives here and goes no further in."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Response(BaseModel):
    """A response body."""

    model_config = ConfigDict(frozen=True)


class CopyBody(Response):
    """Another article that tells the same story in the same words."""

    article_id: str
    source: str | None
    url: str | None


class CitationBody(Response):
    """An exact quote: `article.text[start:end] == quote`, in Unicode code points."""

    number: int
    article_id: str
    title: str | None
    source: str | None
    author: str | None
    url: str | None
    published_at: datetime | None
    quote: str
    start: int
    end: int
    also_in: list[CopyBody]


class StatementBody(Response):
    """One sentence of the answer: `answer[start:end] == text`."""

    text: str
    start: int
    end: int
    citations: list[int]
    support: Literal["supported", "partial", "unsupported"]


class PositionBody(Response):
    """One side of a disagreement."""

    value: str
    citations: list[int]


class DisagreementBody(Response):
    """What outlets give different values for."""

    about: str
    positions: list[PositionBody]


class CorroborationBody(Response):
    """How many independent stories are cited; copies of one story count once."""

    independent_sources: int


class AnswererBody(Response):
    """Who wrote the answer; `fallback_reason` says why it was not the one asked for."""

    kind: Literal["extractive", "llm"]
    model: str | None
    prompt: str | None
    prompt_sha256: str | None
    fallback_reason: str | None


class UsageBody(Response):
    """Tokens and money; `cost_usd` is null where the model's price is unknown."""

    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None


class AnswerTimings(Response):
    """Milliseconds spent in each part."""

    retrieve: float
    answer: float
    verify: float
    total: float


class AskResponse(Response):
    """An answer with its citations. A refusal is one too, with its nearest evidence."""

    id: str
    status: Literal["answered", "conflicting", "unanswerable"]
    answer: str
    confidence: float | None = Field(
        description="Chance, 0 to 1, that the evidence answers the question; null if not estimated."
    )
    statements: list[StatementBody]
    citations: list[CitationBody]
    disagreements: list[DisagreementBody]
    corroboration: CorroborationBody
    nearest: list[CitationBody]
    answerer: AnswererBody
    usage: UsageBody
    timings_ms: AnswerTimings


class HitBody(Response):
    """A retrieved passage."""

    rank: int
    score: float
    article_id: str
    title: str | None
    source: str | None
    url: str | None
    published_at: datetime | None
    text: str
    start: int
    end: int


class SearchTimings(Response):
    """Milliseconds spent."""

    retrieve: float
    total: float


class SearchResponse(Response):
    """Passages, best first, each once."""

    hits: list[HitBody]
    timings_ms: SearchTimings


class ArticleSummary(Response):
    """An article without its text."""

    article_id: str
    title: str | None
    source: str | None
    author: str | None
    url: str | None
    published_at: datetime | None
    language: str | None
    version: int


class ArticlePage(Response):
    """Some articles in the order of their ids; `next_cursor` continues, null at the end."""

    articles: list[ArticleSummary]
    next_cursor: str | None


class CorrectionBody(Response):
    """An earlier version that a later one replaced."""

    version: int
    title: str | None
    seen_at: datetime


class ArticleBody(ArticleSummary):
    """An article with the text that quotes' offsets point into."""

    section: str | None
    text: str
    also_in: list[CopyBody]
    corrections: list[CorrectionBody] = Field(description="Earlier versions, oldest first.")


class AddedBody(Response):
    """What became of an article that was handed in."""

    article_id: str
    outcome: Literal["new", "updated", "unchanged", "duplicate"]


class Liveness(Response):
    """The process runs."""

    status: Literal["alive"] = "alive"


class Check(Response):
    """Whether one part works, and what to do if it does not."""

    ok: bool
    detail: str


class Readiness(Response):
    """Whether questions can be answered now."""

    status: Literal["ready", "not ready"]
    checks: dict[Literal["catalogue", "vectors", "keywords", "model"], Check]
