"""A circuit breaker: after several failures in a row a service is left alone for a while."""

from __future__ import annotations

import math
from collections.abc import Callable

from corpus.errors import ModelUnavailable


class CircuitBreaker:
    """Refuses calls during a pause that begins with the last of several failures in a row.

    When the pause is over one call is let through to try, and the others are refused until it has
    succeeded or a further pause has gone by.

    Args:
        failures_before_pause: how many failures in a row begin a pause.
        pause_seconds: how long a pause is.
        clock: seconds that never run backwards, such as ``time.monotonic``.
    """

    def __init__(
        self, *, failures_before_pause: int, pause_seconds: float, clock: Callable[[], float]
    ) -> None:
        self._failures_before_pause = failures_before_pause
        self._pause_seconds = pause_seconds
        self._clock = clock
        self._failures = 0
        self._closed_until = -math.inf

    @property
    def _is_failing(self) -> bool:
        return self._failures >= self._failures_before_pause

    def check(self) -> None:
        """Refuses a call during a pause.

        Raises:
            ModelUnavailable: during a pause; says how long it still lasts.
        """
        if self._is_failing and self._clock() < self._closed_until:
            seconds = math.ceil(self._closed_until - self._clock())
            raise ModelUnavailable(
                f"the language model failed {self._failures} times in a row and is left alone; "
                f"it will be tried again in {seconds} s"
            )

    def admit(self) -> None:
        """Lets a call through, or refuses it as ``check`` does; call it just before the request."""
        self.check()
        if self._is_failing:
            self._closed_until = self._clock() + self._pause_seconds

    def record_success(self) -> None:
        """Ends the row of failures."""
        self._failures = 0

    def record_failure(self) -> None:
        """Counts one failure; one too many begins a pause."""
        self._failures += 1
        if self._is_failing:
            self._closed_until = self._clock() + self._pause_seconds
