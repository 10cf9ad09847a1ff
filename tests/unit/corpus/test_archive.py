from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

import corpus.database
from corpus.archive import Standing
from corpus.catalogue import Catalogue
from corpus.database import database_url
from corpus.keywords import KeywordIndex
from corpus.ledger import UNCUT_FACT, Ledger
from corpus.models import (
    ArticleDraft,
    ArticleId,
    Filters,
    PassageId,
    start_of_day,
    start_of_version,
)
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from corpus.synchronisation import Synchronisation
from indexer.identity import identify, with_place_of_its_own
from tests.fakes.embedder import WordEmbedder
from tests.fakes.records import NOW, enter, record, whole

PUBLISHED = datetime(2024, 9, 3, tzinfo=UTC)
CORRECTED = datetime(2024, 9, 5, tzinfo=UTC)
LATER = NOW + timedelta(days=3)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    opened = Stores.open(CorpusSettings(data_dir=tmp_path, _env_file=None))
    opened.adopt_model(WordEmbedder().model)
    yield opened
    opened.close()


def standing(stores: Stores, filters: Filters) -> list[str]:
    Synchronisation(stores, WordEmbedder()).complete()
    return sorted(stores.archive.standing(filters).passage_ids)


def as_of(moment: datetime) -> Filters:
    return Filters().as_of(moment)


def test_the_version_of_the_day_stands(stores: Stores) -> None:
    enter(stores.catalogue, "bridge", "First.", published_at=PUBLISHED)
    enter(stores.catalogue, "bridge", "Second.", published_at=CORRECTED)
    assert standing(stores, as_of(PUBLISHED - timedelta(seconds=1))) == []
    assert standing(stores, as_of(PUBLISHED)) == ["bridge@1#0"]
    assert standing(stores, as_of(CORRECTED - timedelta(seconds=1))) == ["bridge@1#0"]
    assert standing(stores, as_of(CORRECTED)) == []


def test_an_older_version_never_stands_today(stores: Stores) -> None:
    enter(stores.catalogue, "bridge", "First.", source="Herald")
    enter(stores.catalogue, "bridge", "Second.", source="Herald")
    assert standing(stores, Filters()) == []
    assert standing(stores, Filters(sources=("Herald",))) == []


def test_a_correction_dated_like_the_first_text_counts_from_the_day_it_was_seen(
    stores: Stores,
) -> None:
    enter(stores.catalogue, "bridge", "First.", published_at=PUBLISHED)
    enter(stores.catalogue, "bridge", "Second.", published_at=PUBLISHED)
    assert stores.catalogue.article("bridge").available_at == NOW
    assert standing(stores, as_of(NOW - timedelta(days=1))) == ["bridge@1#0"]


def test_a_date_learnt_later_belongs_to_the_text_it_was_learnt_for(stores: Stores) -> None:
    enter(stores.catalogue, "bridge", "The same.")
    enter(stores.catalogue, "bridge", "The same.", published_at=PUBLISHED)
    assert stores.catalogue.article("bridge").available_at == PUBLISHED
    assert standing(stores, as_of(NOW)) == []


def test_an_article_without_a_date_counts_from_the_day_it_was_seen_on(stores: Stores) -> None:
    midnight = start_of_day(NOW)
    east = NOW.astimezone(timezone(timedelta(hours=9)))
    assert enter(stores.catalogue, "bridge", "First.", now=east).available_at == midnight
    later = NOW + timedelta(hours=2)
    assert enter(stores.catalogue, "bridge", "Second.", now=later).available_at == later
    assert standing(stores, as_of(midnight - timedelta(seconds=1))) == []
    for moment in (midnight, later - timedelta(seconds=1)):
        assert standing(stores, as_of(moment)) == ["bridge@1#0"]
    assert standing(stores, as_of(later)) == []


def test_a_date_of_the_day_on_which_an_undated_text_was_seen_is_learnt_for_that_text_only(
    stores: Stores,
) -> None:
    morning = start_of_day(NOW) + timedelta(hours=1)
    for words, start in (("First.", morning), ("Another.", LATER)):
        enter(stores.catalogue, words, "First.")
        dated = enter(stores.catalogue, words, words, published_at=morning, now=LATER)
        assert dated.available_at == start


def test_a_date_that_was_put_right_to_an_earlier_one_takes_the_place_of_the_wrong_one(
    stores: Stores,
) -> None:
    enter(stores.catalogue, "bridge", "The same.", published_at=CORRECTED)
    enter(stores.catalogue, "bridge", "The same.", published_at=PUBLISHED)
    assert stores.catalogue.article("bridge").available_at == PUBLISHED
    assert standing(stores, as_of(CORRECTED)) == []


