"""Which peers run, made from the collection's articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from corpus.embeddings import Embedder
from corpus.models import ArticleDraft
from evaluation.asking import Respondent
from evaluation.peers.bm25 import Bm25Peer
from evaluation.peers.dense import DensePeer
from evaluation.peers.llama import LlamaCollection, LlamaIndexPeer
from evaluation.peers.llama_answers import engines_of
from evaluation.peers.names import PeerName
from evaluation.peers.picking import PickingPeer
from evaluation.peers.windows import windows_of
from service.answering.language_model import LanguageModel


def peers_for(
    articles: Sequence[ArticleDraft],
    remembered: Embedder,
    writer: LanguageModel | None = None,
    wanted: Collection[PeerName] = tuple(PeerName),
) -> Iterator[Respondent]:
    """Each peer, built when it is its turn.

    Args:
        articles: what Dateline searches too.
        remembered: the model with its vectors cached, since picking embeds the same sentences for
            question after question.
        writer: the language model for the peers that write; None leaves those out.
        wanted: the only ones to run; on a big collection some take long to build.
    """
    windows = windows_of(articles)
    if not windows:
        return
    bm25 = Bm25Peer(windows)
    if PeerName.BM25 in wanted:
        yield bm25
    if PeerName.DENSE in wanted:
        yield DensePeer(windows, remembered)
    if PeerName.PICKING in wanted:
        yield PickingPeer(bm25, remembered)
    writes = writer is not None and PeerName.WRITERS in wanted
    if not writes and PeerName.LLAMA_INDEX not in wanted:
        return
    stock = LlamaCollection.of(articles, remembered)
    if PeerName.LLAMA_INDEX in wanted:
        yield LlamaIndexPeer(stock)
    if writer is not None and writes:
        yield from engines_of(stock, writer)
