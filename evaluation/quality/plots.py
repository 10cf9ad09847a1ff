"""The plots of the quality page as SVG; the same figures give the same bytes.

Source: reliability diagram as in Niculescu-Mizil and Caruana, "Predicting Good Probabilities with
Supervised Learning", 2005, with bins of equal size.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from numpy.typing import NDArray

from evaluation.quality.measured import Measured
from evaluation.quality.tables import PEERS

mpl.use("svg")
STYLE: dict[Any, object] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "dateline",
    "font.size": 9,
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
}
COLOURS = ("#2a6fb0", "#c2571a", "#3d8a4f", "#8a4fa8", "#8b6f1e", "#4aa3a3", "#7a7a7a", "#b0305c")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
FEWEST = 50
"""Questions below which a curve says more about luck than about confidence."""
BINS = 8


def write_plots(sets: Sequence[Measured], folder: Path) -> list[str]:
    """Writes the plots that the figures allow; their names, such as ``retrieval.svg``."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {
        "retrieval.svg": _retrieval,
        "risk-coverage.svg": _risk_coverage,
        "reliability.svg": _reliability,
    }
    names = []
    for name, draw in drawn.items():
        with mpl.rc_context(STYLE):
            canvas = draw(sets)
            if canvas is not None:
                canvas.savefig(folder / name, format="svg", metadata={"Date": None})
                names.append(name)
    return names


def _retrieval(sets: Sequence[Measured]) -> Canvas | None:
    """nDCG@10 of each system on each data set, with its interval."""
    shown = [
        one
        for one in sets
        if sum("ndcg@10" in system.figures for system in one.section.systems) > 1
    ]
    if not shown:
        return None
    canvas = Canvas(figsize=(7.2, 0.62 * len(shown) + 1.0), layout="constrained")
    axes = canvas.add_subplot()
    for place, name in enumerate(("Dateline", *PEERS[:3])):
        rows = [
            (row, system.figures["ndcg@10"])
            for row, one in enumerate(shown)
            for system in one.section.systems
            if system.name == name and "ndcg@10" in system.figures
        ]
        values = np.array([figure.value for _, figure in rows])
        errors = [
            np.maximum(0, values - [figure.low for _, figure in rows]),
            np.maximum(0, np.array([figure.high for _, figure in rows]) - values),
        ]
        axes.errorbar(
            values,
            [-row - 0.17 * (place - 1.5) for row, _ in rows],
            xerr=errors,
            fmt=MARKERS[place],
            color=COLOURS[place],
            markersize=5,
            label=name,
        )
    axes.set_yticks([-row for row in range(len(shown))], [one.title for one in shown])
    axes.set_xlabel("nDCG@10 with 95 % intervals")
    axes.grid(axis="x", alpha=0.3)
    canvas.legend(loc="outside upper center", ncols=4, frameon=False)
    return canvas


def _risk_coverage(sets: Sequence[Measured]) -> Canvas | None:
    """The share of wrong answers among those given, as more questions are answered."""
    shown = [one for one in sets if len(one.main.questions) >= FEWEST and one.main.curve]
    if not shown:
        return None
    canvas, axes = _square()
    for place, one in enumerate(shown):
        coverage, risk = np.array(one.main.curve).T
        axes.plot(coverage, risk, color=_colour(place), linestyle=_dash(place), label=one.title)
    axes.set_xlabel("share of questions answered, surest first")
    axes.set_ylabel("share of these that is wrong")
    canvas.legend(loc="outside right upper", frameon=False)
    return canvas


def _reliability(sets: Sequence[Measured]) -> Canvas | None:
    """How often a right answer was possible, against the confidence that was given."""
    shown = [(one, pairs) for one in sets if len(pairs := confidence_pairs(one)) >= FEWEST]
    if not shown:
        return None
    canvas, axes = _square()
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=0.8)
    for place, (one, pairs) in enumerate(shown):
        said, right = reliability(pairs)
        axes.plot(
            said,
            right,
            color=_colour(place),
            linestyle=_dash(place),
            marker=MARKERS[place % len(MARKERS)],
            markersize=4,
            label=one.title,
        )
    axes.set_xlabel("confidence")
    axes.set_ylabel("share answered rightly")
    canvas.legend(loc="outside right upper", frameon=False)
    return canvas


def confidence_pairs(one: Measured) -> NDArray[np.float64]:
    """(confidence, 1 where the answer would be right) of each question, ``(n_questions, 2)``."""
    rows = [
        (row.facts["confidence"], row.facts["worth_answering"])
        for row in one.main.questions
        if "confidence" in row.facts and "worth_answering" in row.facts
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), 2)


def reliability(pairs: NDArray[np.float64]) -> tuple[list[float], list[float]]:
    """Mean confidence and mean truth of bins of (nearly) equal size, least confident first."""
    ordered = pairs[np.argsort(pairs[:, 0], kind="stable")]
    bins = [part for part in np.array_split(ordered, BINS) if len(part)]
    return [float(part[:, 0].mean()) for part in bins], [float(part[:, 1].mean()) for part in bins]


def _square() -> tuple[Canvas, Axes]:
    canvas = Canvas(figsize=(7.2, 3.8), layout="constrained")
    axes = canvas.add_subplot()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.grid(alpha=0.3)
    return canvas, axes


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def _dash(place: int) -> str:
    return "-" if place < len(COLOURS) else "--"
