"""Markdown: front matter is read, markup goes, the words stay."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.extraction.markdown import read_markdown

ARTICLE = """---
title: "Visit begins"
date: 2024-09-03
author: [Jane Doe, John Roe]
source: The Daily Star
url: https://star.example/visit
language: en-GB
id: 7
---

# Visit begins

The **president** arrived in [Ulaanbaatar](https://place.example) on
Monday for a visit of *two days*, officials said.

![The airport](airport.jpg)

> The court issued its `warrant` in March 2023, it said.

- Mongolia ratified the treaty in 2002.
- It did not arrest him_self_.
"""


def test_front_matter_is_read() -> None:
    page = read_markdown(ARTICLE)
    assert page.title == "Visit begins"
    assert page.published_at == datetime(2024, 9, 3, tzinfo=UTC)
    assert page.author == "Jane Doe, John Roe"
    assert page.outlet == "The Daily Star"
    assert page.url == "https://star.example/visit"
    assert page.language == "en"
    assert page.article_id == "7"


def test_markup_goes_and_its_words_stay() -> None:
    assert read_markdown(ARTICLE).text.split("\n\n") == [
        "The president arrived in Ulaanbaatar on Monday for a visit of two days, officials said.",
        "The court issued its warrant in March 2023, it said.",
        "Mongolia ratified the treaty in 2002.",
        "It did not arrest him_self_.",
    ]


@pytest.mark.parametrize("heading", ["# Visit begins", "Visit begins\n============"])
def test_the_first_heading_is_the_title(heading: str) -> None:
    page = read_markdown(f"{heading}\n\nThe president arrived on Monday, officials said.")
    assert (page.title, page.text) == (
        "Visit begins",
        "The president arrived on Monday, officials said.",
    )


def test_comments_and_code_blocks_do_not_get_in() -> None:
    text = "It rained on Monday.\n\n<!-- SECRET -->\n\n```\nSECRET\n```\n\nIt snowed on Tuesday."
    assert read_markdown(text).text == "It rained on Monday.\n\nIt snowed on Tuesday."


@pytest.mark.parametrize("front", ["title: [", "- a\n- b", "just words", "date: 2024-13-45"])
def test_broken_front_matter_does_not_stop_the_article(front: str) -> None:
    page = read_markdown(f"---\n{front}\n---\n\nIt rained on Monday, officials said.")
    assert page.text.endswith("It rained on Monday, officials said.")
    assert page.published_at is None


@settings(max_examples=200)
@given(st.text(alphabet="-#*_[]()!>`~:<=\n ab1", max_size=120))
def test_any_markdown_is_read(text: str) -> None:
    read_markdown(text)
