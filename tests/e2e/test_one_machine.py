"""The way of a stranger: index a folder, ask in the terminal, serve, ask over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from tests.e2e.processes import dateline, environment, free_port, running, stop

QUESTION = "When did a ship strike the Tarrow Bridge?"
COLD_SECONDS = 4.0
IMPORT_SECONDS = 3.0


@pytest.mark.slow
def test_a_folder_of_articles_answers_questions(
    tmp_path: Path, model_cache: Path, example_articles: Path
) -> None:
    settings = environment(tmp_path, model_cache)
    empty = dateline("ask", QUESTION, folder=tmp_path, settings=settings)
    assert (empty.returncode, empty.stdout) == (1, "")
    indexed = dateline("index", example_articles, folder=tmp_path, settings=settings)
    assert indexed.returncode == 0, indexed.stderr

    told = dateline("ask", QUESTION, folder=tmp_path, settings=settings)
    assert told.returncode == 0, told.stderr
    assert "[1]" in told.stdout
    assert told.stdout.rstrip().endswith("extractive (no model configured)")

    done = dateline("ask", QUESTION, "--json", folder=tmp_path, settings=settings)
    answer = json.loads(done.stdout)
    assert answer["status"] in {"answered", "conflicting"}

    refused = dateline("ask", "Who won the 1954 World Cup?", folder=tmp_path, settings=settings)
    assert refused.returncode == 0

    port = free_port()
    command = [sys.executable, "-m", "dateline", "serve", "--port", str(port)]
    url = f"http://127.0.0.1:{port}"
    with running(command, folder=tmp_path, settings=settings, ready_at=f"{url}/readyz") as process:
        served = httpx2.post(f"{url}/v1/ask", json={"question": QUESTION}, timeout=60).json()
        volatile = {"id", "timings_ms"}
        assert set(served) == set(answer)
        assert {name: served[name] for name in set(served) - volatile} == {
            name: answer[name] for name in set(answer) - volatile
        }
        busy = dateline("index", example_articles, folder=tmp_path, settings=settings)
        assert busy.returncode == 1
        assert "in use by process" in busy.stderr
        assert busy.stderr.count("\n") == 1
        beside = dateline("ask", QUESTION, folder=tmp_path, settings=settings)
        assert beside.returncode == 0
        taken = dateline("serve", "--port", str(port), folder=tmp_path, settings=settings)
        assert taken.returncode == 2
        assert str(port) in taken.stderr
        assert stop(process) == 0


@pytest.mark.slow
def test_a_cold_question_and_the_import_are_quick(
    tmp_path: Path, model_cache: Path, example_articles: Path
) -> None:
    settings = environment(tmp_path, model_cache)
    dateline("index", example_articles, folder=tmp_path, settings=settings)

    def seconds_of(*arguments: str) -> float:
        started = time.perf_counter()
        assert dateline(*arguments, folder=tmp_path, settings=settings).returncode == 0
        return time.perf_counter() - started

    # The best of three: other programs on the machine only ever add time.
    assert min(seconds_of("ask", QUESTION) for _ in range(3)) < COLD_SECONDS


@pytest.mark.slow
def test_the_service_is_imported_quickly(tmp_path: Path, model_cache: Path) -> None:
    settings = environment(tmp_path, model_cache)

    def seconds() -> float:
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", "import service.app"], cwd=tmp_path, env=settings, check=True
        )
        return time.perf_counter() - started

    assert min(seconds() for _ in range(3)) < IMPORT_SECONDS
