"""What is kept of one question: the response, and each sentence the model wrote with its fate."""

from __future__ import annotations

from enum import StrEnum

from evaluation.journal import Journal
from evaluation.wire import Part, Response


class Fate(StrEnum):
    """What the verification made of a sentence."""

    KEPT = "kept"
    REPAIRED = "repaired"
    DROPPED = "dropped"
    FLAGGED = "flagged"


class Stretch(Part):
    """Where a quote or passage stands: half-open code-point offsets into an article's text."""

    article_id: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.article_id}:{self.start}-{self.end}"


class Sentence(Part):
    """One sentence as the model wrote it, without its markers.

    ``shown`` is what readers were given without a warning, ``None`` where nothing was. ``evidence``
    is what the verification held nearest to it.
    """

    text: str
    fate: Fate
    shown: str | None = None
    evidence: tuple[Stretch, ...] = ()


class Writing(Part):
    """What a model wrote for one question. ``passages`` are all that were retrieved, best first.

    ``failure`` says why its answer was given up, empty where it was not.
    """

    sentences: tuple[Sentence, ...] = ()
    passages: tuple[Stretch, ...] = ()
    failure: str = ""


class WrittenResponse(Response):
    """A response with what the model wrote for it; several where the question had to be reread."""

    writings: tuple[Writing, ...] = ()


class WritingJournal(Journal):
    """A journal that keeps the writings too."""

    kind = WrittenResponse

    @property
    def is_begun(self) -> bool:
        """Whether there is a file, of this run or of another."""
        return self._path.is_file()

    @property
    def written(self) -> dict[str, WrittenResponse]:
        """The settled responses with their writings, by question."""
        return {key: one for key, one in self.settled.items() if isinstance(one, WrittenResponse)}
