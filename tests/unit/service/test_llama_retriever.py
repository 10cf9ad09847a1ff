"""llama-index's own postprocessors and query engines on top of Dateline's retrieval."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from llama_index.core.llms import MockLLM
from llama_index.core.postprocessor import SimilarityPostprocessor
from llama_index.core.postprocessor.types import BaseNodePostprocessor
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, TextNode

from corpus.models import Filters
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer
from service.answering.llama_retriever import HybridRetriever
from service.answering.retrieval import Retriever
from tests.fakes.embedder import WordEmbedder
from tests.unit.service.articles import ALL, BRIDGE, COUNT

QUESTION = "How long will the harbour bridge stay shut?"


class NewestFirst(BaseNodePostprocessor):
    """A postprocessor as a user would write one."""

    def _postprocess_nodes(
        self, nodes: list[NodeWithScore], query_bundle: QueryBundle | None = None
    ) -> list[NodeWithScore]:
        return sorted(nodes, key=lambda node: node.metadata["published_at"], reverse=True)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    data_dir = tmp_path_factory.mktemp("data")
    stores = Stores.open(CorpusSettings(data_dir=data_dir, _env_file=None))
    Indexer(stores, WordEmbedder()).run(ALL)
    yield Retriever(stores, WordEmbedder())
    stores.close()


def text_node(found: NodeWithScore) -> TextNode:
    assert isinstance(found.node, TextNode)
    return found.node


def test_nodes_are_the_hits_in_their_order(retriever: Retriever) -> None:
    found = HybridRetriever(retriever).retrieve(QUESTION)
    hits = retriever.retrieve(QUESTION, top_k=10)
    assert [(node.node_id, node.score) for node in found] == [
        (hit.passage.passage_id, hit.score) for hit in hits
    ]


def test_a_node_has_the_exact_text_its_offsets_and_its_article(retriever: Retriever) -> None:
    node = text_node(HybridRetriever(retriever).retrieve(QUESTION)[0])
    assert BRIDGE.text[node.start_char_idx : node.end_char_idx] == node.text
    assert node.relationships[NodeRelationship.SOURCE].node_id == "bridge/1"  # type: ignore[union-attr]
    assert node.ref_doc_id == "bridge/1"
    assert node.metadata == {
        "title": "Freighter strikes bridge",
        "source": "Harbour Herald",
        "url": "https://herald.example/bridge",
        "published_at": "2024-09-03T00:00:00+00:00",
    }


def test_what_is_not_known_is_left_out_of_the_metadata(retriever: Retriever) -> None:
    by_id = {node.node.ref_doc_id: node for node in HybridRetriever(retriever).retrieve(QUESTION)}
    assert "url" not in by_id["count"].metadata


def test_asynchronous_retrieval_finds_the_same(retriever: Retriever) -> None:
    hybrid = HybridRetriever(retriever)
    assert asyncio.run(hybrid.aretrieve(QUESTION)) == hybrid.retrieve(QUESTION)


def test_top_k_and_filters_hold(retriever: Retriever) -> None:
    assert len(HybridRetriever(retriever, top_k=1).retrieve(QUESTION)) == 1
    courier = HybridRetriever(retriever, filters=Filters(sources=("Civic Courier",)))
    assert [node.node.ref_doc_id for node in courier.retrieve(QUESTION)] == ["count"]
    early = Filters().as_of(datetime(2024, 9, 10, tzinfo=UTC))
    seen_then = HybridRetriever(retriever, filters=early).retrieve(QUESTION)
    assert [node.node.ref_doc_id for node in seen_then] == ["bridge/1"]


def test_a_similarity_cutoff_applies_to_the_fused_score(retriever: Retriever) -> None:
    nodes = HybridRetriever(retriever).retrieve(QUESTION)
    best, second = (node.score or 0.0 for node in nodes)
    cutoff = SimilarityPostprocessor(similarity_cutoff=(best + second) / 2)
    assert [node.node.ref_doc_id for node in cutoff.postprocess_nodes(nodes)] == ["bridge/1"]


def test_a_query_engine_answers_from_the_passages(retriever: Retriever) -> None:
    engine = RetrieverQueryEngine.from_args(
        HybridRetriever(retriever),
        llm=MockLLM(),
        node_postprocessors=[NewestFirst()],
    )
    response = engine.query(QUESTION)
    assert [node.node.ref_doc_id for node in response.source_nodes] == ["count", "bridge/1"]
    # The mock repeats its prompt, so this is what a model would have read.
    prompt = str(response)
    assert prompt.index(COUNT.text) < prompt.index(BRIDGE.text)
    assert "source: Harbour Herald" in prompt


def test_the_service_starts_without_llama_index(repository: Path) -> None:
    code = "import sys, service.app; sys.exit('llama_index.core' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()
