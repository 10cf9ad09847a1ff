"""Writes `docs/benchmarks.md` from the committed figures: `python -m benchmarks.page [--check]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import streaming_figures
from benchmarks.figures import COMMITTED, Figures, read_figures
from benchmarks.streaming_figures import Overhead, StreamingFigures, read_streaming

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_WHY_LATER = """
The first aim cannot hold at such a pace, by design: only verified sentences are shown
([decision 0011](decisions/0011-only-verified-sentences-are-streamed.md)), so the first `delta` is a
whole sentence and waits until the model has written it. The second line is what that design can be
held to; a sentence is finished when the next one has begun, since markers may follow it until then.
What is added there is the check of the sentence, and what the extractive draft, made beside the
model, takes from the processor: `python -m benchmarks.streaming --without-draft` leaves it out.
"""
_SOURCES = """
What was measured and how: [`benchmarks/indexing.py`](../benchmarks/indexing.py),
[`benchmarks/answering.py`](../benchmarks/answering.py),
[`benchmarks/streaming.py`](../benchmarks/streaming.py). The keyword index against its alternative:
[decision 0003](decisions/0003-keyword-index.md).
"""


def render(figures: Figures, streaming: StreamingFigures) -> str:
    """The page as Markdown."""
    return _whole_requests(figures) + _streamed_answer(streaming) + _WHY_LATER + _SOURCES


def committed() -> str:
    """The page that the committed figures give."""
    return render(read_figures(COMMITTED), read_streaming(streaming_figures.COMMITTED))


def _whole_requests(figures: Figures) -> str:
    indexing, answering, machine = figures.indexing, figures.answering, figures.machine
    rounds = "\n".join(
        f"| {number} | {indexing.passages / one.pipeline_seconds:.1f} "
        f"| {indexing.passages / one.model_seconds:.1f} "
        f"| {one.model_seconds / one.pipeline_seconds:.2f} "
        f"| {one.inside_seconds / one.pipeline_seconds:.2f} |"
        for number, one in enumerate(indexing.rounds, start=1)
    )
    return f"""# Benchmarks

<!-- Written by `make docs` from benchmarks/figures.json and
benchmarks/streaming.json. Do not edit. -->

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
"""


def _streamed_answer(figures: StreamingFigures) -> str:
    machine, pace = figures.machine, figures.pace

    def median(name: str) -> str:
        return f"{figures.median(lambda times: getattr(times, name)):.0f}"

    def against(overhead: Overhead) -> str:
        return f"{overhead.ratio:.2f} | {overhead.added_ms:+.0f}"

    return f"""
## A streamed answer

`POST /v1/ask` with `stream: true` over loopback, against the language model's own stream of the
very same messages, question by question in one run ({len(figures.questions)} pairs, measured on
{figures.measured_on}: {machine["processor"]}, {machine["cores"]} cores). The model is a server on
loopback that writes three supported sentences at a fixed pace: the first token after
{pace.first_token_ms:.0f} ms, then {pace.tokens_per_second:.0f} tokens a second. Ratios are smaller
with a slower model and larger with a faster one.

| since the question was asked | median ms |
|---|---|
| retrieval alone | {median("retrieve")} |
| the model alone: first token | {median("model_first_token")} |
| the model alone: first finished sentence | {median("model_first_sentence")} |
| the model alone: whole | {median("model_total")} |
| Dateline: `sources`, the evidence | {median("sources")} |
| Dateline: first `delta` | {median("first_delta")} |
| Dateline: last `delta` | {median("last_delta")} |
| Dateline: `answer` | {median("answer")} |

| Dateline against retrieval and the model, one after the other | ratio | added ms |
|---|---|---|
| first `delta` to the first token (aim: at most 1.15) | {against(figures.first_token)} |
| first `delta` to the first finished sentence | {against(figures.first_sentence)} |
| last `delta` to the whole | {against(figures.last_words)} |
| `answer` to the whole (aim: at most 1.1) | {against(figures.total)} |
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the page, or with ``--check`` returns 1 where it is not what the figures give."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args(arguments)
    text = committed()
    if not options.check:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        print("docs/benchmarks.md is not what the committed figures give; run make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
