"""Whole runs: the service in this process with a fake model, and the command against a server."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

import evaluation.cli
from corpus.embeddings import Embedder
from corpus.models import ArticleDraft
from corpus.stores import Stores
from evaluation.collections import article_items, articles_of, collection_key, prepare
from evaluation.datasets.dataset import Dataset
from evaluation.datasets.recognition import find
from evaluation.evaluator import Program
from evaluation.model_judge import RUBBISH
from evaluation.options import Options
from evaluation.peers.names import PeerName
from evaluation.report.document import read_report
from evaluation.session import Files, Outcome, run_session
from service.answering.engine import Engine
from service.answering.retrieval import Retriever
from service.settings import ServiceSettings
from service.state import ServiceState, kept_answers
from tests.fakes.answerer import WordAnswerer
from tests.fakes.embedder import WordEmbedder
from tests.fakes.model_server import FakeModelServer, text
from tests.unit.evaluation.models import model_of

ROOT = Path(__file__).parents[3]
QUESTIONS = [
    {
        "id": "q1",
        "question": "How long is the crack in the dam?",
        "answers": ["14 metres"],
        "articles": ["dam.txt"],
    },
    {
        "id": "q2",
        "question": "Which freighter hit the bridge?",
        "answers": ["Halden"],
        "articles": ["bridge"],
    },
    {"id": "q3", "question": "Who won the chess final?", "unanswerable": True},
    {"id": "q4", "question": "Who?", "answers": ["x"], "articles": ["nowhere.txt"]},
]


def _fake_service(settings: ServiceSettings, stores: Stores, embedder: Embedder) -> ServiceState:
    engine = Engine(
        retriever=Retriever(stores, embedder),
        extractive=WordAnswerer(),
        written=None,
        passages=8,
        nearest=2,
    )
    return ServiceState(settings, stores, engine, kept_answers(settings, stores))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of questions with its articles, as a newsroom would have it."""
    articles = tmp_path / "mine" / "articles"
    articles.mkdir(parents=True)
    (articles / "dam.txt").write_text(
        "Crack in the dam\n\nThe crack in the dam is 14 metres long, engineers said on Monday. "
        "Two villages below the dam were told to leave their homes before the evening came.\n"
    )
    (articles / "bridge.txt").write_text(
        "Freighter hits bridge\n\nThe freighter Halden hit the bridge at dawn, the harbour said. "
        "Nobody on board was hurt, and the bridge stays closed for at least six weeks.\n"
    )
    (articles / "empty.txt").write_text("")
    lines = "\n".join(json.dumps(question) for question in QUESTIONS)
    (tmp_path / "mine" / "questions.jsonl").write_text(lines + '\n{"id": "q5", "que')
    return tmp_path / "mine"


def _settings(tmp_path: Path) -> ServiceSettings:
    return ServiceSettings.model_validate(
        {"data_dir": tmp_path / "data", "cache_dir": tmp_path / "cache"}
    )


def _evaluated(folder: Path, options: Options | None = None, **files: Path) -> Outcome:
    tmp_path = folder.parent
    against = read_report(files["against"]) if "against" in files else None
    return asyncio.run(
        run_session(
            find(str(folder)),
            Program(_settings(tmp_path), WordEmbedder(), _fake_service),
            options or Options(),
            Files(
                files.get("output", tmp_path / "out"),
                against,
                "old",
                baseline=files.get("baseline"),
                save_baseline=files.get("save_baseline"),
            ),
        )
    )


def test_a_folder_of_questions_is_indexed_asked_and_scored(folder: Path) -> None:
    outcome = _evaluated(folder, Options(peers=tuple(PeerName)))
    (section,) = outcome.report.datasets
    assert section.problem_counts == {
        "article not indexed": 1,
        "broken line": 1,
        "gold article not in the collection": 1,
    }
    assert [one.name for one in section.systems] == [
        "Dateline",
        "BM25",
        "dense",
        "naive picking",
        "LlamaIndex",
    ]
    figures = section.systems[0].figures
    assert figures["right"].n == 2
    assert figures["hit@5"].value == 1.0
    assert figures["quote_exact"].value == 1.0
    assert figures["refusal_recall"].value == 1.0
    assert section.systems[3].figures["hit@5"].value == 1.0
    written = {path.name for path in (folder.parent / "out").iterdir()}
    assert written == {"report.json", "report.html", "report.md", "audit.csv"}
    assert not list((folder.parent / "cache" / "evaluation" / "journals").glob("*"))


