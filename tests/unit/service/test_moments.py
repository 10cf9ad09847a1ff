"""Dates and times in requests: a date is its whole day, however it is written."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from service.api.moments import after, end_of, start_of

DAY, NEXT_DAY = datetime(2025, 3, 12, tzinfo=UTC), datetime(2025, 3, 13, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2025-03-12", "20250312", "2025-W11-3", "2025W113"])
def test_a_date_is_its_whole_day_in_every_spelling(text: str) -> None:
    assert start_of(text) == DAY
    assert end_of(text) == datetime.combine(DAY, time.max, UTC)
    assert after(text) == NEXT_DAY


@pytest.mark.parametrize("text", ["2025-03-12T00:00:00Z", "20250312T00", "2025-03-12 01:00+01:00"])
def test_a_time_is_the_moment_it_names(text: str) -> None:
    assert start_of(text) == end_of(text) == after(text) == DAY


@pytest.mark.parametrize("text", ["2025-W11", "2025W11", "2025-03", "2025", "yesterday", ""])
def test_what_names_no_single_day_is_refused(text: str) -> None:
    for read in (start_of, end_of, after):
        with pytest.raises(ValueError, match="2024-09-03"):
            read(text)
