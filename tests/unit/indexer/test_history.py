"""Whatever was corrected, copied, rewritten or removed: at any moment each story is told.

It is told once, but for what only one of its copies tells.
"""

from __future__ import annotations

import itertools
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.browsing import all_articles
from corpus.models import Article, ArticleDraft, Filters, epoch_seconds
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer
from service.answering.retrieval import Retriever
from tests.fakes.embedder import WordEmbedder

START = datetime(2024, 9, 1, tzinfo=UTC)
STRUCK = (
    "A freighter struck the harbour bridge at night and the deck dropped into the water. Divers "
    "searched until dawn and found nobody. The crossing stays shut while engineers look at it."
)
COUNTED = (
    "Officials finished the second count of the council vote late in the evening. The loser "
    "conceded at once and thanked the volunteers who had worked in the sports hall."
)
TEXTS = (STRUCK, STRUCK.replace("engineers", "experts"), COUNTED)
OUTLETS = ("Herald", "Ledger", "Courier")

days = st.integers(0, 6)
changes = st.tuples(
    st.sampled_from("abc"),
    st.sampled_from(range(len(TEXTS))),
    st.none() | days,
    st.booleans(),
)
"""An article, its new text, the date it gives, and whether it is removed first."""


def outlet_of(article_id: str) -> str:
    return OUTLETS["abc".index(article_id)]


def alive(versions: list[Article], moment: datetime) -> Article | None:
    """The newest version of an article that was available, by the definition."""
    second = epoch_seconds(moment)
    known = [one for one in versions if epoch_seconds(one.available_at) <= second]
    return max(known, key=lambda one: one.version, default=None)


@pytest.mark.slow
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(changes, min_size=1, max_size=7))
def test_each_story_is_told_once_by_the_version_of_the_day(
    history: list[tuple[str, int, int | None, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stores = Stores.open(CorpusSettings(data_dir=Path(folder), _env_file=None))
        ticks = (START + timedelta(hours=12 * n) for n in itertools.count())
        now = START
        indexer = Indexer(stores, WordEmbedder(dimensions=16), clock=lambda: now)
        for article_id, number, day, is_removed in history:
            now = next(ticks)
            present = {one.article_id for one in all_articles(stores.catalogue)}
            if is_removed and article_id in present:
                indexer.remove([article_id])
            dated = None if day is None else START + timedelta(days=day)
            indexer.run(
                [
                    ArticleDraft(
                        TEXTS[number], f"/news/{article_id}.txt", article_id=article_id,
                        source=outlet_of(article_id), published_at=dated, language="en",
                    )
                ]
            )  # fmt: skip
        check_every_moment(stores)
        stores.close()


def check_every_moment(stores: Stores) -> None:
    articles = [one.article_id for one in all_articles(stores.catalogue)]
    versions = {article_id: list(stores.catalogue.versions(article_id)) for article_id in articles}
    retriever = Retriever(stores, WordEmbedder(dimensions=16))
    for half_days, sources in itertools.product(range(-1, 14, 3), ((), ("Ledger",), OUTLETS[1:])):
        moment = START + timedelta(hours=12 * half_days)
        expected = [alive(own, moment) for own in versions.values()]
        counting = [
            one for one in expected if one is not None and (not sources or one.source in sources)
        ]
        hits = retriever.retrieve("bridge", top_k=50, filters=Filters(sources).as_of(moment))
        told = {(hit.article.article_id, hit.article.version) for hit in hits}
        assert told <= {(one.article_id, one.version) for one in counting}
        assert {hit.article.story_id for hit in hits} == {one.story_id for one in counting}
        texts = [(hit.article.story_id, hit.article.text) for hit in hits]
        assert len(texts) == len(set(texts))
        for hit in hits:
            assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
    newest = {(own[-1].article_id, own[-1].version) for own in versions.values()}
    today = retriever.retrieve("bridge", top_k=50)
    assert {(hit.article.article_id, hit.article.version) for hit in today} <= newest
    assert len({hit.article.story_id for hit in today}) == stores.catalogue.counts().stories
    assert {hit.article.text for hit in today} == {own[-1].text for own in versions.values()}
