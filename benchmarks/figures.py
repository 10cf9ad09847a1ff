"""The figures of one run as a JSON file: what the page and the plot are made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.answering import AnsweringFigures, QuestionTimes
from benchmarks.indexing import IndexingFigures, IndexingRound

COMMITTED = Path(__file__).parent / "figures.json"


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything one run measured, on which day and machine."""

    measured_on: str
    machine: Mapping[str, str]
    indexing: IndexingFigures
    answering: AnsweringFigures


def write_figures(figures: Figures, path: Path) -> None:
    """Writes the figures, times rounded to what can be told apart."""
    indexing, answering = figures.indexing, figures.answering
    document = {
        "measured_on": figures.measured_on,
        "machine": dict(figures.machine),
        "indexing": {
            "model": indexing.model,
            "articles": indexing.articles,
            "passages": indexing.passages,
            "peak_memory_mb": round(indexing.peak_memory_mb),
            "columns": list(IndexingRound.__slots__),
            "rounds": [
                [round(getattr(one, name), 2) for name in IndexingRound.__slots__]
                for one in indexing.rounds
            ],
        },
        "answering": {
            "passages": answering.passages,
            "peak_memory_mb": round(answering.peak_memory_mb),
            "columns": list(QuestionTimes.__slots__),
            "questions": [
                [round(getattr(times, name), 2) for name in QuestionTimes.__slots__]
                for times in answering.questions
            ],
        },
    }
    write_document(document, path)


def write_document(document: Mapping[str, Any], path: Path) -> None:
    """Writes a JSON file with each row of times on one line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document, indent=1)
    path.write_text(text.replace("\n    ", " ").replace("\n   ]", " ]") + "\n", encoding="utf-8")


def read_figures(path: Path) -> Figures:
    """The figures of a file that ``write_figures`` wrote."""
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    indexing, answering = document["indexing"], document["answering"]
    return Figures(
        measured_on=document["measured_on"],
        machine=document["machine"],
        indexing=IndexingFigures(
            model=indexing["model"],
            articles=indexing["articles"],
            passages=indexing["passages"],
            rounds=tuple(
                IndexingRound(**dict(zip(indexing["columns"], row, strict=True)))
                for row in indexing["rounds"]
            ),
            peak_memory_mb=indexing["peak_memory_mb"],
        ),
        answering=AnsweringFigures(
            passages=answering["passages"],
            questions=tuple(
                QuestionTimes(**dict(zip(answering["columns"], row, strict=True)))
                for row in answering["questions"]
            ),
            peak_memory_mb=answering["peak_memory_mb"],
        ),
    )
