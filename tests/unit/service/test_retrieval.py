from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ledger import Ledger
from corpus.models import ArticleId, Filters, PassageId, ScoredPassage
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer
from service.answering.retrieval import RANK_CONSTANT, Retriever, fuse
from tests.fakes.embedder import WordEmbedder
from tests.unit.service.articles import ALL, BRIDGE, COPY, COUNT

OCTOBER = datetime(2024, 10, 1, tzinfo=UTC)
QUESTION = "How long will the harbour bridge stay shut?"


def ranking(names: str) -> list[ScoredPassage]:
    """Passages named by one letter, best first; their own scores do not matter."""
    return [ScoredPassage(PassageId(name), 100.0 - place) for place, name in enumerate(names)]


def fused(*rankings: str, constant: int = 10) -> list[tuple[str, object]]:
    joined = fuse([ranking(names) for names in rankings], constant=constant)
    return [(scored.passage_id, scored.score) for scored in joined]


def test_fusion_sums_the_reciprocal_ranks() -> None:
    assert fused("ab", "bc") == [
        ("b", pytest.approx(1 / 12 + 1 / 11)),
        ("a", pytest.approx(1 / 11)),
        ("c", pytest.approx(1 / 12)),
    ]


def test_being_found_by_both_beats_being_first_in_one() -> None:
    assert [name for name, _ in fused("ab", "cb")] == ["b", "a", "c"]


def test_a_large_constant_levels_ranks() -> None:
    assert fused("ab", "bcda", constant=60)[:2] == [
        ("b", pytest.approx(1 / 62 + 1 / 61)),
        ("a", pytest.approx(1 / 61 + 1 / 64)),
    ]


def test_ties_come_in_the_order_of_ids() -> None:
    assert [name for name, _ in fused("zb", "az")] == ["z", "a", "b"]
    assert [name for name, _ in fused("ba", "ab")] == ["a", "b"]


def test_nothing_joined_with_nothing_is_nothing() -> None:
    assert fused("", "") == []
    assert fused("ab", "") == [("a", pytest.approx(1 / 11)), ("b", pytest.approx(1 / 12))]


@given(st.lists(st.permutations("abcdef").map(lambda names: "".join(names)[:4]), max_size=2))
def test_each_passage_comes_once_and_best_first(rankings: list[str]) -> None:
    joined = fused(*rankings)
    assert sorted(name for name, _ in joined) == sorted({name for r in rankings for name in r})
    scores = [scored.score for scored in fuse(map(ranking, rankings), constant=10)]
    assert scores == sorted(scores, reverse=True)
    assert fused(*reversed(rankings)) == joined


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    data_dir = tmp_path_factory.mktemp("data")
    opened = Stores.open(CorpusSettings(data_dir=data_dir, _env_file=None))
    Indexer(opened, WordEmbedder()).run(ALL)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def retriever(stores: Stores) -> Retriever:
    return Retriever(stores, WordEmbedder())


def articles(retriever: Retriever, filters: Filters | None = None, top_k: int = 10) -> list[str]:
    hits = retriever.retrieve(QUESTION, top_k=top_k, filters=filters or Filters())
    return [hit.article.article_id for hit in hits]


def test_hits_come_best_first_with_the_scores_of_both_indexes(
    stores: Stores, retriever: Retriever
) -> None:
    first, second = retriever.retrieve(QUESTION, top_k=5)
    assert (first.rank, second.rank) == (1, 2)
    assert first.article.article_id == "bridge/1"
    assert second.score < first.score <= 2 / (RANK_CONSTANT + 1)
    query = WordEmbedder().embed_query(QUESTION)
    (vector,) = stores.active_vectors().vectors([first.passage.passage_id]).values()
    assert first.dense == pytest.approx(float(vector @ query), abs=1e-4)
    (keyword,) = stores.keywords.search(QUESTION, top_k=1, languages=["en"])
    assert first.keyword == pytest.approx(keyword.score)


def test_what_one_index_did_not_find_has_no_score_of_it(retriever: Retriever) -> None:
    found = {str(hit.article.article_id): hit for hit in retriever.retrieve("harbour", top_k=5)}
    assert found["bridge/1"].keyword is not None
    assert found["count"].keyword is None
    assert found["count"].dense is not None


def test_a_hit_is_the_exact_text_of_its_article(retriever: Retriever) -> None:
    for hit in retriever.retrieve(QUESTION, top_k=5):
        assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_copies_count_once_and_stand_with_the_hit(retriever: Retriever) -> None:
    first, second = retriever.retrieve(QUESTION, top_k=5)
    assert [(copy.article_id, copy.source) for copy in first.copies] == [
        ("copy", "Tidewater Times")
    ]
    assert second.copies == ()


