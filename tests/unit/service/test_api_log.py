from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from service.app import create_app
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
