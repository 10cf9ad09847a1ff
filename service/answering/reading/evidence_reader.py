"""Lets a reader model read each retrieved passage, and says what it thinks of each sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import NamedTuple

from corpus.models import Hit
from corpus.sentences import sentence_texts
from service.answering.evidence import Evidence
from service.answering.phrases import language_of_question
from service.answering.reading.model import Reader, WindowScores
from service.answering.reading_opinion import Reading

WEIGHTS = "weights"
ENGLISH = "en"
FEW = 3
"""Words of the question whose doubts are averaged."""
LOWEST = -15.0
"""Logit for what the reader did not see or did not choose; below nearly all that it gives."""


@dataclass(frozen=True, slots=True)
class EvidenceReader:
    """Reads each passage as one window, headed by its article's title.

    The model reads English passages only, for questions in the languages its card names.
    """

    model: Reader

    @classmethod
    def load(cls, threads: int) -> EvidenceReader:
        """The shipped model.

        Raises:
            ModelDamaged: a file is not the one its card describes, or is missing.
        """
        with as_file(files("service.answering.reading").joinpath(WEIGHTS)) as path:
            return cls(Reader(path, threads))

    @property
    def identity(self) -> str:
        """Name and version of the model, as answers report it."""
        return self.model.identity

    def read(
        self, question: str, evidence: Evidence, ranks: Collection[int]
    ) -> Sequence[Reading | None] | None:
        """What the model thinks of each evidence sentence, in order.

        ``None`` for a sentence in another language, and for all if every passage is in another
        one or the question is in one that the model does not know.

        Args:
            question: as asked.
            evidence: what was retrieved.
            ranks: of the passages that are worth reading; what is said of the others is the least
                that is said of these. If none of them can be read, all are.
        """
        known = [hit for hit in evidence.hits if hit.article.language in {None, ENGLISH}]
        asked_in = language_of_question(question)
        if not known or asked_in not in self.model.question_languages:
            return None
        hits = [hit for hit in known if hit.rank in ranks] or known
        windows = [_window(hit) for hit in hits]
        scores = self.model.read(question, [window.texts for window in windows])
        found = {
            hit.rank: (window.titles, read)
            for hit, window, read in zip(hits, windows, scores, strict=True)
        }
        read_too = {
            place: _reading(read, titles + sentence.position, sentence.begins)
            for place, sentence in enumerate(evidence.sentences)
            for titles, read in [found.get(sentence.passage_rank, (0, None))]
            if read is not None
        }
        least = _least_of(list(read_too.values()))
        readable = {hit.rank for hit in known}
        return [
            read_too.get(place, least) if sentence.passage_rank in readable else None
            for place, sentence in enumerate(evidence.sentences)
        ]


class _Window(NamedTuple):
    """A passage as the reader sees it; the first ``titles`` texts are no sentences of its own."""

    texts: list[str]
    titles: int


def _window(hit: Hit) -> _Window:
    title = [hit.article.title] if hit.article.title else []
    sentences = sentence_texts(hit.passage.text, hit.article.language)
    return _Window([*title, *sentences], len(title))


def _reading(scores: WindowScores, position: int, begins: int) -> Reading:
    """The reading of a sentence whose first ``begins`` characters are left out."""
    span = scores.spans[position]
    is_best = span is not None and span is scores.span
    worst = sorted((doubt.score for doubt in scores.doubts), reverse=True)[:FEW] or [0.0]
    return Reading(
        sentence=max(scores.sentences[position], LOWEST),
        passage=scores.relevance,
        span=max(span.score - scores.no_answer, LOWEST) if span and is_best else LOWEST,
        start=max(span.start - begins, 0) if span else 0,
        end=max(span.end - begins, 0) if span else 0,
        doubt=worst[0],
        doubts=sum(worst) / len(worst),
        own_span=max(span.score - scores.no_answer, LOWEST) if span else LOWEST,
        lead=span.lead if span else 0.0,
    )


def _least_of(readings: Sequence[Reading]) -> Reading:
    """The least that is said of any sentence; it points at nothing."""
    return Reading(
        sentence=min((one.sentence for one in readings), default=LOWEST),
        passage=min((one.passage for one in readings), default=LOWEST),
        span=min((one.span for one in readings), default=LOWEST),
        doubt=max((one.doubt for one in readings), default=0.0),
        doubts=max((one.doubts for one in readings), default=0.0),
        own_span=LOWEST,
    )
