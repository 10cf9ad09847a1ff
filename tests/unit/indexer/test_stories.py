"""No fact of a copy is lost, and what is searched does not depend on the order of indexing."""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.browsing import all_articles
from corpus.ledger import UNPLACED_FACT, Ledger
from corpus.models import ArticleDraft
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer
from tests.fakes.embedder import WordEmbedder
from tests.fakes.statements import statements, texts_read

FIRE = (
    "A fire destroyed the tannery of Lower Brennock on Sunday night. The flames were seen from the "
    "other side of the lake, and forty households had to sleep in the school.\n\n"
    "The fire brigade needed until noon to put it out. Its chief said that the roof had fallen in "
    "before the first engine arrived.\n\n"
    "The tannery had stood empty since its last owner left the village. The council wanted to turn "
    "it into a market hall and had asked two architects for plans."
)
DAMAGE = "\n\nThe insurer put the damage at 3.5 million euros."
OWNER = "\n\nOscar Wren bought the building in secret, the land register shows."
LATER = "\n\nThe police of the district suspect arson."
TEXTS = {
    "short": FIRE.rpartition("\n\n")[0],
    "plain": FIRE,
    "damage": FIRE + DAMAGE,
    "other damage": FIRE + DAMAGE.replace("3.5", "7"),
    "owner": FIRE + OWNER,
    "full": FIRE + DAMAGE + OWNER,
    "arson": FIRE + OWNER + LATER,
}


def draft(name: str, text: str, day: int | None = None) -> ArticleDraft:
    published = None if day is None else datetime(2025, 1, day, tzinfo=UTC)
    return ArticleDraft(text, f"/news/{name}.txt", article_id=name, published_at=published)


@contextmanager
def indexing() -> Iterator[tuple[Indexer, Stores]]:
    with tempfile.TemporaryDirectory() as folder:
        stores = Stores.open(CorpusSettings(data_dir=Path(folder), _env_file=None))
        yield Indexer(stores, WordEmbedder(dimensions=16)), stores
        stores.close()


def placed(stores: Stores) -> set[tuple[frozenset[str], frozenset[str]]]:
    """Each story: its articles, and those of them that are searched."""
    stories: dict[str, tuple[set[str], set[str]]] = {}
    for one in all_articles(stores.catalogue):
        story_id = stores.catalogue.article(one.article_id).story_id
        told, searched = stories.setdefault(story_id, (set(), set()))
        told.add(one.article_id)
        if stores.catalogue.passages_of(one.article_id):
            searched.add(one.article_id)
    return {(frozenset(told), frozenset(searched)) for told, searched in stories.values()}


def placed_by(drafts: Sequence[ArticleDraft]) -> set[tuple[frozenset[str], frozenset[str]]]:
    with indexing() as (indexer, stores):
        indexer.enter(drafts)
        return placed(stores)


