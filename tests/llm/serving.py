"""Serves one model file over the OpenAI API on a loopback port, for as long as its user lives.

``served`` starts the server as a process of its own, waits until it answers and ends it. That
process is ``python -m tests.llm.serving MODEL PORT``; it needs the package ``xllamacpp``.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from tests.llm.model_files import default_folder, model_file

CONTEXT_TOKENS = 6_144
START_TIMEOUT_SECONDS = 180
LOOK_SECONDS = 1.0
"""How often the server looks whether the one who started it is still there."""
MODEL_VARIABLE = "DATELINE_TEST_MODEL_FILE"
REPOSITORY = Path(__file__).resolve().parents[2]


class ServerNotStarted(RuntimeError):
    """The model server ended or was silent; the message has the end of its log."""


def model_path(named: str = "") -> Path:
    """The file that is named, or else the one that is fetched once and kept."""
    return Path(named) if named else model_file(default_folder())


@contextmanager
def served(model: Path, log: Path) -> Iterator[str]:
    """The base URL of the served model; the server is ended with the block, by process id.

    Raises:
        ServerNotStarted: it does not answer in time.
    """
    port = _free_port()
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.llm.serving", str(model.resolve()), str(port)],
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
    raise ServerNotStarted(f"the model server did not start:\n{tail}")


def serve(model: Path, port: int) -> None:
    """Serves ``model`` at ``http://127.0.0.1:{port}/v1`` until a signal or its user's end."""
    user = os.getppid()
    # In no environment but that of make test-llm.
    import xllamacpp  # type: ignore[import, unused-ignore]

    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.hostnames = ["127.0.0.1"]
    params.port = port
    # Threads of llama.cpp wait for each other: on busy cores one fewer is faster.
    params.cpuparams.n_threads = max(1, len(os.sched_getaffinity(0)) - 1)
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    while os.getppid() == user:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)  # who started this was killed and cannot end it


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))
