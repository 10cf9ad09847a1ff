"""One piece of work in a thread of its own, while the caller does another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def alongside(work: Callable[[], T]) -> Callable[[], T]:
    """Begins some work and returns what waits for it: a call gives its value or raises its error.

    Worth a thread (a tenth of a millisecond) for what waits or leaves Python, such as a model.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - whoever waits gets it
            outcome.set_exception(error)

    # A daemon: an interrupted caller must not wait for it at its end.
    Thread(target=copy_context().run, args=(run,), daemon=True).start()
    return outcome.result
