"""How long a question takes over HTTP, against what retrieval alone costs.

The parts are embedding the question, Chroma's query and the keyword query. What the answerer adds
(choosing and comparing sentences, with the models that read them) is taken from the answer's own
timings and told apart.
"""

from __future__ import annotations

import asyncio
import logging
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import httpx2
import structlog
import uvicorn
from fastapi import FastAPI

from benchmarks.machine import peak_memory_mb
from corpus.embeddings import embedder_from
from corpus.stores import Stores
from service.answering.retrieval import CANDIDATES, Retriever
from service.app import create_app
from service.settings import ServiceSettings
from service.state import assemble

ASK = "/v1/ask"
WARM_UP_QUESTIONS = 3

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class QuestionTimes:
    """Milliseconds for one question, all taken one after the other.

    ``reading`` is the answerer's share of ``in_process``: choosing, comparing, reading sentences.
    """

    embed: float
    chroma: float
    keywords: float
    in_process: float
    loopback: float
    reading: float

    @property
    def parts(self) -> float:
        """What retrieval costs at least."""
        return self.embed + self.chroma + self.keywords


@dataclass(frozen=True, slots=True)
class AnsweringFigures:
    """What a question costs; every median is over all questions of all rounds."""

    passages: int
    questions: tuple[QuestionTimes, ...]
    peak_memory_mb: float

    def median(self, value: Callable[[QuestionTimes], float]) -> float:
        """The median of a value over the questions."""
        return statistics.median(value(times) for times in self.questions)

    @property
    def ratio(self) -> float:
        """The whole request in this process, by the sum of its parts."""
        return self.median(lambda times: times.in_process / times.parts)

    @property
    def loopback_ratio(self) -> float:
        """The whole request to a server on loopback, by the sum of its parts."""
        return self.median(lambda times: times.loopback / times.parts)

    @property
    def ratio_without_reading(self) -> float:
        """The request in this process without the answerer's share, by the sum of its parts."""
        return self.median(lambda times: (times.in_process - times.reading) / times.parts)


def measure_answering(
    settings: ServiceSettings, questions: Sequence[str], rounds: int
) -> AnsweringFigures:
    """Asks each question once a round: part by part, in this process, and over loopback."""
    quiet = structlog.make_filtering_bound_logger(logging.ERROR)
    structlog.configure(wrapper_class=quiet, cache_logger_on_first_use=True)
    embedder = embedder_from(settings.embedding, settings.cache_dir)
    stores = Stores.open(settings)
    try:
        app = create_app(settings, state=assemble(settings, stores, embedder))
        retriever = Retriever(stores, embedder)
        measured: list[QuestionTimes] = []
        with asyncio.Runner() as runner, serving(app) as address:
            inside = httpx2.AsyncClient(
                transport=httpx2.ASGITransport(app), base_url="http://testserver"
            )
            outside = httpx2.Client(base_url=address, timeout=60)
            stand = _Stand(retriever, runner, inside, outside)
            for question in questions[:WARM_UP_QUESTIONS]:
                stand.ask(question)
            for number in range(1, rounds + 1):
                # Neither side always has the caches that the other has filled.
                parts_first = number % 2 == 1
                measured += [stand.ask(question, parts_first=parts_first) for question in questions]
                figures = AnsweringFigures(stores.catalogue.counts().passages, tuple(measured), 0)
                print(
                    f"  round {number} of {rounds}: "
                    f"parts {figures.median(lambda times: times.parts):.1f} ms, "
                    f"/v1/ask {figures.median(lambda times: times.in_process):.1f} ms, "
                    f"ratio {figures.ratio:.2f}, without the answerer "
                    f"{figures.ratio_without_reading:.2f}",
                    flush=True,
                )
            runner.run(inside.aclose())
            outside.close()
        return AnsweringFigures(
            stores.catalogue.counts().passages, tuple(measured), peak_memory_mb()
        )
    finally:
        stores.close()


@dataclass(frozen=True, slots=True)
class _Stand:
    """One collection with the three ways to it that are timed."""

    retriever: Retriever
    runner: asyncio.Runner
    inside: httpx2.AsyncClient
    outside: httpx2.Client

    def ask(self, question: str, *, parts_first: bool = True) -> QuestionTimes:
        """The times of one question, the parts before or after the whole."""
        body = {"question": question}
        before = self._parts(question) if parts_first else None
        in_process, response = _timed(
            lambda: self.runner.run(self.inside.post(ASK, json=body)).raise_for_status()
        )
        loopback, _ = _timed(lambda: self.outside.post(ASK, json=body).raise_for_status())
        embed, chroma, keywords = before or self._parts(question)
        timings = response.json()["timings_ms"]
        reading = timings["answer"] + timings["verify"]
        return QuestionTimes(embed, chroma, keywords, in_process, loopback, reading)

    def _parts(self, question: str) -> tuple[float, float, float]:
        stores = self.retriever.stores
        languages = stores.catalogue.languages()
        # The space keeps the question out of the embedder's memory of recent ones.
        embed, vector = _timed(lambda: self.retriever.embedder.embed_query(f"{question} "))
        chroma, _ = _timed(lambda: stores.active_vectors().search(vector, top_k=CANDIDATES))
        keywords, _ = _timed(
            lambda: stores.keywords.search(question, top_k=CANDIDATES, languages=languages)
        )
        return embed, chroma, keywords


def _timed(work: Callable[[], _Value]) -> tuple[float, _Value]:
    started = time.perf_counter()
    value = work()
    return (time.perf_counter() - started) * 1000, value


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The application behind a real server on a free port of loopback."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
