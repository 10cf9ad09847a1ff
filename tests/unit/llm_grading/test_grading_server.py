"""The process that serves the model, where there is none to serve."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.llm.serving import ServerNotStarted, model_path, served


def test_a_server_that_cannot_start_is_named_with_the_end_of_its_log(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    with pytest.raises(ServerNotStarted, match="Error"), served(tmp_path / "none.gguf", log):
        pass
    assert log.stat().st_size


def test_a_named_model_is_taken_as_it_is(tmp_path: Path) -> None:
    assert model_path(str(tmp_path / "mine.gguf")) == tmp_path / "mine.gguf"
