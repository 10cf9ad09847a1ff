from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.browsing import Selection, Tally, languages, outlets, recent_headlines, selected
from corpus.catalogue import Catalogue
from corpus.models import Filters
from tests.fakes.records import enter


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue.open("", tmp_path)
    enter(opened, "a", "Old text.", title="Bridge shut", source="Herald", language="en",
          published_at=day("2024-09-01"))  # fmt: skip
    enter(opened, "a", "New text.", title="Bridge shut for weeks", source="Herald", language="en",
          published_at=day("2024-09-03"))  # fmt: skip
    enter(opened, "b", "Texte.", title="L'École rouvre 100 % du pont", source="Gazette",
          language="fr", published_at=day("2024-09-05"))  # fmt: skip
    enter(opened, "c", "Bare.", source="Herald")
    enter(opened, "d", "Copy.", title="Bridge shut", source="Times", story_id="a", passages=0,
          published_at=day("2024-09-04"))  # fmt: skip
    yield opened
    opened.close()


def ids(catalogue: Catalogue, words: str = "", **filters: object) -> list[str]:
    selection = Selection(Filters(**filters), tuple(words.split()))  # type: ignore[arg-type]
    return [str(one.article_id) for one in selected(catalogue, selection).articles]


def test_without_conditions_all_current_versions_are_listed(catalogue: Catalogue) -> None:
    page = selected(catalogue, Selection())
    assert [one.article_id for one in page.articles] == ["a", "b", "c", "d"]
    assert page.articles[0].version == 2
    assert page.next_after is None


def test_all_conditions_must_hold(catalogue: Catalogue) -> None:
    assert ids(catalogue, sources=("Herald", "Times")) == ["a", "c", "d"]
    assert ids(catalogue, languages=("fr",)) == ["b"]
    assert ids(catalogue, sources=("Herald",), languages=("fr",)) == []
    assert ids(catalogue, published_from=day("2024-09-04")) == ["b", "d"]
    assert ids(catalogue, published_to=day("2024-09-04")) == ["a"]
    assert ids(catalogue, published_from=day("2024-09-03"), published_to=day("2024-09-04")) == ["a"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bridge", ["a", "d"]),
        ("weeks BRIDGE", ["a"]),
        ("école", ["b"]),
        ("100 %", ["b"]),
        ("_", []),
        ("%", ["b"]),
    ],
)
def test_all_words_must_stand_in_the_title_in_any_case(
    catalogue: Catalogue, words: str, expected: list[str]
) -> None:
    assert ids(catalogue, words) == expected


def test_pages_of_a_selection_follow_one_another(catalogue: Catalogue) -> None:
    selection = Selection(Filters(sources=("Herald",)))
    first = selected(catalogue, selection, limit=1)
    assert ([one.article_id for one in first.articles], first.next_after) == (["a"], "a")
    rest = selected(catalogue, selection, after=first.next_after, limit=1)
    assert ([one.article_id for one in rest.articles], rest.next_after) == (["c"], None)


def test_outlets_and_languages_are_counted_by_current_versions(catalogue: Catalogue) -> None:
    assert outlets(catalogue) == (Tally("Herald", 2), Tally("Gazette", 1), Tally("Times", 1))
    assert languages(catalogue) == (Tally("en", 1), Tally("fr", 1))


def test_headlines_are_those_of_searched_dated_articles_latest_first(catalogue: Catalogue) -> None:
    found = recent_headlines(catalogue, 10)
    assert [(one.article_id, one.title) for one in found] == [
        ("b", "L'École rouvre 100 % du pont"),
        ("a", "Bridge shut for weeks"),
    ]
    assert len(recent_headlines(catalogue, 1)) == 1
