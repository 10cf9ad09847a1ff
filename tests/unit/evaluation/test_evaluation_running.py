"""Asking, the journal and the runner: against a small server that speaks the contract."""

from __future__ import annotations

import asyncio
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from rich.console import Console

from evaluation.asking import HttpRespondent
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.journal import Journal
from evaluation.progress import Progress
from evaluation.runner import GONE_AFTER, NOT_ASKED, run_questions
from evaluation.wire import Response

TEXT = "Ada wrote the notes. Bob read them."
CITATION = {
    "number": 1,
    "article_id": "a/1",
    "quote": "Ada wrote the notes.",
    "start": 0,
    "end": 20,
}
ANSWER = {
    "status": "answered",
    "answer": "Ada wrote the notes. [1]",
    "statements": [{"text": "Ada wrote the notes.", "citations": [1], "support": "supported"}],
    "citations": [CITATION],
    "unknown_field": True,
}
HITS = {"hits": [{"article_id": "copy", "text": TEXT, "score": 1.0}]}

Handler = Callable[[httpx2.Request], httpx2.Response]


def _questions(count: int) -> list[EvaluationQuestion]:
    return [EvaluationQuestion(f"q{n}", f"question {n}?", answers=("Ada",)) for n in range(count)]


def _serve(request: httpx2.Request, answer: dict[str, Any] | None = None) -> httpx2.Response:
    if request.url.path == "/v1/search":
        return httpx2.Response(200, json=HITS)
    if request.url.path == "/v1/ask":
        return httpx2.Response(200, json=answer or ANSWER)
    also_in = [{"article_id": "copy"}]
    return httpx2.Response(200, json={"article_id": "a/1", "text": TEXT, "also_in": also_in})


def _ask(handler: Handler, question: EvaluationQuestion | None = None) -> Response:
    return _ask_all(handler, [question or _questions(1)[0]])[0]


def _ask_all(handler: Handler, questions: Sequence[EvaluationQuestion]) -> list[Response]:
    async def run() -> list[Response]:
        transport = httpx2.MockTransport(handler)
        async with httpx2.AsyncClient(transport=transport, base_url="http://x") as client:
            respondent = HttpRespondent(client, pause_seconds=0.0)
            return [await respondent.respond(question) for question in questions]

    return asyncio.run(run())


def test_an_answer_is_kept_with_its_checked_quotes_and_their_context() -> None:
    response = _ask(_serve)
    assert response.failure is None
    assert response.reply is not None and response.reply.answer.startswith("Ada")
    assert response.quotes[0].exact
    assert response.quotes[0].after == " Bob read them."
    assert response.latency_ms is not None and response.search_ms is not None


def test_a_quote_that_is_not_the_articles_words_is_seen() -> None:
    wrong = ANSWER | {"citations": [CITATION | {"start": 1, "end": 21}]}
    assert not _ask(lambda request: _serve(request, wrong)).quotes[0].exact


def test_a_hit_is_known_as_the_copy_of_a_gold_article() -> None:
    question = EvaluationQuestion("q", "Who?", relevance=(("a/1", 1),))
    response = _ask(_serve, question)
    assert [copy.article_id for copy in response.hits[0].also_in] == ["a/1"]


def test_as_of_travels_with_search_and_question() -> None:
    bodies: list[dict[str, Any]] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            bodies.append(json.loads(request.content))
        return _serve(request)

    _ask(handler, EvaluationQuestion("q", "Who?", as_of=datetime(2025, 1, 1, tzinfo=UTC)))
    assert [body["as_of"] for body in bodies] == ["2025-01-01T00:00:00+00:00"] * 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx2.Response(500, json={"title": "Broken"}), "/v1/ask answered 500: Broken"),
        (httpx2.Response(200, json={"status": "maybe"}), "not as the contract says: status"),
        (httpx2.Response(200, text="<html>"), "Expecting value"),
        (httpx2.Response(200, json=[1]), "/v1/ask answered no JSON object"),
    ],
)
def test_what_is_no_answer_is_a_named_failure(answer: httpx2.Response, reason: str) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        return answer if request.url.path == "/v1/ask" else _serve(request)

    response = _ask(handler)
    assert response.failure is not None and response.failure.startswith(reason)
    assert not response.retry and response.reply is None


def test_a_timeout_is_a_failure_and_not_asked_again() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("slow", request=request)

    response = _ask(handler)
    assert (response.failure, response.retry) == ("no answer in time", False)


def test_a_busy_server_is_asked_again_after_a_pause() -> None:
    calls: Counter[str] = Counter()

    def handler(request: httpx2.Request) -> httpx2.Response:
        calls[request.url.path] += 1
        if request.url.path == "/v1/ask" and calls["/v1/ask"] < 3:
            return httpx2.Response(429, headers={"Retry-After": "0"})
        return _serve(request)

    assert _ask(handler).failure is None
    assert calls["/v1/ask"] == 3


def test_a_quote_is_checked_against_the_version_that_was_cited() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.path in {"/v1/search", "/v1/ask"}:
            return _serve(request, ANSWER | {"citations": [CITATION | {"version": 1}]})
        text = TEXT if request.url.params.get("version") == "1" else "Bob wrote the notes."
        return httpx2.Response(200, json={"article_id": "a/1", "text": text})

    question = EvaluationQuestion("q", "Who?", relevance=(("a/1", 1),))
    assert _ask(handler, question).quotes[0].exact


