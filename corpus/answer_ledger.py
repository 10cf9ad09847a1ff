"""Answers that were given, and what readers said of them; kept beside the catalogue.

An answer's words stay for as long as they are wanted. What readers said stays for good, and never
with the words of the answer or the question.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row, delete, insert, select, update

from corpus.catalogue import Catalogue
from corpus.database import is_storable
from corpus.errors import AnswerNotFound
from corpus.models import ArticleId, epoch_seconds
from corpus.tables import answers, feedback

Rating = Literal["up", "down"]

SHORTEST_MEMORY = timedelta(days=1)
"""How long an answer is known by its id even where none is kept, so that feedback finds it."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it was sent. ``question`` and ``body`` are ``None`` where they are not kept.

    ``citations`` leads from the number of each citation to its article's id. ``body`` is JSON.
    """

    answer_id: str
    asked_at: datetime
    status: str
    answerer: str
    citations: Mapping[int, ArticleId]
    question: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reader says of an answer, or of one of its citations."""

    rating: Rating
    citation: int | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """An opinion as it is kept; ``question`` is ``None`` once its answer is no longer kept."""

    feedback_id: str
    answer_id: str
    given_at: datetime
    opinion: Opinion
    article_id: ArticleId | None
    answer_status: str
    answerer: str
    question: str | None = None


class AnswerLedger:
    """Answers and feedback in the catalogue's database.

    Every method raises ``StorageUnavailable`` where the database cannot be used.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def enter(self, given: Sequence[GivenAnswer]) -> None:
        """Enters answers in one transaction; those that are there already stay as they are."""
        with self._catalogue.writing() as connection:
            ids = [answer.answer_id for answer in given]
            query = select(answers.c.answer_id).where(answers.c.answer_id.in_(ids))
            known = set(connection.scalars(query))
            rows = [_answer_row(answer) for answer in given if answer.answer_id not in known]
            if rows:
                connection.execute(insert(answers), rows)

    def answer(self, answer_id: str) -> GivenAnswer:
        """One answer.

        Raises:
            AnswerNotFound: no answer with this id is known (any more).
        """
        if not is_storable(answer_id):
            raise AnswerNotFound(answer_id)
        with self._catalogue.reading() as connection:
            row = connection.execute(
                select(answers).where(answers.c.answer_id == answer_id)
            ).first()
        if row is None:
            raise AnswerNotFound(answer_id)
        return _answer_from(row)

    def add_feedback(self, answer: GivenAnswer, opinion: Opinion, now: datetime) -> Feedback:
        """Keeps what a reader says of an answer; it is on the disk when this returns."""
        meant = None if opinion.citation is None else answer.citations.get(opinion.citation)
        given = Feedback(
            feedback_id=f"fbk_{secrets.token_hex(12)}",
            answer_id=answer.answer_id,
            given_at=now,
            opinion=opinion,
            article_id=meant,
            answer_status=answer.status,
            answerer=answer.answerer,
            question=answer.question,
        )
        with self._catalogue.writing() as connection:
            connection.execute(insert(feedback).values(_feedback_row(given)))
        return given

    def feedback(self) -> tuple[Feedback, ...]:
        """All feedback, the latest first."""
        query = select(feedback, answers.c.question).join(
            answers, answers.c.answer_id == feedback.c.answer_id, isouter=True
        )
        order = (feedback.c.given_at.desc(), feedback.c.feedback_id)
        with self._catalogue.reading() as connection:
            return tuple(_feedback_from(row) for row in connection.execute(query.order_by(*order)))

    def forget_older(self, kept: timedelta, now: datetime) -> None:
        """Takes out the words of answers older than ``kept``, then the answers themselves."""
        expired = answers.c.asked_at < epoch_seconds(now - kept)
        gone = answers.c.asked_at < epoch_seconds(now - max(kept, SHORTEST_MEMORY))
        with self._catalogue.writing() as connection:
            connection.execute(delete(answers).where(gone))
            connection.execute(
                update(answers)
                .where(expired, answers.c.body.is_not(None))
                .values(question=None, body=None)
            )


def _answer_row(answer: GivenAnswer) -> dict[str, Any]:
    return {
        "answer_id": answer.answer_id,
        "asked_at": epoch_seconds(answer.asked_at),
        "status": answer.status,
        "answerer": answer.answerer,
        "citations": json.dumps(answer.citations, ensure_ascii=False),
        "question": _storable(answer.question),
        "body": answer.body,
    }


def _answer_from(row: Row[*tuple[Any, ...]]) -> GivenAnswer:
    return GivenAnswer(
        answer_id=row.answer_id,
        asked_at=datetime.fromtimestamp(row.asked_at, UTC),
        status=row.status,
        answerer=row.answerer,
        citations={int(number): name for number, name in json.loads(row.citations).items()},
        question=row.question,
        body=row.body,
    )


def _feedback_row(given: Feedback) -> dict[str, Any]:
    return {
        "feedback_id": given.feedback_id,
        "answer_id": given.answer_id,
        "given_at": epoch_seconds(given.given_at),
        "rating": given.opinion.rating,
        "citation": given.opinion.citation,
        "article_id": given.article_id,
        "comment": _storable(given.opinion.comment),
        "answer_status": given.answer_status,
        "answerer": given.answerer,
    }


def _feedback_from(row: Row[*tuple[Any, ...]]) -> Feedback:
    return Feedback(
        feedback_id=row.feedback_id,
        answer_id=row.answer_id,
        given_at=datetime.fromtimestamp(row.given_at, UTC),
        opinion=Opinion(row.rating, row.citation, row.comment),
        article_id=None if row.article_id is None else ArticleId(row.article_id),
        answer_status=row.answer_status,
        answerer=row.answerer,
        question=row.question,
    )


def _storable(text: str | None) -> str | None:
    # PostgreSQL keeps every character but NUL; half of a surrogate pair no database keeps, and one
    # row that cannot be entered would hold up all that are entered with it.
    if text is None:
        return None
    return text.encode(errors="replace").decode().replace("\x00", "\ufffd")
