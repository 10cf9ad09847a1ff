"""Lets a reader model read each retrieved passage, and says what it thinks of each sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import NamedTuple

from corpus.models import Hit
from corpus.sentences import sentence_texts
from service.answering.evidence import Evidence
from service.answering.phrases import language_of_question
from service.answering.reading.model import CARD_NAME, Reader, WindowScores
from service.answering.signals import Reading

ENGLISH_WEIGHTS, MULTILINGUAL_WEIGHTS = "weights", "multilingual_weights"
ENGLISH = "en"
MULTILINGUAL = frozenset({"en", "es", "fr", "de", "pt", "it", "nl"})
"""Languages whose letters the multilingual model's vocabulary was cut down to."""
LOWEST = -15.0
"""Logit for what the reader did not see or did not choose; below nearly all that it gives."""


@dataclass(frozen=True, slots=True)
class EvidenceReader:
    """Reads each passage as one window, headed by its article's title.

    One model reads English questions over English articles; the other, twice as slow, reads what
    has another western European language in it. Further languages are not read.
    """

    english: Reader
    multilingual: Reader | None = None

    @classmethod
    def load(cls, threads: int) -> EvidenceReader:
        """The shipped models; the multilingual one is optional.

        Raises:
            ModelDamaged: a file is not the one its card describes, or is missing.
        """
        folder = files("service.answering.reading").joinpath(MULTILINGUAL_WEIGHTS)
        has_multilingual = folder.joinpath(CARD_NAME).is_file()
        return cls(
            _load(ENGLISH_WEIGHTS, threads),
            _load(MULTILINGUAL_WEIGHTS, threads) if has_multilingual else None,
        )

    @classmethod
    def load_multilingual(cls, threads: int) -> EvidenceReader:
        """The multilingual model for English too, to fit how its scores are weighed.

        Raises:
            ModelDamaged: a file is not the one its card describes, or is missing.
        """
        model = _load(MULTILINGUAL_WEIGHTS, threads)
        return cls(model, model)

    @property
    def identity(self) -> str:
        """Name and version of the English model, as answers report it."""
        return self.english.identity

    def read(self, question: str, evidence: Evidence) -> Sequence[Reading] | None:
        """What a model thinks of each evidence sentence, in order; ``None`` if none can read it."""
        model = self._model_for(question, evidence)
        if model is None:
            return None
        windows = [_window(hit) for hit in evidence.hits]
        scores = model.read(question, [window.texts for window in windows])
        found = {
            hit.rank: (window.titles, read)
            for hit, window, read in zip(evidence.hits, windows, scores, strict=True)
        }
        is_multilingual = model is self.multilingual
        readings = []
        for sentence in evidence.sentences:
            titles, read = found[sentence.passage_rank]
            position = titles + sentence.position
            readings.append(_reading(read, position, is_multilingual=is_multilingual))
        return readings

    def _model_for(self, question: str, evidence: Evidence) -> Reader | None:
        articles = {hit.article.language or ENGLISH for hit in evidence.hits}
        languages = {language_of_question(question), *articles}
        if languages <= {ENGLISH}:
            return self.english
        return self.multilingual if languages <= MULTILINGUAL else None


class _Window(NamedTuple):
    """A passage as the reader sees it; the first ``titles`` texts are no sentences of its own."""

    texts: list[str]
    titles: int


def _window(hit: Hit) -> _Window:
    title = [hit.article.title] if hit.article.title else []
    sentences = sentence_texts(hit.passage.text, hit.article.language)
    return _Window([*title, *sentences], len(title))


def _load(folder: str, threads: int) -> Reader:
    with as_file(files("service.answering.reading").joinpath(folder)) as path:
        return Reader(path, threads)


def _reading(scores: WindowScores, position: int, *, is_multilingual: bool) -> Reading:
    span = scores.spans[position]
    is_best = span is not None and span is scores.span
    return Reading(
        sentence=max(scores.sentences[position], LOWEST),
        passage=scores.relevance,
        span=max(span.score - scores.no_answer, LOWEST) if span and is_best else LOWEST,
        start=span.start if span else 0,
        end=span.end if span else 0,
        is_multilingual=is_multilingual,
    )
