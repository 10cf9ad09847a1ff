from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from corpus.browsing import all_articles
from corpus.embeddings import Vectors
from corpus.errors import ArticleNotFound, EmbeddingMismatch, StorageUnavailable
from corpus.ledger import UNCUT_FACT, Ledger
from corpus.models import ArticleDraft, ArticleId
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import ARTICLES_PER_BATCH, Indexer
from indexer.sources import Failure, read_sources
from indexer.stories import MOST_READ
from tests.fakes.embedder import WordEmbedder
from tests.fakes.statements import statements, texts_read

BRIDGE = (
    "A freighter struck the harbour bridge on Monday night and the deck dropped into the water. "
    "Divers searched until dawn and found nobody. The mayor said the crossing would stay shut for "
    "nine weeks while engineers examine the piers. Ferries carry people across for free."
)
COUNT = (
    "Officials finished the second count of the council vote late on Friday. The gap between both "
    "candidates shrank to 41 ballots. The loser conceded at once and thanked the volunteers who "
    "had worked through three nights in the sports hall."
)


def draft(text: str, name: str, **fields: object) -> ArticleDraft:
    return replace(ArticleDraft(text=text, location=f"/news/{name}.txt"), **fields)  # type: ignore[arg-type]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    opened = Stores.open(CorpusSettings(data_dir=tmp_path / "data", _env_file=None))
    yield opened
    opened.close()


@pytest.fixture
def indexer(stores: Stores) -> Indexer:
    return Indexer(stores, WordEmbedder(), clock=lambda: datetime(2026, 1, 2, tzinfo=UTC))


def assert_agree(stores: Stores) -> None:
    ids = stores.catalogue.passage_ids()
    assert stores.active_vectors().passage_ids() == ids
    assert stores.keywords.passage_ids() == ids
    archived = stores.catalogue.passage_ids(archived=True)
    assert stores.archive.keywords.passage_ids() == archived
    located = stores.catalogue.passages(sorted(archived)).values()
    assert all(one.is_archived and one.has_vector for one in located)
    assert stores.catalogue.counts().pending == 0


def test_indexing_again_changes_nothing_and_says_so(indexer: Indexer, stores: Stores) -> None:
    drafts = [draft(BRIDGE, "bridge"), draft(COUNT, "count")]
    first = indexer.run(drafts)
    assert (first.new, first.unchanged, first.passages) == (2, 0, 2)
    before = list(all_articles(stores.catalogue))
    second = indexer.run(drafts)
    assert (second.new, second.unchanged, second.passages) == (0, 2, 0)
    assert list(all_articles(stores.catalogue)) == before
    assert_agree(stores)


def test_a_file_with_one_id_twice_is_unchanged_when_indexed_again(
    indexer: Indexer, tmp_path: Path
) -> None:
    path = tmp_path / "twice.jsonl"
    lines = [json.dumps({"id": "a", "text": text}) for text in (BRIDGE, COUNT)]
    path.write_text("\n".join(lines), encoding="utf-8")
    first, second = (indexer.run(read_sources([path])) for _ in range(2))
    assert (first.new, first.updated, first.unchanged) == (1, 0, 0)
    assert (second.new, second.updated, second.unchanged) == (0, 0, 1)


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(
    indexer: Indexer, stores: Stores
) -> None:
    indexer.run([draft(BRIDGE, "bridge")])
    summary = indexer.run([draft(BRIDGE.replace("nine", "eleven"), "bridge")])
    assert summary.updated == 1
    first, second = stores.catalogue.versions("bridge")
    assert "nine weeks" in first.text
    assert "eleven weeks" in second.text
    assert [hit.passage_id for hit in stores.keywords.search("eleven weeks", top_k=5)] == [
        "bridge@2#0"
    ]
    assert_agree(stores)


def test_a_syndicated_copy_is_kept_but_not_searched(indexer: Indexer, stores: Stores) -> None:
    copy = BRIDGE.removesuffix(" Ferries carry people across for free.")
    summary = indexer.run(
        [draft(BRIDGE, "bridge"), draft(copy, "copy", source="The Ledger"), draft(COUNT, "count")]
    )
    assert (summary.new, summary.duplicates) == (2, 1)
    story = stores.catalogue.article("copy").story_id
    assert story == stores.catalogue.article("bridge").story_id
    copies = stores.catalogue.copies([story])[story]
    assert [(c.article_id, c.source) for c in copies] == [("bridge", None), ("copy", "The Ledger")]
    assert stores.catalogue.passages_of("copy") == ()
    assert_agree(stores)


