"""One process at a time changes a data folder: a lock that the system frees when its owner dies."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import DataFolderBusy, StorageUnavailable

_LOCK_FILE = "writer.lock"
_OWNER_FILE = "writer.json"


@contextmanager
def sole_writer(data_dir: Path, purpose: str, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Holds the right to change the data folder for the length of the block.

    Args:
        data_dir: the folder, created if it is not there.
        purpose: what the owner does, shown to others who ask.
        wait_seconds: how long to wait for another owner.

    Raises:
        DataFolderBusy: another process holds it; names the process and what it does.
        StorageUnavailable: the folder cannot be written.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data_dir / _LOCK_FILE)
        lock.acquire(timeout=wait_seconds)
    except Timeout as error:
        raise DataFolderBusy(
            f"the data folder {data_dir} is in use by {_owner(data_dir)}; wait until it ends, or "
            "let several processes share one Chroma server (DATELINE_CHROMA__URL)"
        ) from error
    except OSError as error:
        raise StorageUnavailable(
            f"the data folder {data_dir} cannot be written ({error}); check its permissions and "
            "the disk's free space, or set DATELINE_DATA_DIR to another folder"
        ) from error
    try:
        _announce(data_dir, purpose)
        yield
    finally:
        lock.release()


def _announce(data_dir: Path, purpose: str) -> None:
    try:
        owner = json.dumps({"pid": os.getpid(), "purpose": purpose})
        (data_dir / _OWNER_FILE).write_text(owner, encoding="utf-8")
    except OSError as error:
        raise StorageUnavailable(
            f"the data folder {data_dir} cannot be written ({error}); free disk space"
        ) from error


def _owner(data_dir: Path) -> str:
    try:
        owner = json.loads((data_dir / _OWNER_FILE).read_text(encoding="utf-8"))
        return f"process {owner['pid']} ({owner['purpose']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
