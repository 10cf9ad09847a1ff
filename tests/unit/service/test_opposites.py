"""An opposite counts where it is said of the same thing, and only there."""

from __future__ import annotations

import pytest

from service.answering.verification.opposites import opposites
from service.answering.verification.profile import profile_of

WALKOUT = "Crews walked out on Monday after hours of talks over pay ended without a deal."
STRIKE = "The last strike, in 2017, lasted nine days and ended after the firm gave in."
POLL = "In a poll 61 percent of those asked opposed the sale and 28 percent were in favour."
PATROL = "The first patrol car arrived at noon, by which time the thieves had gone."


def found(statement: str, quote: str) -> list[str]:
    return opposites(profile_of(statement, "en"), [profile_of(quote, "en")])


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("The walkout started on Monday, after hours of negotiations had failed.", WALKOUT),
        ("61 percent were against the sale and 28 percent supported it.", POLL),
        ("The patrol car came after the thieves had left.", PATROL),
    ],
)
def test_of_another_thing_the_opposite_denies_nothing(statement: str, quote: str) -> None:
    assert found(statement, quote) == []


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("The talks over pay started on Monday.", WALKOUT),
        ("The last strike started after the firm gave in.", STRIKE),
        ("Exports fell to 12 tonnes.", "Exports rose to 12 tonnes."),
        ("They fell 12 percent.", "Exports rose 12 percent."),
        ("It closed.", "The museum opened at noon."),
        ("Velm's shares gained 6 percent.", "Velm's lost 6 percent."),
        ("The mayor accepted calls to go.", "The mayor, who has run Tarn, rejected calls to go."),
        (
            "The council accepted his offer.",
            "He offered to resign, an offer that the council rejected by 18 votes to 7.",
        ),
        ("The farm lies on the western bank.", "He keeps a farm that lies on the eastern bank."),
    ],
)
def test_of_the_same_thing_it_does(statement: str, quote: str) -> None:
    assert len(found(statement, quote)) == 1