def test_the_passages_of_a_run_are_those_that_can_be_searched_after_it(
    indexer: Indexer, stores: Stores
) -> None:
    drafts = [draft(BRIDGE, f"bridge-{number}") for number in range(ARTICLES_PER_BATCH)]
    fuller = draft(BRIDGE + " Boats of a neighbour town help.", "fuller")
    assert indexer.run([*drafts, fuller]).passages == 1
    assert stores.catalogue.passage_ids() == {"fuller@1#0"}
    assert_agree(stores)


def test_the_same_words_with_other_numbers_are_another_story(
    indexer: Indexer, stores: Stores
) -> None:
    indexer.run([draft(COUNT, "early"), draft(COUNT.replace("41", "57"), "late")])
    assert stores.catalogue.counts().stories == 2


def test_reports_from_one_template_do_not_have_all_the_earlier_ones_read(
    indexer: Indexer, stores: Stores
) -> None:
    reports = [draft(COUNT.replace("41", str(number)), f"count-{number}") for number in range(90)]
    indexer.enter(reports[:60])
    with statements() as seen:
        indexer.enter(reports[60:])
    own_and_read_again = 1
    assert texts_read(seen) <= 30 * (MOST_READ + own_and_read_again)
    assert stores.catalogue.counts().stories == 90


def test_a_copy_is_searched_once_its_original_is_removed(indexer: Indexer, stores: Stores) -> None:
    indexer.run([draft(BRIDGE, "bridge"), draft(BRIDGE, "copy")])
    indexer.remove(["bridge"])
    assert [passage.text for passage in stores.catalogue.passages_of("copy")] == [BRIDGE]
    assert_agree(stores)


def test_a_rewritten_original_leaves_its_copies_searchable(
    indexer: Indexer, stores: Stores
) -> None:
    indexer.run([draft(BRIDGE, "bridge"), draft(BRIDGE, "copy")])
    indexer.run([draft(COUNT, "bridge")])
    assert stores.catalogue.article("bridge").story_id != stores.catalogue.article("copy").story_id
    assert stores.catalogue.passages_of("copy")
    assert_agree(stores)


def test_removing_an_unknown_article_removes_nothing(indexer: Indexer, stores: Stores) -> None:
    indexer.run([draft(BRIDGE, "bridge")])
    with pytest.raises(ArticleNotFound, match="dateline list"):
        indexer.remove(["bridge", "nowhere"])
    assert stores.catalogue.counts().articles == 1


def test_an_article_removed_and_added_again_is_found_again(
    indexer: Indexer, stores: Stores
) -> None:
    indexer.run([draft(BRIDGE, "bridge")])
    indexer.remove(["bridge"])
    assert stores.catalogue.counts().passages == 0
    assert_agree(stores)
    indexer.run([draft(COUNT, "bridge")])
    (passage,) = stores.catalogue.passages_of("bridge")
    located = stores.catalogue.passages([passage.passage_id])
    assert located[passage.passage_id].article.text == COUNT
    assert_agree(stores)


def test_failures_are_counted_and_stop_nothing(indexer: Indexer) -> None:
    summary = indexer.run([Failure("broken.jsonl", 3, "no JSON"), draft(BRIDGE, "bridge")])
    assert (summary.new, summary.failed) == (1, 1)


def test_failures_are_not_copied_with_every_batch(indexer: Indexer) -> None:
    def broken() -> Iterator[Failure]:
        first = Failure("broken.jsonl", 1, "no JSON")
        yield first
        for line in range(2, ARTICLES_PER_BATCH * 3 + 1):
            yield Failure("broken.jsonl", line, "no JSON")
            # A tuple, which cannot grow, would have to be made anew from all failures so far.
            assert not [one for one in gc.get_referrers(first) if isinstance(one, tuple)]

    summary = indexer.run(broken())
    assert [failure.line for failure in summary.failures] == [*range(1, ARTICLES_PER_BATCH * 3 + 1)]


def test_another_embedding_model_is_refused_before_anything_changes(
    indexer: Indexer, stores: Stores
) -> None:
    indexer.run([draft(BRIDGE, "bridge")])
    with pytest.raises(EmbeddingMismatch, match="doctor --repair"):
        Indexer(stores, WordEmbedder(model="fake/other/1")).run([draft(COUNT, "count")])
    assert stores.catalogue.counts().articles == 1


