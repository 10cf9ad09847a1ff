"""Which side of a disagreement is marked as the newest."""

from __future__ import annotations

from datetime import datetime

import pytest

from service.answering.answer import Citation, Disagreement, Position, Quote
from service.api.presentation import disagreement_body
from tests.fakes.evidence import article


@pytest.mark.parametrize(
    ("published", "newest"),
    [
        (("2026-11-13T05:00", "2026-11-13T06:00"), (False, False)),
        (("2026-11-13T23:00", "2026-11-14T01:00"), (False, True)),
        (("2026-11-15T05:00", "2026-11-14T06:00"), (True, False)),
        (("2026-11-13T05:00", "2026-11-15T06:00", None), (False, True, False)),
        (("2026-11-13T05:00", None), (False, False)),
    ],
)
def test_a_side_is_the_newest_where_its_day_is_after_that_of_every_other(
    published: tuple[str | None, ...], newest: tuple[bool, ...]
) -> None:
    citations = [
        Citation(number, Quote(article("An article.", published_at=day), 0, 9))
        for number, one in enumerate(published, 1)
        for day in [datetime.fromisoformat(f"{one}+00:00") if one else None]
    ]
    positions = tuple(Position(str(one.number), (one.number,)) for one in citations)
    body = disagreement_body(Disagreement("length", positions), citations)
    assert tuple(position.newest for position in body.positions) == newest
