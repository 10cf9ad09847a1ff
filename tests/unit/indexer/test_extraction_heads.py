"""What the lines above an article tell: outlet, date, writer and title, and never a guess."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from indexer.extraction.imprint import dateline_date, read_imprint
from indexer.extraction.markdown import read_markdown
from indexer.extraction.outlets import is_outlet, is_vouched_for, outlet_name
from indexer.extraction.page import Page
from indexer.extraction.plain_text import read_plain_text

TITLE = "Swimming baths to close after a century"
LEAD = "The council voted on Monday to close the old swimming baths, officials said at the hall."
CLOSE = "The baths opened in 1921 and had 40,000 visitors last year, more than in any year before."
DAY = datetime(2025, 11, 18, tzinfo=UTC)


def read(head: str, *, below: str = "") -> Page:
    """The page of an article under a head; whatever the head says must not get into its text."""
    page = read_plain_text(f"{head}\n\n{LEAD}\n\n{CLOSE}{below}")
    assert page.text == f"{LEAD}\n\n{CLOSE}"
    return page


@pytest.mark.parametrize(
    "line",
    [
        "Basin Ledger, 18 November 2025",
        "Basin Ledger | 18 November 2025",
        "18 November 2025 - Basin Ledger",
        "Tuesday, November 18, 2025 · Basin Ledger",
        "Basin Ledger | Politics | 2025-11-18",
        "Basin Ledger (18 November 2025)",
        "First published in the Basin Ledger on 18 November 2025",
    ],
)
def test_a_line_of_outlet_and_date_gives_both(line: str) -> None:
    page = read(f"{TITLE}\n\n{line}")
    assert (page.title, page.outlet, page.published_at) == (TITLE, "Basin Ledger", DAY)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("La Voz del Muelle - 18 de noviembre de 2025", "La Voz del Muelle"),
        ("Le Courrier de la Rade, mardi 18 novembre 2025", "Le Courrier de la Rade"),
        ("Hafener Zeitung | 18. November 2025, 4 Min. Lesezeit", "Hafener Zeitung"),
        ("Diário do Cais | 18 de novembro de 2025", "Diário do Cais"),
    ],
)
def test_outlets_and_dates_of_other_languages_are_read(line: str, outlet: str) -> None:
    page = read(f"{TITLE}\n\n{line}")
    assert (page.outlet, page.published_at) == (outlet, DAY)


@pytest.mark.parametrize(
    "below",
    [
        "\n\ntidal-lamp.example | Home | News | Sport",
        "\n\nLike this story? The Tidal Lamp lives on small gifts. Donate now.",
        "\n\nPhoto: Ada Brine / Tidal Lamp",
        "\n\n© 2025 Tidal Lamp. All rights reserved.",
    ],
)
@pytest.mark.parametrize("line", ["Tidal Lamp, 18 November 2025", "Tidal Lamp"])
def test_a_name_is_an_outlet_where_the_page_says_so(line: str, below: str) -> None:
    assert read(f"{TITLE}\n\n{line}", below=below).outlet == "Tidal Lamp"


def test_a_name_is_an_outlet_where_it_speaks_of_itself() -> None:
    text = f"{TITLE}\n\nTidal Lamp\n\n{LEAD}\n\nThe Tidal Lamp has seen the letter.\n\n{CLOSE}"
    assert read_plain_text(text).outlet == "Tidal Lamp"


@pytest.mark.parametrize("name", ["Port Averil", "Ada Brine", "Tidal Lamp", "New York"])
def test_a_name_beside_a_date_alone_is_no_outlet_and_no_writer(name: str) -> None:
    page = read(f"{TITLE}\n\n{name}, 18 November 2025")
    assert (page.outlet, page.author, page.published_at) == (None, None, DAY)


@pytest.mark.parametrize(
    "line", ["The council met on 18 November 2025", "Storm of 18 November 2025",
             "Open from 18 November 2025 to 20 November 2025", "Basin Ledger, 03/04/2025"]
)  # fmt: skip
def test_a_line_that_says_more_or_is_ambiguous_gives_no_date(line: str) -> None:
    assert read_plain_text(f"{TITLE}\n\n{line}\n\n{LEAD}\n\n{CLOSE}").published_at is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Words: Ada Brine", "Ada Brine"),
        ("Text: Ada Brine and Bo Lees", "Ada Brine and Bo Lees"),
        ("Texto: Ada Brine", "Ada Brine"),
        ("By Ada Brine, harbour correspondent", "Ada Brine"),
        ("By Ada Brine, Political Editor | 18 November 2025", "Ada Brine"),
        ("By Ada Brine | 18 November 2025", "Ada Brine"),
        ("Published 18 November 2025 by Ada Brine", "Ada Brine"),
        ("Ada Brine, Basin Ledger", "Ada Brine"),
        ("Ada Brine\nBasin Ledger", "Ada Brine"),
        ("Ada Brine\nHarbour Correspondent", "Ada Brine"),
        ("Ada Brine\nada@ledger.example", "Ada Brine"),
        ("Ada Brine\nTidal Lamp\n18 November 2025", None),
        ("By Ada Brine, Tidal Lamp", "Ada Brine"),
    ],
)
def test_the_writer_is_read_where_a_line_says_who_it_is(line: str, author: str | None) -> None:
    assert read(f"{TITLE}\n\n{line}").author == author


def test_a_line_with_writer_and_outlet_gives_both() -> None:
    page = read(f"{TITLE}\n\nBy Ada Brine | Basin Ledger | 18 November 2025")
    assert (page.author, page.outlet, page.published_at) == ("Ada Brine", "Basin Ledger", DAY)


@pytest.mark.parametrize(
    ("line", "author", "outlet"),
    [
        ("Par Ada Brine — Publié le 18 novembre 2025 à 18h12, mis à jour le 19 novembre 2025",
         "Ada Brine", None),
        ("Par Ada Brine | Publié le 18/11/2025 à 06h00", "Ada Brine", None),
        ("Par Ada Brine - 18 nov. 2025 à 12:03 | mis à jour à 15:40 - Temps de lecture : 2 min",
         "Ada Brine", None),
        ("Por Ada Brine — Publicado em 18 de nov. de 2025 às 10h | Atualizado às 11h",
         "Ada Brine", None),
        ("Von Ada Brine · Veröffentlicht am 18. Nov. 2025, 14:30 Uhr · Aktualisiert am 19.11.2025",
         "Ada Brine", None),
        ("November 18, 2025 / 9:12 AM / Basin News", None, "Basin News"),
        ("2025年11月18日 16:32 来源：青溪晚报 记者 李雨桐", "李雨桐", "青溪晚报"),
        ("2025年11月18日 作者：李雨桐", "李雨桐", None),
    ],
)  # fmt: skip
def test_a_line_of_writer_day_and_outlet_is_read_in_many_languages(
    line: str, author: str | None, outlet: str | None
) -> None:
    page = read(f"{TITLE}\n\n{line}")
    assert page.published_at is not None
    assert (page.author, page.outlet, page.published_at.date()) == (author, outlet, DAY.date())


@pytest.mark.parametrize(
    "line", ["Par Ada Brine, publié le 03/11/2025", "Publié le 03/11/2025 à 06h00 par Ada Brine"]
)
def test_a_mark_within_a_line_settles_the_order_of_its_day(line: str) -> None:
    page = read(f"{TITLE}\n\n{line}")
    assert (page.author, page.published_at) == ("Ada Brine", datetime(2025, 11, 3, tzinfo=UTC))


def test_an_update_with_an_outlet_behind_it_is_no_part_of_the_article() -> None:
    page = read(f"{TITLE}\n\nUpdated on: November 19, 2025 / 9:12 AM EST / Basin News")
    assert page.published_at is None


def test_reporters_named_in_brackets_at_the_end_wrote_it() -> None:
    assert (
        read(TITLE, below="\n\n(Reporting by Ada Brine; Editing by Bo Lees)").author == "Ada Brine"
    )


@pytest.mark.parametrize(
    "first",
    ["Ada Brine", "Ada Brine\nBasin Ledger", "Reuters", "Staff report", "1. Baths to close",
     "Portland Harbour CNN —", "Staff Writer, @adabrine", "The claim: The baths are closed"],
)  # fmt: skip
def test_a_first_line_that_may_be_something_else_is_no_title(first: str) -> None:
    assert read_plain_text(f"{first}\n\n{LEAD}\n\n{CLOSE}").title is None


def test_a_short_title_in_words_that_the_article_uses_is_a_title() -> None:
    page = read("Council Baths\n\n18 November 2025")
    assert (page.title, page.author) == ("Council Baths", None)


def test_the_first_of_several_points_is_no_title() -> None:
    points = "\n\n".join(f"The board will decide on pool number {n}" for n in ("one", "two", "six"))
    assert read_plain_text(f"{points}\n\n{LEAD}\n\n{CLOSE}").title is None


def test_a_title_may_end_as_a_sentence_where_it_is_signed() -> None:
    title = "Baths to close. Here is what happens next."
    assert read(f"{title}\n\nBy Ada Brine\n18 November 2025").title == title


def test_a_chronology_gives_no_date_of_publication() -> None:
    text = f"{LEAD}\n\nJan. 6, 2021\n\n{CLOSE}"
    assert read_plain_text(text).published_at is None


def test_a_date_at_the_end_counts_only_where_it_says_published() -> None:
    assert read(TITLE, below="\n\nOriginally published 18 November 2025").published_at == DAY
    text = f"{TITLE}\n\n{LEAD}\n\n{CLOSE}\n\nDate: 18 November 2025"
    assert read_plain_text(text).published_at is None


def test_the_day_of_a_dateline_is_read() -> None:
    assert dateline_date(f"PORT AVERIL, Nov. 18, 2025 (Northline) — {LEAD}") == DAY
    assert dateline_date(f"PORT AVERIL, Nov. 18 (Northline) — {LEAD}") is None
    assert dateline_date(LEAD) is None


def test_a_sentence_is_no_imprint() -> None:
    assert read_imprint("It closed on 18 November 2025.", ()) is None
    assert read_imprint("Basin Ledger", ()) is None


@pytest.mark.parametrize(
    "name", ["Basin Ledger", "The Uplands Times", "La Voz del Muelle", "AFP", "Hafener Anzeiger"]
)
def test_names_formed_as_outlets_are_outlets(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize("name", ["Ada Brine", "Port Averil", "News", "Breaking News", "sid"])
def test_other_names_are_not(name: str) -> None:
    assert not is_outlet(name)
    assert not is_vouched_for(name, [LEAD, CLOSE])


def test_a_name_cut_off_at_its_full_stop_is_no_outlet() -> None:
    assert not is_vouched_for("The St", [LEAD, "The St | News | Sport", CLOSE])


def test_whom_a_piece_was_written_for_is_named_without_the_for() -> None:
    assert outlet_name("For Basin Ledger") == "Basin Ledger"


def test_markdown_lines_under_a_title_are_read_one_by_one() -> None:
    head = (
        f"[Home](/) | [News](/n) | [Sport](/s)\n\n# {TITLE}\n\n*By Ada Brine*  \n*18 November 2025*"
    )
    page = read_markdown(f"{head}\n\n{LEAD}\n\n> **Join for two euros a week.**\n\n{CLOSE}")
    assert (page.title, page.author, page.published_at) == (TITLE, "Ada Brine", DAY)
    assert page.text == f"{LEAD}\n\n{CLOSE}"


def test_a_heading_below_a_paragraph_is_not_the_title_of_markdown() -> None:
    assert read_markdown(f"{LEAD}\n\n# What now\n\n{CLOSE}").title is None


def test_writers_in_records_of_front_matter_are_read() -> None:
    front = "---\nauthors:\n - name: Ada Brine\n - name: Bo Lees\npublication: Basin Ledger\n---\n"
    page = read_markdown(f"{front}\n{LEAD}")
    assert (page.author, page.outlet) == ("Ada Brine, Bo Lees", "Basin Ledger")


BELOW = (
    "Lorne Kestrels won the cup on Saturday after a late goal in front of a full house.",
    "The match was decided in the last minute, and the fans stayed on for an hour.",
    "The coach said that she had never doubted her team, not even when it was two goals down.",
    "Thousands are expected in the town hall square on Monday for the parade.",
)


def test_a_line_above_a_signed_headline_is_no_title() -> None:
    head = ("Sunday Clarion", "Cup glory for Kestrels at last", "By Des Marr at Harbour Park")
    page = read_plain_text("\n\n".join((*head, *BELOW)))
    assert page.title == "Cup glory for Kestrels at last"
    assert (page.outlet, page.author) == ("Sunday Clarion", "Des Marr")
    assert page.text.startswith("Lorne Kestrels won")


def test_an_outlet_that_a_line_above_the_text_names_as_such_is_believed() -> None:
    head = ("Cup glory for Kestrels at last", "Outlet: Harbour Matters", "Published: 2025-05-03")
    assert read_plain_text("\n\n".join((*head, *BELOW))).outlet == "Harbour Matters"
