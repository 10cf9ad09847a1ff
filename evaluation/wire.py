"""What a respondent sends back, as the HTTP contract writes it; unknown fields are ignored."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _with_zone(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


Moment = Annotated[datetime | None, AfterValidator(_with_zone)]


class Part(BaseModel):
    """A part of a reply."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class CopyPart(Part):
    """Another article with the same story."""

    article_id: str


class CitationPart(Part):
    """A numbered quote, of the current version of its article where none is named."""

    number: int = 0
    article_id: str
    version: int | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published_at: Moment = None
    quote: str
    start: int
    end: int
    also_in: tuple[CopyPart, ...] = ()


class StatementPart(Part):
    """A sentence of the answer with the numbers of its citations."""

    text: str
    citations: tuple[int, ...] = ()
    support: str | None = None


class PositionPart(Part):
    """One side of a disagreement."""

    value: str
    citations: tuple[int, ...] = ()


class DisagreementPart(Part):
    """What outlets give different values for."""

    about: str = ""
    positions: tuple[PositionPart, ...] = ()


class AnswererPart(Part):
    """Who wrote the answer."""

    kind: str = ""
    model: str | None = None
    prompt: str | None = None
    prompt_sha256: str | None = None
    fallback_reason: str | None = None


class UsagePart(Part):
    """Tokens and money."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = 0.0


class Reply(Part):
    """The body of an answer."""

    status: Literal["answered", "conflicting", "unanswerable"]
    answer: str
    statements: tuple[StatementPart, ...] = ()
    citations: tuple[CitationPart, ...] = ()
    disagreements: tuple[DisagreementPart, ...] = ()
    nearest: tuple[CitationPart, ...] = ()
    headline: str | None = None
    answerer: AnswererPart = AnswererPart()
    usage: UsagePart = UsagePart()
    timings_ms: dict[str, float] = Field(default_factory=dict)
    confidence: float | None = None


class HitPart(Part):
    """A retrieved passage."""

    article_id: str
    score: float = 0.0
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published_at: Moment = None
    text: str = ""
    start: int = 0
    end: int = 0
    also_in: tuple[CopyPart, ...] = ()


class ArticlePart(Part):
    """An article with its text, into which quotes point."""

    article_id: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    published_at: Moment = None
    language: str | None = None
    text: str = ""
    also_in: tuple[CopyPart, ...] = ()


class ArticlePagePart(Part):
    """Some articles without their texts."""

    articles: tuple[ArticlePart, ...]
    next_cursor: str | None = None


class CheckedQuote(Part):
    """Whether a citation is the article's exact words, and the words around it."""

    exact: bool
    before: str = ""
    after: str = ""


class Response(Part):
    """All that is known of one question put to one system: what is kept in the journal.

    Exactly one of ``failure`` and the pair of ``reply`` and ``hits`` says something; a system that
    only retrieves has no reply. ``retry`` marks a failure after which the question was not
    answered by anyone, so that a resumed run asks it again.
    """

    question_id: str
    reply: Reply | None = None
    hits: tuple[HitPart, ...] = ()
    quotes: tuple[CheckedQuote, ...] = ()
    latency_ms: float | None = None
    search_ms: float | None = None
    failure: str | None = None
    retry: bool = False
