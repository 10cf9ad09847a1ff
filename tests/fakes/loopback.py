"""An application with its start and end over real HTTP, for clients that need an address."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

START_SECONDS = 30
STOP_SECONDS = 1
"""A browser may hold a stream open for ever; it is given up after so long."""
KEEP_ALIVE_SECONDS = 60
"""Longer than a test, so that no client meets a connection that is being closed."""


@contextmanager
def on_loopback(app: ASGIApp) -> Iterator[str]:
    """The address, such as ``http://127.0.0.1:40001``, at which ``app`` answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app,
            lifespan="on",
            log_config=None,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            give_up_at = time.monotonic() + START_SECONDS
            while not server.started:
                assert time.monotonic() < give_up_at, "the server of the test did not start"
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(START_SECONDS)
