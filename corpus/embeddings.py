"""Text to vectors: the embedder a collection is made and searched with.

`embedder_from` reads the settings; whatever else has the methods of `Embedder` can take its
place. A model of LlamaIndex is one through `corpus.llama_embedding`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ConfigurationError, ModelRejected, ModelUnavailable
from corpus.local_models.encoder import Encoder
from corpus.local_models.packages import FetchProgress
from corpus.local_models.store import LOCAL_MODELS, LocalModel, prepare
from corpus.openai_access import openai_access
from corpus.settings import EmbeddingSettings, environment

if TYPE_CHECKING:
    # `openai` takes most of a second to import, which a local model need not wait for.
    from openai import OpenAI

Vectors = NDArray[np.float32]

# Called with the number of texts embedded so far.
EmbeddingProgress = Callable[[int], None]

QUERIES_KEPT = 8
OPENAI_PREFIX = "openai:"
OPENAI_BATCH_TEXTS = 256
# A text in an embedding request may have 8,191 tokens and a request 300,000. A token of news is
# four characters of English but can be one of Chinese, hence bounds in characters that hold for
# both. Source: OpenAI API reference, "Create embeddings".
OPENAI_TEXT_CHARACTERS = 8_000
OPENAI_BATCH_CHARACTERS = 250_000
_ODD_DATA = (ValueError, TypeError, AttributeError, LookupError)
"""What reading an answer raises that is not made as it should be: the SDK does not check it."""


class Embedder(Protocol):
    """Turns texts into vectors of length 1, so that a dot product is a cosine."""

    @property
    def model(self) -> str:
        """The identity kept with a collection: vectors of another identity do not compare."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    def embed_passages(
        self, texts: Sequence[str], on_progress: EmbeddingProgress | None = None
    ) -> Vectors:
        """Vectors to be found, shape (n_texts, dimensions), in the order of the texts.

        Raises:
            ModelUnavailable: the model cannot be reached now.
            ModelRejected: the model refuses the request for good.
        """
        ...

    def embed_query(self, text: str) -> Vectors:
        """The vector to search with, shape (dimensions,). Raises as `embed_passages` does."""
        ...


@runtime_checkable
class SentenceAware(Protocol):
    """An embedder that gives each sentence of a passage its vector in the same pass."""

    def embed_sentences(self, passages: Sequence[Sequence[str]]) -> tuple[Vectors, list[Vectors]]:
        """Vectors of passages, each given as its header and its sentences, and of the parts.

        Returns:
            Shape (n_passages, dimensions), and for each passage (n_parts, dimensions), where a
            part beyond the model's longest input has zeros.
        """
        ...


class LocalEmbedder:
    """A model that runs in this process, on the processor; safe to share between threads.

    Texts are cut at the model's longest input. A text has one vector, whatever is
    embedded beside it.
    """

    def __init__(self, model: LocalModel, folder: Path, *, threads: int = 0) -> None:
        """Loads `model` from the folder that `store.prepare` gave; 0 threads = one per core."""
        self._model = model
        self._encoder = Encoder(folder, max_tokens=model.max_tokens, threads=threads)
        self._queries = _remembered(self._embed_query)

    @property
    def model(self) -> str:
        return self._model.identity

    @property
    def dimensions(self) -> int:
        return self._model.dimensions

    def embed_passages(
        self, texts: Sequence[str], on_progress: EmbeddingProgress | None = None
    ) -> Vectors:
        prefix = self._model.passage_prefix
        return self._encoder.encode([prefix + text for text in texts], on_progress)

    def embed_sentences(self, passages: Sequence[Sequence[str]]) -> tuple[Vectors, list[Vectors]]:
        prefix = self._model.passage_prefix
        return self._encoder.encode_parts(
            [[prefix + parts[0], *parts[1:]] if parts else [prefix] for parts in passages]
        )

    def embed_query(self, text: str) -> Vectors:
        return self._queries(text)

    def _embed_query(self, text: str) -> Vectors:
        return np.asarray(self._encoder.encode([self._model.query_prefix + text])[0])


