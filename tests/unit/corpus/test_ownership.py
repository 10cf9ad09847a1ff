from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.errors import DataFolderBusy, StorageUnavailable
from corpus.ownership import sole_writer

OWNER = """
import sys
from pathlib import Path
from corpus.ownership import sole_writer
with sole_writer(Path(sys.argv[1]), "dateline index articles"):
    print("mine", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(data_dir: Path, repository: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that owns the folder until its input ends or it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, data_dir],
        cwd=repository, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"mine\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_process_is_refused_with_the_owners_id_and_purpose(
    tmp_path: Path, repository: Path
) -> None:
    with another_process(tmp_path, repository) as owner:
        told = rf"in use by process {owner.pid} \(dateline index articles\); .*DATELINE_CHROMA__URL"
        with pytest.raises(DataFolderBusy, match=told), sole_writer(tmp_path, "dateline serve"):
            pass


def test_a_folder_is_free_once_its_owner_is_killed(tmp_path: Path, repository: Path) -> None:
    with another_process(tmp_path, repository) as owner:
        owner.kill()
        owner.wait()
        with sole_writer(tmp_path, "dateline serve"):
            pass


def test_a_folder_is_waited_for(tmp_path: Path, repository: Path) -> None:
    with another_process(tmp_path, repository) as owner:
        assert owner.stdin is not None
        owner.stdin.close()
        with sole_writer(tmp_path, "dateline serve", wait_seconds=20):
            pass


def test_the_same_process_does_not_own_it_twice(tmp_path: Path) -> None:
    with (
        sole_writer(tmp_path, "dateline serve"),
        pytest.raises(DataFolderBusy, match=rf"process {os.getpid()} \(dateline serve\)"),
        sole_writer(tmp_path, "dateline index"),
    ):
        pass


def test_a_folder_is_free_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), sole_writer(tmp_path, "dateline index"):
        raise RuntimeError
    with sole_writer(tmp_path, "dateline index"):
        pass


def test_a_folder_is_made(tmp_path: Path) -> None:
    with sole_writer(tmp_path / "new" / "data", "dateline index"):
        assert (tmp_path / "new" / "data").is_dir()


@pytest.mark.parametrize("note", ["", "no JSON", "[1]", '{"pid": 7}'])
def test_an_unreadable_note_still_refuses(tmp_path: Path, note: str) -> None:
    with sole_writer(tmp_path, "dateline serve"):
        (tmp_path / "writer.json").write_text(note, encoding="utf-8")
        with (
            pytest.raises(DataFolderBusy, match="in use by another process"),
            sole_writer(tmp_path, "dateline index"),
        ):
            pass


def test_a_folder_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    with (
        pytest.raises(StorageUnavailable, match="DATELINE_DATA_DIR to another folder"),
        sole_writer(tmp_path / "data", "dateline index"),
    ):
        pass
