"""Numbers, dates and names of a sentence, and whether a text has them; all texts are invented."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.llm.grading.stating import source_of, stated_in

TEXT = (
    "Mayor Ilse Brandt of Norhaven reopened the harbour on 3 May 2021 after 14 weeks. The European "
    "Harbour Board, known as EHB, paid 2.5 million euros, or 25 percent. Denmark and France sent "
    "five divers; the work began in the 1990s. A trial starts on Monday."
)
HARBOUR = source_of(["Coast Courier", TEXT], [datetime(2021, 5, 5, tzinfo=UTC)])


def lacking(sentence: str) -> list[str]:
    return HARBOUR.lacks(stated_in(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour reopened on May 3, 2021.",
        "It reopened on 3 May.",
        "It reopened in May 2021.",
        "It cost 2,500,000 euros, which is 25% of all.",
        "The closure lasted 14 weeks and five divers came, 5 in all.",
        "The Danish and French divers came to Norhaven.",
        "The mayor is called Brandt, and the European Harbour Board paid.",
        "The Board and the EHB are one.",
        "According to the Coast Courier, Norhaven's mayor spoke.",
        "Work began in 1990.",
        "However, nobody came.",
    ],
)
def test_what_the_text_has_in_any_form_is_not_invented(sentence: str) -> None:
    assert lacking(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "invented"),
    [
        ("The harbour reopened on 9 July 2021.", ["2021-7-9"]),
        ("The harbour reopened on 3 May 2018.", ["2018-5-3"]),
        ("The closure lasted 15 weeks.", ["15"]),
        ("It cost 2.5 billion euros.", ["2500000000"]),
        ("The work began in 2014.", ["2014"]),
        ("The mayor is called Karla Brandt.", ["Karla"]),
        ("The harbour was paid for by Lisbon.", ["Lisbon"]),
        ("The mayor thanked the UNWTO.", ["UNWTO"]),
    ],
)
def test_what_stands_nowhere_is_invented(sentence: str, invented: list[str]) -> None:
    assert lacking(sentence) == invented


def test_a_date_near_the_articles_own_may_be_its_monday() -> None:
    assert lacking("A trial starts on 10 May 2021.") == []
    assert lacking("A trial starts on 10 June 2021.") == ["2021-6-10"]


def test_a_year_beside_the_articles_own_may_be_its_last_year() -> None:
    stated = stated_in("It closed in 2020.")
    assert HARBOUR.lacks(stated) == []
    assert not HARBOUR.has_figures(stated)
    assert HARBOUR.has_figures(stated_in("It reopened in 2021."))


def test_a_spelled_number_is_never_called_invented_but_is_asked_for() -> None:
    stated = stated_in("The closure lasted eleven weeks.")
    assert HARBOUR.lacks(stated) == []
    assert not HARBOUR.has_all(stated)
    assert HARBOUR.has_all(stated_in("One harbour had five divers."))


def test_the_first_word_is_never_called_invented_but_is_asked_for() -> None:
    stated = stated_in("Hagen reopened the harbour.")
    assert HARBOUR.lacks(stated) == []
    assert not HARBOUR.has_all(stated)
    assert HARBOUR.has_all(stated_in("Brandt reopened the harbour."))


def test_short_names_are_compared_whole() -> None:
    source = source_of(["A kimono was sold in Iraq to John and the U.S. team."])
    assert source.lacks(stated_in("It was sold to Kim and Johnson.")) == ["Kim", "Johnson"]
    assert source.lacks(stated_in("The Iraqi and the US buyer paid.")) == []
