"""Peers, the vector cache and the sheet of sentences."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.embeddings import EmbeddingProgress, Vectors
from corpus.models import ArticleDraft
from evaluation.cached_embedder import CachedEmbedder
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.peers.assembly import peers_for
from evaluation.peers.names import PeerName
from evaluation.peers.windows import OVERLAP, WORDS, windows_of
from evaluation.sampling import draw, write_rows
from tests.fakes.embedder import WordEmbedder

ARTICLES = [
    ArticleDraft(
        "The freighter hit the bridge at dawn. Two dock workers were hurt in the crash. "
        "The harbour stays closed until Monday.",
        "a",
        "a",
        title="Freighter hits bridge",
    ),
    ArticleDraft(
        "The mayor lost the recount by forty ballots. The council meets on Friday to confirm it.",
        "b",
        "b",
    ),
    ArticleDraft(
        "The dam has a crack that is fourteen metres long, engineers said today.", "c", "c"
    ),
]


class CountingEmbedder(WordEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.embedded: list[str] = []
        self.fails_after = 10**6

    def embed_passages(
        self, texts: Sequence[str], on_progress: EmbeddingProgress | None = None
    ) -> Vectors:
        if len(self.embedded) + len(texts) > self.fails_after:
            raise RuntimeError("killed")
        self.embedded.extend(texts)
        return super().embed_passages(texts, on_progress)


def test_windows_cover_every_word_with_the_overlap_and_point_into_the_text() -> None:
    text = " ".join(f"word{n}" for n in range(450))
    windows = windows_of([ArticleDraft(text, "x", "x")])
    assert [window.text == text[window.start : window.end] for window in windows] == [True] * 3
    words = [window.text.split() for window in windows]
    assert [len(one) for one in words] == [WORDS, WORDS, 450 - 2 * (WORDS - OVERLAP)]
    assert words[0][-OVERLAP:] == words[1][:OVERLAP]
    assert words[-1][-1] == "word449"


@pytest.mark.parametrize("words", [1, 39, 40, 41, 199, 200, 201, 360])
def test_no_article_is_lost_and_no_window_repeats_only_old_words(words: int) -> None:
    windows = windows_of([ArticleDraft(" ".join(["w"] * words), "x", "x")])
    fresh = [len(windows[0].text.split())] + [len(w.text.split()) - OVERLAP for w in windows[1:]]
    assert sum(fresh) == words
    assert min(fresh) > 0


def test_every_peer_finds_the_article_the_question_is_about() -> None:
    question = EvaluationQuestion(
        "q", "How long is the crack in the dam?", answers=("fourteen metres",)
    )
    embedder = WordEmbedder()
    peers = list(peers_for(ARTICLES, embedder))
    responses = {peer.name: asyncio.run(peer.respond(question)) for peer in peers}
    assert list(responses) == ["BM25", "dense", "naive picking", "LlamaIndex"]
    for name, response in responses.items():
        assert response.hits[0].article_id == "c", name
        text = ARTICLES[2].text
        assert response.hits[0].text == text[response.hits[0].start : response.hits[0].end], name


def test_naive_picking_quotes_exactly_and_never_refuses() -> None:
    (picking,) = peers_for(ARTICLES, WordEmbedder(), wanted=[PeerName.PICKING])
    response = asyncio.run(picking.respond(EvaluationQuestion("q", "Who lost the recount?")))
    assert response.reply is not None and response.reply.status == "answered"
    texts = {article.article_id: article.text for article in ARTICLES}
    for citation in response.reply.citations:
        assert texts[citation.article_id][citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("wanted", [["bm25"], ["llama-index", "dense"], []])
def test_only_the_wanted_peers_run(wanted: list[str]) -> None:
    names = {"bm25": "BM25", "llama-index": "LlamaIndex", "dense": "dense"}
    peers = peers_for(ARTICLES, WordEmbedder(), wanted=[PeerName(name) for name in wanted])
    assert {peer.name for peer in peers} == {names[name] for name in wanted}


def test_there_are_no_peers_without_articles() -> None:
    assert list(peers_for([], WordEmbedder())) == []


def test_known_texts_are_not_embedded_again(tmp_path: Path) -> None:
    inner = CountingEmbedder()
    path = tmp_path / "vectors.sqlite"
    first = CachedEmbedder(inner, path).embed_passages(["one", "two", "one"])
    second = CachedEmbedder(inner, path).embed_passages(["two", "three", "one"])
    assert sorted(inner.embedded) == ["one", "three", "two"]
    assert np.array_equal(first[0], first[2]) and np.array_equal(first[0], second[2])
    assert np.array_equal(first[1], second[0])
    assert np.allclose(second[1], WordEmbedder().embed_query("three"))


def test_another_model_has_vectors_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    CachedEmbedder(WordEmbedder("one", 8), path).embed_passages(["text"])
    assert CachedEmbedder(WordEmbedder("two", 16), path).embed_passages(["text"]).shape == (1, 16)
    assert CachedEmbedder(WordEmbedder("two", 16), path).embed_passages([]).shape == (0, 16)


def test_a_killed_run_keeps_the_batches_that_were_embedded(tmp_path: Path) -> None:
    inner, path = CountingEmbedder(), tmp_path / "vectors.sqlite"
    texts = [f"text number {n:04}" for n in range(300)]
    inner.fails_after = 200
    with pytest.raises(RuntimeError):
        CachedEmbedder(inner, path).embed_passages(texts)
    kept = len(inner.embedded)
    inner.fails_after = 10**6
    CachedEmbedder(inner, path).embed_passages(texts)
    assert kept == 128 and len(inner.embedded) == 300


def test_drawn_sentences_spread_over_articles_and_are_the_same_for_the_same_seed(
    tmp_path: Path,
) -> None:
    rows = draw(ARTICLES, 3, seed=5)
    assert rows == draw(ARTICLES, 3, seed=5)
    assert len({row["articles"] for row in rows}) == 3
    assert len(draw(ARTICLES, 100)) == 4
    texts = {article.article_id: article.text for article in ARTICLES}
    assert all(row["sentences"] in texts[row["articles"]] for row in rows)
    write_rows(rows, tmp_path / "sheet.csv")
    with (tmp_path / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["q001", "q002", "q003"]