def test_an_earlier_date_than_the_first_is_not_believed_of_another_text(stores: Stores) -> None:
    enter(stores.catalogue, "bridge", "First.", published_at=CORRECTED)
    enter(stores.catalogue, "bridge", "Second.", published_at=CORRECTED)
    enter(stores.catalogue, "bridge", "Second.", published_at=PUBLISHED, now=LATER)
    assert stores.catalogue.article("bridge").available_at == LATER
    enter(stores.catalogue, "ferry", "First.", published_at=CORRECTED)
    enter(stores.catalogue, "ferry", "Second.", published_at=PUBLISHED)
    assert stores.catalogue.article("ferry").available_at == NOW
    assert standing(stores, as_of(CORRECTED)) == ["bridge@1#0", "ferry@1#0"]


def test_another_title_leaves_a_text_with_its_date_as_it_was(stores: Stores) -> None:
    enter(stores.catalogue, "bridge", "The same.", title="Bridge", published_at=PUBLISHED)
    enter(stores.catalogue, "bridge", "The same.", title="Bridges", published_at=PUBLISHED)
    assert stores.catalogue.article("bridge").available_at == NOW


def test_a_date_before_the_first_seen_text_is_not_believed_of_another_text(
    stores: Stores,
) -> None:
    first = enter(stores.catalogue, "bridge", "First.")
    dated = ArticleDraft("Another.", "/news/bridge.txt", published_at=PUBLISHED)
    assert start_of_version(dated, None, NOW) == PUBLISHED
    assert start_of_version(dated, first, CORRECTED) == CORRECTED


def test_of_three_versions_one_counts_at_any_moment(stores: Stores) -> None:
    moments = [PUBLISHED, NOW + timedelta(days=9), NOW]  # the second is dated ahead of the third
    for number, published in enumerate(moments):
        dated = published if number < 2 else None
        enter(stores.catalogue, "bridge", f"Text {number}.", published_at=dated)
    assert standing(stores, as_of(NOW - timedelta(days=1))) == ["bridge@1#0"]
    assert standing(stores, as_of(NOW + timedelta(days=1))) == []
    assert standing(stores, as_of(NOW + timedelta(days=30))) == []


def test_a_copy_stands_where_the_searched_article_does_not_count(stores: Stores) -> None:
    enter(stores.catalogue, "bridge", source="Herald", published_at=CORRECTED)
    enter(
        stores.catalogue, "copy", source="Ledger", published_at=PUBLISHED, story_id="bridge",
        passages=0,
    )  # fmt: skip
    article = stores.catalogue.article("copy")
    with stores.catalogue.writing() as connection:
        Ledger(connection).add_passages([whole(article)])
    assert standing(stores, as_of(PUBLISHED)) == ["copy@1#0"]
    assert standing(stores, as_of(CORRECTED)) == []
    assert standing(stores, Filters(sources=("Ledger",))) == ["copy@1#0"]
    assert standing(stores, Filters(sources=("Herald", "Ledger"))) == []
    assert standing(stores, Filters(sources=("Ledger",), published_from=CORRECTED)) == []
    assert standing(stores, Filters(published_to=CORRECTED)) == ["copy@1#0"]
    assert stores.catalogue.passages_of("copy") == ()


def test_the_nearest_come_first_and_ties_in_the_order_of_ids() -> None:
    rows = np.array([[1, 0], [0, 1], [1, 0]], np.float32)
    found = Standing((PassageId("b"), PassageId("c"), PassageId("a")), rows).nearest(
        np.array([1, 0], np.float32), top_k=2
    )
    assert [one.passage_id for one in found] == ["a", "b"]
    assert Standing((), np.empty((0, 0), np.float32)).nearest(rows[0], top_k=2) == []


def test_words_of_the_archive_are_as_rare_as_in_the_searched_index(tmp_path: Path) -> None:
    searched, archive = (KeywordIndex(tmp_path / name) for name in ("searched", "archive"))
    texts = {f"p{n}": f"ferry number word{n} harbour" for n in range(9)}
    searched.replace([record(name, words) for name, words in texts.items()])
    archive.replace(
        [record("old", "bridge ferry toll extra"), record("else", "ferry gate south north")]
    )
    (hit,) = archive.search_among(
        "ferry", [PassageId("old")], top_k=5, languages=["en"], common=searched
    )
    assert hit.passage_id == "old"
    common = {one.score for one in searched.search("ferry", top_k=9, languages=["en"])}
    assert hit.score == pytest.approx(common.pop(), rel=0.01)
    assert archive.search_among("ferry", [], top_k=5, languages=["en"], common=searched) == []


