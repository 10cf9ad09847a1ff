"""``python -m evaluation.quality.budget FOLDER...``: quality against time by passages read.

Each folder holds the report of one run of the same data set with another
``DATELINE_ANSWERING__PASSAGES_READ``, and at least as many retrieved. Writes
``docs/plots/passage-budget.svg``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

from evaluation.quality.plots import COLOURS, STYLE
from evaluation.report.document import Figure, Report, read_report

PLOT = Path(__file__).parent.parent.parent / "docs" / "plots" / "passage-budget.svg"
QUALITY, SPEED, PASSAGES = "in_three_cited", "latency_p50", "passages read"


@dataclass(frozen=True, slots=True)
class Point:
    """One run: passages read, the answer's share in three cited sentences, ms at the median."""

    passages: int
    quality: Figure
    speed: Figure


def points(reports: Sequence[Report]) -> list[Point]:
    """The points of the plot, fewest passages first.

    Raises:
        ValueError: a report lacks a figure, or the number of passages.
    """
    found = []
    for report in reports:
        figures = report.datasets[0].systems[0].figures
        if PASSAGES not in report.environment or not {QUALITY, SPEED} <= set(figures):
            raise ValueError(f"{report.command}: measured without {QUALITY}, {SPEED} or {PASSAGES}")
        passages = int(report.environment[PASSAGES])
        found.append(Point(passages, figures[QUALITY], figures[SPEED]))
    return sorted(found, key=lambda one: one.passages)


def draw(found: Sequence[Point], path: Path) -> None:
    """Writes the plot."""
    with mpl.rc_context(STYLE):
        canvas = Canvas(figsize=(5.2, 3.2), layout="constrained")
        axes = canvas.add_subplot()
        times = [one.speed.value for one in found]
        values = [one.quality.value for one in found]
        errors = [
            [one.quality.value - one.quality.low for one in found],
            [one.quality.high - one.quality.value for one in found],
        ]
        axes.errorbar(times, values, yerr=errors, fmt="o-", color=COLOURS[0], markersize=5)
        for one, time, value in zip(found, times, values, strict=True):
            axes.annotate(f"{one.passages}", (time, value), (6, -10), textcoords="offset points")
        axes.set_xlabel("milliseconds an answer takes at the median, by passages read")
        axes.set_ylabel("answer in three cited sentences")
        axes.grid(alpha=0.3)
        canvas.savefig(path, format="svg", metadata={"Date": None})


def main() -> int:
    """Reads the reports, writes the plot, prints its points."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.quality.budget")
    parser.add_argument("folders", nargs="+", type=Path, help="folders of reports")
    parser.add_argument("--output", type=Path, default=PLOT)
    arguments = parser.parse_args()
    found = points([read_report(folder / "report.json") for folder in arguments.folders])
    draw(found, arguments.output)
    for one in found:
        sys.stdout.write(
            f"{one.passages:3} passages: {one.quality.value:.3f} "
            f"({one.quality.low:.3f}–{one.quality.high:.3f}), {one.speed.value:.0f} ms\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
