"""An ASGI application reachable over HTTP on loopback, in a thread of this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

START_SECONDS = 10


@contextmanager
def listening(application: ASGIApp, *, start_seconds: float = START_SECONDS) -> Iterator[str]:
    """The address, such as ``http://127.0.0.1:40001``, for the length of the block."""
    server = uvicorn.Server(
        uvicorn.Config(
            application, port=0, log_config=None, lifespan="off", timeout_graceful_shutdown=1
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    give_up_at = time.monotonic() + start_seconds
    while not server.started:
        assert time.monotonic() < give_up_at, "the server of the test did not start"
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(START_SECONDS)
