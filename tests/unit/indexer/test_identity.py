from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.ledger import Ledger
from corpus.models import ArticleDraft, StoryId
from indexer.identity import identify
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


def test_a_url_names_the_article_that_has_an_id_of_its_own(ledger: Ledger) -> None:
    given_id = enter(
        ledger, draft("/a.txt", article_id="wire-7", url="https://www.herald.example/a")
    )
    article_id, known = identify(draft("/b.txt", url="http://herald.example/a/#top"), ledger)
    assert known is not None
    assert article_id == known.article_id == given_id


def test_of_articles_with_one_url_the_one_with_an_id_of_its_own_is_meant(ledger: Ledger) -> None:
    url = "https://herald.example/a"
    named_for_it = enter(ledger, draft("/a.txt", url=url))
    for given_id in ("a-first", "z-second"):
        enter(ledger, draft("/b.txt", article_id=given_id, url=url))
    assert named_for_it.startswith("url-")
    assert identify(draft("/c.txt", url=url), ledger)[0] == "a-first"


def test_an_id_made_of_a_url_is_kept_when_the_url_changes(ledger: Ledger) -> None:
    url = "https://herald.example/a"
    named_for_it = enter(ledger, draft("/a.txt", url=url))
    known = ledger.known(named_for_it)
    assert known is not None
    moved = draft("/a.txt", article_id=named_for_it, url="https://herald.example/moved")
    ledger.add_version(known, moved, now=NOW)
    for one in (url, "https://herald.example/moved"):
        assert identify(draft("/b.txt", url=one), ledger)[0] == named_for_it


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
