"""The vectors of passages in Chroma, embedded or on a server. Only this module imports chromadb.

Cosine distance; no default embedding function; own batching; times as whole epoch seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError
from numpy.typing import NDArray

from corpus.errors import ConfigurationError, StorageUnavailable
from corpus.models import Filters, PassageId, PassageRecord, ScoredPassage, epoch_seconds
from corpus.settings import ChromaSettings

Vectors = NDArray[np.float32]

BATCH = 1_000
"""Records a call; Chroma takes at most 5,461 and is fastest in bulk from a few hundred up."""


class VectorStore:
    """One Chroma collection of passage vectors.

    Every method raises ``StorageUnavailable`` where Chroma cannot be used.
    """

    def __init__(
        self, client: ClientAPI, collection: str, *, where: str, folder: Path | None = None
    ) -> None:
        self._client = client
        self._name = collection
        self._where = where
        self._folder = folder
        self._seen = None if folder is None else _state_of(folder)
        self._opened: tuple[ClientAPI, chromadb.Collection] | None = None

    @classmethod
    def open(cls, settings: ChromaSettings, data_dir: Path, collection: str) -> VectorStore:
        """The collection on the configured server, or in the data folder."""
        if settings.url:
            with _chroma_errors(settings.url):
                return cls(_server(settings), collection, where=settings.url)
        folder = data_dir / "chroma"
        with _chroma_errors(str(folder)):
            return cls(_embedded(folder), collection, where=str(folder), folder=folder)

    def refresh(self) -> None:
        """Sees what other processes have changed since; to be called by those who only read.

        A server's clients see it anyway. An embedded Chroma keeps in memory what it has read, so
        it is opened anew once its file has changed.
        """
        if self._folder is None or (state := _state_of(self._folder)) == self._seen:
            return
        with _chroma_errors(self._where):
            SharedSystemClient.clear_system_cache()
            self._client = _embedded(self._folder)
        self._seen = state

    def on(self, collection: str) -> VectorStore:
        """Another collection of the same store."""
        return VectorStore(self._client, collection, where=self._where)

    @property
    def collection(self) -> str:
        """The collection's name."""
        return self._name

    def create(self) -> None:
        """Creates the collection if it is not there."""
        with _chroma_errors(self._where):
            self._client.get_or_create_collection(
                self._name,
                configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
                embedding_function=None,
            )

    def exists(self) -> bool:
        """Whether the collection is there."""
        with _chroma_errors(self._where):
            try:
                self._client.get_collection(self._name, embedding_function=None)
            except NotFoundError:
                return False
            return True

    def drop(self) -> None:
        """Deletes the collection if it is there."""
        with _chroma_errors(self._where):
            self._opened = None
            try:
                self._client.delete_collection(self._name)
            except NotFoundError:
                return

    def put(self, records: Sequence[PassageRecord], vectors: Vectors) -> None:
        """Adds or renews passages.

        Args:
            records: the passages.
            vectors: their embeddings, shape ``(n_records, dimensions)``.
        """
        with _chroma_errors(self._where):
            collection = self._collection()
            for start in range(0, len(records), BATCH):
                batch = records[start : start + BATCH]
                collection.upsert(
                    ids=[record.passage.passage_id for record in batch],
                    embeddings=vectors[start : start + BATCH],
                    metadatas=[_metadata(record) for record in batch],
                )

    def remove(self, passage_ids: Sequence[PassageId]) -> None:
        """Takes passages out; ids that are not there are passed over."""
        with _chroma_errors(self._where):
            collection = self._collection()
            for start in range(0, len(passage_ids), BATCH):
                collection.delete(ids=list(passage_ids[start : start + BATCH]))

    def search(
        self,
        vector: Vectors,
        *,
        top_k: int,
        filters: Filters = Filters(),  # noqa: B008 - frozen
    ) -> list[ScoredPassage]:
        """The nearest passages, best first, scored by cosine.

        Args:
            vector: the question's embedding, shape ``(dimensions,)``, of length 1.
            top_k: most passages to return.
            filters: conditions that must hold.
        """
        with _chroma_errors(self._where):
            found = self._collection().query(
                query_embeddings=vector[np.newaxis, :],
                n_results=top_k,
                where=_condition(filters),
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        return [
            ScoredPassage(PassageId(passage_id), 1.0 - float(distance))
            for passage_id, distance in zip(found["ids"][0], distances, strict=True)
        ]

    def vectors(self, passage_ids: Sequence[PassageId]) -> dict[PassageId, Vectors]:
        """The stored vectors of these passages, each of shape ``(dimensions,)``."""
        stored: dict[PassageId, Vectors] = {}
        with _chroma_errors(self._where):
            collection = self._collection()
            for start in range(0, len(passage_ids), BATCH):
                got = collection.get(
                    ids=list(passage_ids[start : start + BATCH]), include=["embeddings"]
                )
                rows = np.asarray(got["embeddings"], dtype=np.float32)
                stored.update(zip(map(PassageId, got["ids"]), rows, strict=True))
        return stored

    def passage_ids(self) -> set[PassageId]:
        """Every passage id the collection holds."""
        found: set[PassageId] = set()
        with _chroma_errors(self._where):
            collection = self._collection()
            while True:
                page = collection.get(limit=BATCH, offset=len(found), include=[])["ids"]
                found.update(map(PassageId, page))
                if len(page) < BATCH:
                    return found

    def count(self) -> int:
        """How many passages the collection holds."""
        with _chroma_errors(self._where):
            return self._collection().count()

    def _collection(self) -> chromadb.Collection:
        # Kept, since opening it costs a request; a rebuild by the doctor uses another name.
        client, opened = self._client, self._opened
        if opened is None or opened[0] is not client:
            opened = client, client.get_collection(self._name, embedding_function=None)
            self._opened = opened
        return opened[1]


def _embedded(folder: Path) -> ClientAPI:
    return chromadb.PersistentClient(
        str(folder), settings=Settings(anonymized_telemetry=False, allow_reset=False)
    )


def _state_of(folder: Path) -> tuple[tuple[int, int], ...]:
    """Time and size of the files that every change of an embedded Chroma goes through."""
    files = (folder / f"chroma.sqlite3{suffix}" for suffix in ("", "-wal"))
    found = [path.stat() for path in files if path.exists()]
    return tuple((one.st_mtime_ns, one.st_size) for one in found)


def _server(settings: ChromaSettings) -> ClientAPI:
    parts = urlsplit(settings.url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigurationError(
            f"DATELINE_CHROMA__URL is {settings.url!r}; write it like http://localhost:8000"
        )
    port = parts.port or (443 if parts.scheme == "https" else 80)
    # Chroma's client waits for ever and has no setting for it. So it is made only once the server
    # has answered, and its HTTP session is told how long to wait.
    heartbeat = f"{parts.scheme}://{_bracketed(parts.hostname)}:{port}/api/v2/heartbeat"
    httpx.get(heartbeat, timeout=settings.timeout_seconds)
    client = chromadb.HttpClient(
        host=parts.hostname,
        port=port,
        ssl=parts.scheme == "https",
        settings=Settings(anonymized_telemetry=False),
    )
    cast("Any", client)._server._session.timeout = settings.timeout_seconds  # noqa: SLF001
    return client


def _bracketed(host: str) -> str:
    """The host as it stands in an address, where IPv6 needs brackets."""
    return f"[{host}]" if ":" in host else host


def _metadata(record: PassageRecord) -> dict[str, Any]:
    """What filters test; Chroma refuses ``None``, so what is unknown is left out."""
    values = {
        "article_id": record.passage.article_id,
        "source": record.source,
        "language": record.language,
        "available_at": epoch_seconds(record.available_at),
        "published_at": record.published_at and epoch_seconds(record.published_at),
    }
    return {name: value for name, value in values.items() if value is not None}


def _condition(filters: Filters) -> dict[str, Any] | None:
    conditions: list[dict[str, Any]] = []
    if filters.sources:
        conditions.append({"source": {"$in": list(filters.sources)}})
    if filters.languages:
        conditions.append({"language": {"$in": list(filters.languages)}})
    if filters.published_from:
        conditions.append({"published_at": {"$gte": epoch_seconds(filters.published_from)}})
    if filters.published_to:
        conditions.append({"published_at": {"$lt": epoch_seconds(filters.published_to)}})
    if filters.available_until:
        conditions.append({"available_at": {"$lte": epoch_seconds(filters.available_until)}})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None


@contextmanager
def _chroma_errors(where: str) -> Iterator[None]:
    """Turns what Chroma raises into ``StorageUnavailable``, except an unknown collection inside."""
    try:
        yield
    except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
        raise StorageUnavailable(
            f"the vector store {where} cannot be used ({error}); check that it runs and that the "
            "disk has room; `dateline doctor --repair` rebuilds what is missing"
        ) from error
