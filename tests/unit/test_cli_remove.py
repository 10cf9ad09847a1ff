"""``dateline remove`` with ids that nothing can be called by."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline


@pytest.mark.parametrize(
    ("article_id", "shown"),
    [
        ("a\x01b", r"'a\x01b'"), ("a\nb", r"'a\nb'"), ("\x1b[31m", r"'\x1b[31m'"),
        ("a\x00b", r"'a\x00b'"), ("\udcff\udcfe", r"'\udcff\udcfe'"), ("\ud83d", r"'\ud83d'"),
        ("\u202ex", r"'\u202ex'"), ("", "''"), ("x" * 100_000, f"'{'x' * 100}…'"),
    ],
    ids=range(9),
)  # fmt: skip
def test_an_id_that_can_be_none_is_not_found_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    article_id: str,
    shown: str,
) -> None:
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path / "data"))
    assert dateline.run(["remove", article_id]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        f"dateline: there is no article {shown}; `dateline list` shows the ids there are\n"
    )
