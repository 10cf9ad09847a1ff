from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

import corpus.database
from corpus.answer_ledger import AnswerLedger, GivenAnswer, Opinion
from corpus.catalogue import Catalogue
from corpus.database import WRITES, database_url
from corpus.errors import AnswerNotFound
from corpus.models import ArticleId
from tests.fakes.records import NOW, enter

DAY = timedelta(days=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[AnswerLedger]:
    catalogue = Catalogue.open("", tmp_path)
    yield AnswerLedger(catalogue)
    catalogue.close()


def given(answer_id: str = "ans_1", days_ago: int = 0, **fields: str | None) -> GivenAnswer:
    words: dict[str, str | None] = {"question": "Quelle heure? 🚢", "body": '{"id": "ans_1"}'}
    return GivenAnswer(
        answer_id=answer_id,
        asked_at=NOW - days_ago * DAY,
        status="answered",
        answerer="extractive",
        citations={1: ArticleId("bridge/1"), 2: ArticleId("count")},
        **{**words, **fields},
    )


def test_an_answer_is_read_as_it_was_entered(ledger: AnswerLedger) -> None:
    ledger.enter([given(), given("ans_2", question=None, body=None)])
    assert ledger.answer("ans_1") == given()
    assert ledger.answer("ans_2").body is None


def test_an_answer_that_is_there_stays_as_it_is(ledger: AnswerLedger) -> None:
    ledger.enter([given()])
    ledger.enter([given(question="Another?"), given("ans_2")])
    assert ledger.answer("ans_1").question == "Quelle heure? 🚢"
    assert ledger.answer("ans_2")


def test_an_unknown_answer_is_said_so_with_what_to_do(ledger: AnswerLedger) -> None:
    with pytest.raises(AnswerNotFound, match=r"'ans_9'.*ANSWERS_KEPT_DAYS.*ask the question again"):
        ledger.answer("ans_9")


def test_feedback_is_listed_latest_first_with_what_it_is_about(ledger: AnswerLedger) -> None:
    ledger.enter([given()])
    ledger.add_feedback(given(), Opinion("up"), NOW)
    later = ledger.add_feedback(given(), Opinion("down", 2, "wrong\x00 day"), NOW + DAY)
    first, second = ledger.feedback()
    assert (first.feedback_id, first.given_at) == (later.feedback_id, NOW + DAY)
    assert first.opinion == Opinion("down", 2, "wrong\ufffd day")
    assert (first.article_id, first.question) == ("count", "Quelle heure? 🚢")
    assert second.opinion == Opinion("up")
    assert second.article_id is None


def test_words_are_forgotten_in_time_and_feedback_never(ledger: AnswerLedger) -> None:
    ledger.enter([given("old", days_ago=91), given("new", days_ago=89)])
    ledger.add_feedback(given("old"), Opinion("down", comment="no"), NOW)
    ledger.forget_older(90 * DAY, NOW)
    with pytest.raises(AnswerNotFound):
        ledger.answer("old")
    assert ledger.answer("new").body
    (kept,) = ledger.feedback()
    assert (kept.opinion.comment, kept.question) == ("no", None)


def test_where_none_are_kept_an_answer_is_known_by_its_id_for_a_day(ledger: AnswerLedger) -> None:
    ledger.enter([given("now"), given("today", days_ago=0), given("before", days_ago=2)])
    ledger.forget_older(timedelta(0), NOW + timedelta(hours=1))
    known = ledger.answer("now")
    assert (known.question, known.body) == (None, None)
    assert known.citations[1] == "bridge/1"
    with pytest.raises(AnswerNotFound):
        ledger.answer("before")


def test_a_catalogue_of_before_is_upgraded_and_keeps_its_articles(tmp_path: Path) -> None:
    catalogue = Catalogue.open("", tmp_path)
    entered = enter(catalogue, "bridge")
    engine = catalogue._engine
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text("DROP TABLE answers"))
        connection.execute(text("DROP TABLE feedback"))
        connection.execute(text("DROP TABLE removed_articles"))
        connection.execute(text("DROP INDEX ix_article_versions_newest"))
        connection.execute(text("DROP INDEX ix_articles_url_digest"))
        connection.execute(text("ALTER TABLE articles DROP COLUMN url_digest"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    catalogue.close()

    upgraded = Catalogue.open("", tmp_path)
    ledger = AnswerLedger(upgraded)
    ledger.enter([given()])
    assert ledger.answer("ans_1")
    assert upgraded.article("bridge") == entered
    upgraded.close()


def test_the_first_tables_of_all_are_upgraded(tmp_path: Path) -> None:
    url = database_url("", tmp_path)
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(corpus.database._MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    upgraded = Catalogue.open("", tmp_path)
    assert AnswerLedger(upgraded).feedback() == ()
    assert upgraded.counts().articles == 0
    upgraded.close()
