"""How many calls a minute one caller may make: a moving window, in the memory of this process."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from service.api.errors import RateExceeded

WINDOW_SECONDS = 60.0
MOST_CALLERS = 10_000
"""Callers whose calls are remembered; beyond, whoever was silent longest is forgotten."""


class Rates:
    """Counts calls by caller; with several processes each counts its own.

    Args:
        clock: tells the time in seconds, from any beginning.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._calls: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def count(self, caller: str, most: int) -> None:
        """Counts one call; a call that is refused does not count.

        Raises:
            RateExceeded: the caller made ``most`` calls in the last minute.
        """
        with self._lock:
            self._count(caller, most, self._clock())

    def _count(self, caller: str, most: int, now: float) -> None:
        calls = self._calls.setdefault(caller, deque())
        self._calls.move_to_end(caller)
        while calls and calls[0] <= now - WINDOW_SECONDS:
            calls.popleft()
        if len(calls) >= most:
            seconds = max(1, math.ceil(calls[len(calls) - most] + WINDOW_SECONDS - now))
            raise RateExceeded(
                f"{most} calls a minute are allowed; try again in {seconds} s", seconds
            )
        calls.append(now)
        if len(self._calls) > MOST_CALLERS:
            self._calls.popitem(last=False)
