"""Pages that somebody copied whole: the article is found on them, and nothing else is kept."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from indexer.extraction.dates import find_date, is_uncertain_day, parse_date
from indexer.extraction.furniture import own_words
from indexer.extraction.layout import split_blocks, with_bars
from indexer.extraction.mastheads import find_masthead
from indexer.extraction.pasted import find_pasted
from indexer.extraction.plain_text import read_plain_text

CASES = Path(__file__).parents[2] / "cases" / "pasted"
LEAD = "The old weir at Sallow Bridge will be rebuilt in stone, the river board decided on Tuesday."
MIDDLE = "Engineers had warned for years that its timbers, last replaced in 1952, would not hold."
QUOTE = '"You cannot argue with water," said Ines Marlow, who chairs the board.'
CLOSE = "Work is to begin in May and to cost 2.3 million euros, half of it paid by the county."
TITLE = "Sallow Bridge weir to be rebuilt in stone"
ARTICLE = f"{LEAD}\n\n{MIDDLE}\n\n{QUOTE}\n\n{CLOSE}"
ABOVE = "Skip to main content\nSign in\nNews\nSport\nCulture\nThe Sallow Courier\nLocal\n"
BELOW = (
    "\nShare\nMost read\nSwans return to Otter Mill\n3 comments\nBack to top\n© 2025 Sallow Courier"
)


def test_an_article_is_found_on_a_page_that_was_copied_whole() -> None:
    page = read_plain_text(
        f"{ABOVE}\n{TITLE}\n\nTomas Reed\nTue 14 Oct 2025 06.00\n\n{ARTICLE}\n{BELOW}"
    )
    assert page.text == ARTICLE
    assert (page.title, page.outlet, page.author) == (TITLE, "The Sallow Courier", "Tomas Reed")
    assert page.published_at == datetime(2025, 10, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "line", ["Von Tomas Reed-Öhler", "Por Tomas Reed", "Par Tomas Reed", "Di Tomas Reed",
             "Door Tomas Reed", "By Tomas Reed", "Par Tomas Reed - 14 oct. 2025 à 12:03"]
)  # fmt: skip
def test_the_writer_is_read_on_a_page_in_any_of_these_languages(line: str) -> None:
    page = read_plain_text(f"{ABOVE}\n{TITLE}\n{line}\n\n{ARTICLE}\n{BELOW}")
    assert (page.title, page.text) == (TITLE, ARTICLE)
    assert page.author in ("Tomas Reed", "Tomas Reed-Öhler")


def test_what_pages_put_between_paragraphs_is_left_out() -> None:
    widget = "Sign up to Morning Letter\nFree daily newsletter\nEnter your email address\nSign up"
    text = f"{ABOVE}\n{TITLE}\n\n{LEAD}\n\n{MIDDLE}\n\n{widget}\n\n{QUOTE}\n\n{CLOSE}\n{BELOW}"
    assert read_plain_text(text).text == ARTICLE


def test_a_headline_goes_before_its_standfirst() -> None:
    standfirst = "Engineers warned for years about the timbers of the weir that the county will pay"
    page = read_plain_text(f"{ABOVE}\n{TITLE}\n{standfirst}\n\n{ARTICLE}\n{BELOW}")
    assert page.title == TITLE


@pytest.mark.parametrize(
    "rows",
    [
        "These bridges are closed as well:\nHigh Lane\nMill Lane\nOtter Lane\nAbbey Road\nPark Row",
        "1. Ada Lind, Orlo\n2. Bo Marsh, Tarn\n3. Cy Reed, Wick\n4. Di Fox, Orlo\n5. Ed Hart, Tarn",
        "2021: 4-13\n2022: 7-10\n2023: 7-10\n2024: 2-3\n2025: 9-8",
    ],
)
def test_a_list_at_the_end_of_an_article_is_its_own(rows: str) -> None:
    page = read_plain_text(f"{TITLE}\n\n{ARTICLE}\n\n{rows}")
    assert page.text.endswith(rows.splitlines()[-1])


def test_few_lines_around_an_article_make_no_page() -> None:
    blocks = split_blocks(f"{TITLE}\n\nThe Sallow Courier\n14 October 2025\n\n{ARTICLE}")
    assert find_pasted(blocks) is None


@pytest.mark.parametrize(
    ("front", "outlet"),
    [
        ("SALLOW POST\nNEWS   SPORT   STARS   PUZZLES\n14.10.2025, 07:15", "Sallow Post"),
        ("Home | World | Sport | Log in\nTIDE & TIMBER\n2025-10-14 | Rivers", "Tide & Timber"),
        ("The Sallow Courier – the valley's own paper since 1887\nSaturday, June 14",
         "The Sallow Courier"),
        ("Sallow Valley Courier > Sallow > City\nSaturday, 8/3/2025, 6:00",
         "Sallow Valley Courier"),
        ("Tide & Timber | Markets | Politics | Subscribe", "Tide & Timber"),
        ("DAILY KESTREL – We See It First", "Daily Kestrel"),
        ("NPA NORVIA PRESS AGENCY\nHome | World | Log in", "Norvia Press Agency"),
    ],
)  # fmt: skip
def test_the_outlet_is_read_from_the_top_of_a_page(front: str, outlet: str) -> None:
    page = read_plain_text(f"{front}\n\n{TITLE}\n\n{ARTICLE}")
    assert (page.outlet, page.title, page.text) == (outlet, TITLE, ARTICLE)


@pytest.mark.parametrize(
    "front",
    ["Analysis\n14 October 2025", "ROAD\nSubscribe | Log in | Shop", "Ada Lind\n14 October 2025",
     "Fine Art and Trade"],
)  # fmt: skip
def test_a_section_or_a_writer_is_no_outlet(front: str) -> None:
    blocks = split_blocks(with_bars(f"{front}\n\n{TITLE}\n\n{ARTICLE}"))
    assert find_masthead(blocks) is None


def test_the_initials_of_a_dateline_are_an_agency() -> None:
    text = f"SALLOW, 14 October 2025, 10:20 (LPA) – {LEAD}\n\n{MIDDLE}\n\n{CLOSE}"
    page = read_plain_text(f"{TITLE}\n\n{text}")
    assert (page.outlet, page.published_at) == ("LPA", datetime(2025, 10, 14, tzinfo=UTC))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Saturday, 8/3/2025, 6:00", (2025, 3, 8)),
        ("Sunday 8/3/2025", (2025, 8, 3)),
        ("19:45, Fri 13/06/2025", (2025, 6, 13)),
        ("07:15, 15 May 2024", (2024, 5, 15)),
        ("14-Apr-2022 at 13:06 GMT", (2022, 4, 14)),
    ],
)
def test_a_day_is_read_with_its_clock_and_weekday(line: str, day: tuple[int, int, int]) -> None:
    found = parse_date(line)
    assert found is not None
    assert (found.year, found.month, found.day) == day


@pytest.mark.parametrize("line", ["8/3/2025", "Thu 12/05/2025"])
def test_a_day_that_may_be_two_days_is_not_read(line: str) -> None:
    assert parse_date(line) is None


@pytest.mark.parametrize(
    "line", ["Thursday, May 16th", "Sun 5 Nov", "Thu 06/03 17:40", "12/03/2025, 07:02", "Friday"]
)
def test_a_day_that_nobody_can_tell_is_told_from_a_headline(line: str) -> None:
    assert is_uncertain_day(line)
    assert not is_uncertain_day(TITLE)


def test_a_line_that_gives_one_day_twice_gives_that_day() -> None:
    found = find_date("03/19/2025 March 19, 2025")
    assert found is not None
    assert found[0] == datetime(2025, 3, 19, tzinfo=UTC)


def test_a_narrow_column_is_joined_to_paragraphs() -> None:
    column = re.sub(r"(.{24,36}) ", r"\1\n", LEAD + " " + MIDDLE + " " + CLOSE)
    assert LEAD in read_plain_text(f"{TITLE}\n\n{column}").text


def _folded(text: object) -> str:
    return re.sub(r"\W+", " ", str(text or "").casefold().replace("’", "'")).strip()


def _marks(row: dict[str, Any]) -> Counter[str]:
    """What is right, wrong or empty of one article, and the lines of its page that are left."""
    page = read_plain_text((CASES / row["file"]).read_text(encoding="utf-8"))
    published = page.published_at.date() if page.published_at else None
    found = {"title": page.title, "outlet": page.outlet, "author": page.author,
             "published": published}  # fmt: skip
    marks: Counter[str] = Counter()
    for name, value in found.items():
        told, known = (_folded(one).removeprefix("the ") for one in (value, row[name]))
        told, known = told.replace(" and ", " "), known.replace(" and ", " ")
        marks[f"{name} {'right' if told == known else 'wrong' if told else 'empty'}"] += 1
    text = _folded(page.text)
    lines = [line for one in row["boilerplate"] if len(line := _folded(one)) > 3]
    marks["lines"] = len(lines)
    marks["left"] = sum(f" {line} " in f" {text} " for line in lines)
    marks["lost"] = sum(_folded(row[end]) not in text for end in ("text_starts", "text_ends"))
    return marks


def test_pages_as_people_copy_them_are_read() -> None:
    rows = [json.loads(line) for line in (CASES / "labels.jsonl").read_text("utf-8").splitlines()]
    marks = sum(map(_marks, rows), Counter[str]())
    assert len(rows) == 124
    assert marks["title right"] >= 0.94 * len(rows)
    assert marks["outlet right"] >= 0.8 * len(rows)
    assert marks["author right"] >= 0.85 * len(rows)
    assert marks["published right"] >= 0.86 * len(rows)
    assert marks["title wrong"] <= 6
    assert marks["outlet wrong"] <= 4
    assert marks["author wrong"] <= 2
    assert marks["published wrong"] == 0
    assert marks["left"] <= 0.06 * marks["lines"]
    assert marks["lost"] == 0


@pytest.mark.parametrize(
    "line",
    ["»Das war knapp«, meinte der Fährmann und zog die Leine ein.",
     "Promotion: Otterby go up after the draw", "Breaking: weir at Sallow Bridge gives way"],
)  # fmt: skip
def test_a_quote_or_a_headline_is_not_taken_for_a_link(line: str) -> None:
    assert own_words(line) == line


def test_a_year_behind_a_day_is_no_clock_time() -> None:
    found = find_date("14 March 2025 2026 season")
    assert found is not None
    assert found[2] == len("14 March 2025")
    assert find_date("07 NOV 2025 1530 GMT") is not None
