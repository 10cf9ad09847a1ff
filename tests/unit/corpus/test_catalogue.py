from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from corpus.catalogue import Catalogue
from corpus.database import database_url, open_engine
from corpus.errors import ArticleNotFound, ConfigurationError, StorageUnavailable
from corpus.ledger import Ledger
from corpus.models import ArticleId, PassageId, StoryId, start_of_day
from corpus.tables import metadata
from tests.fakes.records import NOW, enter

LATER = NOW + timedelta(days=3)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue.open("", tmp_path)
    yield opened
    opened.close()


def remove(catalogue: Catalogue, article_id: str) -> None:
    with catalogue.writing() as connection:
        Ledger(connection).remove_article(ArticleId(article_id))


def test_an_article_is_read_as_it_was_entered(catalogue: Catalogue) -> None:
    published = datetime(2024, 9, 3, 8, 30, 0, 125, tzinfo=timezone(timedelta(hours=5)))
    entered = enter(
        catalogue,
        "bridge",
        "Čtyři 🚢\r\nword\u0301s",
        title="Bridge",
        source="Herald",
        author="A. Writer",
        url="https://herald.example/bridge",
        published_at=published,
        language="cs",
        section="news",
    )
    assert catalogue.article("bridge") == entered
    assert (entered.text, entered.published_at) == ("Čtyři 🚢\r\nword\u0301s", published)
    assert entered.first_seen_at == entered.seen_at == NOW


def test_what_is_not_known_stays_unknown(catalogue: Catalogue) -> None:
    article = enter(catalogue, "bare")
    unknown = (article.title, article.source, article.author, article.url, article.published_at)
    assert (*unknown, article.language, article.section) == (None,) * 7


def test_every_version_can_be_read(catalogue: Catalogue) -> None:
    enter(catalogue, "bridge", "First.", published_at=NOW)
    enter(catalogue, "bridge", "Second.", published_at=NOW, now=LATER)
    assert [version.text for version in catalogue.versions("bridge")] == ["First.", "Second."]
    assert catalogue.article("bridge", 1).text == "First."
    assert catalogue.article("bridge").version == 2


def test_versions_of_a_removed_article_never_name_another_text(catalogue: Catalogue) -> None:
    enter(catalogue, "bridge", "First.")
    enter(catalogue, "bridge", "Second.")
    for expected in (3, 4):
        remove(catalogue, "bridge")
        assert enter(catalogue, "bridge", "Another.").version == expected
        assert [one.version for one in catalogue.versions("bridge")] == [expected]
        with pytest.raises(ArticleNotFound):
            catalogue.article("bridge", expected - 1)
    assert enter(catalogue, "bridge", "Corrected.").version == 5
    assert enter(catalogue, "else", "First.").version == 1


def test_a_later_version_counts_from_the_day_it_was_seen(catalogue: Catalogue) -> None:
    published = datetime(2024, 1, 1, tzinfo=UTC)
    assert enter(catalogue, "dated", published_at=published).available_at == published
    assert enter(catalogue, "undated").available_at == start_of_day(NOW)
    renewed = enter(catalogue, "dated", "New.", published_at=published, now=LATER)
    assert renewed.available_at == LATER


@pytest.mark.parametrize("version", [None, 7])
def test_an_unknown_article_or_version_is_said_so(
    catalogue: Catalogue, version: int | None
) -> None:
    if version is not None:
        enter(catalogue, "nowhere")
    with pytest.raises(ArticleNotFound, match=r"no article 'nowhere'.*dateline list"):
        catalogue.article("nowhere", version)


def test_versions_of_an_unknown_article_are_refused(catalogue: Catalogue) -> None:
    with pytest.raises(ArticleNotFound):
        catalogue.versions("nowhere")


@pytest.mark.parametrize("article_id", ["\x00", "a\x00b", "\ud800", "a\udcff", "\x01", "x" * 9_999])
def test_what_no_database_can_hold_is_the_id_of_no_article(
    catalogue: Catalogue, article_id: str
) -> None:
    for read in (catalogue.article, catalogue.versions):
        with pytest.raises(ArticleNotFound) as raised:
            read(article_id)
        assert len(str(raised.value)) < 250
    with catalogue.writing() as connection:
        assert Ledger(connection).known(article_id) is None


def test_only_the_current_version_is_searched_and_the_old_passages_wait_for_removal(
    catalogue: Catalogue,
) -> None:
    enter(catalogue, "bridge", "First.", passages=2)
    enter(catalogue, "bridge", "Second.")
    assert catalogue.passage_ids() == {"bridge@2#0"}
    assert catalogue.pending_removals(10) == ["bridge@1#0", "bridge@1#1"]


def test_copies_of_a_story_come_in_the_order_they_were_seen(catalogue: Catalogue) -> None:
    enter(catalogue, "b", source="Second", story_id="s", now=LATER)
    enter(catalogue, "c", source="First", url="https://c.example", story_id="s", passages=0)
    enter(catalogue, "a", source="Other")
    story, unknown = StoryId("s"), StoryId("unknown")
    copies = catalogue.copies([story, unknown])
    assert [(one.article_id, one.source, one.url) for one in copies[story]] == [
        ("c", "First", "https://c.example"),
        ("b", "Second", None),
    ]
    assert copies[unknown] == ()


def test_passages_come_with_the_version_they_belong_to(catalogue: Catalogue) -> None:
    article = enter(catalogue, "bridge", "A sentence 🚢 here.", source="Herald", language="en")
    located = catalogue.passages([PassageId("bridge@1#0"), PassageId("unknown")])
    (found,) = located.values()
    assert found.article == article
    assert article.text[found.passage.start : found.passage.end] == found.passage.text
    record = found.record
    assert (record.source, record.language) == ("Herald", "en")
    assert record.available_at == article.available_at == start_of_day(NOW)


