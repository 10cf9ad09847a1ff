"""What every test may rely on: no network, no settings from outside, one real embedder a session.

- Sockets reach loopback only; a name other than localhost is not even looked up.
- ``DATELINE_*`` and ``OPENAI_*`` variables are gone, and the working folder is empty, so neither
  the environment nor a ``.env`` file beside the code reaches a test. ``DATELINE_CACHE_DIR`` is read
  before that, to find the models.
- Tests marked ``shared`` skip where the data beside the checkout is absent; tests marked ``llm``
  skip unless they are asked for with ``-m``.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from platformdirs import user_cache_path

from corpus.embeddings import Embedder, embedder_from
from corpus.settings import EmbeddingSettings

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"
MODEL_CACHE = Path(os.environ.get("DATELINE_CACHE_DIR") or user_cache_path("dateline")).resolve()
SETTINGS_PREFIXES = ("DATELINE_", "OPENAI_")

# Time is measured in benchmarks, never in a test: a busy machine must not fail one.
hypothesis_settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("untimed")

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_sendto = socket.socket.sendto
_getaddrinfo = socket.getaddrinfo


class NetworkRefused(RuntimeError):
    """A test tried to leave this machine; use a fake or a server on loopback."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skips, with the reason, what cannot or should not run here."""
    without_data = pytest.mark.skip(reason=f"needs the data folder {SHARED}, which is absent")
    without_model = pytest.mark.skip(reason="asks a real language model; run by make test-llm")
    asked_for_llm = "llm" in str(config.getoption("markexpr"))
    for item in items:
        if item.get_closest_marker("shared") and not (SHARED / "articles").is_dir():
            item.add_marker(without_data)
        if item.get_closest_marker("llm") and not asked_for_llm:
            item.add_marker(without_model)


@pytest.fixture(autouse=True)
def _own_log_settings() -> Iterator[None]:
    """Commands run in this process set up logging; the next test starts without that."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session", autouse=True)
def _outside_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Cuts the network and the caller's settings off for the whole session."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.upper().startswith(SETTINGS_PREFIXES)]:
            patch.delenv(name)
        patch.chdir(tmp_path_factory.mktemp("working-folder"))
        patch.setattr(socket.socket, "connect", _guarded_connect)
        patch.setattr(socket.socket, "connect_ex", _guarded_connect_ex)
        patch.setattr(socket.socket, "sendto", _guarded_sendto)
        patch.setattr(socket, "getaddrinfo", _guarded_getaddrinfo)
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def example_articles() -> Path:
    """The folder of invented articles that comes with the code."""
    return REPOSITORY / "examples" / "articles"


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The data beside the checkout; a test that uses it is marked ``shared``."""
    return SHARED


@pytest.fixture(scope="session")
def model_cache() -> Path:
    """Where the local models are kept; ``make install`` fills it."""
    return MODEL_CACHE


@pytest.fixture(scope="session")
def embedder(model_cache: Path) -> Embedder:
    """The default embedding model, loaded once."""
    return embedder_from(EmbeddingSettings(), model_cache)


def _guarded_connect(self: socket.socket, address: Any, /) -> None:
    _require_loopback(self.family, address)
    _connect(self, address)


def _guarded_connect_ex(self: socket.socket, address: Any, /) -> int:
    _require_loopback(self.family, address)
    return _connect_ex(self, address)


def _guarded_sendto(self: socket.socket, data: Any, *rest: Any) -> int:
    _require_loopback(self.family, rest[-1])
    return _sendto(self, data, *rest)


def _guarded_getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
    if host:
        _require_local(host.decode() if isinstance(host, bytes) else str(host))
    return _getaddrinfo(host, *arguments, **options)


def _require_loopback(family: int, address: Any) -> None:
    if family in {socket.AF_INET, socket.AF_INET6}:
        _require_local(str(address[0]))


def _require_local(host: str) -> None:
    """Returns for localhost, loopback and the address on which servers listen everywhere.

    Raises:
        NetworkRefused: for any other host.
    """
    if host in {"localhost", "testserver", ""}:
        return
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        raise NetworkRefused(f"a test looked up {host!r}; {NetworkRefused.__doc__}") from None
    if not (address.is_loopback or address.is_unspecified):
        raise NetworkRefused(f"a test reached for {host}; {NetworkRefused.__doc__}")
