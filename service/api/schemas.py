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


class HighlightBody(Response):
    """Where the short answer stands in a quote, in Unicode code points, half open."""

    start: int
    end: int


class CitationBody(Response):
    """An exact quote: `article.text[start:end] == quote`, in Unicode code points.

    The text is that of the `version` quoted, the newest one unless `as_of` asks for an older.
    """

    number: int
    article_id: str
    version: int
    title: str | None
    source: str | None
    author: str | None
    url: str | None
    published_at: datetime | None
    quote: str
    start: int
    end: int
    also_in: list[CopyBody]
    highlight: HighlightBody | None = Field(
        None, description="`quote[start:end]` is the short answer, where there is one."
    )


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
    sources: list[str] = Field(description="Outlets that say so, in the order of the citations.")
    published_at: datetime | None = Field(description="When this side was last published.")
    newest: bool = Field(
        description="Whether every other side that is dated was published on an earlier day."
    )


class DisagreementBody(Response):
    """What outlets give different values for."""

    about: str
    positions: list[PositionBody]


class CorroborationBody(Response):
    """How many outlets that do not copy one another say what the answer leads with.

    Copies of one story count once, and so do the stories of one outlet; an article without a known
    outlet is its own.
    """

    independent_sources: int


class AnswererBody(Response):
    """Who wrote the answer; `fallback_reason` says why it was not the one asked for."""

    kind: Literal["extractive", "llm"]
    model: str | None
    prompt: str | None
    prompt_sha256: str | None
    fallback_reason: str | None


class VerificationBody(Response):
    """What became of the sentences a model wrote."""

    written: int
    dropped: int = Field(
        description="Not shown: unsupported, also after a repair, or no plain text."
    )
    repaired: int = Field(description="Shown after they were corrected from the evidence.")
    flagged: int = Field(description="Unsupported and shown, since `unsupported` was `flag`.")
    recited: int = Field(description="Shown with other citations than they were written with.")
    uncited: int = Field(description="Written without a citation and given one.")
    unquoted: int = Field(description="Shown without quotation marks that were not verbatim.")
    invented_markers: int = Field(description="Citation numbers that stood for nothing.")
    judged: int = Field(description="Found supported and put to the judge model, if one is set.")
    overruled: int = Field(description="Of these, those that the judge found unsupported.")
    undecided: int = Field(description="Of these, those it gave no verdict on: they stand.")


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
    headline: str | None = Field(
        description="The short answer, words of the first citation's quote, with the day that a "
        "weekday in them was in brackets; null if unsure."
    )
    understood_as: str | None = Field(
        description="What was answered, where that is not the question as asked: it leans on "
        "earlier turns, names a time from which there is no article, or is misspelt."
    )
    confidence: float | None = Field(
        description="Chance, 0 to 1, that the evidence answers the question; null if not estimated."
    )
    statements: list[StatementBody]
    citations: list[CitationBody]
    disagreements: list[DisagreementBody]
    corroboration: CorroborationBody
    nearest: list[CitationBody]
    answerer: AnswererBody
    verification: VerificationBody | None = Field(description="Null where no model wrote.")
    usage: UsageBody
    timings_ms: AnswerTimings


class SourcesEvent(Response):
    """The evidence, best first, before any text; the numbers are ranks, no citation numbers."""

    sources: list[CitationBody]
    understood_as: str | None = Field(
        description="As in the answer to come, but for what is misspelt."
    )


class DeltaEvent(Response):
    """What the answer grows by; all of them together are the answer's text."""

    text: str


class StatementEvent(StatementBody):
    """A verified sentence of the answer with its citations."""

    cited: list[CitationBody]


class HitBody(Response):
    """A retrieved passage: `article.text[start:end] == text`, of the `version` found."""

    rank: int
    score: float
    article_id: str
    version: int
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
    """Some articles, newest first; `next_cursor` continues, null at the end."""

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


Part = Literal["catalogue", "vectors", "keywords", "model"]


class Check(Response):
    """Whether one part works, and what to do if it does not."""

    ok: bool
    detail: str


class Readiness(Response):
    """Whether questions can be answered now."""

    status: Literal["ready", "not ready"]
    checks: dict[Part, Check]


class KeptAnswerBody(AskResponse):
    """An answer as it was given, with what was asked when."""

    question: str
    asked_at: datetime


class FeedbackAdded(Response):
    """What a reader said is kept."""

    id: str


class FeedbackBody(Response):
    """What a reader said of an answer; `question` is null once the answer is no longer kept."""

    id: str
    answer_id: str
    given_at: datetime
    rating: Literal["up", "down"]
    citation: int | None
    article_id: str | None
    comment: str | None
    answer_status: str
    answerer: str
    question: str | None


class FeedbackList(Response):
    """All feedback, the latest first."""

    feedback: list[FeedbackBody]


class TokenBody(Response):
    """A token for pages of one site; they send it as `Authorization: Bearer TOKEN`."""

    token: str
    origin: str
    expires_at: datetime
    questions_per_minute: int


class OutletBody(Response):
    """An outlet, by the name that filters take, and how many articles are its."""

    name: str
    articles: int


class LanguageBody(Response):
    """A language, by the code that filters take, and how many articles are in it."""

    code: str
    articles: int


class SourceList(Response):
    """What the collection can be filtered by, the most articles first."""

    sources: list[OutletBody]
    languages: list[LanguageBody]


class Suggestions(Response):
    """Questions that the collection answers."""

    questions: list[str]
