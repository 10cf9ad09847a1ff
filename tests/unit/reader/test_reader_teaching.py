"""What a teacher that reads English says of a window that was translated."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reader.teaching import taught
from reader.windows import refuse
from service.answering.reading.model import UNSEEN, WindowScores

IN_ENGLISH = {"¿cuánto?": "how much?", "Costó nueve.": "It cost nine."}
SPANISH = refuse("¿cuánto?", ("Costó nueve.", "Nobody paid."))
ENGLISH = refuse("who paid?", ("Nobody paid.",))


class Teacher:
    """Says how long what it is shown is."""

    def read(self, question: str, windows: Sequence[Sequence[str]]) -> list[WindowScores]:
        """The characters of the question and of each sentence; of the last it sees nothing."""
        return [
            WindowScores(float(len(question)), (*(float(len(one)) for one in some[:-1]), UNSEEN),
                         (), 0.0)
            for some in windows
        ]  # fmt: skip


def test_it_reads_the_window_in_english() -> None:
    ((one, other),) = taught([(SPANISH, ENGLISH)], Teacher(), IN_ENGLISH)
    whole, first, last = one.taught
    assert (whole, first) == (len("how much?"), len("It cost nine."))
    assert math.isnan(last)
    assert other.taught == ()


def test_groups_come_out_as_they_went_in() -> None:
    groups = [(SPANISH, ENGLISH)] * 40
    out = list(taught(groups, Teacher(), IN_ENGLISH))
    assert [[one.question for one in group] for group in out] == [
        [one.question for one in group] for group in groups
    ]