def test_an_identical_second_run_changes_nothing(folder: Path) -> None:
    first = folder.parent / "first"
    _evaluated(folder, output=first)
    outcome = _evaluated(folder, against=first / "report.json")
    assert outcome.report.comparison is not None
    (change,) = outcome.report.comparison.datasets
    assert change.worse == () and change.questions == () and change.warnings == ()


def test_a_collection_is_indexed_once_and_again_when_an_article_changes(tmp_path: Path) -> None:
    settings, embedder = _settings(tmp_path), WordEmbedder()
    one = ArticleDraft("The crack in the dam is long, they said today.", "d#1", "a", title="Dam")
    other = ArticleDraft("The crack in the dam is short, they said today.", "d#1", "a", title="Dam")
    first = prepare("d", [one], settings=settings, embedder=embedder)
    marker = first.settings.data_dir / "indexed.json"
    before = marker.stat().st_mtime_ns
    assert prepare("d", [one], settings=settings, embedder=embedder) == first
    assert marker.stat().st_mtime_ns == before
    assert prepare("d", [other], settings=settings, embedder=embedder) != first
    assert collection_key([one], "m1") != collection_key([one], "m2")
    assert [article.article_id for article in articles_of(first.settings)] == ["a"]


def test_a_run_saves_its_baseline_and_is_measured_against_it(folder: Path) -> None:
    baselines = folder.parent / "baselines"
    unsaved = _evaluated(folder, baseline=baselines)
    assert unsaved.errors == (f"{baselines} holds no baseline of mine; write one: --save-baseline",)
    _evaluated(folder, save_baseline=baselines)
    assert [path.name for path in baselines.iterdir()] == ["mine.json"]
    assert _evaluated(folder, baseline=baselines).errors == ()
    (baselines / "mine.json").write_text("{")
    (error,) = _evaluated(folder, baseline=baselines).errors
    assert "is no baseline" in error
    assert (folder.parent / "out" / "report.json").is_file()


def test_a_judge_model_that_writes_rubbish_is_counted_and_named_in_every_report(
    folder: Path,
) -> None:
    async def run() -> Outcome:
        program = Program(
            _settings(folder.parent),
            WordEmbedder(),
            _fake_service,
            judge=model_of(FakeModelServer(text("Perhaps."))),
        )
        files = Files(folder.parent / "out")
        return await run_session(find(str(folder)), program, Options(), files)

    outcome = asyncio.run(run())
    (section,) = outcome.report.datasets
    assert section.judge == "fake with judge.v1"
    assert section.judge_counts == {RUBBISH: 2}
    assert "citation_recall" not in section.systems[0].figures
    assert section.systems[0].figures["right"].n == 2
    assert outcome.errors == (f"mine: the judge decided nothing ({RUBBISH})",)
    for name in ("report.html", "report.md"):
        assert RUBBISH in (folder.parent / "out" / name).read_text()


def test_drawn_sentences_become_questions_once_somebody_has_written_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path = folder.parent
    settings, embedder = _settings(tmp_path), WordEmbedder()
    items = article_items(Dataset("mine"), [folder / "articles"])
    collection = prepare("mine", items, settings=settings, embedder=embedder)
    monkeypatch.setenv("DATELINE_DATA_DIR", str(collection.settings.data_dir))
    words = ["--sample", "3", "--output", str(tmp_path / "sheet")]
    result = CliRunner().invoke(evaluation.cli.application(), words)
    assert result.exit_code == 0, result.output
    sheet = tmp_path / "sheet" / "questions-to-write.csv"
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3 and {row["question"] for row in rows} == {""}
    rows[0]["question"], rows[0]["answers"] = "What happened?", "something"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    (source,) = find(str(sheet))
    dataset = source.load()
    assert dataset.problem_counts == {"missing field": 2}
    (question,) = dataset.questions
    assert question.articles[0] in {"dam", "bridge"}
    assert question.sentences[0].text == rows[0]["sentences"]


