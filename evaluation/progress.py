"""Progress bars on stderr, and the journals that may go once the report is written."""

from __future__ import annotations

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


class Progress:
    """Shows what is going on; use it as a context manager."""

    def __init__(self, console: Console | None = None) -> None:
        """``console`` defaults to stderr, so that stdout stays the summary's."""
        self._bars = Bars(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console or Console(stderr=True),
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
        """A bar for ``total`` steps; what is yielded moves it on, by one or by the steps given."""
        task = self._bars.add_task(escape(title), total=total)

        def advance(steps: int = 1) -> None:
            self._bars.advance(task, steps)

        yield advance

    def finished(self, journal: Path) -> None:
        """Notes a journal whose run is complete."""
        self._journals.append(journal)

    def discard_journals(self) -> None:
        """Forgets the finished runs: their report is written, the next run starts anew."""
        for path in self._journals:
            path.unlink(missing_ok=True)
        self._journals.clear()
