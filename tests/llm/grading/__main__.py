"""``python -m tests.llm.grading``: asks a small real model, grades what it writes, reports.

Killed and run again it asks only what was not answered yet. After a full run it asks nothing: it
grades anew, with what a person has filled in meanwhile. Articles and code that changed since are
another run, unless ``--keep`` says otherwise.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import NoReturn

import structlog

from corpus.embeddings import Embedder, embedder_from
from corpus.errors import DatelineError
from evaluation.datasets.lines import UnusableDataset
from evaluation.progress import Progress
from service.settings import ServiceSettings
from tests.llm.grading.asking import Writer, ask, journal_of, known, waiting
from tests.llm.grading.by_hand import UnreadMark, marks_in, read_rows, write_rows
from tests.llm.grading.graded import graded
from tests.llm.grading.questions import REPOSITORY, PreparedSet, prepared, sets_in
from tests.llm.grading.records import WritingJournal
from tests.llm.grading.report import write_report
from tests.llm.local_model import SETTINGS
from tests.llm.serving import MODEL_VARIABLE, ServerNotStarted, model_path, served

FORESEEN = (DatelineError, UnusableDataset, UnreadMark, ServerNotStarted, OSError)
EVIDENCE_TOKENS = 700
OUTPUT_TOKENS = 160

Waiting = tuple[PreparedSet, WritingJournal]


@dataclass(frozen=True, slots=True)
class Options:
    """What one run is told."""

    questions: int
    seed: int
    shared: Path
    output: Path
    evidence_tokens: int
    keep: bool


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0, or 1 where something is left to be asked or the run could not go on."""
    options = _options(arguments)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    signal.signal(signal.SIGTERM, _end)
    try:
        return _run(options, ServiceSettings())
    except FORESEEN as error:
        print(f"tests.llm.grading: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("tests.llm.grading: stopped; the same command goes on", file=sys.stderr)
        return 130


def _run(options: Options, settings: ServiceSettings) -> int:
    before = read_rows(options.output)
    embedder = embedder_from(settings.embedding, settings.cache_dir)
    path = model_path(os.environ.get(MODEL_VARIABLE, ""))
    limits = {"evidence_tokens": options.evidence_tokens, "output_tokens": OUTPUT_TOKENS}
    by = Writer(SETTINGS.model_copy(update=limits), f"{path.name} of {path.stat().st_size} bytes")
    options.output.mkdir(parents=True, exist_ok=True)
    with Progress() as progress:
        sets = [
            prepared(
                one,
                count=options.questions,
                seed=options.seed,
                settings=settings,
                embedder=embedder,
                progress=progress,
            )
            for one in sets_in(options.shared)
        ]
        pairs = [(one, journal_of(one, by, keep=options.keep)) for one in sets]
        if any(waiting(*pair) for pair in pairs):
            log = options.output / "server.log"
            with served(path, log) as address:
                os.environ["OPENAI_BASE_URL"] = address
                asyncio.run(_ask_all(pairs, by, embedder, progress))
    questions = [
        found
        for one, journal in pairs
        for found in graded(one, known(one, journal), marks_in(before))
    ]
    articles = {one.dataset.name: one.articles for one in sets}
    write_rows(questions, articles, options.output, before)
    facts = {
        "date": datetime.now(UTC).date().isoformat(),
        "model": path.name,
        "embedding": settings.embedding.model,
        "evidence tokens": str(options.evidence_tokens),
        "output tokens": str(OUTPUT_TOKENS),
        "seed": str(options.seed),
        "cores": str(os.cpu_count()),
    }
    print(write_report(questions, facts, options.output, seed=options.seed))
    left = sum(waiting(*pair) for pair in pairs)
    if left:
        print(f"{left} questions are left: run the same command again", file=sys.stderr)
    return 1 if left else 0


async def _ask_all(
    pairs: Sequence[Waiting], by: Writer, embedder: Embedder, progress: Progress
) -> None:
    for one, journal in pairs:
        if waiting(one, journal):
            await ask(one, journal, by, embedder=embedder, progress=progress)


def _options(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.llm.grading", description=__doc__)
    parser.add_argument("--questions", type=int, default=20, help="of each set; default 20")
    parser.add_argument("--seed", type=int, default=0, help="of the draw and the intervals")
    parser.add_argument(
        "--shared", type=Path, default=REPOSITORY.parent / "shared", help="folder of the data"
    )
    parser.add_argument(
        "--output", type=Path, default=REPOSITORY / "reports/llm_grading", help="folder to write"
    )
    parser.add_argument(
        "--evidence-tokens", type=int, default=EVIDENCE_TOKENS, help="of a prompt, at most"
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="go on with the newest answers there are, though code, model or questions changed",
    )
    return Options(**vars(parser.parse_args(arguments)))


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """Ends as an exception does, so that the model's server is ended too."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
