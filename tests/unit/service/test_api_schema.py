from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from service.api.access import QUESTIONS, TOKEN_OPENS
from service.app import create_app
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL

ADDING = ("/v1/articles", "POST")
LISTING = ("/v1/articles", "GET")
TOKENS = ("/v1/widget-tokens", "POST")
CHAT = ("/v1/chat/completions", "POST")
UI_CHAT = ("/v1/ui/chat", "POST")
OPERATIONS = [
    ("/v1/ask", "POST"),
    ("/v1/search", "POST"),
    CHAT,
    UI_CHAT,
    ("/v1/models", "GET"),
    ("/v1/models/{model}", "GET"),
    LISTING,
    ADDING,
    ("/v1/articles/{article_id}", "GET"),
    ("/v1/articles/{article_id}", "DELETE"),
    ("/v1/sources", "GET"),
    ("/v1/answers/{answer_id}", "GET"),
    ("/v1/answers/{answer_id}/feedback", "POST"),
    ("/v1/suggestions", "GET"),
    TOKENS,
    ("/healthz", "GET"),
    ("/readyz", "GET"),
    ("/metrics", "GET"),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    configured = settings_in(tmp_path_factory.mktemp("data"))
    with opened_state(configured, ALL) as state:
        yield create_app(configured, state=state)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_endpoint_keeps_to_its_description(
    app: FastAPI, path: str, method: str, mode: GenerationMode
) -> None:
    operation = schemathesis.openapi.from_asgi("/openapi.json", app)[path][method]
    if mode.is_negative and not list(operation.iter_parameters()) and not operation.body:
        pytest.skip("there is nothing to get wrong")

    # Keys have tests of their own, and 501 is a documented answer.
    excluded = [ignored_auth, not_a_server_error]
    if (path, method) in {ADDING, LISTING, TOKENS, CHAT, UI_CHAT}:
        # Whether a text holds an article, a cursor an id, a text names an origin that is one, or
        # messages end in a question, cannot be described in a schema.
        excluded.append(positive_data_acceptance)

    @settings(
        max_examples=25,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def keeps_to_it(case: schemathesis.Case[Any]) -> None:
        response = case.call_and_validate(excluded_checks=excluded)
        assert response.status_code < 500 or response.status_code == 501

    keeps_to_it()


def test_every_operation_is_tried(app: FastAPI) -> None:
    described = {
        (path, method.upper())
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    assert described == set(OPERATIONS)


@pytest.mark.parametrize(("method", "path"), sorted(QUESTIONS | TOKEN_OPENS))
def test_every_limit_of_calls_a_minute_is_described(app: FastAPI, method: str, path: str) -> None:
    operation = app.openapi()["paths"][path.replace(":path}", "}")][method.lower()]
    assert "429" in operation["responses"]
