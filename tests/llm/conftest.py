"""A real language model behind a real OpenAI-compatible server, for one session."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.llm.model_files import default_folder, model_file

# Read when pytest imports this, before the session hides settings from the tests.
MODEL_FILE = os.environ.get("DATELINE_TEST_MODEL_FILE", "")
REPOSITORY = Path(__file__).resolve().parents[2]
START_TIMEOUT_SECONDS = 180


@pytest.fixture(scope="session")
def model_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of the served model; the server is ended with the session, by process id."""
    pytest.importorskip("xllamacpp", reason="install xllamacpp, as make test-llm does")
    path = Path(MODEL_FILE) if MODEL_FILE else model_file(default_folder())
    port = _free_port()
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.llm.serving", str(path), str(port)],
            cwd=REPOSITORY,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(server, address, log)
        yield f"{address}/v1"
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            if httpx2.get(f"{address}/health", timeout=2).status_code == 200:
                return
        except httpx2.HTTPError:
            pass
        time.sleep(0.5)
    tail = log.read_text(errors="replace")[-2_000:]
    pytest.fail(f"the model server did not start:\n{tail}")