def test_a_busy_server_is_asked_again_for_an_article() -> None:
    calls: Counter[str] = Counter()

    def handler(request: httpx2.Request) -> httpx2.Response:
        calls[request.method] += 1
        if request.method == "GET" and calls["GET"] < 3:
            return httpx2.Response(503)
        return _serve(request)

    assert _ask(handler).quotes[0].exact
    assert calls["GET"] == 3


@pytest.mark.parametrize(
    ("status", "failure"), [(500, "/v1/articles/a%2F1 answered 500: Broken"), (404, None)]
)
def test_an_article_that_could_not_be_read_is_read_for_the_next_question(
    status: int, failure: str | None
) -> None:
    answers = iter([httpx2.Response(status, json={"title": "Broken"})])

    def handler(request: httpx2.Request) -> httpx2.Response:
        is_article = request.method == "GET"
        return next(answers, _serve(request)) if is_article else _serve(request)

    first, second = _ask_all(handler, _questions(2))
    assert (first.failure, [quote.exact for quote in first.quotes]) == (
        failure,
        [] if failure else [False],
    )
    assert second.quotes[0].exact


class Respondent:
    """Answers each question, counts how often it was asked, and dies when told to."""

    name = "counting"

    def __init__(self, dies_after: int = 10**6) -> None:
        self.asked: Counter[str] = Counter()
        self.in_flight = 0
        self.most_in_flight = 0
        self._dies_after = dies_after

    async def respond(self, question: EvaluationQuestion) -> Response:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        await asyncio.sleep(0)
        self.in_flight -= 1
        if self.asked.total() >= self._dies_after:
            return Response(
                question_id=question.question_id, failure="server not reachable", retry=True
            )
        self.asked[question.question_id] += 1
        return Response(question_id=question.question_id, latency_ms=1.0)


def _run(
    path: Path,
    respondent: Respondent,
    questions: Sequence[EvaluationQuestion],
    concurrency: int = 3,
) -> dict[str, Response]:
    async def run() -> dict[str, Response]:
        with Journal(path, "key") as journal:
            return await run_questions(questions, respondent, journal, concurrency=concurrency)

    return asyncio.run(run())


def test_every_question_is_asked_once_and_no_more_at_a_time_than_allowed(tmp_path: Path) -> None:
    respondent = Respondent()
    responses = _run(tmp_path / "j", respondent, _questions(20))
    assert len(responses) == 20
    assert set(respondent.asked.values()) == {1}
    assert respondent.most_in_flight == 3


def test_a_resumed_run_asks_nothing_twice(tmp_path: Path) -> None:
    first, second = Respondent(), Respondent()
    _run(tmp_path / "j", first, _questions(8))
    responses = _run(tmp_path / "j", second, _questions(20))
    assert len(responses) == 20
    assert second.asked.total() == 12
    assert set((first.asked + second.asked).values()) == {1}


def test_a_half_written_last_line_is_dropped_and_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "j"
    _run(path, Respondent(), _questions(5), concurrency=1)
    whole = path.read_bytes()
    for cut in (1, 20, 60):
        path.write_bytes(whole[:-cut])
        again = Respondent()
        assert len(_run(path, again, _questions(5))) == 5
        assert list(again.asked) == ["q4"]
    assert path.read_bytes().count(b"\n") == 6


def test_a_journal_of_another_run_is_not_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "j"
    _run(path, Respondent(), _questions(5))
    with Journal(path, "another key") as journal:
        assert journal.settled == {}
    path.write_bytes(b"no journal at all")
    assert len(_run(path, Respondent(), _questions(2))) == 2


def test_a_server_that_dies_midway_is_named_and_its_questions_are_asked_later(
    tmp_path: Path,
) -> None:
    path = tmp_path / "j"
    responses = _run(path, Respondent(dies_after=10), _questions(40), concurrency=1)
    failures = Counter(one.failure for one in responses.values())
    assert failures == {None: 10, "server not reachable": GONE_AFTER, NOT_ASKED: 30 - GONE_AFTER}
    back = Respondent()
    assert not any(one.failure for one in _run(path, back, _questions(40)).values())
    assert back.asked.total() == 30


def test_a_log_gets_a_line_now_and_then_and_no_bars() -> None:
    now, console = [0.0], Console(file=io.StringIO(), force_terminal=False, width=80)
    with (
        Progress(console, clock=lambda: now[0]) as progress,
        progress.task("mini: [Dateline]", 100) as advance,
    ):
        for _ in range(100):
            now[0] += 1.0
            advance()
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert lines == [f"mini: [Dateline]: {done} of 100" for done in (30, 60, 90, 100)]


def test_every_answer_is_on_the_disk_before_the_next_question(tmp_path: Path) -> None:
    path = tmp_path / "j"

    class Watching(Respondent):
        async def respond(self, question: EvaluationQuestion) -> Response:
            assert path.read_bytes().count(b"\n") == 1 + self.asked.total()
            return await super().respond(question)

    _run(path, Watching(), _questions(4), concurrency=1)
