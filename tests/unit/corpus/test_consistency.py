from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

import pytest
from sqlalchemy import select

from corpus.consistency import Fault, check, spread
from corpus.errors import EmbeddingMismatch, ModelUnavailable
from corpus.ledger import Ledger
from corpus.models import Filters, PassageId, ScoredPassage
from corpus.repair import next_collection, open_repairable, rebuild_vectors, repair
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from corpus.tables import passages
from corpus.vectors import Vectors, VectorStore
from indexer.pipeline import Indexer
from tests.fakes.embedder import WordEmbedder
from tests.fakes.indexing_process import drafts
from tests.fakes.records import leave_waiting
from tests.fakes.statements import statements, texts_read

NO_FILTERS = Filters()


@pytest.fixture
def settings(tmp_path: Path) -> CorpusSettings:
    return CorpusSettings(data_dir=tmp_path, _env_file=None)


@pytest.fixture
def stores(settings: CorpusSettings) -> Iterator[Stores]:
    opened = Stores.open(settings)
    articles = [draft for draft, _ in zip(drafts(0), range(30), strict=False)]
    Indexer(opened, WordEmbedder()).run(articles)
    yield opened
    opened.close()


def faults(stores: Stores, model: str = WordEmbedder().model) -> list[Fault]:
    return [finding.fault for finding in check(stores, model).findings]


def mend(stores: Stores, embedder: WordEmbedder | None = None) -> int:
    embedder = embedder or WordEmbedder()
    steps: list[int] = []
    report = check(stores, embedder.model)
    repair(stores, embedder, report, on_progress=steps.append)
    assert check(stores, embedder.model).is_consistent
    return sum(steps)


def test_a_fresh_index_is_consistent(stores: Stores) -> None:
    report = check(stores, WordEmbedder().model)
    assert report.is_consistent
    assert report.passages == report.vectors == report.keywords == report.sampled > 0
    assert report.archived == stores.catalogue.counts().archived > 0


def test_an_empty_data_folder_is_consistent(settings: CorpusSettings) -> None:
    stores = Stores.open(settings)
    assert check(stores, WordEmbedder().model).is_consistent
    stores.close()


def test_missing_passages_are_found_and_written_again(stores: Stores) -> None:
    first, second, *_ = sorted(stores.catalogue.passage_ids())
    stores.active_vectors().remove([first])
    stores.keywords.replace([], [second])
    report = check(stores, WordEmbedder().model)
    assert report.passages_with(Fault.MISSING_VECTORS) == [first]
    assert report.passages_with(Fault.MISSING_KEYWORDS) == [second]
    assert mend(stores) == 2


def test_passages_that_are_not_in_the_catalogue_are_removed(stores: Stores) -> None:
    ids = sorted(stores.catalogue.passage_ids())
    located = stores.catalogue.passages(ids[:1])[ids[0]]
    with stores.catalogue.writing() as connection:
        Ledger(connection).drop_passages(located.article.article_id)
        Ledger(connection).settle([], ids)
    assert faults(stores) == [Fault.EXTRA_VECTORS, Fault.EXTRA_KEYWORDS]
    mend(stores)
    assert ids[0] not in stores.active_vectors().passage_ids()


def test_the_archive_is_compared_and_mended(stores: Stores) -> None:
    lost, *_ = sorted(stores.catalogue.passage_ids(archived=True))
    stray, *_ = sorted(stores.catalogue.passage_ids())
    stores.archive.keywords.replace([], [lost])
    stores.archive.keywords.replace([stores.catalogue.passages([stray])[stray].record])
    report = check(stores, WordEmbedder().model)
    assert report.passages_with(Fault.MISSING_ARCHIVED) == [lost]
    assert report.passages_with(Fault.EXTRA_ARCHIVED) == [stray]
    assert mend(stores) == 1


def test_a_rebuild_with_another_model_renews_the_archive(stores: Stores) -> None:
    mend(stores, WordEmbedder("fake/words/2", dimensions=32))
    with stores.catalogue.reading() as connection:
        vectors = connection.scalars(select(passages.c.vector)).all()
    assert {len(vector) for vector in vectors} == {32}


def test_waiting_passages_are_indexed(stores: Stores) -> None:
    leave_waiting(stores.catalogue)
    assert faults(stores) == [Fault.PENDING]
    counts = stores.catalogue.counts()
    assert mend(stores) == counts.passages + counts.archived


