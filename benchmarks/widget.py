"""The widget's size, and how long its first words take: `python -m benchmarks.widget`.

Each question is asked twice: of the API alone, until its first `delta` is read, and in a browser
with the widget, from Enter until the first words of the answer have been painted. The difference
is what widget and browser add. It needs Chromium (`make browser`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import httpx2
import structlog
from playwright.sync_api import Page, sync_playwright

from benchmarks.answering import serving
from benchmarks.indexing import index
from benchmarks.machine import description
from benchmarks.phases import EXAMPLES, own_settings
from corpus.embeddings import embedder_from
from corpus.stores import Stores
from service.app import create_app
from service.state import assemble

COMMITTED = Path(__file__).parent / "widget.json"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
WARM_UP_QUESTIONS = 3
FIRST_WORDS = """
async (question) => {
  const chat = document.querySelector("dateline-chat");
  chat.clear();
  const began = performance.now();
  const shown = new Promise((resolve) => {
    const look = () => {
      const words = chat.shadowRoot.querySelector(".text")?.textContent;
      // The frame after the one in which the words are there has been painted with them.
      if (words) requestAnimationFrame(() => resolve(performance.now() - began));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const asked = chat.ask(question);
  const milliseconds = await shown;
  await asked;
  return milliseconds;
}
"""


@dataclass(frozen=True, slots=True)
class WidgetFigures:
    """Bytes of the file, and milliseconds until the first words; medians over all questions."""

    measured_on: str
    machine: dict[str, str]
    bytes: int
    bytes_compressed: int
    questions: int
    first_words_api_ms: float
    first_words_widget_ms: float
    added_ms: float


def measure(rounds: int) -> WidgetFigures:
    """Asks the example questions over the example articles."""
    quiet = structlog.make_filtering_bound_logger(logging.ERROR)
    structlog.configure(wrapper_class=quiet, cache_logger_on_first_use=True)
    questions = [
        json.loads(line)["question"]
        for line in (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
        settings = own_settings().model_copy(update={"data_dir": Path(data)})
        embedder = embedder_from(settings.embedding, settings.cache_dir)
        index([EXAMPLES / "articles"], settings, embedder)
        state = assemble(settings, Stores.open(settings), embedder)
        try:
            with serving(create_app(settings, state=state)) as address:
                pairs = _pairs(address, questions, rounds)
        finally:
            state.close()
    content = files("widget").joinpath("widget.js").read_bytes()
    return WidgetFigures(
        measured_on=datetime.now(UTC).date().isoformat(),
        machine=description(),
        bytes=len(content),
        bytes_compressed=len(gzip.compress(content, mtime=0)),
        questions=len(pairs),
        first_words_api_ms=round(statistics.median(api for api, _ in pairs), 1),
        first_words_widget_ms=round(statistics.median(widget for _, widget in pairs), 1),
        added_ms=round(statistics.median(widget - api for api, widget in pairs), 1),
    )


def _pairs(address: str, questions: Sequence[str], rounds: int) -> list[tuple[float, float]]:
    """Milliseconds of the API and of the widget for each question of each round."""
    pairs = []
    with (
        httpx2.Client(base_url=address, timeout=60) as api,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=_chromium(), args=list(FLAGS)) as browser,
    ):
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function("() => document.querySelector('dateline-chat')?.turns")
        for question in questions[:WARM_UP_QUESTIONS]:
            _pair(api, page, question)
        for _ in range(rounds):
            pairs += [_pair(api, page, question) for question in questions]
    return pairs


def _pair(api: httpx2.Client, page: Page, question: str) -> tuple[float, float]:
    # A space more: what the server remembers of one wording does not help the other side.
    began = time.perf_counter()
    with api.stream(
        "POST", "/v1/ask", json={"question": f"{question} ", "stream": True}
    ) as response:
        lines = response.raise_for_status().iter_lines()
        alone = next(
            (time.perf_counter() - began) * 1000
            for line in lines
            if line in {"event: delta", "event: answer"}
        )
        for _ in lines:
            pass
    return alone, float(page.evaluate(FIRST_WORDS, question))


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise FileNotFoundError("there is no Chromium: run `make browser`")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; `--keep` writes the figures that are committed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.widget", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", action="store_true", help=f"write {COMMITTED.name}")
    options = parser.parse_args(arguments)
    text = json.dumps(asdict(measure(options.rounds)), indent=2)
    print(text)
    if options.keep:
        COMMITTED.write_text(f"{text}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
