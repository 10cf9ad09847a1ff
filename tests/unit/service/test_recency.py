"""Newer articles come a little before older ones on the same matter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.models import ArticleDraft, Filters, Hit, PassageId, ScoredPassage
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer
from service.answering.recency import age_of, ages_of, discounted, names_a_time
from service.answering.retrieval import Retriever
from tests.fakes.embedder import WordEmbedder

YEAR = 31_557_600
QUESTION = "Which airport did travellers vote the best?"


def draft(year: int, airport: str) -> ArticleDraft:
    text = f"Travellers vote the best airport. This time they chose {airport}."
    return ArticleDraft(
        text,
        location=f"{year}.txt",
        article_id=str(year),
        published_at=datetime(year, 4, 1, tzinfo=UTC),
        language="en",
    )


@pytest.fixture
def retriever(tmp_path: Path) -> Iterator[Retriever]:
    """Three years of the same news, which words cannot tell apart."""
    stores = Stores.open(CorpusSettings(data_dir=tmp_path, _env_file=None))
    drafts = [draft(2015, "Kestrel Bay"), draft(2021, "Port Averil"), draft(2025, "Hollin")]
    Indexer(stores, WordEmbedder()).run(drafts)
    yield Retriever(stores, WordEmbedder())
    stores.close()


def found(retriever: Retriever, question: str, filters: Filters | None = None) -> list[str]:
    hits: tuple[Hit, ...] = retriever.retrieve(question, top_k=3, filters=filters or Filters())
    return [hit.article.article_id for hit in hits]


def test_of_equal_articles_the_newest_comes_first(retriever: Retriever) -> None:
    assert found(retriever, QUESTION) == ["2025", "2021", "2015"]


def test_seen_from_an_earlier_day_the_newest_of_then_comes_first(retriever: Retriever) -> None:
    then = Filters().as_of(datetime(2022, 1, 1, tzinfo=UTC))
    assert found(retriever, QUESTION, then) == ["2021", "2015"]


def test_a_question_about_a_year_is_left_alone(retriever: Retriever) -> None:
    scores = [hit.score for hit in retriever.retrieve(f"{QUESTION[:-1]} in 2015?", top_k=3)]
    plain = [hit.score for hit in retriever.retrieve(QUESTION, top_k=3)]
    assert max(scores) >= max(plain)
    assert min(scores) > min(plain)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who won in 2015?", True),
        ("¿Quién ganó en 1998?", True),
        ("Who won the 100 metres?", False),
        ("Who paid 2015.50 dollars?", False),
        ("Who owns 12015 sheep?", False),
        ("", False),
    ],
)
def test_a_year_is_a_time(question: str, expected: bool) -> None:
    assert names_a_time(question) is expected


def test_age_grows_ever_slower_from_the_newest() -> None:
    ages = [age_of(-years * YEAR, 0) for years in (0, 1, 2, 10)]
    assert ages[0] == 0
    assert ages == sorted(ages)
    assert ages[1] - ages[0] > ages[2] - ages[1]
    assert age_of(5, 0) == 0


def test_a_passage_without_a_date_is_as_old_as_told() -> None:
    fused = [ScoredPassage(PassageId(name), 1.0) for name in "abc"]
    ages = {PassageId("a"): age_of(-9 * YEAR, 0), PassageId("b"): 0.0}
    ranked = discounted(fused, ages, otherwise=age_of(-YEAR, 0))
    assert [one.passage_id for one in ranked] == ["b", "c", "a"]


def test_ages_of_hits_are_nothing_where_no_date_is_known_or_a_year_is_asked_about(
    retriever: Retriever,
) -> None:
    hits = retriever.retrieve(QUESTION, top_k=3)
    assert ages_of(hits, QUESTION)[0] == 0 < ages_of(hits, QUESTION)[1]
    assert ages_of(hits, "Who won in 2015?") == [0.0] * 3
    assert ages_of([], QUESTION) == []
