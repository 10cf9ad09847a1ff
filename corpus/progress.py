"""Progress on the terminal: bars on stderr, nothing at all where stderr is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)

from corpus.embeddings import Embedder, embedder_from
from corpus.settings import CorpusSettings

Advance = Callable[[int], None]
"""Called with the number of steps done since the last call."""


@contextmanager
def counting(description: str, total: int | None = None) -> Iterator[Advance]:
    """A bar that counts towards ``total``, or just counts where the total is unknown."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, disable=not console.is_terminal, transient=True
    ) as bar:
        task = bar.add_task(description, total=total)
        yield lambda done: bar.advance(task, done)


def open_embedder(settings: CorpusSettings) -> Embedder:
    """The configured embedding model; a local one that is fetched first shows how far it is.

    Raises:
        ConfigurationError, ModelUnavailable, ModelDamaged: as ``embedder_from`` does.
    """
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(),
    )  # fmt: skip
    with Progress(
        *columns, console=console, disable=not console.is_terminal, transient=True
    ) as bar:
        task = bar.add_task(f"fetching {settings.embedding.model}", visible=False)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        return embedder_from(settings.embedding, settings.cache_dir, show)
