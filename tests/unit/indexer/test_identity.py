from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import Catalogue
from corpus.ledger import Ledger
from corpus.models import ArticleDraft, StoryId
from indexer.identity import canonical_url, identify
from tests.fakes.records import NOW


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    catalogue = Catalogue.open("", tmp_path)
    with catalogue.writing() as connection:
        yield Ledger(connection)
    catalogue.close()


def draft(location: str, **fields: str) -> ArticleDraft:
    return ArticleDraft(text="Some words.", location=location, **fields)  # type: ignore[arg-type]


def enter(ledger: Ledger, entered: ArticleDraft) -> str:
    """Enters a draft under the id it gets."""
    article_id, known = identify(entered, ledger)
    assert known is None
    ledger.add_article(article_id, entered, story_id=StoryId(article_id), is_searched=True, now=NOW)
    return article_id


def test_an_id_given_by_the_source_is_kept_as_it_is(ledger: Ledger) -> None:
    given_id = "urn:news/2024 №7 🚢"
    entered = draft("/news/a.txt", article_id=given_id, url="https://herald.example/a")
    assert enter(ledger, entered) == given_id
    elsewhere = draft("/other/b.txt", article_id=given_id)
    article_id, known = identify(elsewhere, ledger)
    assert known is not None
    assert article_id == known.article_id == given_id


def test_a_url_names_the_article_wherever_it_was_read(ledger: Ledger) -> None:
    article_id = enter(ledger, draft("/news/a.html", url="https://www.herald.example/a?utm_id=1"))
    again, known = identify(draft("/b.html", url="http://HERALD.example/a/#top"), ledger)
    assert again == article_id
    assert known is not None


def test_a_file_is_named_for_itself_and_known_by_its_place(ledger: Ledger) -> None:
    assert enter(ledger, draft("/news/harbour bridge (2).txt")) == "harbour-bridge-2"
    article_id, known = identify(draft("/news/harbour bridge (2).txt"), ledger)
    assert known is not None
    assert article_id == "harbour-bridge-2"


def test_files_of_one_name_in_two_places_are_two_articles(ledger: Ledger) -> None:
    first, second = (enter(ledger, draft(f"/{place}/story.txt")) for place in ("a", "b"))
    assert first == "story"
    assert second.startswith("story-")
    for place, article_id in (("a", first), ("b", second)):
        assert identify(draft(f"/{place}/story.txt"), ledger)[0] == article_id


def test_records_of_one_file_are_articles_of_their_own(ledger: Ledger) -> None:
    ids = {enter(ledger, draft(f"/news/feed.jsonl#{number}")) for number in range(3)}
    assert len(ids) == 3
    assert all(article_id.startswith("feed-") for article_id in ids)


@pytest.mark.parametrize("location", ["/news/???.txt", "/news/.txt.txt", "/", "#3"])
def test_a_place_without_a_readable_name_still_gives_an_id(ledger: Ledger, location: str) -> None:
    article_id = enter(ledger, draft(location))
    assert article_id
    assert article_id.strip("-.") == article_id


@pytest.mark.parametrize(
    "url",
    [
        "https://ledger.example/a/bridge",
        "http://ledger.example/a/bridge",
        "https://www.ledger.example/a/bridge/",
        "HTTPS://Ledger.Example/a/bridge#comments",
        " https://ledger.example/a/bridge?utm_source=x&fbclid=y&UTM_MEDIUM=z ",
    ],
)
def test_ways_to_write_one_url_are_one(url: str) -> None:
    assert canonical_url(url) == "https://ledger.example/a/bridge"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/story?id=1", "https://a.example/story?id=2"),
        ("https://a.example/Story", "https://a.example/story"),
        ("https://a.example/x", "https://b.example/x"),
        ("https://a.example:8080/x", "https://a.example/x"),
        ("https://a.example/news?20240903", "https://a.example/news?20240904"),
        ("https://[broken/one", "https://[broken/two"),
    ],
)
def test_urls_of_different_pages_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_the_order_of_parameters_names_no_other_page() -> None:
    one, other = (canonical_url(f"https://a.example/s?{query}") for query in ("b=2&a=1", "a=1&b=2"))
    assert one == other


@given(
    st.from_regex(
        r"https?://[a-z]{1,8}\.example(:\d{2,4})?(/[A-Za-z0-9%]{0,5}){0,3}", fullmatch=True
    ),
    st.lists(
        st.tuples(st.text("abcé &=", min_size=1, max_size=4), st.text(max_size=4)), max_size=3
    ),
)
def test_a_canonical_url_is_canonical(base: str, pairs: list[tuple[str, str]]) -> None:
    once = canonical_url(f"{base}?{urlencode(pairs)}")
    assert canonical_url(once) == once
