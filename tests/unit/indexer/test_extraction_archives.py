"""Texts as archives, agencies, text browsers and telephones give them out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from indexer.extraction.archives import read_codes, without_link_marks
from indexer.extraction.banners import is_banner
from indexer.extraction.plain_text import read_plain_text
from indexer.extraction.titles import without_outlet
from indexer.sources import draft_from_record

TITLE = "Rope walk at Ostby to be torn down"
LEAD = "The rope walk at Ostby, built in 1771, will be torn down in May, its owner said on Monday."
MIDDLE = (
    "Nobody has twisted rope there since 1963, and its roof fell in during the storm of January."
)
CLOSE = "IN the town a petition for the long red building has been signed by 4,100 people."
ARTICLE = f"{LEAD}\n\n{MIDDLE}\n\n{CLOSE}"
DAY = datetime(2026, 3, 9, tzinfo=UTC)
CODED = (
    "SE  News\nHD  {title}\nBY  By Ada Brine\nWC  71 words\nPD  9 March 2026\nSN  Basin Courier\n"
    "SC  BASCOU\nLA  English\nCY  (c) 2026 Basin Courier\n\nLP\n{lead}\n\nTD\n{rest}\n\n"
    "NS  cbldg : Buildings\nAN  Document BASCOU0020260309em39000\n"
)


@pytest.mark.parametrize("gap", ["  ", " ", "\t", "   "])
def test_an_archive_with_codes_before_its_fields_is_read(gap: str) -> None:
    text = CODED.format(title=TITLE, lead=LEAD, rest=f"{MIDDLE}\n\n{CLOSE}").replace("  ", gap)
    page = read_plain_text(text)
    assert (page.title, page.outlet, page.author) == (TITLE, "Basin Courier", "Ada Brine")
    assert (page.text, page.published_at) == (ARTICLE, DAY)


def test_a_title_of_two_lines_is_one() -> None:
    text = CODED.format(title="Rope walk at Ostby\nto be torn down", lead=LEAD, rest=MIDDLE)
    assert read_plain_text(text).title == TITLE


@pytest.mark.parametrize(
    "text",
    [
        f"HD screens are cheap now\n\n{ARTICLE}",
        f"{TITLE}\n\n{LEAD}\n\nPD\n\nTD\n\n{MIDDLE}",
        CODED.format(title=TITLE, lead=LEAD, rest=MIDDLE) * 2,
    ],
)
def test_a_text_with_few_codes_or_several_articles_is_read_as_it_is(text: str) -> None:
    assert read_codes(text) is None
    page = read_plain_text(text)
    assert LEAD in page.text
    assert MIDDLE in page.text


DUMP = """   #[1]Ravens Herald » Feed [2]Ravens Herald »
   Comments Feed

   [3]Skip to content

   [4]The Ravens Herald

     * [5]News
     * [6]Sport

                     Rope walk at Ostby to be torn down

   By [7]Ada Brine
   March 9, 2026

   [IMG]

   The [8]rope walk at Ostby, built in 1771, will be torn down in May, its
   owner said on Monday.

   Nobody has twisted rope there since 1963, and its roof fell in during
   the storm of [9]January.

References

   Visible links
   1. https://ravensherald.example/feed/
   7. https://ravensherald.example/ada
