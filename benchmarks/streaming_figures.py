"""What `python -m benchmarks.streaming` measures, and its JSON file."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import write_document
from benchmarks.paced_server import Pace

COMMITTED = Path(__file__).parent / "streaming.json"


@dataclass(frozen=True, slots=True)
class StreamTimes:
    """Milliseconds for one question, each since it was asked, all taken one after the other.

    ``model_first_sentence`` is when the model's first sentence is finished: when the next one has
    begun, since markers may follow it until then.
    """

    retrieve: float
    model_first_token: float
    model_first_sentence: float
    model_total: float
    sources: float
    first_delta: float
    last_delta: float
    answer: float


@dataclass(frozen=True, slots=True)
class Overhead:
    """What Dateline takes against retrieval and the model one after the other: two medians."""

    ratio: float
    added_ms: float


@dataclass(frozen=True, slots=True)
class StreamingFigures:
    """What a streamed answer costs; every median is over all questions of all rounds."""

    measured_on: str
    machine: Mapping[str, str]
    pace: Pace
    questions: tuple[StreamTimes, ...]

    def median(self, value: Callable[[StreamTimes], float]) -> float:
        """The median of a value over the questions."""
        return statistics.median(value(times) for times in self.questions)

    @property
    def first_token(self) -> Overhead:
        """The first words against the model's first token."""
        return self._overhead(lambda one: one.first_delta, lambda one: one.model_first_token)

    @property
    def first_sentence(self) -> Overhead:
        """The first words against the model's first finished sentence."""
        return self._overhead(lambda one: one.first_delta, lambda one: one.model_first_sentence)

    @property
    def last_words(self) -> Overhead:
        """The last words against the whole of the model's stream."""
        return self._overhead(lambda one: one.last_delta, lambda one: one.model_total)

    @property
    def total(self) -> Overhead:
        """The whole answer against the whole of the model's stream."""
        return self._overhead(lambda one: one.answer, lambda one: one.model_total)

    def _overhead(
        self, dateline: Callable[[StreamTimes], float], model: Callable[[StreamTimes], float]
    ) -> Overhead:
        return Overhead(
            ratio=self.median(lambda one: dateline(one) / (one.retrieve + model(one))),
            added_ms=self.median(lambda one: dateline(one) - one.retrieve - model(one)),
        )


def write_streaming(figures: StreamingFigures, path: Path) -> None:
    """Writes the figures, times rounded to what can be told apart."""
    columns = list(StreamTimes.__slots__)
    document = {
        "measured_on": figures.measured_on,
        "machine": dict(figures.machine),
        "pace": asdict(figures.pace),
        "times": {
            "columns": columns,
            "questions": [
                [round(getattr(times, name), 1) for name in columns] for times in figures.questions
            ],
        },
    }
    write_document(document, path)


def read_streaming(path: Path) -> StreamingFigures:
    """The figures of a file that ``write_streaming`` wrote."""
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    times = document["times"]
    return StreamingFigures(
        measured_on=document["measured_on"],
        machine=document["machine"],
        pace=Pace(**document["pace"]),
        questions=tuple(
            StreamTimes(**dict(zip(times["columns"], row, strict=True)))
            for row in times["questions"]
        ),
    )
