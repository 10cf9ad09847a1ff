"""Progress on stderr, as bars or as lines in a log, and the journals that may go afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars

LINE_SECONDS = 30.0
"""How often a log hears of a task that is not done."""


class Progress:
    """Shows what is going on; use it as a context manager."""

    def __init__(
        self, console: Console | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``console`` defaults to stderr, so that stdout stays the summary's."""
        self._console = console or Console(stderr=True)
        self._clock = clock
        self._bars = Bars(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._journals: list[Path] = []

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    @contextmanager
    def task(self, title: str, total: int) -> Iterator[Callable[..., None]]:
        """A bar for ``total`` steps; what is yielded moves it on, by one or by the steps given.

        Where no terminal shows bars, a line at the end and one each half minute.
        """
        task = self._bars.add_task(escape(title), total=total)
        done, said_at = 0, self._clock()

        def advance(steps: int = 1) -> None:
            nonlocal done, said_at
            self._bars.advance(task, steps)
            done += steps
            if self._clock() - said_at >= LINE_SECONDS:
                said_at = self._clock()
                self._say(title, done, total)

        yield advance
        self._say(title, done, total)

    def _say(self, title: str, done: int, total: int) -> None:
        if not self._console.is_terminal:
            self._console.print(f"{title}: {done} of {total}", markup=False, highlight=False)

    def finished(self, journal: Path) -> None:
        """Notes a journal whose run is complete."""
        self._journals.append(journal)

    def discard_journals(self) -> None:
        """Forgets the finished runs: their report is written, the next run starts anew.

        A run whose server went away is not finished: its journal stays.
        """
        for path in self._journals:
            path.unlink(missing_ok=True)
        self._journals.clear()
