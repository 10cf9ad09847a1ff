"""Verdicts of a judge, kept on disk so that none is asked for twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_WAIT_SECONDS = 60.0
_SCHEMA = "CREATE TABLE IF NOT EXISTS verdicts (key BLOB PRIMARY KEY, supported INTEGER NOT NULL)"


class Verdicts:
    """A file of verdicts by key; what was kept survives a crash."""

    def __init__(self, path: Path) -> None:
        """``path`` is made when the first verdict is looked up."""
        self._path = path

    def known(self, key: bytes) -> bool | None:
        """The verdict that was kept; None where there is none."""
        with self._open() as store:
            row = store.execute("SELECT supported FROM verdicts WHERE key = ?", (key,)).fetchone()
        return None if row is None else bool(row[0])

    def keep(self, key: bytes, *, supported: bool) -> None:
        """Keeps one verdict; on the disk when this returns."""
        with self._open() as store, store:
            store.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?)", (key, int(supported)))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as store:
            store.execute(_SCHEMA)
            yield store
