"""Chroma server, service and indexer as three processes that talk over HTTP on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.e2e.processes import environment, free_port, running, stop

CHROMA = Path(sys.executable).with_name("chroma")
QUESTION = {"question": "When did a ship strike the Tarrow Bridge?"}


@contextmanager
def chroma_server(folder: Path, port: int) -> Iterator[object]:
    kept = folder / "chroma-server"
    command = [
        str(CHROMA), "run", "--path", str(kept), "--host", "127.0.0.1", "--port", str(port),
    ]  # fmt: skip
    ready_at = f"http://127.0.0.1:{port}/api/v2/heartbeat"
    with running(command, folder=folder, settings=os.environ, ready_at=ready_at) as process:
        yield process


@contextmanager
def service(folder: Path, settings: Mapping[str, str]) -> Iterator[httpx2.Client]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "service", "--port", str(port)]
    with (
        running(command, folder=folder, settings=settings, ready_at=f"{url}/readyz") as process,
        httpx2.Client(base_url=url, timeout=60) as client,
    ):
        yield client
        assert stop(process) == 0


def index(folder: Path, settings: Mapping[str, str], articles: Path) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-m", "indexer", str(articles), "--json"],
        cwd=folder, env=dict(settings), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    summary: dict[str, int] = json.loads(done.stdout)
    return summary


@pytest.mark.slow
def test_what_the_indexer_adds_the_running_service_answers_from(
    tmp_path: Path, model_cache: Path, example_articles: Path
) -> None:
    port = free_port()
    settings = environment(tmp_path, model_cache, DATELINE_CHROMA__URL=f"http://127.0.0.1:{port}")
    with chroma_server(tmp_path, port), service(tmp_path, settings) as client:
        assert client.post("/v1/ask", json=QUESTION).json()["status"] == "unanswerable"
        assert index(tmp_path, settings, example_articles)["failed"] == 0
        answer = client.post("/v1/ask", json=QUESTION).json()
        assert answer["status"] in {"answered", "conflicting"}
        for citation in answer["citations"]:
            article = client.get(f"/v1/articles/{citation['article_id']}").json()
            assert article["text"][citation["start"] : citation["end"]] == citation["quote"]
        added = client.post(
            "/v1/articles",
            json={
                "id": "tiller",
                "text": "The observatory on Mount Tiller opened its telescope on Sunday.",
            },
        )
        assert added.status_code == 201
        found = client.post("/v1/search", json={"query": "Mount Tiller observatory"}).json()
        assert found["hits"][0]["article_id"] == "tiller"
        assert client.delete("/v1/articles/tiller").status_code == 204
        assert index(tmp_path, settings, example_articles)["new"] == 0


@pytest.mark.slow
def test_the_service_outlives_its_chroma_server(
    tmp_path: Path, model_cache: Path, example_articles: Path
) -> None:
    port = free_port()
    settings = environment(tmp_path, model_cache, DATELINE_CHROMA__URL=f"http://127.0.0.1:{port}")
    with chroma_server(tmp_path, port):
        index(tmp_path, settings, example_articles)
        context = service(tmp_path, settings)
        client = context.__enter__()
    try:
        away = client.post("/v1/ask", json=QUESTION)
        assert away.status_code == 503
        assert away.headers["content-type"] == "application/problem+json"
        assert f"127.0.0.1:{port}" in away.json()["detail"]
        ready = client.get("/readyz")
        assert ready.status_code == 503
        checks = ready.json()["checks"]
        assert [name for name, check in checks.items() if not check["ok"]] == ["vectors"]
        assert client.get("/healthz").status_code == 200
        with chroma_server(tmp_path, port):
            assert client.post("/v1/ask", json=QUESTION).status_code == 200
            assert client.get("/readyz").status_code == 200
    finally:
        context.__exit__(None, None, None)
