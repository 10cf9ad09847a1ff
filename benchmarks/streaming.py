"""What Dateline adds to the language model's own stream: `python -m benchmarks.streaming`.

The model is a server on loopback that writes at a fixed pace. Each question is put to it twice:
by the OpenAI SDK, with the very messages that Dateline sends, and by Dateline itself, whose
``POST /v1/ask`` streams its answer over loopback. Retrieval alone is timed beside them.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import structlog
from openai import OpenAI

from benchmarks import page
from benchmarks.answering import WARM_UP_QUESTIONS, serving
from benchmarks.indexing import index
from benchmarks.machine import description
from benchmarks.paced_server import Pace, paced_server
from benchmarks.phases import EXAMPLES, own_settings
from benchmarks.streaming_figures import COMMITTED, StreamingFigures, StreamTimes, write_streaming
from benchmarks.streaming_stand import MODEL, SENTENCES, EmptyDraft, Finder, Stand
from corpus.embeddings import embedder_from
from corpus.stores import Stores
from service.answering.answer import Quote
from service.answering.llm_settings import LlmSettings
from service.answering.prompting import NumberedEvidence
from service.answering.retrieval import Retriever
from service.app import create_app
from service.state import MODEL_VARIABLES, assemble

RESULTS = Path(__file__).parent / "results"
AIM_FIRST, AIM_TOTAL = 1.15, 1.1
_PLAIN = re.compile(r"[A-Z][^\[\]\"“”…]{40,200}\.")


def measure(rounds: int, pace: Pace, *, with_draft: bool = True) -> StreamingFigures:
    """Asks the example questions that a plain sentence of the example articles answers.

    Args:
        rounds: how often each is asked, at least once.
        pace: the model's.
        with_draft: whether the extractive draft is made beside the model, as it is in service.
    """
    quiet = structlog.make_filtering_bound_logger(logging.ERROR)
    structlog.configure(wrapper_class=quiet, cache_logger_on_first_use=True)
    measured: list[StreamTimes] = []
    with _stand(pace, with_draft=with_draft) as (stand, questions):
        for question in questions[:WARM_UP_QUESTIONS]:
            stand.ask(question, 0)
        for number in range(1, rounds + 1):
            measured += [stand.ask(question, number) for question in questions]
            today = datetime.now(UTC).date().isoformat()
            figures = StreamingFigures(today, description(), pace, tuple(measured))
            print(
                f"  round {number} of {rounds}: first words {figures.first_token.ratio:.2f}, "
                f"by the first sentence {figures.first_sentence.ratio:.2f}, "
                f"whole answer {figures.total.ratio:.2f}",
                flush=True,
            )
    return figures


@dataclass(frozen=True, slots=True)
class Known:
    """What answers a question: its short answers, and the articles that state them."""

    answers: frozenset[str]
    articles: frozenset[str]

    def answered_by(self, quote: Quote) -> bool:
        """Whether a sentence holds the answer."""
        text = quote.text.casefold()
        return quote.article.article_id in self.articles and any(
            answer.casefold() in text for answer in self.answers
        )


def answerable_questions() -> dict[str, Known]:
    """The English example questions that the example articles answer.

    Questions that ask for several facts are left out: no one sentence answers them.
    """
    lines = (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {
        row["question"]: Known(frozenset(row["answers"]), frozenset(row["articles"]))
        for row in rows
        if row["language"] == "en" and len(row["facts"]) == 1 and row["answers"]
    }


@contextmanager
def _stand(pace: Pace, *, with_draft: bool) -> Iterator[tuple[Stand, list[str]]]:
    """The stand, and the questions that the model of it answers."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
        settings = own_settings().model_copy(
            update={"data_dir": Path(data), "llm": LlmSettings(model=MODEL)}
        )
        embedder = embedder_from(settings.embedding, settings.cache_dir)
        index([EXAMPLES / "articles"], settings, embedder)
        stores = Stores.open(settings)
        finder = Finder(Retriever(stores, embedder), settings)
        known = answerable_questions()
        written = {one: answer_from(finder.evidence(one), known[one]) for one in known}
        answers = {question: text for question, text in written.items() if text}
        with paced_server(answers, pace) as model:
            key, address = MODEL_VARIABLES
            os.environ.update({key: "", address: model})  # read when the service is assembled
            state = assemble(settings, stores, embedder)
            if not with_draft:
                state = replace(state, engine=replace(state.engine, extractive=EmptyDraft()))
            try:
                with (
                    serving(create_app(settings, state=state)) as dateline,
                    OpenAI(api_key="not-needed", base_url=model, max_retries=0) as sdk,
                    httpx2.Client(base_url=dateline, timeout=60) as http,
                ):
                    yield Stand(finder, state, sdk, http), list(answers)
            finally:
                state.close()


def answer_from(numbered: NumberedEvidence, known: Known) -> str:
    """What the model writes: the best-ranked plain English sentences, each with its number.

    One with the answer comes first: what answers nothing is not shown. Empty where none has it.
    """
    found: dict[str, tuple[bool, int, int, str]] = {}
    for number, sentence in enumerate(numbered.sentences, start=1):
        text = " ".join(sentence.text.split())
        if sentence.quote.article.language == "en" and _PLAIN.fullmatch(text):
            line = (
                not known.answered_by(sentence.quote),
                sentence.passage_rank,
                sentence.position,
                f"{text} [{number}]",
            )
            found[text] = min(line, found.get(text, line))
    best = sorted(found.values())[:SENTENCES]
    return "" if not best or best[0][0] else " ".join(line for *_, line in best)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, and writes the figures; `--keep` makes them those of the docs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.streaming", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", action="store_true", help="make them the figures of the docs")
    parser.add_argument(
        "--without-draft",
        action="store_true",
        help="leave the extractive draft out, to see what it takes from the model's stream",
    )
    options = parser.parse_args(arguments)
    if options.keep and options.without_draft:
        parser.error("the figures of the docs are those of the service as it is")
    figures = measure(options.rounds, Pace(), with_draft=not options.without_draft)
    path = RESULTS / f"streaming{'-without-draft' if options.without_draft else ''}.json"
    write_streaming(figures, path)
    _report(figures)
    print(f"Figures    {path}")
    if options.keep:
        write_streaming(figures, COMMITTED)
        page.main([])
    return 0


def _report(figures: StreamingFigures) -> None:
    first, sentence, total = figures.first_token, figures.first_sentence, figures.total
    print(f"""
Model      first token {figures.median(lambda one: one.model_first_token):.0f} ms, \
first sentence {figures.median(lambda one: one.model_first_sentence):.0f} ms, \
whole {figures.median(lambda one: one.model_total):.0f} ms; \
retrieval {figures.median(lambda one: one.retrieve):.1f} ms
Dateline   first words {figures.median(lambda one: one.first_delta):.0f} ms, \
whole answer {figures.median(lambda one: one.answer):.0f} ms
Ratio      first words {first.ratio:.2f} by the first token, \
{sentence.ratio:.2f} ({sentence.added_ms:+.0f} ms) by the first sentence \
(aim: at most {AIM_FIRST})
           whole answer {total.ratio:.2f} ({total.added_ms:+.0f} ms) (aim: at most {AIM_TOTAL})""")


if __name__ == "__main__":
    sys.exit(main())
