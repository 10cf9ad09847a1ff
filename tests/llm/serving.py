"""Serves one model file over the OpenAI API on a loopback port, until it is ended.

Run as ``python -m tests.llm.serving MODEL PORT``; needs the package ``xllamacpp``.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

CONTEXT_TOKENS = 6_144


def serve(model: Path, port: int) -> None:
    """Serves ``model`` at ``http://127.0.0.1:{port}/v1`` and waits for a signal."""
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
    signal.pause()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))
