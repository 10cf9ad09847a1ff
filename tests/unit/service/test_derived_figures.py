"""Figures of a statement that no quote states and that follow from those it does."""

from __future__ import annotations

from datetime import date

import pytest

from service.answering.verification.figures import figures_in, missing_figures

PUBLISHED = date(2025, 8, 11)  # a Monday


def missing(statement: str, quotes: str, published_on: date | None = PUBLISHED) -> tuple[str, ...]:
    given = figures_in(quotes, "en")
    return missing_figures(figures_in(statement, "en"), given, published_on, quotes, statement)


@pytest.mark.parametrize(
    ("statement", "quotes"),
    [
        ("Calls fell by 24, from 64 to 40.", "It would cut its calls from 64 to 40."),
        (
            "It raised its estimate by 3.5 million euros.",
            "It went from 8 million to 11.5 million euros.",
        ),
        (
            "That is four percentage points below the ceiling.",
            "The level was 81 per cent, the ceiling is 85 per cent.",
        ),
        ("Together they hold 28 seats.", "It has 24 seats and the Greens, who back it, have four."),
        ("Of the 22 defects 18 had still not been mended.", "Of 22 defects only four were mended."),
        (
            "The remaining 40 per cent goes to housing.",
            "60 per cent goes to water, the rest to housing.",
        ),
        (
            "The organisers counted three times as many people.",
            "Police counted 400 people, the organisers 1,200.",
        ),
        (
            "More than half of the 187 cases, after all, came from one place.",
            "Of the 187 cases, 118 come from the conference.",
        ),
        (
            "The breaks lasted 135 minutes in all.",
            "There were two breaks, of 40 minutes and of 95 minutes.",
        ),
        (
            "The third gate was opened 45 minutes later.",
            "Two were opened at 1.30am and a third at 2.15am.",
        ),
        (
            "The first car came at 3.21 am.",
            "The alarm went off at 3.12 am, the first car came nine minutes later.",
        ),
        (
            "It reopens four days after that.",
            "Radiology is back on 24 February, the other on 28 February.",
        ),
        ("The pay of 28 March came on 1 April.", "Wages due on 28 March arrived four days late."),
        ("It was five days earlier than planned.", "It came back five days ahead of schedule."),
        ("She takes over one week later.", "She takes over a week later than was planned."),
        ("Four more come on 12 August.", "Four more are expected on Tuesday."),
        ("The warning came at 11.45pm on 5 August.", "A warning was sent at 11.45pm on Tuesday."),
        ("Almost a third of the 38 people were laid off.", "Of the 38 people 12 were laid off."),
        ("It saves €210m a year.", "It would cost 600 million euros and save 210 million a year."),
        ("It is worth 11.5 million crowns.", "It went from 8 million to 11.5 million crowns."),
        ("As of 11 August it was to reopen on 18 August.", "It is to reopen on 18 August."),
        ("No fewer than 31 were injured.", "At least 31 people were injured."),
        ("One crack is 9 metres long.", "They found two cracks, one nine metres long."),
        ("He worked there in December 2024.", "He worked there last December."),
        ("It will be fitted by June 2026.", "It will be fitted by next June."),
        ("The target is reached in 2027.", "The target will be reached in mid-2027."),
        ("As of 11 August nobody had been charged.", "Nobody has been charged."),
        ("The key rate was cut by 50 basis points.", "It cut its rate by half a percentage point."),
        ("It lowered the peak by 50 centimetres.", "It cut the peak by up to half a metre."),
    ],
)
def test_what_follows_is_not_missing(statement: str, quotes: str) -> None:
    assert missing(statement, quotes) == ()


@pytest.mark.parametrize(
    ("statement", "quotes", "figure"),
    [
        ("Calls fell by 26.", "It would cut its calls from 64 to 40.", "26"),
        ("There were 104 calls.", "It would cut its calls from 64 to 40.", "104 calls"),
        ("It was three points more.", "One says 5 per cent and one says 9.", "three points"),
        (
            "The last one landed an hour earlier than they said.",
            "The last one landed almost an hour later than they said.",
            "an hour earlier",
        ),
        ("Four more come on 13 August.", "Four more are expected on Tuesday.", "13 August"),
        ("It was closed on 11 August.", "It was closed on Sunday morning.", "11 August"),
        ("It was stolen on 11 August.", "It had been stolen on 2 August.", "11 August"),
        ("It will be fitted by June 2026.", "It was fitted in May.", "June 2026"),
        (
            "Almost a quarter of them left.",
            "Of the 38 people 12 were laid off.",
            "Almost a quarter",
        ),
        ("She came third of all.", "She came 12th of 36.", "third"),
        (
            "The pay of 28 March came on 3 April.",
            "Wages due on 28 March arrived four days late.",
            "3 April",
        ),
        (
            "Some 12 per cent more were laid off.",
            "Of 38 people 12 were laid off.",
            "Some 12 per cent",
        ),
    ],
)
def test_what_does_not_follow_is(statement: str, quotes: str, figure: str) -> None:
    assert figure in missing(statement, quotes)


def test_without_a_day_of_publication_no_weekday_is_a_date() -> None:
    assert missing("Four more come on 12 August.", "They are expected on Tuesday.", None)


@pytest.mark.parametrize("length", ["10,000 years", "900 million years", "99999999999999999 years"])
def test_a_length_beyond_the_calendar_moves_no_day(length: str) -> None:
    assert missing("It came on 1 April.", f"It was due on 28 March, {length} late.") == ("1 April",)


def test_of_a_table_of_figures_only_the_first_are_reckoned_with() -> None:
    table = ", ".join(f"{number} boats" for number in range(3, 8_000, 7))
    assert missing("There were 123,457 more boats.", table)