def migrated_to(revision: str, data_dir: Path) -> None:
    config = Config()
    folder = Path(corpus.database.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    engine = create_engine(database_url("", data_dir))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def test_a_catalogue_from_before_the_archive_gets_its_times(tmp_path: Path) -> None:
    migrated_to("0001", tmp_path)
    engine = create_engine(database_url("", tmp_path))
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO articles VALUES ('a', 's', 2, '/a', 1, 100), ('c', 's', 1, '/c', 0, 7)"
            )
        )
        rows = [
            {"article": article, "version": version, "published": published, "seen": seen}
            for article, version, published, seen in (
                ("a", 1, "1970-01-01T00:00:50+00:00", 100),
                ("a", 2, "1970-01-01T00:00:50+00:00", 200),
                ("c", 1, None, 7),
            )
        ]
        connection.execute(
            text(
                "INSERT INTO article_versions (article_id, version, content_hash, text, "
                "published_at, seen_at) VALUES (:article, :version, 'h', 'T.', :published, :seen)"
            ),
            rows,
        )
    engine.dispose()
    catalogue = Catalogue.open("", tmp_path)
    first, second = catalogue.versions("a")
    assert [v.available_at.timestamp() for v in (first, second)] == [50, 200]
    assert first.story_id == second.story_id == "s"
    with catalogue.reading() as connection:
        found = connection.execute(
            text(
                "SELECT superseded_at, is_archived FROM article_versions "
                "ORDER BY article_id, version"
            )
        ).all()
    ends = [(row.superseded_at, row.is_archived) for row in found]
    assert ends == [(200, 1), (None, 0), (None, 1)]
    assert catalogue.fact(UNCUT_FACT)
    catalogue.close()


def test_articles_of_before_are_known_by_the_url_of_their_current_version(tmp_path: Path) -> None:
    migrated_to("0004", tmp_path)
    engine = create_engine(database_url("", tmp_path))
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO articles VALUES ('a', 's', 2, '/a', 1, 100), ('c', 's', 1, '/c', 0, 7)"
            )
        )
        rows = [
            {"article": "a", "version": 1, "url": "https://herald.example/old"},
            {"article": "a", "version": 2, "url": "http://www.herald.example/new/"},
            {"article": "c", "version": 1, "url": None},
        ]
        connection.execute(
            text(
                "INSERT INTO article_versions (article_id, version, content_hash, text, url, "
                "seen_at, story_id, available_at, is_archived) "
                "VALUES (:article, :version, 'h', 'T.', :url, 7, 's', 7, 0)"
            ),
            rows,
        )
    engine.dispose()
    catalogue = Catalogue.open("", tmp_path)
    with catalogue.reading() as connection:
        ledger, nobody = Ledger(connection), ArticleId("url-")
        known = ledger.known_by_url("https://herald.example/new", rather_than=nobody)
        assert known is not None
        assert known.article_id == "a"
        assert ledger.known_by_url("https://herald.example/old", rather_than=nobody) is None
    catalogue.close()


def test_articles_that_were_handed_in_before_are_known_by_all_that_they_say(
    tmp_path: Path,
) -> None:
    migrated_to("0006", tmp_path)
    handed_in = ArticleDraft("The pond froze.", "api#of-title-and-day", title="Letters")
    row = {"hash": handed_in.content_hash, "location": handed_in.location}
    engine = create_engine(database_url("", tmp_path))
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO articles VALUES ('api-1', 's', 1, :location, 1, 7, NULL), "
                "('file', 't', 1, '/news/api#1.txt', 1, 7, NULL)"
            ),
            row,
        )
        connection.execute(
            text(
                "INSERT INTO article_versions (article_id, version, content_hash, text, seen_at, "
                "story_id, available_at, is_archived) VALUES "
                "('api-1', 1, :hash, 'T.', 7, 's', 7, 0), ('file', 1, :hash, 'T.', 7, 't', 7, 0)"
            ),
            row,
        )
    engine.dispose()
    catalogue = Catalogue.open("", tmp_path)
    with catalogue.reading() as connection:
        again = with_place_of_its_own(replace(handed_in, location="api"))
        article_id, known = identify(again, Ledger(connection))
        assert known is not None
        assert (article_id, known.location) == ("api-1", again.location)
        file = Ledger(connection).known("file")
        assert file is not None
        assert file.location == "/news/api#1.txt"
    catalogue.close()
