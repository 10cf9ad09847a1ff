"""A real language model behind a real OpenAI-compatible server, for one session."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.llm.serving import MODEL_VARIABLE, model_path, served

# Read when pytest imports this, before the session hides settings from the tests.
MODEL_FILE = os.environ.get(MODEL_VARIABLE, "")


@pytest.fixture(scope="session")
def model_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of the served model."""
    pytest.importorskip("xllamacpp", reason="install xllamacpp, as make test-llm does")
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with served(model_path(MODEL_FILE), log) as address:
        yield address