class OpenAIEmbedder:
    """A model behind OpenAI's embeddings API, or a server that speaks it.

    The SDK retries; nothing here does. Texts are cut at 8,000 characters.
    """

    def __init__(self, name: str, client: OpenAI) -> None:
        self._name = name
        self._client = client
        self._dimensions: int | None = None
        self._queries = _remembered(self._embed_query)

    @property
    def model(self) -> str:
        return f"{OPENAI_PREFIX}{self._name}"

    @property
    def dimensions(self) -> int:
        if self._dimensions is None:
            self._dimensions = len(self.embed_query("dimensions"))
        return self._dimensions

    def embed_passages(
        self, texts: Sequence[str], on_progress: EmbeddingProgress | None = None
    ) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        rows: list[Vectors] = []
        done = 0
        for batch in _openai_batches(texts):
            rows.append(self._request(batch))
            done += len(batch)
            if on_progress is not None:
                on_progress(done)
        return np.concatenate(rows)

    def embed_query(self, text: str) -> Vectors:
        return self._queries(text)

    def _embed_query(self, text: str) -> Vectors:
        (vector,) = self._request([_openai_text(text)])
        return np.asarray(vector)

    def _request(self, texts: list[str]) -> Vectors:
        import openai  # noqa: PLC0415 - takes most of a second

        try:
            answer = self._client.embeddings.create(model=self._name, input=texts)
            ordered = sorted(answer.data, key=lambda item: item.index)
            vectors = np.array([item.embedding for item in ordered], np.float32)
        except (openai.APIConnectionError, openai.RateLimitError, openai.InternalServerError) as e:
            raise ModelUnavailable(
                f"the embedding model {self.model} did not answer: {e}; try again later"
            ) from e
        except openai.OpenAIError as e:
            raise ModelRejected(
                f"the embedding model {self.model} refused the request: {e}; check "
                "DATELINE_EMBEDDING__MODEL, OPENAI_API_KEY and OPENAI_BASE_URL"
            ) from e
        except _ODD_DATA as e:
            raise self._odd(f"gave an answer that cannot be read ({type(e).__name__})") from e
        return unit_rows(self._checked(vectors, len(texts)))

    def _checked(self, vectors: Vectors, texts: int) -> Vectors:
        """The vectors, if there is one for each text and all are as long as any before."""
        if len(vectors) != texts:
            raise self._odd(f"gave {len(vectors)} vectors for {texts} texts")
        if vectors.ndim != 2 or not vectors.size or not np.isfinite(vectors).all():
            raise self._odd("gave vectors that are none")
        if self._dimensions not in {None, vectors.shape[1]}:
            raise self._odd(f"gave vectors of {vectors.shape[1]} and of {self._dimensions} numbers")
        self._dimensions = vectors.shape[1]
        return vectors

    def _odd(self, what: str) -> ModelRejected:
        return ModelRejected(
            f"the embedding model {self.model} {what}; check that OPENAI_BASE_URL is an "
            "embeddings server and that DATELINE_EMBEDDING__MODEL is a model for embeddings"
        )


def _remembered(embed: Callable[[str], Vectors]) -> Callable[[str], Vectors]:
    """The same vectors, the last few kept: who retrieves and who answers embed one question."""

    @lru_cache(QUERIES_KEPT)
    def kept(text: str) -> Vectors:
        vector = embed(text)
        vector.setflags(write=False)
        return vector

    return kept


def unit_rows(vectors: Vectors) -> Vectors:
    """The rows scaled to length 1; a row of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def embedder_from(
    settings: EmbeddingSettings, cache_dir: Path, on_progress: FetchProgress | None = None
) -> Embedder:
    """The embedder that the settings name, ready for use.

    Args:
        settings: the section `embedding`.
        cache_dir: where local models are kept; one that is not there yet is fetched.
        on_progress: called with the bytes fetched and the bytes to fetch, while fetching.

    Raises:
        ConfigurationError: there is no such model, or neither key nor address for a remote one.
        ModelUnavailable: a local model cannot be fetched or loaded.
        ModelDamaged: a fetched model is not what it should be.
    """
    name = settings.model
    if name in LOCAL_MODELS:
        model = LOCAL_MODELS[name]
        folder = prepare(model, cache_dir, on_progress)
        return LocalEmbedder(model, folder, threads=settings.threads)
    if name.startswith(OPENAI_PREFIX) and name != OPENAI_PREFIX:
        return OpenAIEmbedder(
            name.removeprefix(OPENAI_PREFIX), openai_client(settings.timeout_seconds, environment())
        )
    raise ConfigurationError(
        f"there is no embedding model {name!r}; DATELINE_EMBEDDING__MODEL is one of "
        f"{', '.join(LOCAL_MODELS)} or {OPENAI_PREFIX}NAME, such as "
        f"{OPENAI_PREFIX}text-embedding-3-small"
    )


def openai_client(timeout_seconds: float, variables: Mapping[str, str]) -> OpenAI:
    """A client for the standard variables OPENAI_API_KEY and OPENAI_BASE_URL.

    Raises:
        ConfigurationError: neither is set.
    """
    import openai  # noqa: PLC0415 - takes most of a second

    access = openai_access(variables)
    if access is None:
        raise ConfigurationError(
            "the embedding model needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server without "
            "keys; or set DATELINE_EMBEDDING__MODEL to a local model"
        )
    return openai.OpenAI(api_key=access.key, base_url=access.base_url, timeout=timeout_seconds)


def _openai_text(text: str) -> str:
    # The API refuses an empty text, and half a surrogate pair cannot be sent.
    cut = text[:OPENAI_TEXT_CHARACTERS].encode(errors="replace").decode()
    return cut if cut.strip() else "-"


def _openai_batches(texts: Sequence[str]) -> list[list[str]]:
    batches: list[list[str]] = [[]]
    characters = 0
    for text in map(_openai_text, texts):
        full = len(batches[-1]) == OPENAI_BATCH_TEXTS
        if full or characters + len(text) > OPENAI_BATCH_CHARACTERS:
            batches.append([])
            characters = 0
        batches[-1].append(text)
        characters += len(text)
    return batches
