"""Which embedder the settings give, and how a remote one meets failures and bounds."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
import numpy as np
import openai
import pytest

from corpus.embeddings import OpenAIEmbedder, embedder_from, openai_client, unit_rows
from corpus.errors import ConfigurationError, ModelRejected, ModelUnavailable
from corpus.settings import EmbeddingSettings

Handler = Callable[[httpx2.Request], httpx2.Response]


def _embedder(handler: Handler) -> OpenAIEmbedder:
    client = openai.OpenAI(
        api_key="none",
        max_retries=0,
        http_client=httpx2.Client(transport=httpx2.MockTransport(handler)),
    )
    return OpenAIEmbedder("text-embedding-3-small", client)


def _answer(texts: int) -> httpx2.Response:
    data = [{"object": "embedding", "index": i, "embedding": [3.0, 4.0]} for i in range(texts)]
    usage = {"prompt_tokens": 0, "total_tokens": 0}
    return httpx2.Response(200, json={"object": "list", "model": "m", "data": data, "usage": usage})


class Server:
    """Answers every request and keeps the texts that came with it."""

    def __init__(self) -> None:
        self.requests: list[list[str]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(json.loads(request.content)["input"])
        return _answer(len(self.requests[-1]))


class LocalServer(ThreadingHTTPServer):
    """An embeddings server on loopback; keeps the keys it is shown."""

    def __init__(self) -> None:
        self.keys: list[str | None] = []
        super().__init__(("127.0.0.1", 0), LocalHandler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class LocalHandler(BaseHTTPRequestHandler):
    """Gives every text the same vector."""

    server: LocalServer

    def do_POST(self) -> None:
        self.server.keys.append(self.headers["Authorization"])
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        content = _answer(len(body["input"])).content
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""


@contextmanager
def listening() -> Iterator[LocalServer]:
    with LocalServer() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("name", ["bge-small", "openai:", "e5", ""])
def test_unknown_model_is_refused_with_the_choices(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        embedder_from(EmbeddingSettings(model=name), tmp_path)
    for choice in ("multilingual-e5-small", "all-MiniLM-L6-v2", "openai:text-embedding-3-small"):
        assert choice in str(caught.value)


def test_openai_model_without_a_key_says_which_setting_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ConfigurationError, match="OPENAI_API_KEY"):
        embedder_from(EmbeddingSettings(model="openai:text-embedding-3-small"), tmp_path)


def test_openai_model_is_named_in_its_identity(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    embedder = embedder_from(EmbeddingSettings(model="openai:nomic-embed"), tmp_path)
    assert embedder.model == "openai:nomic-embed"


def test_key_and_address_may_stand_in_the_environment_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with listening() as server:
        Path(".env").write_text(
            f"OPENAI_API_KEY=from-file\nOPENAI_BASE_URL={server.address}\n", encoding="utf-8"
        )
        embedder = embedder_from(EmbeddingSettings(model="openai:nomic-embed"), tmp_path)
        assert embedder.dimensions == 2
    assert server.keys == ["Bearer from-file"]


def test_an_address_alone_is_enough_because_local_servers_need_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        embedder = embedder_from(EmbeddingSettings(model="openai:nomic-embed"), tmp_path)
        assert embedder.dimensions == 2
    assert server.keys == ["Bearer not-needed"]


def test_an_empty_address_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    client = openai_client(1.0, {"OPENAI_API_KEY": "sk-1", "OPENAI_BASE_URL": ""})
    assert str(client.base_url) == "https://api.openai.com/v1/"


def test_a_question_that_is_embedded_again_is_paid_once() -> None:
    server = Server()
    embedder = _embedder(server)
    once, again = embedder.embed_query("Who signed?"), embedder.embed_query("Who signed?")
    assert server.requests == [["Who signed?"]]
    assert again is once
    assert not once.flags.writeable


def test_a_question_whose_embedding_failed_is_asked_again() -> None:
    answers = iter([httpx2.Response(503, json={}), _answer(1)])
    embedder = _embedder(lambda _: next(answers))
    with pytest.raises(ModelUnavailable):
        embedder.embed_query("Who signed?")
    assert len(embedder.embed_query("Who signed?")) == 2


def test_dimensions_are_those_of_the_first_vector() -> None:
    assert _embedder(Server()).dimensions == 2


def test_requests_hold_at_most_256_texts() -> None:
    server = Server()
    vectors = _embedder(server).embed_passages(["a"] * 600)
    assert [len(texts) for texts in server.requests] == [256, 256, 88]
    assert vectors.shape == (600, 2)


def test_long_texts_are_cut_and_spread_over_requests() -> None:
    server = Server()
    _embedder(server).embed_passages(["long " * 4_000] * 40)
    assert max(sum(map(len, texts)) for texts in server.requests) <= 250_000
    assert {len(text) for texts in server.requests for text in texts} == {8_000}
    assert sum(map(len, server.requests)) == 40


def test_empty_text_is_sent_as_a_mark_because_the_service_refuses_it() -> None:
    server = Server()
    _embedder(server).embed_passages(["", "  "])
    assert server.requests == [["-", "-"]]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_busy_server_is_unavailable(status: int) -> None:
    embedder = _embedder(lambda _: httpx2.Response(status, json={"error": {"message": "busy"}}))
    with pytest.raises(ModelUnavailable, match="try again later"):
        embedder.embed_query("a")


def test_server_that_cannot_be_reached_is_unavailable() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused", request=request)

    with pytest.raises(ModelUnavailable):
        _embedder(handler).embed_query("a")


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_refused_request_is_rejected_and_names_the_settings(status: int) -> None:
    embedder = _embedder(lambda _: httpx2.Response(status, json={"error": {"message": "no"}}))
    with pytest.raises(ModelRejected, match="OPENAI_API_KEY"):
        embedder.embed_query("a")


def test_server_that_drops_a_vector_is_rejected() -> None:
    with pytest.raises(ModelRejected, match="1 vectors for 2 texts"):
        _embedder(lambda _: _answer(1)).embed_passages(["a", "b"])


def _item(index: object, embedding: object) -> dict[str, object]:
    return {"object": "embedding", "index": index, "embedding": embedding}


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        "hello",
        {"data": None},
        {"data": []},
        {"data": [1, 2]},
        {"data": [{"index": 0}, {"index": 1}]},
        {"data": [_item(0, [1.0]), _item(None, [1.0])]},
        {"data": [_item(0, [1.0, 2.0]), _item(1, [1.0])]},
        {"data": [_item(0, [1.0]), _item(1, None)]},
        {"data": [_item(0, None), _item(1, None)]},
        {"data": [_item(0, []), _item(1, [])]},
        {"data": [_item(0, 1.0), _item(1, 2.0)]},
        {"data": [_item(0, ["a"]), _item(1, ["b"])]},
        {"data": [_item(0, "no base64"), _item(1, "AA==")]},
    ],
)
def test_server_that_answers_with_odd_data_is_rejected(answer: object) -> None:
    embedder = _embedder(lambda _: httpx2.Response(200, json=answer))
    with pytest.raises(ModelRejected, match="check that OPENAI_BASE_URL is an embeddings server"):
        embedder.embed_passages(["a", "b"])


@pytest.mark.parametrize("kind", ["application/json", "text/html"])
def test_server_that_answers_with_a_page_is_rejected(kind: str) -> None:
    page = httpx2.Response(200, content=b"<html>", headers={"content-type": kind})
    with pytest.raises(ModelRejected, match="OPENAI_BASE_URL"):
        _embedder(lambda _: page).embed_query("a")


def test_server_whose_vectors_change_their_length_is_rejected() -> None:
    answers = iter([[1.0, 2.0], [1.0]])

    def handler(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={"data": [_item(0, next(answers))]})

    embedder = _embedder(handler)
    embedder.embed_query("a")
    with pytest.raises(ModelRejected, match="vectors of 1 and of 2 numbers"):
        embedder.embed_passages(["b"])


def test_rows_get_length_one_and_zeros_stay_zeros() -> None:
    rows = unit_rows(np.array([[3, 4], [0, 0]], np.float32))
    assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 0]]


def test_importing_embeddings_loads_no_slow_library(repository: Path) -> None:
    script = (
        "import sys, corpus.embeddings\n"
        "print([name for name in ('openai', 'onnx', 'llama_index') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=repository, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
