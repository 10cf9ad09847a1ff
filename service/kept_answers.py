"""Keeps the answers that are given, without letting anybody wait for it.

An answer is known from the moment it is handed over; a thread of its own writes it a moment later,
with those that came meanwhile, so that it takes no time from the next question. If that fails,
because another process writes or the disk is full, it is tried again with the next answer, and the
reader has the answer in any case.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import structlog

from corpus.answer_ledger import AnswerLedger, Feedback, GivenAnswer, Opinion
from corpus.errors import AnswerNotFound, DatelineError
from corpus.models import ArticleId

MOST_WAITING = 1_000
SECONDS_TOGETHER = 0.1
"""For how long answers are gathered before they are written in one transaction."""
CLEANING_INTERVAL = timedelta(hours=1)


class KeptAnswers:
    """The answers of a service, for as many days as they are kept, and what readers say of them.

    Args:
        ledger: where they are written.
        days: how long the words of an answer are kept; 0 keeps none.
        clock: tells the time.
        most_waiting: answers that may wait to be written; beyond, the oldest is given up.
    """

    def __init__(
        self,
        ledger: AnswerLedger,
        days: int,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self.ledger = ledger
        self._kept = timedelta(days=days)
        self._clock = clock
        self._most_waiting = most_waiting
        self._waiting: dict[str, GivenAnswer] = {}
        self._lock = threading.Lock()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="kept-answers")
        self._cleaned_at: datetime | None = None
        self._closing = threading.Event()

    def keep(self, body: str, question: str, now: datetime | None = None) -> None:
        """Takes an answer as it is sent (JSON); returns at once and never raises for the disk."""
        given = _given(body, question, now or self._clock())
        if not self._kept:
            given = replace(given, question=None, body=None)
        with self._lock:
            if self._closing.is_set():
                return
            self._waiting[given.answer_id] = given
            if len(self._waiting) > self._most_waiting:
                lost = next(iter(self._waiting))
                del self._waiting[lost]
                structlog.get_logger().warning("answer_not_kept", answer_id=lost)
            self._writer.submit(self._write_together)

    def known(self, answer_id: str) -> GivenAnswer:
        """An answer that was given, with or without its words.

        Raises:
            AnswerNotFound: none has this id.
            StorageUnavailable: the database cannot be read.
        """
        with self._lock:
            waiting = self._waiting.get(answer_id)
        return waiting or self.ledger.answer(answer_id)

    def answer(self, answer_id: str) -> GivenAnswer:
        """An answer whose words are kept.

        Raises:
            AnswerNotFound: none has this id, or its words are not kept (any more).
            StorageUnavailable: the database cannot be read.
        """
        given = self.known(answer_id)
        if given.body is None or given.asked_at < self._clock() - self._kept:
            raise AnswerNotFound(answer_id)
        return given

    def add_feedback(self, answer: GivenAnswer, opinion: Opinion) -> Feedback:
        """Keeps what a reader says; it is on the disk when this returns.

        Raises:
            StorageUnavailable: it could not be kept.
        """
        return self.ledger.add_feedback(answer, opinion, self._clock())

    def close(self) -> None:
        """Writes what still waits and takes no more."""
        with self._lock:
            self._closing.set()
        self._writer.shutdown(wait=True)
        self._write()

    def _write_together(self) -> None:
        with self._lock:
            if not self._waiting:
                return
        self._closing.wait(SECONDS_TOGETHER)
        self._write()

    def _write(self) -> None:
        """Writes all that waits, and now and then takes out what is too old."""
        with self._lock:
            waiting = list(self._waiting.values())
        if not waiting:
            return
        try:
            self.ledger.enter(waiting)
            self._clean()
        except DatelineError as error:
            structlog.get_logger().warning(
                "answers_not_yet_kept", waiting=len(waiting), reason=str(error)
            )
            return
        except Exception as error:  # noqa: BLE001 - an answer never fails for this
            structlog.get_logger().error("answers_not_yet_kept", exc_info=error)
            return
        with self._lock:
            for given in waiting:
                self._waiting.pop(given.answer_id, None)

    def _clean(self) -> None:
        now = self._clock()
        if self._cleaned_at is None or now - self._cleaned_at >= CLEANING_INTERVAL:
            self.ledger.forget_older(self._kept, now)
            self._cleaned_at = now


def _given(body: str, question: str, now: datetime) -> GivenAnswer:
    """The answer in a body of the HTTP interface; a refusal's evidence counts as its citations."""
    sent = json.loads(body)
    shown = sent["citations"] or sent["nearest"]
    return GivenAnswer(
        answer_id=sent["id"],
        asked_at=now,
        status=sent["status"],
        answerer=sent["answerer"]["kind"],
        citations={one["number"]: ArticleId(one["article_id"]) for one in shown},
        question=question,
        body=body,
    )
