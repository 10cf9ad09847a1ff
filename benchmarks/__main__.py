"""The command behind `make bench`: `python -m benchmarks [--rounds N] [--articles N] [--keep]`."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from benchmarks import page
from benchmarks.articles import write_articles
from benchmarks.figures import COMMITTED, Figures, write_figures
from benchmarks.machine import description
from benchmarks.phases import EXAMPLES, answering_phase, indexing_phase
from benchmarks.plot import draw

RESULTS = Path(__file__).parent / "results"
INDEXING_AIM, ANSWERING_AIM = 0.85, 1.5

_Value = TypeVar("_Value")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, and writes the figures and the plot."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="paired rounds of each measurement")
    parser.add_argument("--articles", type=int, default=80, help="articles indexed each round")
    parser.add_argument("--keep", action="store_true", help="make them the figures of the docs")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch) / "articles"
        folder.mkdir()
        write_articles(EXAMPLES / "articles", folder, count=options.articles)
        print(f"Indexing {options.articles} articles, {options.rounds} rounds", flush=True)
        indexing = _alone(indexing_phase, folder, options.rounds)
        print(f"Asking the example questions, {options.rounds} rounds", flush=True)
        answering = _alone(answering_phase, folder, options.rounds)
    today = datetime.now(UTC).date().isoformat()
    figures = Figures(today, description(), indexing, answering)
    write_figures(figures, RESULTS / "figures.json")
    draw(figures, RESULTS / "benchmarks.png")
    _report(figures)
    if options.keep:
        write_figures(figures, COMMITTED)
        page.main([])
    # Imported here, since the processes started above import this module and count its memory.
    from benchmarks import streaming

    print(f"Streaming the answers of a paced model, {options.rounds} rounds", flush=True)
    kept = ["--keep"] if options.keep else []
    return streaming.main(["--rounds", str(options.rounds), *kept])


def _alone(work: Callable[[Path, int], _Value], folder: Path, rounds: int) -> _Value:
    """Runs a measurement in a process of its own, so that its peak memory is its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(work, folder, rounds).result()


def _report(figures: Figures) -> None:
    indexing, answering = figures.indexing, figures.answering
    parts = answering.median(lambda times: times.parts)
    print(f"""
Indexing   dateline index {indexing.pipeline_passages_per_second:.1f} passages/s, \
bare model {indexing.model_passages_per_second:.1f} passages/s
           ratio {indexing.ratio:.2f} (aim: at least {INDEXING_AIM}), \
{indexing.share:.0%} of the time in the model, peak memory {indexing.peak_memory_mb:.0f} MB
Answering  embed + Chroma + BM25 {parts:.1f} ms, \
POST /v1/ask {answering.median(lambda times: times.in_process):.1f} ms in process, \
{answering.median(lambda times: times.loopback):.1f} ms over loopback
           of which the answerer (choosing, comparing and reading sentences) \
{answering.median(lambda times: times.reading):.1f} ms
           ratio {answering.ratio_without_reading:.2f} without it \
(aim: at most {ANSWERING_AIM}), {answering.ratio:.2f} with it, \
{answering.loopback_ratio:.2f} over loopback
           peak memory {answering.peak_memory_mb:.0f} MB
Figures and plot: {RESULTS}""")


if __name__ == "__main__":
    sys.exit(main())
