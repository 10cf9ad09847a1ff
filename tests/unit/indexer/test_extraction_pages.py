"""Text out of printed pages and PDFs: what recurs on each page goes, what it cut is whole."""

from __future__ import annotations

import re
import textwrap
from datetime import UTC, datetime

import pytest

from indexer.extraction.pages import without_page_marks
from indexer.extraction.plain_text import read_plain_text

TITLE = "Marlow swing bridge to close for eleven weeks"
FIRST = (
    "The swing bridge at Marlow will close to all traffic on 12 May, the harbour board decided.",
    "Its bearings, which were last replaced in 1987, no longer carry the weight of two lorries.",
)
TORN_AT_WORD = (
    "Inspectors found in March that three of the rollers had split, and the board was told then",
    "that a fourth would follow before the autumn. Nobody was hurt when the span stuck in April.",
)
TORN_AT_HYPHEN = (
    "The ferry company has promised an extra boat, and the fire brigade will keep a second en-",
    "gine on the north bank. Both offers run until the first week of August, the board said.",
)
LAST = '"We would rather close it once than ten times," said Oda Fenwick, who chairs the board.'
PAGES = (
    "\n\n".join((*FIRST, TORN_AT_WORD[0])),
    "\n\n".join((TORN_AT_WORD[1], TORN_AT_HYPHEN[0])),
    "\n\n".join((TORN_AT_HYPHEN[1], LAST)),
)
ARTICLE = "\n\n".join(
    (
        *FIRST,
        " ".join(TORN_AT_WORD),
        TORN_AT_HYPHEN[0].removesuffix("-") + TORN_AT_HYPHEN[1],
        LAST,
    )
)
STAMP, LINK = "3/5/25, 10:14 AM", "https://marlow.example/news/bridge-closes"


def printed(head: str, foot: str, *, between: str = "\n", pages: tuple[str, ...] = PAGES) -> str:
    """The pages with their heads and feet, in which "#" is the number of the page."""
    sheets = []
    for number, page in enumerate(pages, 1):
        title = f"{TITLE}\n\n" if number == 1 else ""
        above, below = (line.replace("#", str(number)) for line in (head, foot))
        sheets.append("\n".join(part for part in (above, title + page, below) if part))
    return between.join(sheets)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\f", "\f"])
@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("The Marlow Observer — 3 May 2025 — Page #", ""),
        ("", "The Marlow Observer — 3 May 2025 — Page #"),
        ("", "Page # of 3"),
        ("", "#/3"),
        ("", "#"),
        ("", "- # -"),
        ("", "Seite # von 3"),
        ("", "Страница # из 3"),
        ("", "第#页 共3页"),
        (f"{STAMP}    {TITLE} - The Marlow Observer", f"{LINK}    #/3"),
        (f"{STAMP}\n{TITLE} - The Marlow Observer", f"{LINK}\n#/3"),
        ("The Marlow Observer", "#"),
        ("# | The Marlow Observer", ""),
        ("The Marlow Observer", ""),
        ("The Marlow Observer  3 May 2025  #", ""),
    ],
)
def test_what_each_page_repeats_goes_and_what_it_cut_is_whole(
    head: str, foot: str, between: str
) -> None:
    page = read_plain_text(printed(head, foot, between=between))
    assert page.text == ARTICLE
    assert page.title == TITLE


def test_a_running_head_tells_outlet_and_day() -> None:
    page = read_plain_text(printed("The Marlow Observer — 3 May 2025 — Page #", ""))
    assert page.outlet == "The Marlow Observer"
    assert page.published_at == datetime(2025, 5, 3, tzinfo=UTC)


def test_a_form_feed_alone_cuts_no_sentence_and_no_word() -> None:
    assert read_plain_text(printed("", "", between="\n\f")).text == ARTICLE


@pytest.mark.parametrize("between", ["\n", "\n\f"])
def test_lines_of_a_column_are_joined_across_pages(between: str) -> None:
    text = " ".join((*FIRST, *TORN_AT_WORD, LAST))
    lines = textwrap.wrap(" ".join((text, text.replace("Marlow", "Norvik"))), 60)
    pages = tuple("\n".join(lines[n : n + 6]) for n in range(0, len(lines), 6))
    page = read_plain_text(printed("", "Marlow Observer, page #", between=between, pages=pages))
    assert " ".join(page.text.split()).startswith(text)
    assert "page" not in page.text


def test_a_page_that_ends_with_a_sentence_ends_a_paragraph() -> None:
    pages = ("\n\n".join(FIRST), " ".join(TORN_AT_WORD), LAST)
    page = read_plain_text(printed("", "Page # of 3", pages=pages))
    assert page.text == "\n\n".join((*FIRST, " ".join(TORN_AT_WORD), LAST))


