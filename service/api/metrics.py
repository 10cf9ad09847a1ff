"""GET /metrics: what the service does, in numbers; no words of a question and no ids."""

from __future__ import annotations

import importlib.metadata
import math
import time
from dataclasses import asdict

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import DatelineError
from service.answering.answer import Answer
from service.api.dependencies import KEY_CHECKED, State
from service.api.errors import problem_responses
from service.api.request_log import answer_noted, route_of
from service.state import ServiceState

router = APIRouter(tags=["health"], dependencies=[KEY_CHECKED])

REQUEST_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
STAGE_SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
STAGES = ("retrieve", "answer", "verify")
METHODS = frozenset({"GET", "HEAD", "POST", "DELETE", "OPTIONS"})


class Metrics:
    """The numbers of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._build = self._gauge("build_info", "Always 1.", ["version", "embedding_model"])
        self._articles = self._gauge("articles", "Articles in the collection.")
        self._passages = self._gauge("passages", "Passages in the collection.")
        self._requests = Histogram(
            "dateline_request_duration_seconds",
            "Time from a request's first byte to its response's last.",
            ["method", "route", "status"],
            buckets=REQUEST_SECONDS,
            registry=self.registry,
        )
        self._stages = Histogram(
            "dateline_answer_stage_seconds",
            "Time that answers took, by part.",
            ["stage"],
            buckets=STAGE_SECONDS,
            registry=self.registry,
        )
        self._questions = self._counter(
            "questions", "Questions answered.", ["status", "answerer", "fallback"]
        )
        self._tokens = self._counter("tokens", "Tokens of the language model.", ["kind"])
        self._cost = self._counter("cost_usd", "What answers cost whose model's price is known.")
        self._unpriced = self._counter("unpriced_answers", "Answers whose cost is not known.")
        self._sentences = self._counter(
            "written_sentences", "A language model's sentences by what became of them.", ["fate"]
        )
        self._failures = self._counter(
            "model_failures", "Answers that fell back since the model failed.", ["kind"]
        )

    def count_request(self, scope: Scope, status: int, seconds: float) -> None:
        """Counts a request that has ended, and the answer it was given, if any."""
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._requests.labels(method, route_of(scope), str(status)).observe(seconds)
        answer = answer_noted(scope)
        if answer is not None:
            self._count_answer(answer)

    def text(self, state: ServiceState) -> bytes:
        """Everything as Prometheus reads it; what cannot be read at this moment is NaN."""
        version = importlib.metadata.version("dateline")
        self._build.labels(version, state.embedder.model).set(1)
        try:
            counts = state.stores.catalogue.counts()
            self._articles.set(counts.articles)
            self._passages.set(counts.passages)
        except DatelineError as error:
            structlog.get_logger().warning("articles_not_counted", reason=str(error))
            self._articles.set(math.nan)
            self._passages.set(math.nan)
        return generate_latest(self.registry)

    def _count_answer(self, answer: Answer) -> None:
        fell_back = "no" if answer.identity.fallback_reason is None else "yes"
        self._questions.labels(answer.status.value, answer.identity.kind, fell_back).inc()
        for stage in STAGES:
            self._stages.labels(stage).observe(getattr(answer.timings, stage) / 1000)
        self._tokens.labels("prompt").inc(answer.usage.prompt_tokens)
        self._tokens.labels("completion").inc(answer.usage.completion_tokens)
        if answer.usage.cost_usd is None:
            self._unpriced.inc()
        else:
            self._cost.inc(answer.usage.cost_usd)
        for fate, count in asdict(answer.counts).items() if answer.counts else ():
            self._sentences.labels(fate).inc(count)
        if answer.identity.failure is not None:
            self._failures.labels(answer.identity.failure).inc()

    def _gauge(self, name: str, text: str, labels: list[str] | None = None) -> Gauge:
        return Gauge(f"dateline_{name}", text, labels or [], registry=self.registry)

    def _counter(self, name: str, text: str, labels: list[str] | None = None) -> Counter:
        return Counter(f"dateline_{name}", text, labels or [], registry=self.registry)


class RequestMetrics:
    """Measures every request, streams to their last byte."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and counts how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._metrics.count_request(scope, status, time.perf_counter() - started)


@router.get(
    "/metrics",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **problem_responses(401, 403),
    },
)
async def read_metrics(request: Request, state: State) -> Response:
    """The numbers as Prometheus reads them."""
    text = await run_in_threadpool(request.app.state.metrics.text, state)
    return Response(text, media_type=CONTENT_TYPE_LATEST)
