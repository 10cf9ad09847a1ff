"""What the vector store keeps to, whether Chroma is embedded or a server."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from socket import create_server

import httpx2
import numpy as np
import pytest

from corpus.errors import StorageUnavailable
from corpus.models import Filters, PassageId
from corpus.settings import ChromaSettings
from corpus.vectors import VectorStore
from tests.fakes.records import axis, record

EARLY, MIDDLE, LATE = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2, 3))
MORE_THAN_CHROMA_TAKES = 5_600
START_SECONDS = 60

_NAMES = count(1)
Open = Callable[[], VectorStore]


class ChromaServer:
    """A Chroma server on loopback, started as its users start it."""

    def __init__(self, folder: Path) -> None:
        with create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        chroma = Path(sys.executable).with_name("chroma")
        self._log = (folder / "chroma.log").open("wb")
        self._process = subprocess.Popen(
            [chroma, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
            stdout=self._log, stderr=self._log, env={**os.environ, "HOME": str(folder)},
        )  # fmt: skip
        give_up_at = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self._process.poll() is None, (folder / "chroma.log").read_text()
            assert time.monotonic() < give_up_at, "the Chroma server does not answer"
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return httpx2.get(f"{self.url}/api/v2/heartbeat", timeout=5).status_code == 200
        except httpx2.TransportError:
            return False

    def stop(self) -> None:
        """Ends the process by its id."""
        self._process.kill()
        self._process.wait()
        self._log.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    running = ChromaServer(tmp_path_factory.mktemp("server"))
    yield running.url
    running.stop()


@pytest.fixture(scope="module", params=["embedded", "server"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("server")) if request.param == "server" else ""


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("embedded")


@pytest.fixture
def opening(url: str, data_dir: Path) -> Open:
    """Opens one and the same collection, new in each test, as often as called."""
    name = f"passages-{next(_NAMES)}"
    return lambda: VectorStore.open(ChromaSettings(url=url), data_dir, name)


@pytest.fixture
def store(opening: Open) -> VectorStore:
    opened = opening()
    opened.create()
    return opened


def put(store: VectorStore, **vectors: int) -> None:
    """Stores passages by name, each along the axis given."""
    store.put([record(name) for name in vectors], np.stack([axis(n) for n in vectors.values()]))


def found(store: VectorStore, filters: Filters | None = None) -> set[str]:
    return {hit.passage_id for hit in store.search(axis(0), top_k=10, filters=filters or Filters())}


def test_the_nearest_come_first_scored_by_cosine(store: VectorStore) -> None:
    between = (axis(0) + axis(1)) / np.sqrt(np.float32(2))
    vectors = np.stack([axis(1), between, axis(0), -axis(0)])
    store.put([record(name) for name in ("right", "between", "same", "opposite")], vectors)
    hits = store.search(axis(0), top_k=4)
    assert [hit.passage_id for hit in hits] == ["same", "between", "right", "opposite"]
    assert [hit.score for hit in hits] == pytest.approx([1, 0.5**0.5, 0, -1], abs=1e-5)


def test_no_more_than_top_k_are_returned_and_fewer_where_there_are_fewer(
    store: VectorStore,
) -> None:
    put(store, a=0, b=1, c=2)
    assert len(store.search(axis(0), top_k=2)) == 2
    assert len(store.search(axis(0), top_k=50)) == 3


def test_an_empty_collection_finds_nothing(store: VectorStore) -> None:
    assert store.search(axis(0), top_k=5) == []
    assert (store.count(), store.passage_ids()) == (0, set())


def test_a_passage_put_again_is_renewed(store: VectorStore) -> None:
    put(store, a=0)
    put(store, a=3)
    assert store.count() == 1
    np.testing.assert_array_equal(store.vectors([PassageId("a")])[PassageId("a")], axis(3))


def test_removed_passages_are_gone_and_unknown_ones_passed_over(store: VectorStore) -> None:
    put(store, a=0, b=1)
    store.remove([PassageId("a"), PassageId("unknown")])
    assert store.passage_ids() == found(store) == {"b"}


def test_vectors_are_told_for_the_passages_that_are_there(store: VectorStore) -> None:
    put(store, a=0, b=1)
    told = store.vectors([PassageId("b"), PassageId("unknown")])
    assert list(told) == ["b"]
    assert told[PassageId("b")].dtype == np.float32
    assert told[PassageId("b")].shape == (8,)
    assert store.vectors([PassageId("unknown")]) == {}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"early", "late", "undated"}),
        (Filters(sources=("Herald",)), {"early"}),
        (Filters(sources=("Herald", "Courier")), {"early", "late"}),
        (Filters(sources=("Nobody",)), set()),
        (Filters(languages=("fr",)), {"late"}),
        (Filters(published_from=MIDDLE), {"late"}),
        (Filters(published_from=EARLY, published_to=LATE), {"early"}),
        (Filters(published_to=EARLY), set()),
        (Filters(available_until=MIDDLE), {"early", "undated"}),
        (Filters().as_of(EARLY), {"early"}),
        (Filters(sources=("Courier",), languages=("fr",)).as_of(LATE), {"late"}),
        (Filters(sources=("Herald",), languages=("fr",)), set()),
    ],
)
def test_filters_hold(store: VectorStore, filters: Filters, expected: set[str]) -> None:
    records = [
        record("early", source="Herald", available_at=EARLY, published_at=EARLY),
        record("late", source="Courier", language="fr", available_at=LATE, published_at=LATE),
        record("undated", language=None, available_at=MIDDLE),
    ]
    store.put(records, np.stack([axis(0), axis(0), axis(1)]))
    assert found(store, filters) == expected


def test_more_records_than_chroma_takes_at_once_are_put_listed_and_removed(
    store: VectorStore,
) -> None:
    vectors = np.random.default_rng(0).standard_normal((MORE_THAN_CHROMA_TAKES, 2))
    records = [record(f"p{number:04}") for number in range(MORE_THAN_CHROMA_TAKES)]
    store.put(records, vectors.astype(np.float32))
    ids = [one.passage.passage_id for one in records]
    assert store.passage_ids() == set(ids)
    assert set(store.vectors(ids)) == set(ids)
    store.remove(ids[1:])
    assert store.passage_ids() == {"p0000"}


def test_what_was_put_is_there_when_opened_again(opening: Open, store: VectorStore) -> None:
    put(store, a=0, b=1)
    again = opening()
    assert again.exists()
    assert again.passage_ids() == found(again) == {"a", "b"}


def test_creating_twice_keeps_what_is_there(store: VectorStore) -> None:
    put(store, a=0)
    store.create()
    assert store.count() == 1


def test_a_dropped_collection_can_be_made_anew(store: VectorStore) -> None:
    put(store, a=0)
    store.drop()
    assert not store.exists()
    store.drop()
    store.create()
    put(store, b=1)
    assert store.passage_ids() == {"b"}


def test_collections_of_one_store_are_apart(store: VectorStore) -> None:
    other = store.on(f"{store.collection}-other")
    other.create()
    put(store, a=0)
    put(other, b=0)
    assert (found(store), found(other)) == ({"a"}, {"b"})


def test_a_missing_collection_is_said_so_and_names_the_doctor(opening: Open) -> None:
    missing = opening()
    assert not missing.exists()
    calls: list[Callable[[], object]] = [
        missing.count,
        missing.passage_ids,
        lambda: missing.search(axis(0), top_k=3),
        lambda: missing.remove([PassageId("a")]),
        lambda: put(missing, a=0),
    ]
    for call in calls:
        with pytest.raises(
            StorageUnavailable, match=rf"{missing.collection}.*dateline doctor --repair"
        ):
            call()


def test_vectors_of_another_length_are_refused_as_unusable(store: VectorStore) -> None:
    put(store, a=0)
    with pytest.raises(StorageUnavailable, match="dimension"):
        store.search(axis(0, dimensions=3), top_k=1)


def test_a_server_that_went_away_is_said_so(tmp_path: Path) -> None:
    server = ChromaServer(tmp_path)
    try:
        store = VectorStore.open(ChromaSettings(url=server.url), tmp_path, "passages-1")
        store.create()
        put(store, a=0)
    finally:
        server.stop()
    for call in (store.count, lambda: found(store)):
        with pytest.raises(StorageUnavailable, match=rf"{server.url} cannot be used"):
            call()