"""


def test_the_page_of_a_text_browser_is_read() -> None:
    page = read_plain_text(DUMP)
    assert page.text == f"{LEAD}\n\n{MIDDLE}"
    assert (page.title, page.author, page.published_at) == (TITLE, "Ada Brine", DAY)
    assert page.outlet == "The Ravens Herald"


@pytest.mark.parametrize(
    "text",
    [
        "The vase[1] was sold[2] in May[3], as the records[4] say.",
        "He wrote that it [1] fell, [2] broke and [3] was sold.",
        "It is [3]D, she said.",
        "References\n\nThe references of the house are good, the agent said.",
        f"{LEAD}\n\nReferences\n\n1. https://a.example/1",
    ],
)
def test_other_numbers_in_brackets_stay(text: str) -> None:
    assert without_link_marks(text) == text


def test_notes_within_a_text_go_and_its_lines_stay() -> None:
    text = f"{TITLE}\n[1]{LEAD}\n[2]{MIDDLE}\n[3]{CLOSE}"
    assert read_plain_text(text).text == ARTICLE


def test_a_newsletter_that_an_article_is_about_is_no_outlet() -> None:
    lead = "Ostby Morning is a free newsletter with 4,000 readers, and it is to close in May."
    assert read_plain_text(f"{TITLE}\n\n{lead}\n\n{ARTICLE}").outlet is None


@pytest.mark.parametrize(
    "slug",
    [
        "BC-ROPE-WALK, 2nd Ld-Writethru, MPA0912",
        "BC-ROPE-WALK-TORN-DOWN-AFTER-CENTURIES, 3rd Ld-Writethru, MPA0912",
        "^BC-EU--Rope Walk, 1st Ld",
        "BC-EU--Summit, 1st Ld",
        "US--Rope Walk-Protest, 2nd Ld-Writethru",
        "a0912 r i bc-rope-walk 03-09 0183",
        "Eds: ADDS quotes, details in paras 2-3",
        "NLN0412 4 WD 231 BC-MINE-RESCUE",
    ],
)
def test_the_slug_of_an_agency_is_no_title(slug: str) -> None:
    assert is_banner(slug)
    page = read_plain_text(f"{slug}\n\n{TITLE}\n\nBy ADA BRINE\nNorvia Press Agency\n\n{ARTICLE}")
    assert (page.title, page.author, page.outlet) == (TITLE, "Ada Brine", "Norvia Press Agency")


@pytest.mark.parametrize(
    "title",
    ["US-China trade talks resume in Geneva", "EU-UK deal on fish, 12 years on",
     "BC-Alberta border road shut by snow", "AM-Radio stations fall silent",
     "COVID-19 Deaths Pass 2000", "PM-10 levels rise in Ostby"],
)  # fmt: skip
def test_a_headline_that_begins_as_a_slug_is_one(title: str) -> None:
    assert not is_banner(title)
    assert read_plain_text(f"{title}\n\n{ARTICLE}").title == title


def test_signs_around_the_lines_above_an_article_go() -> None:
    head = f"The Daily Kestrel 🗞️\n🐧 {TITLE}\n✍️ By Ada Brine\n📅 9 March 2026\n📸 Ostby museum"
    body = f"{LEAD} 🐧🍺\n\n{MIDDLE}\n\nShe gave it water 💧 and left, and that was all she did."
    page = read_plain_text(f"{head}\n\n{body}")
    assert (page.title, page.outlet, page.author) == (TITLE, "The Daily Kestrel", "Ada Brine")
    assert (page.published_at, page.text) == (DAY, body)


NEWSLETTER = f"The Quill Letter: {TITLE}\n\nAda Brine\nMar 9, 2026\n\n{ARTICLE}\n\n"


@pytest.mark.parametrize(
    "thanks",
    ["Thanks for reading The Quill Letter! This post is public so feel free to share it.",
     "The Quill Letter is a reader-supported publication. To receive new posts, subscribe."],
)  # fmt: skip
def test_a_newsletter_is_the_outlet_and_whoever_owns_it_the_writer(thanks: str) -> None:
    page = read_plain_text(f"{NEWSLETTER}{thanks}\n\n© 2026 Ada Brine\nMarket Street 12, Ostby")
    assert (page.outlet, page.author, page.published_at) == ("The Quill Letter", "Ada Brine", DAY)


@pytest.mark.parametrize(
    "line", ["By Ada Brine\n9 March 2026", "Ada Brine, 9 March 2026\nBy Ada Brine"]
)
def test_the_writer_is_no_outlet_for_owning_the_text(line: str) -> None:
    page = read_plain_text(f"{TITLE}\n\n{line}\n\n{ARTICLE}\n\n© 2026 Ada Brine")
    assert (page.outlet, page.author) == (None, "Ada Brine")


@pytest.mark.parametrize(
    ("title", "outlet", "expected"),
    [
        (f"{TITLE} - Basin Courier", "Basin Courier", TITLE),
        (f"{TITLE} | The Basin Courier", "Basin Courier", TITLE),
        (f"{TITLE} — AP", "The Associated Press", TITLE),
        (f"{TITLE} - Basin Courier", "Harbour Post", f"{TITLE} - Basin Courier"),
        ("Basin Courier", "Basin Courier", "Basin Courier"),
        ("The fall of the Basin Courier", "Basin Courier", "The fall of the Basin Courier"),
    ],
)
def test_the_outlet_behind_a_title_goes(title: str, outlet: str, expected: str) -> None:
    assert without_outlet(title, outlet) == expected
    assert (
        draft_from_record({"text": LEAD, "title": title, "source": outlet}, "a").title == expected
    )