class _Server:
    """A slow server that speaks the contract, counts who asked what, and may go away."""

    def __init__(self, goes_away_after: int = 10**6) -> None:
        self.goes_away_after = goes_away_after
        self.asked: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._send({"articles": [{"article_id": "a"}], "next_cursor": None})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if self.path == "/v1/search":
                    self._send({"hits": []})
                    return
                if server.answered.total() >= server.goes_away_after:
                    self.close_connection = True
                    self.wfile.close()
                    return
                server.asked[body["question"]] += 1
                time.sleep(0.1)
                self._send({"status": "unanswerable", "answer": "The articles do not say."})
                server.answered[body["question"]] += 1

            def _send(self, value: object) -> None:
                data = json.dumps(value).encode()
                try:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except OSError:
                    pass

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    @contextmanager
    def running(self) -> Iterator[_Server]:
        thread = Thread(target=self._http.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            thread.join()
            self._http.server_close()


def _command(tmp_path: Path, *words: str) -> subprocess.Popen[str]:
    environment = os.environ | {
        "DATELINE_CACHE_DIR": str(tmp_path / "cache"),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "evaluation", *words],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_a_run_killed_midway_goes_on_without_asking_an_answered_question_again(
    tmp_path: Path,
) -> None:
    rows = [{"id": f"q{n}", "question": f"question {n}", "unanswerable": True} for n in range(30)]
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    with _Server().running() as server:
        words = (str(path), "--server", server.url, "--output", "out", "--concurrency", "2")
        first = _command(tmp_path, *words)
        while server.answered.total() < 8:
            assert first.poll() is None, first.communicate()
            time.sleep(0.01)
        first.send_signal(signal.SIGKILL)
        first.communicate()
        time.sleep(0.3)
        before = server.asked.copy()
        second = _command(tmp_path, *words)
        _, errors = second.communicate(timeout=120)
        assert second.returncode == 0, errors
    again = [question for question in before if server.asked[question] > before[question]]
    assert len(server.asked) == 30
    assert 8 <= len(before) < 30
    # Only what was in flight when the run died, or answered without having reached the disk.
    assert len(again) <= 2
    report = read_report(tmp_path / "out" / "report.json")
    assert report.datasets[0].systems[0].figures["refusal_recall"].n == 30


@pytest.mark.slow
def test_after_a_server_died_midway_the_same_command_asks_only_what_is_left(
    tmp_path: Path,
) -> None:
    rows = [{"id": f"q{n}", "question": f"question {n}", "unanswerable": True} for n in range(30)]
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    with _Server(goes_away_after=10).running() as server:
        words = (str(path), "--server", server.url, "--output", "out", "--concurrency", "1")
        first = _command(tmp_path, *words)
        _, errors = first.communicate(timeout=120)
        assert first.returncode == 1
        assert "q: the server went away, 20 of 30 questions are left; run the same" in errors
        died = read_report(tmp_path / "out" / "report.json").datasets[0].systems[0]
        assert died.figures["refusal_recall"].n == 10
        assert len(died.failures) == 20
        server.goes_away_after = 10**6
        second = _command(tmp_path, *words)
        _, errors = second.communicate(timeout=120)
        assert second.returncode == 0, errors
        assert set(server.asked.values()) == {1} and len(server.asked) == 30
    report = read_report(tmp_path / "out" / "report.json")
    assert report.datasets[0].systems[0].figures["refusal_recall"].n == 30


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["gone.jsonl"], "there is no data set at gone.jsonl"),
        (["q.jsonl", "--against", "gone.json"], "cannot read gone.json"),
        (["q.jsonl", "--server", "http://127.0.0.1:9"], "cannot be reached"),
        (["bad.csv"], "holds no question that can be scored"),
    ],
)
def test_errors_are_one_line_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "q.jsonl").write_text('{"id": "q", "question": "?", "unanswerable": true}')
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    app = evaluation.cli.application()
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 1
    (line,) = [one for one in result.stderr.splitlines() if one.startswith("dateline")]
    assert message in line
    assert "Traceback" not in result.output
