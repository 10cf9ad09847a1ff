"""The figures as a picture: indexing round by round, a question part by part."""

from __future__ import annotations

from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from benchmarks.figures import Figures

PARTS = ("embed", "chroma", "keywords", "in_process", "loopback", "reading")
LABELS = (
    "embed\nquestion",
    "Chroma",
    "BM25",
    "/v1/ask\nin process",
    "/v1/ask\nloopback",
    "answerer",
)
PIPELINE, MODEL = "#1f5c99", "#e08214"


def draw(figures: Figures, path: Path) -> None:
    """Writes the picture as a PNG file."""
    picture = Figure(figsize=(11, 4.2), layout="constrained")
    FigureCanvasAgg(picture)
    left, right = picture.subplots(1, 2)

    indexing = figures.indexing
    rounds = range(1, len(indexing.rounds) + 1)
    pipeline = [indexing.passages / one.pipeline_seconds for one in indexing.rounds]
    model = [indexing.passages / one.model_seconds for one in indexing.rounds]
    left.bar(
        [number - 0.2 for number in rounds], pipeline, 0.4, label="dateline index", color=PIPELINE
    )
    left.bar([number + 0.2 for number in rounds], model, 0.4, label="model alone", color=MODEL)
    left.set_title(f"Indexing: ratio {indexing.ratio:.2f} (median)")
    left.set_xlabel("round")
    left.set_ylabel("passages per second")
    left.set_xticks(list(rounds))
    left.legend(loc="lower right")

    answering = figures.answering
    right.boxplot(
        [[getattr(times, part) for times in answering.questions] for part in PARTS],
        tick_labels=LABELS,
        showfliers=False,
        medianprops={"color": MODEL},
    )
    right.set_yscale("log")
    right.set_title(f"A question: {answering.ratio:.1f} times its parts (median)")
    right.set_ylabel("milliseconds")
    picture.savefig(path, dpi=120)
