from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from corpus.browsing import (
    ARTICLES_PER_QUERY,
    Place,
    Selection,
    Tally,
    all_articles,
    all_listings,
    languages,
    outlets,
    recent_headlines,
    selected,
)
from corpus.catalogue import Catalogue
from corpus.ledger import Ledger
from corpus.models import ArticleDraft, ArticleId, Filters, StoryId
from tests.fakes.records import NOW, enter

NAMES = "cafehdbg"
DAYS = st.none() | st.integers(0, 2)
"""Days of publication: few, so that many articles share one."""


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


def moment(number: int | None) -> datetime | None:
    return None if number is None else NOW + timedelta(days=number)


def remove(catalogue: Catalogue, article_id: str) -> None:
    with catalogue.writing() as connection:
        Ledger(connection).remove_article(ArticleId(article_id))


def test_current_versions_are_listed_newest_first_and_undated_ones_last(
    catalogue: Catalogue,
) -> None:
    page = selected(catalogue)
    assert [one.article_id for one in page.articles] == ["b", "d", "a", "c"]
    assert page.articles[2].version == 2
    assert page.next_after is None


def test_articles_of_one_moment_are_listed_by_id(tmp_path: Path) -> None:
    with closing(Catalogue.open("", tmp_path)) as catalogue:
        for name, number in (("c", 0), ("y", None), ("a", 0), ("x", None), ("b", 0)):
            enter(catalogue, name, published_at=moment(number))
        assert ids(catalogue) == ["a", "b", "c", "x", "y"]


def test_outlets_and_languages_are_found_however_they_are_capitalised(tmp_path: Path) -> None:
    with closing(Catalogue.open("", tmp_path)) as catalogue:
        enter(catalogue, "a", source="Évora Herald", language="pt")
        enter(catalogue, "b", source="ÉVORA HERALD", language="pt")
        enter(catalogue, "c", source="Ledger", language="en")
        wanted = Filters(sources=("évora herald",), languages=("PT",))
        assert catalogue.spelt(wanted).sources == ("ÉVORA HERALD", "Évora Herald")
        page = selected(catalogue, Selection(wanted))
        assert [one.article_id for one in page.articles] == ["a", "b"]
        unknown = Filters(sources=("Nobody",))
        assert catalogue.spelt(unknown) == unknown


def test_an_empty_collection_has_an_empty_page(tmp_path: Path) -> None:
    with closing(Catalogue.open("", tmp_path)) as catalogue:
        page = selected(catalogue)
        assert (page.articles, page.next_after) == ((), None)
        assert list(all_articles(catalogue)) == []


@pytest.mark.parametrize("odd", ["a\0", "\ud800", "\0"])
def test_an_outlet_that_no_column_can_hold_is_nobodys(catalogue: Catalogue, odd: str) -> None:
    assert ids(catalogue, sources=(odd,)) == []
    assert ids(catalogue, sources=(odd, "Times")) == ids(catalogue, sources=("Times",))
    assert ids(catalogue, languages=(odd,)) == []


def test_all_conditions_must_hold(catalogue: Catalogue) -> None:
    assert ids(catalogue, sources=("Herald", "Times")) == ["d", "a", "c"]
    assert ids(catalogue, languages=("fr",)) == ["b"]
    assert ids(catalogue, sources=("Herald",), languages=("fr",)) == []
    assert ids(catalogue, published_from=day("2024-09-04")) == ["b", "d"]
    assert ids(catalogue, published_to=day("2024-09-04")) == ["a"]
    assert ids(catalogue, published_from=day("2024-09-03"), published_to=day("2024-09-04")) == ["a"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bridge", ["d", "a"]),
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
    assert [one.article_id for one in first.articles] == ["a"]
    assert first.next_after == Place(int(day("2024-09-03").timestamp()), ArticleId("a"))
    rest = selected(catalogue, selection, after=first.next_after, limit=1)
    assert ([one.article_id for one in rest.articles], rest.next_after) == (["c"], None)


@settings(max_examples=60)
@given(
    there=st.dictionaries(st.sampled_from(NAMES), DAYS, min_size=1),
    changes=st.lists(st.tuples(st.booleans(), st.sampled_from(NAMES), DAYS)),
    limit=st.integers(1, 3),
)
def test_pages_neither_repeat_nor_lose_an_article_while_others_come_and_go(
    there: dict[str, int | None], changes: list[tuple[bool, str, int | None]], limit: int
) -> None:
    lasting, present = set(there), set(there)
    coming = enumerate(changes)
    with tempfile.TemporaryDirectory() as folder, closing(Catalogue.open("", Path(folder))) as news:
        for name, number in there.items():
            enter(news, name, published_at=moment(number))
        page = selected(news, limit=limit)
        listed = list(page.articles)
        while page.next_after is not None:
            position, (is_added, name, number) = next(coming, (0, (False, "", None)))
            if is_added:
                enter(news, f"{name}{position}", published_at=moment(number))
            elif name in present:
                remove(news, name)
                present.remove(name)
                lasting.discard(name)
            page = selected(news, after=page.next_after, limit=limit)
            listed += page.articles
            assert len(page.articles) <= limit
    names = [str(one.article_id) for one in listed]
    assert len(names) == len(set(names))
    assert lasting <= set(names)
    dated = [one for one in listed if one.published_at is not None]
    assert listed[: len(dated)] == dated
    order = [(-one.published_at.timestamp(), one.article_id) for one in dated if one.published_at]
    assert order == sorted(order)
    undated = names[len(dated) :]
    assert undated == sorted(undated)


def test_all_articles_are_read_however_many_there_are(tmp_path: Path) -> None:
    count = ARTICLES_PER_QUERY + 1
    with closing(Catalogue.open("", tmp_path)) as catalogue:
        with catalogue.writing() as connection:
            for number in range(count):
                draft = ArticleDraft(text="Some words.", location=f"/news/{number}.txt")
                name = f"n{number:04}"
                Ledger(connection).add_article(
                    ArticleId(name), draft, story_id=StoryId(name), is_searched=True, now=NOW
                )
        found = [one.article_id for one in all_articles(catalogue)]
    assert found == [f"n{number:04}" for number in range(count)]


Query = tuple[str, tuple[object, ...]]


def queries_of(catalogue: Catalogue) -> list[Query]:
    """What is read from now on, statement and values, as it is asked."""
    asked: list[Query] = []

    def note(
        _1: object, _2: object, statement: str, values: tuple[object, ...], *_: object
    ) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, values))

    event.listen(catalogue._engine, "before_cursor_execute", note)
    return asked


def test_a_list_reads_no_text_of_its_articles(catalogue: Catalogue) -> None:
    queries = queries_of(catalogue)
    listed = selected(catalogue).articles
    assert tuple(all_listings(catalogue)) == listed
    assert not any("text" in statement for statement, _ in queries)
    assert [one.text for one in all_articles(catalogue)] == [
        "Texte.",
        "Copy.",
        "New text.",
        "Bare.",
    ]
    assert any("text" in statement for statement, _ in queries)


def test_a_page_is_read_in_the_order_of_the_index(catalogue: Catalogue) -> None:
    queries = queries_of(catalogue)
    page = selected(catalogue, limit=1)
    assert page.next_after is not None
    selected(catalogue, after=page.next_after)
    with catalogue.reading() as connection:
        plans = [
            [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
            for sql, values in queries
        ]
    assert len(plans) == 3
    for plan in plans:
        assert "ix_article_versions_newest" in plan[0]
        assert not any("ORDER BY" in step for step in plan)


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
