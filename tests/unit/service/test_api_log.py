from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from service.answering.answer import DraftAnswer, Question
from service.answering.evidence import Evidence
from service.app import create_app
from service.logs import configure_logs
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL


def test_one_line_per_request_without_question_or_key(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, api_keys=["hidden-key"])
    with (
        opened_state(settings, ALL) as state,
        TestClient(create_app(settings, state=state)) as client,
        capture_logs() as lines,
    ):
        headers = {"x-api-key": "hidden-key"}
        client.post("/v1/ask", json={"question": "hidden question?"}, headers=headers)
        client.get("/v1/articles/hidden-id", headers=headers)
        client.get("/healthz")
    assert [(line["event"], line["route"], line["status"]) for line in lines] == [
        ("request_served", "/v1/ask", 200),
        ("request_served", "/v1/articles/{article_id:path}", 404),
    ]
    assert "hidden" not in str(lines)


@pytest.mark.parametrize("is_terminal", [False, True])
@pytest.mark.parametrize("stream", [False, True])
def test_an_unforeseen_error_is_logged_without_question_or_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool, stream: bool
) -> None:
    settings = settings_in(tmp_path, api_keys=["hidden-key"])

    class Broken:
        async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
            keys = [key.get_secret_value() for key in settings.api_keys]
            raise RuntimeError("unforeseen" if keys else "without keys")

    log = io.StringIO()
    monkeypatch.setattr(log, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "stderr", log)
    configure_logs()
    with opened_state(settings, ALL, extractive=Broken()) as state:
        app = create_app(settings, state=state)
        with TestClient(app, raise_server_exceptions=False) as client:
            client.post(
                "/v1/ask",
                json={"question": "hidden question?", "stream": stream},
                headers={"x-api-key": "hidden-key"},
            )
    assert "unforeseen" in log.getvalue()
    assert "hidden" not in log.getvalue()
