"""What is true of the vector store before any Chroma answers; the rest is in tests/contract."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.errors import ConfigurationError, StorageUnavailable
from corpus.settings import ChromaSettings
from corpus.vectors import VectorStore


@contextmanager
def silent_server() -> Iterator[str]:
    """A server that accepts every connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        kept: list[socket.socket] = []

        def accept() -> None:
            while True:
                try:
                    kept.append(listener.accept()[0])
                except OSError:
                    return

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
        for one in kept:
            one.close()


def opened(url: str, data_dir: Path, **settings: float) -> VectorStore:
    return VectorStore.open(ChromaSettings(url=url, **settings), data_dir, "passages-1")


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://localhost", "http://", "chroma"])
def test_an_address_that_is_none_is_refused_with_an_example(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"write it like http://localhost:8000"):
        opened(url, tmp_path)


def test_a_server_that_does_not_run_is_said_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(StorageUnavailable, match=rf"{url} cannot be used .*check that it runs"):
        opened(url, tmp_path)


def test_a_server_that_does_not_answer_is_not_waited_for(tmp_path: Path) -> None:
    with silent_server() as url, pytest.raises(StorageUnavailable, match=r"timed out"):
        opened(url, tmp_path, timeout_seconds=0.2)


def test_a_store_in_a_folder_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "chroma").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageUnavailable, match="chroma cannot be used"):
        opened("", tmp_path)
