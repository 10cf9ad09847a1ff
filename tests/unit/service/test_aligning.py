"""A statement put as its quotes put it: without whose article it is, in their figures."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.answering.verification.aligning import as_quoted
from tests.fakes.evidence import article, evidence_of

TIMES = evidence_of(
    article(
        "In all, 310 people had left the valley, the crisis office said.",
        source="The Uplands Times",
        published_at=datetime(2026, 2, 12, tzinfo=UTC),
    )
).sentences
GAZETTE = evidence_of(
    article("About 310 people had left the valley by Monday.", source="Isken Gazette")
).sentences
PLAIN = "310 people had left the valley."


@pytest.mark.parametrize(
    "statement",
    [
        "According to The Uplands Times, 310 people had left the valley.",
        "According to the Uplands Times (12 February 2026), 310 people had left the valley.",
        "As The Uplands Times reported, 310 people had left the valley.",
        "The Uplands Times reported that 310 people had left the valley.",
        "310 people had left the valley, according to The Uplands Times.",
        "310 people had left the valley, as The Uplands Times reported.",
        "According to The Uplands Times and the Isken Gazette, 310 people had left the valley.",
    ],
)
def test_whose_articles_say_it_is_left_out_wherever_it_stands(statement: str) -> None:
    assert as_quoted(statement, [*TIMES, *GAZETTE]) == PLAIN


@pytest.mark.parametrize(
    "statement",
    [
        "According to the Isken Gazette, 310 people had left the valley.",
        "According to the crisis office, 310 people had left the valley.",
        "As the crisis office said, 310 people had left the valley.",
        "A reader of The Uplands Times had left the valley.",
    ],
)
def test_any_other_source_stays(statement: str) -> None:
    assert as_quoted(statement, TIMES) == statement
