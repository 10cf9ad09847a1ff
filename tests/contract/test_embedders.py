"""What every embedder keeps to, whichever model is behind it."""

import json
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import httpx2
import numpy as np
import openai
import pytest

from corpus.embeddings import Embedder, LocalEmbedder, OpenAIEmbedder, embedder_from
from corpus.llama_embedding import LlamaIndexEmbedder, LlamaIndexEmbedding
from corpus.local_models.store import folder_of, is_intact, local_model
from corpus.settings import EmbeddingSettings

PASSAGES = [
    "The president signed the treaty in Ulaanbaatar on Tuesday.",
    "Rain is expected over the northern provinces until the weekend.",
    "The midfielder scored twice as the visitors won the cup final.",
    "Shares of the chip maker fell after it cut its forecast.",
    "",
    "Ученые нашли новый вид рыб в озере Байкал.",
    "A long report. " * 300,
    "The court ruled that the election must be held again.",
    "Vaccinations began in the capital's hospitals.",
]


def _word_counts(text: str) -> list[float]:
    """A vector of another length than 1, alike for texts that share words."""
    vector = [0.1] * 64
    for word in text.lower().split():
        vector[crc32(word.strip(".,?").encode()) % 64] += 1
    return vector


def _embeddings_server(request: httpx2.Request) -> httpx2.Response:
    """Answers as OpenAI does, but with the vectors in reverse order."""
    body = json.loads(request.content)
    if any(not text for text in body["input"]):
        return httpx2.Response(400, json={"error": {"message": "input cannot be empty"}})
    data = [
        {"object": "embedding", "index": index, "embedding": _word_counts(text)}
        for index, text in enumerate(body["input"])
    ]
    return httpx2.Response(
        200,
        json={
            "object": "list",
            "model": body["model"],
            "data": data[::-1],
            "usage": {"prompt_tokens": 1, "total_tokens": 1},
        },
    )


def _default(cache_dir: Path) -> Embedder:
    return embedder_from(EmbeddingSettings(), cache_dir)


def _minilm(cache_dir: Path) -> Embedder:
    model = local_model("all-MiniLM-L6-v2")
    folder = folder_of(model, cache_dir)
    if not is_intact(folder):
        pytest.skip(f"{model.name} is not in the cache folder, where only the default must be")
    return LocalEmbedder(model, folder)


def _openai(_cache_dir: Path) -> Embedder:
    transport = httpx2.MockTransport(_embeddings_server)
    client = openai.OpenAI(api_key="none", http_client=httpx2.Client(transport=transport))
    return OpenAIEmbedder("text-embedding-3-small", client)


def _llama_index(cache_dir: Path) -> Embedder:
    return LlamaIndexEmbedder(LlamaIndexEmbedding(_openai(cache_dir)))


EMBEDDERS: dict[str, Callable[[Path], Embedder]] = {
    "multilingual-e5-small": _default,
    "all-MiniLM-L6-v2": _minilm,
    "openai": _openai,
    "llama-index": _llama_index,
}


@pytest.fixture(scope="module", params=list(EMBEDDERS))
def embedder(request: pytest.FixtureRequest, model_cache: Path) -> Embedder:
    return EMBEDDERS[request.param](model_cache)


def test_vectors_have_length_one_and_the_promised_shape(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(PASSAGES)
    assert vectors.shape == (len(PASSAGES), embedder.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_query_has_length_one_and_the_same_dimensions(embedder: Embedder) -> None:
    vector = embedder.embed_query("Who signed the treaty?")
    assert vector.shape == (embedder.dimensions,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimensions)


def test_order_is_kept_whatever_the_batches(embedder: Embedder) -> None:
    together = embedder.embed_passages(PASSAGES)
    alone = np.concatenate([embedder.embed_passages([text]) for text in PASSAGES])
    cosines = (together * alone).sum(axis=1)
    assert cosines.min() > 0.98
    assert (np.argmax(together @ alone.T, axis=1) == np.arange(len(PASSAGES))).all()


def test_a_local_vector_does_not_depend_on_what_is_embedded_beside_it(model_cache: Path) -> None:
    embedder = _default(model_cache)
    together = embedder.embed_passages(PASSAGES)
    alone = np.concatenate([embedder.embed_passages([text]) for text in PASSAGES])
    np.testing.assert_array_equal(together, alone)


def test_same_text_gets_the_same_vector(embedder: Embedder) -> None:
    once, again = embedder.embed_passages([PASSAGES[0], PASSAGES[0]])
    assert float(once @ again) > 0.98


def test_query_is_nearest_to_the_passage_that_answers_it(embedder: Embedder) -> None:
    passages = embedder.embed_passages(PASSAGES)
    query = embedder.embed_query("When was the treaty signed by the president in Ulaanbaatar?")
    assert int(np.argmax(passages @ query)) == 0


def test_half_a_surrogate_pair_is_no_trouble(embedder: Embedder) -> None:
    assert np.isfinite(embedder.embed_passages(["cut in half: \ud83d"])).all()


def test_progress_ends_with_the_number_of_texts(embedder: Embedder) -> None:
    reports: list[int] = []
    embedder.embed_passages(PASSAGES, reports.append)
    assert reports == sorted(reports)
    assert reports[-1] == len(PASSAGES)


def test_identity_names_the_model(embedder: Embedder) -> None:
    assert embedder.model
    assert embedder.model.strip() == embedder.model
