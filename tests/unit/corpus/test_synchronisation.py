from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.embeddings import EmbeddingProgress, SentenceAware, Vectors
from corpus.errors import ModelUnavailable, StorageUnavailable
from corpus.models import Article, ArticleId, Passage, PassageId
from corpus.sentence_vectors import pack, unpack
from corpus.sentences import sentence_texts
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from corpus.synchronisation import PASSAGES_PER_STEP, Synchronisation
from tests.fakes.embedder import WordEmbedder
from tests.fakes.records import enter, leave_waiting


class SentenceEmbedder(WordEmbedder):
    """A model that gives sentences their vectors in the same pass."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[list[str]] = []

    def embed_sentences(self, passages: Sequence[Sequence[str]]) -> tuple[Vectors, list[Vectors]]:
        self.parts += [list(passage) for passage in passages]
        whole = self.embed_passages(["\n".join(passage) for passage in passages])
        return whole, [self.embed_passages(list(passage)) for passage in passages]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    opened = Stores.open(CorpusSettings(data_dir=tmp_path, _env_file=None))
    opened.adopt_model(WordEmbedder().model)
    yield opened
    opened.close()


def only_passage(stores: Stores, article: Article) -> Passage:
    (passage,) = stores.catalogue.passages_of(article.article_id)
    return passage


def test_passages_reach_both_indexes_and_wait_no_longer(stores: Stores) -> None:
    enter(stores.catalogue, "bridge", "The bridge is shut.")
    enter(stores.catalogue, "count", "The count has ended.")
    assert Synchronisation(stores, WordEmbedder()).complete() == 2
    ids = stores.catalogue.passage_ids()
    assert stores.active_vectors().passage_ids() == stores.keywords.passage_ids() == ids
    assert stores.catalogue.counts().pending == 0
    assert Synchronisation(stores, WordEmbedder()).complete() == 0


def test_the_header_is_embedded_with_the_text(stores: Stores) -> None:
    enter(stores.catalogue, "bridge", "It is shut.")
    embedder = WordEmbedder()
    Synchronisation(stores, embedder).complete()
    (stored,) = stores.active_vectors().vectors([PassageId("bridge@1#0")]).values()
    np.testing.assert_allclose(stored, embedder.embed_query("A header\nIt is shut."), atol=1e-6)


def test_progress_is_told_step_by_step(stores: Stores) -> None:
    enter(stores.catalogue, "long", "Some words.", passages=PASSAGES_PER_STEP + 3)
    steps: list[int] = []
    done = Synchronisation(stores, WordEmbedder(dimensions=4)).complete(steps.append)
    assert steps == [PASSAGES_PER_STEP, 3]
    assert done == PASSAGES_PER_STEP + 3


def test_removed_passages_leave_both_indexes(stores: Stores) -> None:
    enter(stores.catalogue, "bridge", "First.", passages=2)
    Synchronisation(stores, WordEmbedder()).complete()
    enter(stores.catalogue, "bridge", "Second.")
    Synchronisation(stores, WordEmbedder()).complete()
    assert stores.active_vectors().passage_ids() == {"bridge@2#0"}
    assert stores.keywords.passage_ids() == {"bridge@2#0"}
    assert stores.catalogue.pending_removals(10) == []


def test_sentences_get_vectors_of_their_own_where_the_model_gives_them(stores: Stores) -> None:
    embedder = SentenceEmbedder()
    assert isinstance(embedder, SentenceAware)
    text = "The bridge is shut. Ferries are free 🚢. Nobody was hurt."
    article = enter(stores.catalogue, "bridge", text, language="en")
    Synchronisation(stores, embedder).complete()
    sentences = sentence_texts(text, "en")
    assert embedder.parts == [["A header", *sentences]]
    packed = only_passage(stores, article).sentence_vectors
    assert packed is not None
    vectors = unpack(packed, len(sentences))
    assert vectors is not None
    cosines = (vectors * embedder.embed_passages(sentences)).sum(axis=1)
    assert cosines.min() > 0.999


def test_sentences_have_none_where_the_model_gives_none(stores: Stores) -> None:
    assert not isinstance(WordEmbedder(), SentenceAware)
    article = enter(stores.catalogue, "bridge")
    Synchronisation(stores, WordEmbedder()).complete()
    assert only_passage(stores, article).sentence_vectors is None


def test_vectors_of_sentences_by_another_model_do_not_stay(stores: Stores) -> None:
    article = enter(stores.catalogue, "bridge")
    Synchronisation(stores, SentenceEmbedder()).complete()
    leave_waiting(stores.catalogue)
    Synchronisation(stores, WordEmbedder()).complete()
    assert only_passage(stores, article).sentence_vectors is None


def test_a_step_that_fails_is_not_noted_as_done(stores: Stores) -> None:
    class Dying(SentenceEmbedder):
        def embed_sentences(
            self, passages: Sequence[Sequence[str]]
        ) -> tuple[Vectors, list[Vectors]]:
            raise ModelUnavailable("it died")

    article = enter(stores.catalogue, "bridge")
    with pytest.raises(ModelUnavailable):
        Synchronisation(stores, Dying()).complete()
    assert stores.catalogue.counts().pending == 1
    assert only_passage(stores, article).sentence_vectors is None
    assert Synchronisation(stores, SentenceEmbedder()).complete() == 1


def test_what_was_embedded_before_a_failure_is_kept(stores: Stores) -> None:
    class Tiring(WordEmbedder):
        calls = 0

        def embed_passages(
            self, texts: Sequence[str], on_progress: EmbeddingProgress | None = None
        ) -> Vectors:
            self.calls += 1
            if self.calls > 1:
                raise ModelUnavailable("it tired")
            return super().embed_passages(texts, on_progress)

    enter(stores.catalogue, "long", "Some words.", passages=PASSAGES_PER_STEP + 3)
    with pytest.raises(ModelUnavailable):
        Synchronisation(stores, Tiring(dimensions=4)).complete()
    assert stores.catalogue.counts().pending == 3
    assert len(stores.active_vectors().passage_ids()) == PASSAGES_PER_STEP
    assert Synchronisation(stores, WordEmbedder(dimensions=4)).complete() == 3


def test_a_write_that_fails_ends_the_run(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StorageUnavailable("the disk is full")

    enter(stores.catalogue, "bridge")
    monkeypatch.setattr(stores.keywords, "replace", full)
    with pytest.raises(StorageUnavailable):
        Synchronisation(stores, WordEmbedder()).complete()
    assert stores.catalogue.counts().pending == 1


def test_an_article_without_passages_is_no_trouble(stores: Stores) -> None:
    enter(stores.catalogue, ArticleId("copy"), passages=0)
    assert Synchronisation(stores, SentenceEmbedder()).complete() == 0


def test_packed_vectors_keep_their_direction() -> None:
    rows = np.random.default_rng(1).standard_normal((5, 384)).astype(np.float32)
    rows[2] = 0
    back = unpack(pack(rows), 5)
    assert back is not None
    lengths = np.linalg.norm(rows, axis=1)
    cosines = (rows * back).sum(axis=1)[lengths > 0] / lengths[lengths > 0]
    assert cosines.min() > 0.9999
    assert not back[2].any()


@pytest.mark.parametrize("sentences", [0, 3, 5])
def test_vectors_of_another_number_of_sentences_are_none(sentences: int) -> None:
    assert unpack(pack(np.ones((4, 2), np.float32)), sentences) is None
