"""Which peers run, made from the collection's articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.embeddings import Embedder
from corpus.models import ArticleDraft
from evaluation.asking import Respondent
from evaluation.peers.bm25 import Bm25Peer
from evaluation.peers.dense import DensePeer
from evaluation.peers.llama import LlamaIndexPeer
from evaluation.peers.picking import PickingPeer
from evaluation.peers.windows import windows_of


def peers_for(
    articles: Sequence[ArticleDraft], embedder: Embedder, remembered: Embedder
) -> Iterator[Respondent]:
    """Each peer, built when it is its turn.

    Args:
        articles: what Dateline searches too.
        embedder: the model, for what a peer computes while it is asked.
        remembered: the same model with its vectors cached, for indexing.
    """
    windows = windows_of(articles)
    if not windows:
        return
    bm25 = Bm25Peer(windows)
    yield bm25
    yield DensePeer(windows, remembered)
    yield LlamaIndexPeer(articles, remembered)
    yield PickingPeer(bm25, embedder)
