"""Writes `docs/benchmarks.md` from the committed figures: `python -m benchmarks.page [--check]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import COMMITTED, Figures, read_figures

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def render(figures: Figures) -> str:
    """The page as Markdown."""
    indexing, answering, machine = figures.indexing, figures.answering, figures.machine
    rounds = "\n".join(
        f"| {number} | {indexing.passages / one.pipeline_seconds:.1f} "
        f"| {indexing.passages / one.model_seconds:.1f} "
        f"| {one.model_seconds / one.pipeline_seconds:.2f} "
        f"| {one.inside_seconds / one.pipeline_seconds:.2f} |"
        for number, one in enumerate(indexing.rounds, start=1)
    )
    return f"""# Benchmarks

<!-- Written by `make docs` from benchmarks/figures.json. Do not edit. -->

`make bench` measures this on your machine in one run and puts a plot beside the figures in
`benchmarks/results/`. These were measured on {figures.measured_on}: {machine["processor"]},
{machine["cores"]} cores, {machine["system"]}, Python {machine["python"]}. Each figure is a median
of paired measurements, so a machine that is busy with other things slows both sides; by how much a
ratio for indexing exceeds 1 shows the noise that is left.

## Indexing

`dateline index` reads, cleans, cuts, compares, embeds and stores {indexing.articles} articles
({indexing.passages} passages); the bare model ({indexing.model}) embeds the very same batches.

| round | `dateline index`, passages/s | bare model, passages/s | ratio \
| share of the time in the model |
|---|---|---|---|---|
{rounds}
| **median** | **{indexing.pipeline_passages_per_second:.1f}** \
| **{indexing.model_passages_per_second:.1f}** | **{indexing.ratio:.2f}** \
| **{indexing.share:.2f}** |

The aim is a ratio of at least 0.85. The last column is taken inside the run, so a machine that is
busier at one time than another does not change it. Peak memory: {indexing.peak_memory_mb:.0f} MB.

## A question

`POST /v1/ask` with the extractive answerer over {answering.passages} passages, against the parts
that retrieval cannot do without ({len(answering.questions)} measurements).

| | median ms |
|---|---|
| embed the question | {answering.median(lambda times: times.embed):.1f} |
| Chroma query | {answering.median(lambda times: times.chroma):.1f} |
| keyword query | {answering.median(lambda times: times.keywords):.1f} |
| **sum of the parts** | **{answering.median(lambda times: times.parts):.1f}** |
| `POST /v1/ask` in this process | {answering.median(lambda times: times.in_process):.1f} |
| `POST /v1/ask` to a server on loopback | {answering.median(lambda times: times.loopback):.1f} |
| of which the answerer: choosing, comparing and reading sentences \
| {answering.median(lambda times: times.reading):.1f} |

| ratio to the sum of the parts | median |
|---|---|
| the request without the answerer (aim: at most 1.5) \
| {answering.ratio_without_reading:.2f} |
| the whole request in this process | {answering.ratio:.2f} |
| the whole request over loopback | {answering.loopback_ratio:.2f} |

Peak memory: {answering.peak_memory_mb:.0f} MB.

What was measured and how: [`benchmarks/indexing.py`](../benchmarks/indexing.py),
[`benchmarks/answering.py`](../benchmarks/answering.py). The keyword index against its alternative:
[decision 0003](decisions/0003-keyword-index.md).
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the page, or with ``--check`` returns 1 where it is not what the figures give."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args(arguments)
    text = render(read_figures(COMMITTED))
    if not options.check:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        print("docs/benchmarks.md is not what benchmarks/figures.json gives; run make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
