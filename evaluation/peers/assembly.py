"""Which peers run, made from the collection's articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.embeddings import Embedder
from corpus.models import ArticleDraft
from evaluation.asking import Respondent
from evaluation.peers.bm25 import Bm25Peer
from evaluation.peers.dense import DensePeer
from evaluation.peers.llama import LlamaCollection, LlamaIndexPeer
from evaluation.peers.llama_answers import engines_of
from evaluation.peers.picking import PickingPeer
from evaluation.peers.windows import windows_of
from service.answering.language_model import LanguageModel


def peers_for(
    articles: Sequence[ArticleDraft],
    remembered: Embedder,
    writer: LanguageModel | None = None,
) -> Iterator[Respondent]:
    """Each peer, built when it is its turn.

    Args:
        articles: what Dateline searches too.
        remembered: the model with its vectors cached, since picking embeds the same sentences for
            question after question.
        writer: the language model for the peers that write; None leaves those out.
    """
    windows = windows_of(articles)
    if not windows:
        return
    bm25 = Bm25Peer(windows)
    yield bm25
    yield DensePeer(windows, remembered)
    stock = LlamaCollection.of(articles, remembered)
    yield LlamaIndexPeer(stock)
    yield PickingPeer(bm25, remembered)
    if writer is not None:
        yield from engines_of(stock, writer)
