"""Dateline's retrieval as a llama-index retriever, for its postprocessors and query engines.

Nothing of the service imports this module: llama-index takes over a second to load.
"""

from __future__ import annotations

import asyncio

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    ObjectType,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from corpus.models import Filters, Hit
from service.answering.retrieval import Retriever

TOP_K = 10


class HybridRetriever(BaseRetriever):
    """Dense and keyword search joined by reciprocal ranks, best first.

    A node's score is the fused one: the sum of 1 / (10 + rank), at most 0.18, no cosine.

    Args:
        retriever: the retrieval that the service itself uses.
        top_k: most nodes to return.
        filters: conditions that must hold, ``as_of`` among them.
        callback_manager: who is told of each retrieval.
    """

    def __init__(
        self,
        retriever: Retriever,
        *,
        top_k: int = TOP_K,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        callback_manager: CallbackManager | None = None,
    ) -> None:
        super().__init__(callback_manager=callback_manager)
        self._retriever = retriever
        self._top_k = top_k
        self._filters = filters

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """The nodes for a query.

        Raises:
            StorageUnavailable, ModelUnavailable: an index or the embedding model cannot be used.
        """
        hits = self._retriever.retrieve(
            query_bundle.query_str, top_k=self._top_k, filters=self._filters
        )
        return [NodeWithScore(node=node_from(hit), score=hit.score) for hit in hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


def node_from(hit: Hit) -> TextNode:
    """A hit as a node: the passage's exact text and offsets, its article as the source.

    What is not known of the article is left out of the metadata.
    """
    passage, article = hit.passage, hit.article
    known = {
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published_at": article.published_at.isoformat() if article.published_at else None,
    }
    source = RelatedNodeInfo(node_id=article.article_id, node_type=ObjectType.DOCUMENT)
    return TextNode(
        id_=passage.passage_id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata={name: value for name, value in known.items() if value is not None},
        relationships={NodeRelationship.SOURCE: source},
    )
