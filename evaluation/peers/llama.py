"""Stock LlamaIndex: ``VectorStoreIndex`` with its default splitter and the same embedding model.

What it retrieves is compared always; what its query engines answer where a language model is set
(``llama_answers``). Nodes are found by exact cosine (LlamaIndex's own vector store), which is what
Chroma approximates.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from llama_index.core import VectorStoreIndex
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import BaseNode, Document, MetadataMode, NodeWithScore, TextNode

from corpus.embeddings import Embedder
from corpus.llama_embedding import LlamaIndexEmbedding
from corpus.models import ArticleDraft
from evaluation.asking import TOP_K
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.wire import HitPart, Response


@dataclass(frozen=True)
class LlamaCollection:
    """Articles split, embedded and indexed as LlamaIndex does out of the box."""

    articles: dict[str, ArticleDraft]
    index: VectorStoreIndex

    @classmethod
    def of(cls, articles: Sequence[ArticleDraft], embedder: Embedder) -> LlamaCollection:
        """The collection of these articles."""
        nodes = SentenceSplitter().get_nodes_from_documents([_document(a) for a in articles])
        index = VectorStoreIndex(nodes, embed_model=LlamaIndexEmbedding(embedder))
        return cls({_key(article): article for article in articles}, index)

    def hit(self, found: NodeWithScore) -> HitPart:
        """A retrieved node."""
        node = found.node
        article = self.articles[node.ref_doc_id or ""]
        return HitPart(
            article_id=node.ref_doc_id or "",
            score=found.score or 0.0,
            title=article.title,
            source=article.source,
            url=article.url,
            published_at=article.published_at,
            text=node.get_content(MetadataMode.NONE),
            start=_offset(node, "start_char_idx"),
            end=_offset(node, "end_char_idx"),
        )


class LlamaIndexPeer:
    """What a stock LlamaIndex retrieves."""

    name = "LlamaIndex"

    def __init__(self, collection: LlamaCollection) -> None:
        """``collection`` is searched."""
        self._collection = collection
        self._retriever = collection.index.as_retriever(similarity_top_k=TOP_K)

    async def respond(self, question: EvaluationQuestion) -> Response:
        """The hits of one question; there is no answer."""
        started = time.perf_counter()
        found = self._retriever.retrieve(question.text)
        elapsed = (time.perf_counter() - started) * 1000
        hits = tuple(self._collection.hit(one) for one in found)
        return Response(question_id=question.question_id, hits=hits, search_ms=elapsed)


def _offset(node: BaseNode, name: str) -> int:
    return (getattr(node, name) if isinstance(node, TextNode) else 0) or 0


def _key(article: ArticleDraft) -> str:
    return article.article_id or article.location


def _document(article: ArticleDraft) -> Document:
    metadata = {"title": article.title} if article.title else {}
    return Document(id_=_key(article), text=article.text, metadata=metadata)
