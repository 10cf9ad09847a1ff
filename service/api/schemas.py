"""What travels over HTTP, field by field. Pydantic lives here and goes no further in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from service.api.moments import AsOf, From, To

QUESTION_CHARACTERS = 2_000
HISTORY_TURNS = 20
LARGEST_TOP_K = 100

QuestionText = Annotated[
    str, Field(min_length=1, max_length=QUESTION_CHARACTERS, pattern=r"[^\s\x1c-\x1f]")
]
Name = Annotated[str, Field(min_length=1, max_length=500)]


def _whole(value: object) -> object:
    """JSON knows one kind of number: 10.0 is 10."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


WholeNumber = Annotated[int, BeforeValidator(_whole)]


class Request(BaseModel):
    """A request body: unknown fields and values of another type are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Response(BaseModel):
    """A response body."""

    model_config = ConfigDict(frozen=True)


class TurnBody(Request):
    """One earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str


class FiltersBody(Request):
    """Which articles count; several conditions must all hold."""

    sources: list[Name] = Field(default=[], max_length=100, description="Names of outlets.")
    languages: list[Name] = Field(default=[], max_length=100, description="ISO 639-1 codes.")
    published_from: From | None = None
    published_to: To | None = None


class AskRequest(Request):
    """A question."""

    question: QuestionText = Field(description="1 to 2,000 characters, not only spaces.")
    collection: Literal["default"] | None = Field(None, description="There is one so far.")
    history: list[TurnBody] = Field(
        default=[], max_length=HISTORY_TURNS, description="Earlier turns, oldest first."
    )
    as_of: AsOf | None = None
    filters: FiltersBody = FiltersBody()
    stream: bool = Field(False, description="Not built yet: true is answered with 501.")
    answerer: Literal["auto", "extractive", "llm"] = "auto"


class SearchRequest(Request):
    """A query for passages."""

    query: QuestionText = Field(description="1 to 2,000 characters, not only spaces.")
    top_k: WholeNumber = Field(10, ge=1, le=LARGEST_TOP_K, description="Most passages to return.")
    filters: FiltersBody = FiltersBody()
    as_of: AsOf | None = None


class ArticleRequest(Request):
    """An article to add or update; `text` or `html` is needed, the rest is read from it if it can.

    An article with the `id`, or else the `url`, of one that is already there updates it.
    """

    id: Name | None = Field(None, description="Kept as the article's id.")
    url: str | None = Field(None, max_length=5_000)
    title: str | None = None
    text: str | None = None
    html: str | None = None
    source: str | None = Field(None, description="The outlet's name.")
    author: str | None = None
    published_at: From | None = None
    language: str | None = Field(None, description="ISO 639-1 code.")
    section: str | None = None


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
