"""The Python of docs/openai-clients.md and docs/mcp.md runs as it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.app import create_app
from service.mcp.server import mcp_application
from service.state import ServiceState
from tests.fakes.loopback import on_loopback
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL

_SNIPPET = re.compile(r"^```python\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)
DOCS = Path(__file__).resolve().parents[3] / "docs"
SERVICE, AGENTS = "http://127.0.0.1:8000", "http://127.0.0.1:8001"


def snippets(page: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [match["code"] for match in _SNIPPET.finditer(text)]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceState]:
    with opened_state(settings_in(tmp_path_factory.mktemp("pages")), ALL) as opened:
        yield opened


def test_snippets_for_the_openai_sdk_print_answers(
    state: ServiceState, capsys: pytest.CaptureFixture[str]
) -> None:
    with on_loopback(create_app(state.settings, state=state)) as address:
        for code in snippets("openai-clients.md"):
            assert SERVICE in code
            exec(code.replace(SERVICE, address), {})
            assert capsys.readouterr().out.strip()
    assert len(snippets("openai-clients.md")) == 3


def test_the_snippet_for_mcp_over_http_finds_articles(
    state: ServiceState, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = [one for one in snippets("mcp.md") if AGENTS in one]
    with on_loopback(mcp_application(state, "127.0.0.1")) as address:
        exec(code.replace(AGENTS, address), {})
    assert "bridge/1" in capsys.readouterr().out