def test_more_passages_than_one_query_takes_are_all_found(catalogue: Catalogue) -> None:
    enter(catalogue, "long", passages=1_100)
    ids = sorted(catalogue.passage_ids())
    assert set(catalogue.passages(ids)) == set(ids)
    assert [passage.position for passage in catalogue.passages_of("long")] == list(range(1_100))


def test_an_article_added_again_is_not_taken_for_the_one_that_was_removed(
    catalogue: Catalogue,
) -> None:
    key = [PassageId("bridge@1#0")]
    enter(catalogue, "bridge", "The same.", story_id="old")
    catalogue.passages(key)
    remove(catalogue, "bridge")
    assert catalogue.passages(key) == {}
    again = enter(catalogue, "bridge", "The same.", story_id="new", now=LATER)
    assert catalogue.passages(key) == {}
    now_key = PassageId("bridge@2#0")
    assert catalogue.passages([now_key])[now_key].article == again


def test_no_read_waits_for_a_connection_while_it_holds_one(tmp_path: Path) -> None:
    catalogue = Catalogue.open("", tmp_path)
    enter(catalogue, "bridge")
    catalogue.close()
    url = database_url("", tmp_path)
    narrow = Catalogue(create_engine(url, pool_size=1, max_overflow=0, pool_timeout=1))
    assert len(narrow.passages([PassageId("bridge@1#0")])) == 1
    assert len(narrow.passages_of("bridge")) == len(narrow.pending_passages(5)) == 1
    narrow.close()


def test_pending_passages_are_told_in_the_order_of_ids_until_settled(catalogue: Catalogue) -> None:
    enter(catalogue, "bridge", passages=3)
    pending = [found.passage.passage_id for found in catalogue.pending_passages(2)]
    assert pending == ["bridge@1#0", "bridge@1#1"]
    with catalogue.writing() as connection:
        Ledger(connection).settle(pending, [])
    assert [found.passage.position for found in catalogue.pending_passages(5)] == [2]
    assert catalogue.counts().pending == 1


def test_languages_are_those_ever_added(catalogue: Catalogue) -> None:
    assert catalogue.languages() == frozenset()
    enter(catalogue, "a", language="en")
    enter(catalogue, "b", language="fr")
    enter(catalogue, "c")
    remove(catalogue, "b")
    assert catalogue.languages() == {"en", "fr"}


def test_facts_are_set_changed_and_forgotten(catalogue: Catalogue) -> None:
    assert catalogue.fact("model") is None
    with catalogue.writing() as connection:
        Ledger(connection).set_fact("model", "one")
        Ledger(connection).set_fact("model", "two")
    assert catalogue.fact("model") == "two"
    with catalogue.writing() as connection:
        Ledger(connection).forget_facts(["model", "never set"])
    assert catalogue.fact("model") is None


def test_counts_tell_articles_stories_and_passages(catalogue: Catalogue) -> None:
    enter(catalogue, "a", story_id="s", passages=2)
    enter(catalogue, "b", story_id="s", passages=0)
    enter(catalogue, "c")
    counts = catalogue.counts()
    assert (counts.articles, counts.stories, counts.passages, counts.pending) == (3, 2, 3, 3)


def test_a_block_that_raises_changes_nothing(catalogue: Catalogue) -> None:
    with pytest.raises(RuntimeError), catalogue.writing() as connection:  # noqa: PT012 - a block
        Ledger(connection).set_fact("model", "one")
        raise RuntimeError
    assert catalogue.fact("model") is None


def test_what_was_entered_is_there_when_opened_again(tmp_path: Path) -> None:
    first = Catalogue.open("", tmp_path)
    article = enter(first, "bridge")
    first.close()
    second = Catalogue.open("", tmp_path)
    assert second.article("bridge") == article
    second.close()


def test_migrations_make_the_tables_that_the_code_declares(tmp_path: Path) -> None:
    engine = open_engine(database_url("", tmp_path))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        found = inspect(connection)
        assert {name for name in found.get_table_names() if name != "alembic_version"} == {
            *metadata.tables
        }
    engine.dispose()


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite3").write_bytes(b"no database at all " * 500)
    with pytest.raises(
        StorageUnavailable, match=r"catalogue\.sqlite3 cannot be used \(.*\); the file is damaged"
    ):
        Catalogue.open("", tmp_path)


def test_a_data_folder_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageUnavailable, match=r"cannot be used .*permissions"):
        Catalogue.open("", tmp_path / "data")


def test_a_database_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    Catalogue.open("", tmp_path).close()
    read_only = f"sqlite:///file:{tmp_path / 'catalogue.sqlite3'}?mode=ro&uri=true"
    catalogue = Catalogue.open(read_only, tmp_path)
    with pytest.raises(StorageUnavailable, match=r"readonly.*nothing stored is lost"):
        enter(catalogue, "bridge")
    catalogue.close()


def test_a_catalogue_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    catalogue = Catalogue.open("", tmp_path)
    with catalogue.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    catalogue.close()
    with pytest.raises(ConfigurationError, match="newer version of Dateline"):
        Catalogue.open("", tmp_path)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("not a url", "no database URL; write it like postgresql"),
        ("nosuchdatabase://host/name", "no driver for DATELINE_DATABASE__URL"),
    ],
)
def test_a_database_url_that_cannot_be_used_is_said_so(tmp_path: Path, url: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        Catalogue.open(url, tmp_path)


def test_a_password_is_never_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as refused:
        Catalogue.open("postgresql+nosuch://user:hunter2@localhost/name", tmp_path)
    assert "hunter2" not in str(refused.value)