def test_a_check_reads_no_texts_however_much_waits(
    settings: CorpusSettings, stores: Stores
) -> None:
    leave_waiting(stores.catalogue)
    stores.close()
    opened = Stores.open(settings)
    with statements() as seen:
        assert faults(opened) == [Fault.PENDING]
    assert seen
    assert texts_read(seen) == 0
    opened.close()


def test_a_lost_collection_is_made_again(stores: Stores) -> None:
    stores.active_vectors().drop()
    assert faults(stores) == [Fault.NO_COLLECTION, Fault.MISSING_VECTORS]
    mend(stores)


def test_another_model_gets_a_collection_of_its_own(stores: Stores) -> None:
    other = WordEmbedder("fake/words/2", dimensions=32)
    assert faults(stores, other.model) == [Fault.MODEL_MISMATCH]
    old = stores.active_vectors()
    mend(stores, other)
    assert stores.active_vectors().collection == "passages-2"
    assert not old.exists()
    with pytest.raises(EmbeddingMismatch):
        stores.check_model(WordEmbedder().model)


def test_a_rebuild_that_is_cut_off_lets_nobody_work_until_it_is_done_again(
    stores: Stores,
) -> None:
    class Dying(WordEmbedder):
        def embed_passages(self, *_: object) -> Vectors:
            raise ModelUnavailable("it died")

    with pytest.raises(ModelUnavailable):
        rebuild_vectors(stores, Dying("fake/words/2"))
    for model in ("fake/words/1", "fake/words/2"):
        with pytest.raises(EmbeddingMismatch, match=r"unfinished.*doctor --repair"):
            stores.check_model(model)
    assert stores.active_vectors().collection == "passages-1"
    mend(stores, WordEmbedder("fake/words/2"))
    assert stores.active_vectors().collection == "passages-2"


def test_vectors_that_a_search_does_not_find_are_rebuilt(
    settings: CorpusSettings, stores: Stores
) -> None:
    lost = min(stores.catalogue.passage_ids())

    class Blind(VectorStore):
        def search(
            self, vector: Vectors, *, top_k: int, filters: Filters = NO_FILTERS
        ) -> list[ScoredPassage]:
            found = super().search(vector, top_k=top_k, filters=filters)
            return [one for one in found if one.passage_id != lost]

    blind = Blind.open(settings.chroma, settings.data_dir, stores.active_vectors().collection)
    report = check(replace(stores, vectors=blind), WordEmbedder().model)
    assert report.passages_with(Fault.UNREACHABLE_VECTORS) == [lost]
    repair(stores, WordEmbedder(), report)
    assert stores.active_vectors().collection == "passages-2"
    assert check(stores, WordEmbedder().model).is_consistent


def test_a_deleted_keyword_index_is_rebuilt(settings: CorpusSettings, stores: Stores) -> None:
    stores.close()
    rmtree(settings.data_dir / "keywords")
    opened = open_repairable(settings)
    mend(opened.stores)
    opened.stores.close()


def test_a_damaged_keyword_index_is_thrown_away(settings: CorpusSettings, stores: Stores) -> None:
    stores.close()
    (meta,) = (settings.data_dir / "keywords").rglob("meta.json")
    meta.write_text("nonsense", encoding="utf-8")
    opened = open_repairable(settings)
    assert [finding.fault for finding in opened.discarded] == [Fault.DAMAGED]
    mend(opened.stores)
    opened.stores.close()


def test_a_damaged_archive_is_thrown_away_and_made_again(
    settings: CorpusSettings, stores: Stores
) -> None:
    stores.close()
    (meta,) = (settings.data_dir / "archive").rglob("meta.json")
    meta.write_text("nonsense", encoding="utf-8")
    opened = open_repairable(settings)
    assert [finding.fault for finding in opened.discarded] == [Fault.DAMAGED]
    assert opened.stores.archive.keywords.count() == 0
    mend(opened.stores)
    assert opened.stores.archive.keywords.count() == opened.stores.catalogue.counts().archived
    opened.stores.close()


def test_a_sample_is_spread_evenly() -> None:
    ids = [PassageId(str(number)) for number in range(10)]
    assert spread(ids, 20) == ids
    assert spread(ids, 5) == ["0", "2", "4", "6", "8"]
    assert len(set(spread(ids, 7))) == 7


@pytest.mark.parametrize(
    ("name", "following"), [("passages-1", "passages-2"), ("passages-9", "passages-10")]
)
def test_collections_are_numbered(name: str, following: str) -> None:
    assert next_collection(name) == following
