"""The five real articles beside the checkout, and the pages with a known article."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

import pytest
from lxml import html as lxml_html

from indexer.extraction.html import read_html
from indexer.extraction.page import Page
from indexer.extraction.plain_text import clean_text, read_plain_text

SHARED = Path(__file__).resolve().parents[4] / "shared"
FURNITURE = (
    "Physical Address",
    "304 North Cardinal",
    "Dorchester Center",
    "Photo by",
    "Getty Images",
    "TO MAKE FIRST ICC MEMBER STATE VISIT",
    "PENCE URGES GOP",
    "Leave a Reply",
    "email address will not be published",
    "Required fields",
    "contributed to this report",
    "is a writer for",
    "Twitter @",
    "@fox.com",
    "Source: The Associated Press",
    "radwa sherif",
    "date 2024",
    "**",
    "•",
)
FACTS = {
    "000": ("acceded to the Rome Statute in 2000 and ratified its accession in 2002",),
    "001": (
        "will be spending four days in Mongolia",
        "the 1939 victory over Japan at the Battle of Khalkhin",
        "Kremlin spokesman Dmitry Peskov told reporters",
    ),
    "002": (
        "Mongolia signed the Rome Statute in 2000 and ratified it in 2002.",
        "has a population of only 3.4 million",
        "the 85th anniversary of the joint victory",
    ),
    "003": ("for a two-day official visit", "Putin arrived in Mongolia for a two-day visit"),
    "004": ("relocating over 30,000 troops", "according to reports from The Associated Press"),
}

pytestmark = pytest.mark.shared


def article(number: str) -> str:
    """The text of one of the five articles as it came."""
    (path,) = (SHARED / "articles").glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", sorted(FACTS))
def test_no_furniture_is_left_in_a_real_article(number: str) -> None:
    text = read_plain_text(article(number)).text
    assert [words for words in FURNITURE if words.casefold() in text.casefold()] == []
    assert not any(line.isupper() for line in text.split("\n"))


@pytest.mark.parametrize("number", sorted(FACTS))
def test_the_sentences_with_the_facts_survive_in_a_real_article(number: str) -> None:
    text = read_plain_text(article(number)).text
    assert [fact for fact in FACTS[number] if fact not in text] == []


@pytest.mark.parametrize("number", sorted(FACTS))
def test_a_cleaned_real_article_is_clean(number: str) -> None:
    text = read_plain_text(article(number)).text
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("number", "title", "outlet", "author", "published"),
    [
        ("000", None, None, None, datetime(2024, 9, 3, tzinfo=UTC)),
        ("001", None, "Fox News Digital", "Timothy Nerozzi", None),
        ("002", "Putin Defies International Criminal Court with Visit to Mongolia", None,
         "radwa sherif", None),
        ("003",
         "Putin Defies ICC Warrant with Mongolia Visit, Testing International Law and Diplomacy",
         None, None, None),
        ("004", "Putin Visits Mongolia Despite International Court’s Arrest Order",
         None, None, None),
    ],
)  # fmt: skip
def test_a_real_article_gives_what_it_says_about_itself(
    number: str,
    title: str | None,
    outlet: str | None,
    author: str | None,
    published: datetime | None,
) -> None:
    page = read_plain_text(article(number))
    found = (page.title, page.outlet, page.author, page.published_at)
    assert found == (title, outlet, author, published)


def test_sentences_that_touch_in_a_real_article_are_set_apart() -> None:
    assert "River in 1939. Putin’s visit" in read_plain_text(article("003")).text


def saved_pages() -> list[tuple[Page, str, dict[str, str]]]:
    """Each saved page as read, with the text and the metadata expected of it."""
    pages = []
    for folder in sorted((SHARED / "data" / "readability30").iterdir()):
        source = (folder / "source.html").read_text(encoding="utf-8", errors="replace")
        expected = lxml_html.fromstring((folder / "expected.html").read_text(encoding="utf-8"))
        metadata = json.loads((folder / "expected-metadata.json").read_text(encoding="utf-8"))
        pages.append((read_html(source), "".join(map(str, expected.itertext())), metadata))
    return pages


def token_f1(found: str, expected: str) -> float:
    """Harmonic mean of precision and recall over words, counted with repetition."""
    first, second = (Counter(re.findall(r"\w+", text.lower())) for text in (found, expected))
    return 2 * (first & second).total() / (first.total() + second.total())


def test_saved_pages_give_their_article_and_their_title() -> None:
    pages = saved_pages()
    assert mean(token_f1(page.text, expected) for page, expected, _ in pages) >= 0.93
    plain = [
        [re.sub(r"\W+", "", title or "").casefold() for title in (page.title, metadata["title"])]
        for page, _, metadata in pages
    ]
    assert mean(found == expected for found, expected in plain) >= 0.85


def test_saved_pages_give_no_date_but_the_one_they_declare() -> None:
    declared = [
        (page.published_at.date().isoformat(), metadata["publishedTime"][:10])
        for page, _, metadata in saved_pages()
        if page.published_at and metadata.get("publishedTime")
    ]
    assert len(declared) >= 5
    assert [pair for pair in declared if pair[0] != pair[1]] == []
