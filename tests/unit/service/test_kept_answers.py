from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from corpus.answer_ledger import AnswerLedger, GivenAnswer, Opinion
from corpus.catalogue import Catalogue
from corpus.errors import AnswerNotFound, StorageUnavailable
from service.kept_answers import KeptAnswers

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def body(answer_id: str = "ans_1", *, cites: str = "citations") -> str:
    quotes = [{"number": 1, "article_id": "bridge"}, {"number": 2, "article_id": "count"}]
    sent = {"id": answer_id, "status": "answered", "answerer": {"kind": "extractive"}}
    return json.dumps({**sent, "citations": [], "nearest": [], cites: quotes})


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue.open("", tmp_path)
    yield opened
    opened.close()


def keeping(catalogue: Catalogue, days: int = 90, at: datetime = NOW) -> KeptAnswers:
    return KeptAnswers(AnswerLedger(catalogue), days, lambda: at)


def test_an_answer_can_be_read_at_once_and_after_a_restart(catalogue: Catalogue) -> None:
    kept = keeping(catalogue)
    kept.keep(body(), "Who?")
    assert kept.answer("ans_1").question == "Who?"
    kept.close()
    again = keeping(catalogue, at=NOW + timedelta(days=89))
    assert (again.answer("ans_1").body, again.answer("ans_1").asked_at) == (body(), NOW)
    again.close()


def test_half_a_character_in_a_question_holds_up_no_other_answer(catalogue: Catalogue) -> None:
    kept = keeping(catalogue)
    kept.keep(body("ans_1"), "Who \ud800?")
    kept.keep(body("ans_2"), "Who?")
    kept.close()
    again = keeping(catalogue)
    assert [again.answer(one).question for one in ("ans_1", "ans_2")] == ["Who ??", "Who?"]
    again.close()


def test_an_answer_is_no_longer_read_once_its_days_are_over(catalogue: Catalogue) -> None:
    with_words = keeping(catalogue)
    with_words.keep(body(), "Who?")
    with_words.close()
    later = keeping(catalogue, at=NOW + timedelta(days=91))
    with pytest.raises(AnswerNotFound):
        later.answer("ans_1")
    later.keep(body("ans_2"), "Who else?")
    later.close()
    with pytest.raises(AnswerNotFound):
        later.known("ans_1")


def test_where_none_are_kept_no_word_is_written_and_feedback_still_finds_it(
    catalogue: Catalogue,
) -> None:
    kept = keeping(catalogue, days=0)
    kept.keep(body(), "Who is ill?")
    kept.close()
    with pytest.raises(AnswerNotFound):
        kept.answer("ans_1")
    known = kept.known("ans_1")
    assert (known.question, known.body) == (None, None)
    assert kept.add_feedback(known, Opinion("down", 2)).article_id == "count"


def test_a_refusal_s_evidence_can_be_rated(catalogue: Catalogue) -> None:
    kept = keeping(catalogue)
    kept.keep(body(cites="nearest"), "Who?")
    assert set(kept.known("ans_1").citations) == {1, 2}
    kept.close()


def test_nobody_waits_for_the_disk_and_nothing_fails_with_it(catalogue: Catalogue) -> None:
    locked, release = threading.Event(), threading.Event()

    class Stuck(AnswerLedger):
        def enter(self, given: Sequence[GivenAnswer]) -> None:
            locked.set()
            release.wait(10)
            raise StorageUnavailable("the database is locked")

    with capture_logs() as lines:
        kept = KeptAnswers(Stuck(catalogue), 90, lambda: NOW)
        started = time.monotonic()
        kept.keep(body(), "Who?")
        assert locked.wait(10)
        kept.keep(body("ans_2"), "Who else?")
        assert time.monotonic() - started < 5
        assert kept.answer("ans_1").question == "Who?"
        release.set()
        kept.close()
    assert {line["event"] for line in lines} == {"answers_not_yet_kept"}
    assert "Who" not in str(lines)


def test_what_could_not_be_written_is_written_with_the_next(catalogue: Catalogue) -> None:
    failures = [StorageUnavailable("the database is locked"), RuntimeError("unforeseen")]

    class Failing(AnswerLedger):
        def enter(self, given: Sequence[GivenAnswer]) -> None:
            if failures:
                raise failures.pop()
            super().enter(given)

    kept = KeptAnswers(Failing(catalogue), 90, lambda: NOW)
    for number in range(3):
        kept.keep(body(f"ans_{number}"), "Who?")
    kept.close()
    fresh = AnswerLedger(catalogue)
    assert all(fresh.answer(f"ans_{number}").body for number in range(3))


def test_the_oldest_is_given_up_where_too_many_wait(catalogue: Catalogue) -> None:
    release = threading.Event()

    class Slow(AnswerLedger):
        def enter(self, given: Sequence[GivenAnswer]) -> None:
            release.wait(10)
            super().enter(given)

    with capture_logs() as lines:
        kept = KeptAnswers(Slow(catalogue), 90, lambda: NOW, most_waiting=2)
        for number in range(4):
            kept.keep(body(f"ans_{number}"), "Who?")
        release.set()
        kept.close()
    lost = [line["answer_id"] for line in lines if line["event"] == "answer_not_kept"]
    assert len(lost) == 2
    assert kept.known("ans_3")
