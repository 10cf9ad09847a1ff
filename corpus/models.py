"""The words of the domain: article, passage, hit. Frozen values without input or output.

Offsets are Unicode code points, half open: ``article.text[start:end]`` is the quoted text, always.
Times are timezone-aware.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import NewType

ArticleId = NewType("ArticleId", str)
PassageId = NewType("PassageId", str)
StoryId = NewType("StoryId", str)


def epoch_seconds(moment: datetime) -> int:
    """``moment`` as whole seconds since 1970, the form in which indexes keep times."""
    return int(moment.timestamp())


def start_of_day(moment: datetime) -> datetime:
    """The beginning of the day in UTC that ``moment`` is in."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as a source gave it, cleaned, before the catalogue knows it.

    ``location`` says where it was read (absolute path, ``path#record`` or URL) and is how a later
    run recognises it; ``article_id`` is set only where the source names one itself.
    What could not be recovered is ``None``, never guessed.
    """

    text: str
    location: str
    article_id: str | None = None
    url: str | None = None
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    section: str | None = None

    @property
    def content_hash(self) -> str:
        """sha256 (hex) of everything a reader could see; equal hashes mean nothing changed."""
        published = self.published_at.isoformat() if self.published_at else ""
        fields = (self.title, self.source, self.author, self.url, published)
        parts = [*(value or "" for value in fields), self.language or "", self.section or ""]
        return sha256("\x1f".join([*parts, self.text]).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article as the catalogue keeps it. ``source`` is the outlet's name."""

    article_id: ArticleId
    version: int
    story_id: StoryId
    text: str
    title: str | None
    source: str | None
    author: str | None
    url: str | None
    published_at: datetime | None
    language: str | None
    section: str | None
    content_hash: str
    first_seen_at: datetime
    seen_at: datetime
    counts_from: datetime | None = None
    """As ``start_of_version`` found it when the version was entered; ``None`` outside a catalogue.
    """

    @property
    def available_at(self) -> datetime:
        """When a reader could have known this version: published, else the day it was seen."""
        return self.counts_from or self.published_at or start_of_day(self.first_seen_at)


def start_of_version(draft: ArticleDraft, before: Article | None, seen_at: datetime) -> datetime:
    """When a reader could have known the version that ``draft`` is, ``before`` being the last one.

    An article without a date counts from the day on which it is first seen: of that day nobody
    knows more. What takes its place later that day does so when it is seen.
    A correction counts from its date where it has one of its own, that is a later one; the first
    date belongs to the first text. A date learnt afterwards, or put right to an earlier one,
    belongs to the text it was learnt for.
    """
    published = draft.published_at
    if before is None:
        return published or start_of_day(seen_at)
    if published is None:
        return seen_at
    is_later = published > (before.available_at if before.published_at else before.seen_at)
    is_right = before.text == draft.text and _puts_right(published, before)
    return published if is_later or is_right else seen_at


def _puts_right(published: datetime, version: Article) -> bool:
    """Whether a date is a version's first, or earlier than the one that it counts from."""
    if version.published_at is None:
        return True
    counts_from_its_date = epoch_seconds(version.published_at) == epoch_seconds(
        version.available_at
    )
    return counts_from_its_date and published < version.published_at


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article that tells the same story in (nearly) the same words."""

    article_id: ArticleId
    source: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text, in code points, half open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A few consecutive sentences of one article: the unit that is embedded and retrieved.

    Invariant: ``article.text[start:end] == text``. ``header`` (title, outlet, date) is embedded
    with the text and is never part of a quote. ``sentence_vectors`` are those of its sentences as
    ``corpus.sentence_vectors`` packs them, where the embedding model gives any.
    """

    passage_id: PassageId
    article_id: ArticleId
    version: int
    position: int
    start: int
    end: int
    text: str
    header: str = ""
    sentence_vectors: bytes | None = field(default=None, repr=False, compare=False)

    @property
    def embedded_text(self) -> str:
        """What the embedding model and the keyword index see."""
        return f"{self.header}\n{self.text}" if self.header else self.text


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage with the facts that filters test, as vectors and keywords store it."""

    passage: Passage
    source: str | None
    language: str | None
    available_at: datetime
    published_at: datetime | None


_ONE_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages count. Empty means all; several conditions must all hold.

    ``available_until`` is how ``as_of`` reaches the indexes: later articles do not exist.
    ``published_from`` is inclusive, ``published_to`` exclusive; an article without a publication
    date passes neither.
    """

    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    published_from: datetime | None = None
    published_to: datetime | None = None
    available_until: datetime | None = None

    @property
    def is_empty(self) -> bool:
        return self == Filters()

    def none(self) -> Filters:
        """These filters, so that no article passes."""
        return replace(self, published_from=_ONE_MOMENT, published_to=_ONE_MOMENT)

    def as_of(self, moment: datetime | None) -> Filters:
        """These filters, seen from ``moment``."""
        return self if moment is None else replace(self, available_until=moment)


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage id and one index's score for it; higher is better, scales differ by index."""

    passage_id: PassageId
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage with its article; ``rank`` starts at 1.

    ``dense`` is the cosine of question and passage, ``keyword`` its BM25 score; ``None`` where
    that index did not return the passage.
    """

    rank: int
    score: float
    passage: Passage
    article: Article
    dense: float | None = None
    keyword: float | None = None
    copies: tuple[Copy, ...] = field(default=())
