"""What an answer is: statements, citations, disagreements. Frozen values; a refusal is one too."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Literal, NewType

from corpus.models import Article, Copy, Filters, Span

AnswerId = NewType("AnswerId", str)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    CONFLICTING = "conflicting"
    UNANSWERABLE = "unanswerable"


class Support(StrEnum):
    """How far the cited quotes carry a statement."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"


class Unsupported(StrEnum):
    """What becomes of a sentence that a model wrote and no quote supports."""

    DROP = "drop"
    FLAG = "flag"


class AnswererChoice(StrEnum):
    """Who should write the answer; ``auto`` is the language model where one is configured."""

    AUTO = "auto"
    EXTRACTIVE = "extractive"
    LLM = "llm"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks; ``as_of`` answers as if asked then."""

    text: str
    history: tuple[Turn, ...] = ()
    as_of: datetime | None = None
    filters: Filters = field(default_factory=Filters)
    answerer: AnswererChoice = AnswererChoice.AUTO
    unsupported: Unsupported = Unsupported.DROP


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of one article's text. Invariant: ``article.text[start:end] == text``.

    ``copies`` are the articles that tell the same story in the same words.
    """

    article: Article
    start: int
    end: int
    copies: tuple[Copy, ...] = ()

    @property
    def text(self) -> str:
        """The quoted words, read from the article each time, so they cannot be altered."""
        return self.article.text[self.start : self.end]

    @property
    def published(self) -> datetime:
        """When its article was published; what is not dated comes before all others."""
        return self.article.published_at or _LONG_AGO

    @property
    def published_on(self) -> date | None:
        """The day on which its article was published, where that is known."""
        published = self.article.published_at
        return published.date() if published else None

    def overlaps(self, other: Quote) -> bool:
        """Whether both hold a character of one article."""
        same = self.article.article_id == other.article.article_id
        return same and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """One sentence of an answer before its quotes have numbers.

    ``highlight`` is where the short answer stands in the first quote.
    """

    text: str
    quotes: tuple[Quote, ...]
    support: Support = Support.SUPPORTED
    highlight: Span | None = None


@dataclass(frozen=True, slots=True)
class DraftPosition:
    """One side of a disagreement."""

    value: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class DraftDisagreement:
    """What outlets give different values for."""

    about: str
    positions: tuple[DraftPosition, ...]


@dataclass(frozen=True, slots=True)
class AnswererIdentity:
    """Who wrote an answer; ``fallback_reason`` says why it was not the one asked for.

    ``failure`` is the name of the error by which the one asked for failed, if it did.
    """

    kind: Literal["extractive", "llm"]
    model: str | None = None
    prompt: str | None = None
    prompt_sha256: str | None = None
    fallback_reason: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens and money; ``cost_usd`` is ``None`` where the model's price is unknown."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = 0.0

    def __add__(self, other: Usage) -> Usage:
        """What both cost together; unknown where one of them is."""
        known = self.cost_usd is not None and other.cost_usd is not None
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            (self.cost_usd or 0.0) + (other.cost_usd or 0.0) if known else None,
        )


@dataclass(frozen=True, slots=True)
class WritingCounts:
    """What became of the sentences a model wrote.

    ``dropped`` ones were unsupported, also after they were ``repaired`` from the evidence, or no
    plain text;
    ``flagged`` ones are shown all the same, as the reader asked; ``recited`` ones cited other
    evidence than what supports them; ``uncited`` ones had no marker and were given one;
    ``unquoted`` ones lost quotation marks around words that nobody said so. ``judged`` ones were
    supported and put to a judge model, which found the ``overruled`` unsupported and gave no
    verdict on the ``undecided``.
    """

    written: int = 0
    dropped: int = 0
    repaired: int = 0
    flagged: int = 0
    recited: int = 0
    uncited: int = 0
    unquoted: int = 0
    invented_markers: int = 0
    judged: int = 0
    overruled: int = 0
    undecided: int = 0

    def __add__(self, other: WritingCounts) -> WritingCounts:
        """What became of the sentences of both."""
        return WritingCounts(
            *(getattr(self, one.name) + getattr(other, one.name) for one in fields(self))
        )


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """What an answerer returns: statements in order; none at all is a refusal.

    ``nearest`` is the evidence closest to the question, shown where the answer is a refusal;
    ``confidence`` is the chance, 0 to 1, that the evidence answers the question. ``counts`` is
    ``None`` where no model wrote; ``verify_ms`` is the time its sentences took to be checked.
    ``headline`` is the short answer, words of the first quote, with the day that a weekday in them
    was. ``backing`` are the quotes that say what the answer leads with, ``None`` where all that are
    cited do. ``read_as`` is the question as it was read where its spelling was mended.
    """

    statements: tuple[DraftStatement, ...]
    identity: AnswererIdentity
    nearest: tuple[Quote, ...] = ()
    disagreements: tuple[DraftDisagreement, ...] = ()
    confidence: float | None = None
    usage: Usage = Usage()
    counts: WritingCounts | None = None
    verify_ms: float = 0.0
    headline: str | None = None
    backing: tuple[Quote, ...] | None = None
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the finished answer, without markers: ``answer.text[start:end] == text``."""

    text: str
    start: int
    end: int
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote; numbers run 1, 2, 3 in order of first use.

    ``highlight`` is where the short answer stands in the quote.
    """

    number: int
    quote: Quote
    highlight: Span | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a disagreement, by citation number."""

    value: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What outlets give different values for."""

    about: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each part."""

    retrieve: float = 0.0
    answer: float = 0.0
    verify: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer. ``nearest`` is filled only when the articles do not say.

    ``understood_as`` is what was answered where the question leans on earlier turns or on the day,
    or where its spelling was mended.
    """

    answer_id: AnswerId
    status: Status
    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    disagreements: tuple[Disagreement, ...]
    independent_sources: int
    nearest: tuple[Citation, ...]
    identity: AnswererIdentity
    usage: Usage
    timings: Timings
    confidence: float | None = None
    counts: WritingCounts | None = None
    headline: str | None = None
    understood_as: str | None = None
