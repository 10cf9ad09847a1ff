"""Programs started as processes of their own, on loopback, and ended by their id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx2

REPOSITORY = Path(__file__).resolve().parents[2]
START_SECONDS = 120
END_SECONDS = 20


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def environment(folder: Path, cache_dir: Path, **settings: str) -> dict[str, str]:
    """The caller's environment with Dateline's settings."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(
            filter(None, (str(REPOSITORY), os.environ.get("PYTHONPATH", "")))
        ),
        "DATELINE_DATA_DIR": str(folder / "data"),
        "DATELINE_CACHE_DIR": str(cache_dir),
        **settings,
    }


@contextmanager
def running(
    command: Sequence[str], *, folder: Path, settings: Mapping[str, str], ready_at: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A server for the length of the block; ``ready_at`` answers 200 once it works."""
    name = "-".join(Path(command[0]).name.split()) + f"-{time.monotonic_ns()}.log"
    with (folder / name).open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=dict(settings), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait(process, ready_at, folder / name)
            yield process
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> int:
    """Asks a process to end, and ends it if it does not; returns its exit status."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait(END_SECONDS)


def dateline(
    *arguments: str | Path, folder: Path, settings: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Runs one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)],
        cwd=folder,
        env=dict(settings),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at:
        if process.poll() is not None:
            raise AssertionError(f"it ended at once: {log.read_text(errors='replace')}")
        try:
            if httpx2.get(url, timeout=5).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{url} did not answer: {log.read_text(errors='replace')}")