def test_no_more_than_top_k_are_returned(retriever: Retriever) -> None:
    assert articles(retriever, top_k=1) == ["bridge/1"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(sources=("Civic Courier",)), ["count"]),
        (Filters(sources=("civic  COURIER",), languages=("EN",)), ["count"]),
        (Filters(languages=("fr",)), []),
        (Filters(published_from=OCTOBER), ["count"]),
        (Filters(published_to=OCTOBER), ["bridge/1"]),
        (Filters(published_from=OCTOBER, published_to=OCTOBER), []),
        (Filters().as_of(datetime(2024, 9, 2, tzinfo=UTC)), []),
        (Filters().as_of(datetime(2024, 9, 3, tzinfo=UTC)), ["bridge/1"]),
        (Filters().as_of(datetime(2024, 10, 4, tzinfo=UTC)), ["bridge/1", "count"]),
        (Filters(sources=("Civic Courier",)).as_of(datetime(2024, 9, 3, tzinfo=UTC)), []),
    ],
)
def test_filters_and_as_of_hold_in_both_indexes(
    retriever: Retriever, filters: Filters, expected: list[str]
) -> None:
    assert articles(retriever, filters) == expected


def test_what_the_catalogue_no_longer_knows_is_passed_over(tmp_path: Path) -> None:
    stores = Stores.open(CorpusSettings(data_dir=tmp_path, _env_file=None))
    Indexer(stores, WordEmbedder()).run(ALL)
    with stores.catalogue.writing() as connection:  # and the indexes have yet to follow
        Ledger(connection).remove_article(ArticleId("bridge/1"))
    assert articles(Retriever(stores, WordEmbedder()), top_k=1) == ["count"]
    stores.close()


def test_an_empty_collection_finds_nothing(tmp_path: Path) -> None:
    stores = Stores.open(CorpusSettings(data_dir=tmp_path, _env_file=None))
    stores.adopt_model(WordEmbedder().model)
    assert Retriever(stores, WordEmbedder()).retrieve(QUESTION, top_k=5) == ()
    stores.close()


def test_more_than_the_usual_candidates_can_be_asked_for(stores: Stores) -> None:
    assert len(Retriever(stores, WordEmbedder(), candidates=1).retrieve("bridge", top_k=2)) == 2


def test_the_question_may_hold_anything(retriever: Retriever) -> None:
    for question in ("?", '"bridge" AND (', "🚢", "a" * 2_000):
        assert len(retriever.retrieve(question, top_k=2)) == 2


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    """The bridge shut for nine weeks, corrected to eleven the day after; its copy never was."""
    data_dir = tmp_path_factory.mktemp("corrected")
    stores = Stores.open(CorpusSettings(data_dir=data_dir, _env_file=None))
    indexer = Indexer(stores, WordEmbedder(), clock=lambda: datetime(2024, 12, 1, tzinfo=UTC))
    indexer.run([BRIDGE, replace(COPY, published_at=datetime(2024, 9, 2, 12, tzinfo=UTC)), COUNT])
    correction = replace(
        BRIDGE,
        text=BRIDGE.text.replace("nine", "eleven"),
        published_at=datetime(2024, 9, 4, tzinfo=UTC),
    )
    indexer.run([correction])
    yield Retriever(stores, WordEmbedder())
    stores.close()


@pytest.mark.parametrize(
    ("moment", "expected", "words"),
    [
        (datetime(2024, 9, 2, tzinfo=UTC), [], None),
        (datetime(2024, 9, 2, 13, tzinfo=UTC), ["copy"], "nine"),
        (datetime(2024, 9, 3, tzinfo=UTC), ["copy"], "nine"),
        (datetime(2024, 9, 4, tzinfo=UTC), ["bridge/1", "copy"], "eleven"),
        (None, ["bridge/1", "copy", "count"], "eleven"),
    ],
)
def test_each_moment_has_its_own_version(
    corrected: Retriever, moment: datetime | None, expected: list[str], words: str | None
) -> None:
    hits = corrected.retrieve(QUESTION, top_k=5, filters=Filters().as_of(moment))
    assert [hit.article.article_id for hit in hits] == expected
    if words is not None:
        assert f"{words} weeks" in hits[0].passage.text
        assert hits[0].dense is not None
        assert hits[0].keyword is not None


def test_an_outlet_that_holds_only_a_copy_is_cited_itself(corrected: Retriever) -> None:
    (hit,) = corrected.retrieve(QUESTION, top_k=5, filters=Filters(("Tidewater Times",)))
    assert (hit.article.article_id, hit.article.source) == ("copy", "Tidewater Times")
    assert [copy.article_id for copy in hit.copies] == ["bridge/1"]


def test_what_tells_the_story_only_later_is_no_copy_yet(corrected: Retriever) -> None:
    (early,) = corrected.retrieve(
        QUESTION, top_k=5, filters=Filters().as_of(datetime(2024, 9, 2, 13, tzinfo=UTC))
    )
    (later,) = corrected.retrieve(
        QUESTION, top_k=5, filters=Filters().as_of(datetime(2024, 9, 3, tzinfo=UTC))
    )
    assert early.copies == ()
    assert [copy.article_id for copy in later.copies] == ["bridge/1"]


def test_what_the_catalogue_no_longer_knows_makes_room_for_the_next(tmp_path: Path) -> None:
    stores = Stores.open(CorpusSettings(data_dir=tmp_path, _env_file=None))
    Indexer(stores, WordEmbedder()).run([BRIDGE, COUNT])
    retriever = Retriever(stores, WordEmbedder())
    assert articles(retriever, top_k=1) == ["bridge/1"]
    with stores.catalogue.writing() as connection:  # the indexes have yet to follow
        Ledger(connection).remove_article(ArticleId("bridge/1"))
    assert articles(retriever, top_k=1) == ["count"]
    stores.close()