def test_a_sentence_goes_on_with_a_name_on_the_next_page() -> None:
    left = f"{FIRST[0]} The key to the bridge house is now with the master of the port,"
    pages = (f"{FIRST[1]}\n\n{left}", f"Oda Fenwick. {LAST}", " ".join(TORN_AT_WORD))
    page = read_plain_text(printed("", "Page # of 3", pages=pages))
    assert "master of the port, Oda Fenwick." in page.text


def test_a_chinese_sentence_is_whole_across_pages() -> None:
    left = "马洛港务局周二决定，旋转桥将于五月十二日起关闭十一周，以更换一九八七年安装"
    right = "的轴承。港务局说，三月的检查发现三个滚轮已经开裂，第四个也可能在秋天之前损坏。"
    text = without_page_marks(f"{left}\n\n第1页 共2页\n\n{right}\n\n第2页 共2页")
    assert text.strip() == left + right


@pytest.mark.parametrize(
    "rows",
    [
        "1\n2\n3\n4\n5",
        "Norvik\n12\nMarlow\n15\nOrlo\n18",
        "Week 1: 12 boats\nWeek 2: 14 boats\nWeek 3: 9 boats",
        "1/4\n2/4\n3/4",
        "2023 | 12 | 4\n2024 | 14 | 6\n2025 | 9 | 3",
        "1 2\n3 4\n5 6",
    ],
)
def test_a_table_or_a_list_of_numbers_stays_among_pages(rows: str) -> None:
    pages = (f"{PAGES[0]}", f"{PAGES[1]}", f"{TORN_AT_HYPHEN[1]}\n\n{rows}\n\n{LAST}")
    text = without_page_marks(printed("", "#", pages=pages))
    assert re.sub(r"\s+", " ", rows) in re.sub(r"\s+", " ", text)
    assert (
        without_page_marks(f"{FIRST[0]}\n\n{rows}\n\n{LAST}") == f"{FIRST[0]}\n\n{rows}\n\n{LAST}"
    )


@pytest.mark.parametrize(
    "heading",
    ["Round #", "#", "Day #: the yard", "The yard", "What happened then?", "May #, 2025",
     "#:00 am at the yard", "202# model of the boat"],
)  # fmt: skip
def test_headings_of_the_parts_of_an_article_stay(heading: str) -> None:
    parts = (" ".join(FIRST), " ".join(TORN_AT_WORD), LAST * 3)
    text = f"{LAST}\n\n" + "\n\n".join(
        f"{heading.replace('#', str(number))}\n\n{part}" for number, part in enumerate(parts, 1)
    )
    assert without_page_marks(text) == text


def test_a_sentence_that_stands_twice_stays_twice() -> None:
    text = "\n\n".join((FIRST[0], LAST, " ".join(TORN_AT_WORD), *FIRST, LAST, FIRST[1], LAST))
    assert without_page_marks(text) == text


@pytest.mark.parametrize("end", ["", "\n", "\n\f", "\f"])
def test_a_text_of_one_page_is_unchanged(end: str) -> None:
    text = f"The Marlow Observer — 3 May 2025\n{TITLE}\n\n{ARTICLE}\n\n7{end}"
    assert without_page_marks(text) == text


def test_heads_of_facing_pages_go() -> None:
    heads = ("", "2 Marlow Observer", "Friday edition 3", "4 Marlow Observer", "Friday edition 5")
    pages = (*PAGES[:2], f"{TORN_AT_HYPHEN[1]}\n\n{LAST}", " ".join(FIRST), " ".join(TORN_AT_WORD))
    text = "\n".join(f"{head}\n{page}" for head, page in zip(heads, pages, strict=True))
    page = read_plain_text(f"{TITLE}\n\n{text}")
    assert page.text == "\n\n".join((ARTICLE, pages[3], pages[4]))


def test_a_last_page_of_one_line_loses_its_number() -> None:
    page = read_plain_text(printed("", "#/3", pages=(PAGES[0], PAGES[1] + "\n" + PAGES[2], "End.")))
    assert page.text == f"{ARTICLE}\n\nEnd."


def test_questions_put_to_each_of_many_stay() -> None:
    question = "What would you do about the ferry"
    pages = tuple(f"{question}\n\n{' '.join(FIRST)}\n\n{LAST}" for _ in range(6))
    pages = (f"{pages[0]}\n\n{pages[1]}\n\n{pages[2]}", *PAGES[1:2], f"{pages[3]}\n\n{pages[4]}")
    text = without_page_marks(printed("", "Page # of 3", pages=pages))
    assert text.count(question) == 5
    assert "Page" not in text
