"""Runs the service until it is stopped, holding what it needs for as long as it runs."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from types import FrameType
from typing import Any

import structlog
import uvicorn

from corpus.alongside import alongside
from corpus.embeddings import Embedder
from corpus.errors import ConfigurationError, DataFolderBusy, TransientError
from corpus.ownership import sole_writer
from corpus.progress import open_embedder
from corpus.stores import Stores
from service.api.keys import KeyRing, check_binding
from service.app import create_app
from service.intake import ArticleIntake
from service.logs import configure_logs
from service.readers import Readers
from service.settings import ServiceSettings
from service.state import ServiceState, assemble

IntakeFactory = Callable[[ServiceSettings, Stores, Embedder], ArticleIntake]
"""Makes what takes articles in and out; called while the stores may be changed."""

SHUTDOWN_SECONDS = 10


def serve(
    settings: ServiceSettings, *, host: str, port: int, open_intake: IntakeFactory | None
) -> None:
    """Listens until SIGINT or SIGTERM; requests under way are finished first.

    Raises:
        ConfigurationError: the address cannot be used, or is open to others without keys.
        TransientError: another process listens there.
        DataFolderBusy: another process owns the data folder.
        EmbeddingMismatch, StorageUnavailable, ModelUnavailable: as on opening.
    """
    check_binding(host, KeyRing(settings.api_keys))
    listener = listening(host, port)
    with listener, _state(settings, open_intake) as state:
        configure_logs()
        app = create_app(settings, state=state, is_served=True)
        where = address_of(listener)
        structlog.get_logger().info("service_started", url=where, docs=f"{where}/docs")
        run_until_stopped(app, listener)


def run_until_stopped(app: Callable[..., Any], listener: socket.socket) -> None:
    """Serves an ASGI application until SIGINT or SIGTERM; requests under way are finished first."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, timeout_graceful_shutdown=SHUTDOWN_SECONDS
    )
    signal.signal(signal.SIGTERM, _end)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    structlog.get_logger().info("service_stopped")


def address_of(listener: socket.socket) -> str:
    """The address of a listening socket, as it is written in a browser."""
    bound = listener.getsockname()
    return f"http://{f'[{bound[0]}]' if ':' in bound[0] else bound[0]}:{bound[1]}"


@contextmanager
def _state(settings: ServiceSettings, open_intake: IntakeFactory | None) -> Iterator[ServiceState]:
    """The service's resources; where the data folder is not shared, the right to change it too."""
    if settings.is_shared:
        with opened(settings, open_intake) as state:
            with suppress(DataFolderBusy), sole_writer(settings.data_dir, "dateline serve"):
                state.stores.adopt_model(state.embedder.model)
            yield state
        return
    with (
        sole_writer(settings.data_dir, "dateline serve"),
        opened(settings, open_intake) as state,
    ):
        state.stores.adopt_model(state.embedder.model)
        yield state


@contextmanager
def opened(
    settings: ServiceSettings, open_intake: IntakeFactory | None = None
) -> Iterator[ServiceState]:
    """The service's resources for the length of the block; raises as ``serve`` does."""
    readers = alongside(partial(Readers.load, settings.answering))
    stores = Stores.open(settings)
    with closing(stores):
        embedder = open_embedder(settings)
        intake = None if open_intake is None else open_intake(settings, stores, embedder)
        state = assemble(settings, stores, embedder, intake=intake, readers=readers())
        with closing(state):
            yield state


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        ConfigurationError: the address cannot be used.
        TransientError: another process listens there.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=2_048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise TransientError(
                f"another process listens on {host}:{port}; end it, or choose another --port"
            ) from error
        raise ConfigurationError(
            f"{host}:{port} cannot be listened on ({error.strerror or error}); choose another "
            "--host or --port"
        ) from error


def _end(_signal_number: int, _frame: FrameType | None) -> None:
    """Ends the program normally once uvicorn has passed on the signal that stopped it."""
    raise KeyboardInterrupt
