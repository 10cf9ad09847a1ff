"""Commands whose output cannot be written: told in one line, or not at all where nobody reads."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dateline

FULL = Path("/dev/full")
TEXT = (
    "The observatory on Mount Tiller opened its new telescope on Sunday evening. About three "
    "hundred people came to look through it. Its mirror weighs four tonnes."
)

needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")


@pytest.fixture
def collection(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is indexed, under the id "telescope"."""
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_CACHE_DIR", str(model_cache))
    file = tmp_path / "telescope.md"
    file.write_text(f"# Das große Fernrohr\n\n{TEXT}", encoding="utf-8")
    assert dateline.run(["index", str(file)]) == 0
    return file


COMMANDS = [
    ["list"], ["list", "--json"], ["ask", "When did the observatory open?"],
    ["search", "telescope", "--json"], ["remove", "telescope"],
    ["index", "FILE"], ["--help"], ["--version"],
]  # fmt: skip


@needs_full
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_output_that_finds_no_room_is_one_line_of_error(
    collection: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    capsys.readouterr()
    with FULL.open("w") as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", full)
        status = dateline.run([str(collection) if one == "FILE" else one for one in arguments])
    assert status == 1
    assert capsys.readouterr().err == (
        "dateline: the output cannot be written (No space left on device); send it somewhere else\n"
    )


def test_letters_that_the_encoding_lacks_are_told_with_what_helps(
    collection: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="koi8-r"))
    assert dateline.run(["list"]) == 1
    assert capsys.readouterr().err == (
        "dateline: the output holds letters that its encoding lacks, such as '\\xdf'; set "
        "PYTHONIOENCODING=utf-8\n"
    )


def shell(repository: Path, tmp_path: Path, line: str) -> subprocess.CompletedProcess[str]:
    """A line of bash in which $dateline is the command over an empty collection."""
    environment = {**os.environ, "DATELINE_DATA_DIR": str(tmp_path / "empty")}
    environment["dateline"] = f"{sys.executable} {repository / 'dateline.py'}"
    return subprocess.run(
        ["bash", "-c", line],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@needs_full
@pytest.mark.parametrize(
    ("line", "status", "error"),
    [
        ("$dateline list --json > /dev/full", 1, "(No space left on device)"),
        ("$dateline list --json >&-", 1, "(Bad file descriptor)"),
        ("$dateline list --json > /dev/full 2> /dev/full", 1, ""),
        ("$dateline nonsense 2> /dev/full", 2, ""),
        ("$dateline nonsense 2>&-", 2, ""),
        ("$dateline list --json | true; exit ${PIPESTATUS[0]}", 1, ""),
        ("$dateline nonsense 2>&1 >/dev/full | true; exit ${PIPESTATUS[0]}", 2, ""),
    ],
)
def test_a_process_ends_without_a_traceback_wherever_its_output_goes(
    repository: Path, tmp_path: Path, line: str, status: int, error: str
) -> None:
    done = shell(repository, tmp_path, line)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.stderr.count("\n") == (1 if error else 0)
    assert error in done.stderr
