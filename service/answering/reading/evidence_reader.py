"""Lets the reader model read each retrieved passage, and says what it thinks of each sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files

from corpus.models import Hit
from corpus.sentences import sentence_texts
from service.answering.evidence import Evidence
from service.answering.reading.model import Reader, WindowScores
from service.answering.signals import Reading

WEIGHTS = "weights"
LOWEST = -15.0
"""Logit for what the reader did not see or did not choose; below nearly all that it gives."""


@dataclass(frozen=True, slots=True)
class EvidenceReader:
    """Reads English. Each passage is one window, headed by its article's title."""

    model: Reader

    @classmethod
    def load(cls, threads: int) -> EvidenceReader:
        """The shipped model.

        Raises:
            ModelDamaged: a file is not the one its card describes, or is missing.
        """
        with as_file(files("service.answering.reading").joinpath(WEIGHTS)) as folder:
            return cls(Reader(folder, threads))

    @property
    def identity(self) -> str:
        """Name and version of the model, as answers report it."""
        return self.model.identity

    def read(self, question: str, evidence: Evidence) -> Sequence[Reading] | None:
        """What the model thinks of each evidence sentence, in order."""
        found: dict[tuple[int, int], Reading] = {}
        for hit in evidence.hits:
            for position, reading in enumerate(self._read_passage(question, hit)):
                found[hit.rank, position] = reading
        return [found[sentence.passage_rank, sentence.position] for sentence in evidence.sentences]

    def _read_passage(self, question: str, hit: Hit) -> list[Reading]:
        title = [hit.article.title] if hit.article.title else []
        sentences = sentence_texts(hit.passage.text, hit.article.language)
        (scores,) = self.model.read(question, [[*title, *sentences]])
        return [_reading(scores, len(title) + position) for position in range(len(sentences))]


def _reading(scores: WindowScores, position: int) -> Reading:
    span = scores.span
    chosen = span is not None and span.sentence == position
    return Reading(
        sentence=max(scores.sentences[position], LOWEST),
        passage=scores.relevance,
        span=max(span.score - scores.no_answer, LOWEST) if span and chosen else LOWEST,
    )
