"""The figures as a Markdown table, and all of them with every graded sentence as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.llm.grading.by_hand import FILE as BY_HAND_FILE
from tests.llm.grading.figures import SECONDS, Figure, figures_of, totals
from tests.llm.grading.graded import GradedQuestion
from tests.llm.grading.grader import Grade, Reason
from tests.llm.grading.records import Fate

ALL = "all"
ANSWERS = (
    ("asked", "questions asked"),
    ("failed", "questions without an answer"),
    ("model_refused", "refused by the model"),
    ("fallback", "answered without the model, since it failed or nothing was left"),
)


def write_report(
    questions: Sequence[GradedQuestion], facts: Mapping[str, str], folder: Path, *, seed: int = 0
) -> str:
    """Writes ``report.json`` and ``report.md``; the text of the latter.

    Args:
        questions: of all sets, graded.
        facts: what a reader needs to repeat the run, by name; no path of a machine.
        folder: is there already.
        seed: of the intervals.
    """
    names = list(dict.fromkeys(one.set_name for one in questions))
    parts = {ALL: list(questions)} | {
        name: [one for one in questions if one.set_name == name] for name in names
    }
    figures = {name: figures_of(part, seed=seed) for name, part in parts.items()}
    counts = {name: totals(part) for name, part in parts.items()}
    document = {
        "facts": dict(facts),
        "figures": {
            name: {key: asdict(figure) for key, figure in found.items()}
            for name, found in figures.items()
        },
        "counts": counts,
        "questions": [_question(one) for one in questions],
    }
    text = "\n".join(_page(figures, counts, facts)) + "\n"
    (folder / "report.json").write_text(
        json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (folder / "report.md").write_text(text, encoding="utf-8")
    return text


def _page(
    figures: Mapping[str, Mapping[str, Figure]],
    counts: Mapping[str, Mapping[str, int]],
    facts: Mapping[str, str],
) -> Iterator[str]:
    yield "# What a small model writes, before and after verification"
    yield ""
    yield ", ".join(f"{name} {value}" for name, value in facts.items()) + "."
    yield ""
    yield "Share (95 % interval; part of whole). Sentences are graded by gold, not by the verifier."
    yield ""
    yield from _head("figure", figures)
    for name in figures[ALL]:
        cells = (_cell(name, found.get(name)) for found in figures.values())
        yield f"| {figures[ALL][name].label} | " + " | ".join(cells) + " |"
    yield ""
    yield from _head("sentences and answers", counts)
    rows = [("written", "sentences written"), *((fate.value, fate.value) for fate in Fate)]
    rows += [("shown", "sentences shown without a warning")]
    for stage in ("written", "shown"):
        rows += [(f"{stage}: {reason}", f"{stage}: {reason}") for reason in Reason]
    for key, label in (*rows, *ANSWERS):
        if counts[ALL].get(key) or key in ("written", "shown"):
            cells = (str(found.get(key, 0)) for found in counts.values())
            yield f"| {label} | " + " | ".join(cells) + " |"
    yield ""
    left = counts[ALL].get("written_undecided", 0)
    yield f"{left} sentences are undecided as written; {BY_HAND_FILE} waits for a person's verdict."


def _head(title: str, columns: Mapping[str, object]) -> Iterator[str]:
    yield f"| {title} | " + " | ".join(columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"


def _cell(name: str, figure: Figure | None) -> str:
    if figure is None:
        return "–"
    digits = 1 if name == SECONDS else 3
    value, low, high = (
        f"{one:.{digits}f}"
        for one in (figure.interval.value, figure.interval.low, figure.interval.high)
    )
    whole = f"{figure.whole:.0f}"
    of = f"n = {whole}" if name == SECONDS else f"{figure.part:.0f} of {whole}"
    return f"{value} ({low}–{high}; {of})"


def _question(one: GradedQuestion) -> dict[str, Any]:
    reply = one.response.reply
    return {
        "id": one.key,
        "unanswerable": one.question.unanswerable,
        "status": reply.status if reply else None,
        "right": one.facts.get("right"),
        "failure": one.response.failure,
        "fallback_reason": reply.answerer.fallback_reason if reply else None,
        "seconds": round(one.response.latency_ms / 1000, 1) if one.response.latency_ms else None,
        "sentences": [
            {
                "text": found.sentence.text,
                "fate": found.sentence.fate.value,
                "shown": found.sentence.shown,
                "as_written": _grade(found.written),
                "as_shown": None if found.shown is None else _grade(found.shown),
                "evidence": [str(stretch) for stretch in found.sentence.evidence],
            }
            for found in one.sentences
        ],
    }


def _grade(grade: Grade) -> dict[str, Any]:
    return {
        "verdict": grade.verdict.value,
        "reason": grade.reason.value,
        "invented": list(grade.invented),
    }
