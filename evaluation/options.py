"""What one run of the evaluation was told to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluation.datasets.selection import Split
from evaluation.peers.names import PeerName


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of one run.

    Attributes:
        server: URL of a running server; None evaluates the service in this process.
        articles: files and folders of articles for questions that bring none.
        peers: which peers to run too.
        limit: most questions of a data set.
        collection: most articles of a data set that brings its own; None keeps all.
        translations: a file of the questions in other languages, to ask instead.
        split: the half of the questions to ask; None asks all.
        seed: for draws and resampling.
        concurrency: questions in flight.
        timeout_seconds: longest wait for one answer.
    """

    server: str | None = None
    articles: tuple[Path, ...] = ()
    peers: tuple[PeerName, ...] = ()
    limit: int | None = None
    collection: int | None = None
    translations: Path | None = None
    split: Split | None = None
    seed: int = 0
    concurrency: int = 2
    timeout_seconds: float = 120.0