def story(told: str, searched: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(told.split(", ")), frozenset(searched.split(", "))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_copy_with_a_further_fact_is_searched_whichever_came_first(
    order: tuple[int, int],
) -> None:
    drafts = [draft("fuller", FIRE + DAMAGE, day=6), draft("reprint", FIRE, day=7)]
    with indexing() as (indexer, stores):
        for place in order:
            indexer.run([drafts[place]])
        assert placed(stores) == {story("fuller, reprint", "fuller")}
        assert stores.active_vectors().passage_ids() == {"fuller@1#0"}
        assert stores.keywords.passage_ids() == {"fuller@1#0"}
        assert stores.archive.keywords.passage_ids() == {"reprint@1#0"}


def test_a_copy_that_displaces_another_counts_as_a_duplicate() -> None:
    with indexing() as (indexer, _):
        summary = indexer.run([draft("reprint", FIRE), draft("fuller", FIRE + DAMAGE)])
        assert (summary.new, summary.duplicates) == (1, 1)


def test_of_equal_copies_the_one_published_first_is_searched() -> None:
    drafts = [draft("a", FIRE, day=9), draft("b", FIRE, day=8), draft("c", FIRE)]
    for order in itertools.permutations(drafts):
        assert placed_by(order) == {story("a, b, c", "b")}


def test_copies_that_each_tell_more_are_both_searched_as_one_story() -> None:
    drafts = [draft("damage", FIRE + DAMAGE), draft("owner", FIRE + OWNER), draft("plain", FIRE)]
    for order in itertools.permutations(drafts):
        assert placed_by(order) == {story("damage, owner, plain", "damage, owner")}


def test_reports_with_other_figures_stay_apart_whatever_joins_them() -> None:
    drafts = [draft(name, TEXTS[name]) for name in ("plain", "damage", "other damage")]
    for order in itertools.permutations(drafts):
        stories = placed_by(order)
        assert len(stories) == 2
        assert {name for _, searched in stories for name in searched} == {"damage", "other damage"}


def test_what_only_a_removed_copy_kept_out_of_search_is_searched_again() -> None:
    with indexing() as (indexer, stores):
        indexer.run([draft(name, TEXTS[name]) for name in ("damage", "full", "owner", "plain")])
        assert placed(stores) == {story("damage, full, owner, plain", "full")}
        indexer.remove(["full"])
        assert placed(stores) == {story("damage, owner, plain", "damage, owner")}


def test_a_copy_that_grows_is_searched_and_gives_way_when_it_shrinks_again() -> None:
    with indexing() as (indexer, stores):
        indexer.run([draft("agency", FIRE), draft("reprint", TEXTS["short"])])
        indexer.run([draft("reprint", TEXTS["full"])])
        assert placed(stores) == {story("agency, reprint", "reprint")}
        indexer.run([draft("reprint", TEXTS["short"])])
        assert placed(stores) == {story("agency, reprint", "agency")}


def test_a_copy_that_tells_other_figures_after_a_change_leaves_the_story() -> None:
    with indexing() as (indexer, stores):
        for name, text in (("a", "short"), ("b", "other damage"), ("c", "plain"), ("a", "damage")):
            indexer.enter([draft(name, TEXTS[text])])
        ended = placed(stores)
        assert len(ended) == 2
        indexer.remove(["a", "b", "c"])
        indexer.enter([draft("c", TEXTS["plain"]), draft("a", TEXTS["damage"])])
        indexer.enter([draft("b", TEXTS["other damage"])])
        assert placed(stores) == ended


def test_a_catalogue_whose_fuller_copy_was_not_searched_is_mended_by_the_next_run() -> None:
    with indexing() as (indexer, stores):
        indexer.run([draft("reprint", FIRE), draft("fuller", FIRE + DAMAGE)])
        with stores.catalogue.writing() as connection:
            ledger = Ledger(connection)
            for name, is_searched in (("reprint", True), ("fuller", False)):
                known = ledger.known(name)
                assert known is not None
                ledger.place(known, story_id=known.story_id, is_searched=is_searched)
            ledger.set_fact(UNPLACED_FACT, "true")
        indexer.run([])
        assert stores.keywords.passage_ids() == {"fuller@1#0"}
        assert stores.catalogue.fact(UNPLACED_FACT) is None


def test_an_equal_copy_has_few_texts_read_however_many_there_are() -> None:
    with indexing() as (indexer, _):
        indexer.enter([draft(f"copy-{number:02}", FIRE) for number in range(60)])
        with statements() as seen:
            indexer.enter([draft("late", FIRE)])
        itself_and_the_searched_one = 2
        assert texts_read(seen) <= itself_and_the_searched_one


changes = st.tuples(
    st.sampled_from("abcde"), st.sampled_from([*TEXTS, None]), st.none() | st.just(3)
)


@settings(max_examples=25)
@given(st.lists(changes, max_size=10), st.randoms(use_true_random=False))
def test_a_history_of_changes_ends_where_indexing_what_is_left_in_any_order_does(
    lived: tuple[Indexer, Stores],
    history: list[tuple[str, str | None, int | None]],
    chance: random.Random,
) -> None:
    indexer, stores = lived
    indexer.remove([one.article_id for one in all_articles(stores.catalogue)])
    left: dict[str, ArticleDraft] = {}
    for name, text, day in history:
        if text is None:
            if left.pop(name, None):
                indexer.remove([name])
        else:
            left[name] = draft(name, TEXTS[text], day)
            indexer.enter([left[name]])
    ended = placed(stores)
    drafts = list(left.values())
    chance.shuffle(drafts)
    indexer.remove(list(left))
    indexer.enter(drafts)
    assert placed(stores) == ended
    searched = {name for _, names in ended for name in names}
    facts = {fact for fact in (DAMAGE, OWNER, LATER) for one in drafts if fact in one.text}
    assert facts == {fact for fact in facts for name in searched if fact in left[name].text}


@pytest.fixture(scope="module")
def lived() -> Iterator[tuple[Indexer, Stores]]:
    """One data folder for all histories; opening one takes longer than a history."""
    with indexing() as opened:
        yield opened