def test_what_an_interrupted_run_left_is_completed_by_the_next(
    indexer: Indexer, stores: Stores
) -> None:
    class DyingEmbedder(WordEmbedder):
        def embed_passages(self, *_: object, **__: object) -> NoReturn:
            raise StorageUnavailable("the disk is full")

    with pytest.raises(StorageUnavailable):
        Indexer(stores, DyingEmbedder()).run([draft(BRIDGE, "bridge")])
    assert stores.catalogue.counts().pending == 1
    assert indexer.run([draft(BRIDGE, "bridge")]).unchanged == 1
    assert_agree(stores)


def test_two_files_of_one_name_are_two_articles(indexer: Indexer, stores: Stores) -> None:
    there = replace(draft(COUNT, "story"), location="/elsewhere/story.txt")
    indexer.run([draft(BRIDGE, "story"), there])
    ids = [article.article_id for article in all_articles(stores.catalogue)]
    assert ids[0] == "story"
    assert ids[1].startswith("story-")
    assert indexer.run([draft(BRIDGE, "story"), there]).unchanged == 2


def test_one_url_is_one_article_however_it_is_written(indexer: Indexer) -> None:
    first = draft(BRIDGE, "a", url="https://www.Ledger.example/bridge/?utm_source=x#top")
    second = draft(BRIDGE, "b", url="https://ledger.example/bridge")
    summary = indexer.run([first, second])
    assert (summary.new, summary.updated, summary.duplicates) == (1, 1, 0)


def test_an_article_with_an_id_is_updated_by_its_url_alone(
    indexer: Indexer, stores: Stores
) -> None:
    url = "https://ledger.example/bridge"
    indexer.run([draft(BRIDGE, "a", article_id="wire-7", url=url)])
    summary = indexer.run([draft(BRIDGE.replace("nine", "ten"), "b", url=f"{url}?utm_source=x")])
    assert (summary.new, summary.updated) == (0, 1)
    assert "ten weeks" in stores.catalogue.article("wire-7").text
    assert_agree(stores)


def test_what_a_catalogue_from_before_the_archive_lacks_is_cut(
    indexer: Indexer, stores: Stores
) -> None:
    indexer.run([draft(BRIDGE, "bridge"), draft(BRIDGE, "copy")])
    with stores.catalogue.writing() as connection:
        ledger = Ledger(connection)
        ledger.drop_passages(ArticleId("copy"))
        ledger.set_fact(UNCUT_FACT, "true")
    assert indexer.run([]).passages == 0
    assert stores.catalogue.passage_ids(archived=True) == {"copy@1#0"}
    assert stores.catalogue.fact(UNCUT_FACT) is None
    assert_agree(stores)


def test_correcting_an_article_does_not_embed_its_old_text_again(stores: Stores) -> None:
    class Counting(WordEmbedder):
        texts = 0

        def embed_passages(
            self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
        ) -> Vectors:
            self.texts += len(texts)
            return super().embed_passages(texts, on_progress)

    embedder = Counting()
    indexer = Indexer(stores, embedder)
    indexer.run([draft(BRIDGE, "bridge")])
    indexer.run([draft(COUNT, "bridge")])
    assert embedder.texts == 2
    assert stores.catalogue.passage_ids(archived=True) == {"bridge@1#0"}
    assert_agree(stores)


def test_a_copy_comes_out_of_the_archive_to_be_searched_and_goes_back_in(
    indexer: Indexer, stores: Stores
) -> None:
    indexer.run([draft(BRIDGE, "bridge"), draft(BRIDGE, "copy")])
    assert stores.catalogue.passage_ids(archived=True) == {"copy@1#0"}
    indexer.run([draft(COUNT, "bridge")])
    assert stores.catalogue.passage_ids() == {"bridge@2#0", "copy@1#0"}
    assert stores.catalogue.passage_ids(archived=True) == {"bridge@1#0"}
    assert_agree(stores)
    indexer.run([draft(COUNT, "copy")])
    assert stores.catalogue.passage_ids(archived=True) == {"bridge@1#0", "copy@1#0", "copy@2#0"}
    assert_agree(stores)
    indexer.remove(["bridge"])
    assert stores.catalogue.passage_ids() == {"copy@2#0"}
    assert_agree(stores)
