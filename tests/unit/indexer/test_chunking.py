from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.node_parser import NodeParser, SentenceSplitter, TokenTextSplitter
from llama_index.core.schema import BaseNode, Document, TextNode

from corpus.errors import ConfigurationError
from corpus.models import Article, ArticleId, StoryId
from indexer.chunking import PassageParser, document_from, passages_of

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def article(text: str, language: str | None = None) -> Article:
    return Article(
        article_id=ArticleId("a"), version=1, story_id=StoryId("a"), text=text, title="A bridge",
        source="The Ledger", author=None, url=None, published_at=NOW, language=language,
        section=None, content_hash="", first_seen_at=NOW, seen_at=NOW,
    )  # fmt: skip


@given(st.text(max_size=2_000), st.integers(1, 30), st.integers(0, 20))
def test_offsets_are_exact_for_any_text(text: str, words: int, overlap: int) -> None:
    parser = PassageParser(passage_words=words, overlap_words=overlap)
    passages = passages_of(article(text), parser)
    assert [passage.position for passage in passages] == list(range(len(passages)))
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
        assert passage.text.strip()
    covered = {i for passage in passages for i in range(passage.start, passage.end)}
    assert all(i in covered or char.isspace() for i, char in enumerate(text))


def test_a_passage_ends_where_a_sentence_ends() -> None:
    text = "One two three. Four five six. Seven eight nine. Ten."
    spans = PassageParser(passage_words=6, overlap_words=3).spans(text)
    assert [text[span.start : span.end] for span in spans] == [
        "One two three. Four five six.",
        "Four five six. Seven eight nine.",
        "Seven eight nine. Ten.",
    ]


def test_equal_passages_keep_their_own_places() -> None:
    text = "Same words here. " * 6
    parser = PassageParser(passage_words=6, overlap_words=0)
    nodes = parser.get_nodes_from_documents([Document(text=text.strip())])
    assert [node.start_char_idx for node in nodes if isinstance(node, TextNode)] == [0, 34, 68]


def test_the_header_is_embedded_and_never_quoted() -> None:
    (passage,) = passages_of(article("It fell."), PassageParser())
    assert passage.embedded_text == "A bridge | The Ledger | 2026-01-02\nIt fell."
    assert passage.text == "It fell."


@pytest.mark.parametrize("parser", [SentenceSplitter(chunk_size=40, chunk_overlap=5)])
def test_another_llama_index_parser_may_cut_the_passages(parser: NodeParser) -> None:
    text = "The bridge fell at noon. Nobody was hurt. " * 8
    passages = passages_of(article(text), parser)
    assert len(passages) > 1
    assert all(text[passage.start : passage.end] == passage.text for passage in passages)


def test_a_parser_that_changes_the_text_is_refused() -> None:
    class Shouting(NodeParser):
        def _parse_nodes(self, nodes: list[BaseNode], **_: object) -> list[BaseNode]:  # type: ignore[override]
            return [TextNode(text=node.get_content().upper()) for node in nodes]

    with pytest.raises(ConfigurationError, match="no exact offsets"):
        passages_of(article("It fell."), Shouting())


def test_an_article_becomes_a_document_under_its_own_id() -> None:
    document = document_from(article("It fell."))
    assert (document.id_, document.text) == ("a", "It fell.")
    assert document.metadata["source"] == "The Ledger"


def test_nodes_know_the_document_they_come_from() -> None:
    nodes = PassageParser().get_nodes_from_documents([Document(id_="d", text="It fell.")])
    assert [node.ref_doc_id for node in nodes] == ["d"]


def test_token_splitters_with_exact_text_are_accepted_too() -> None:
    text = "plain words " * 60
    passages = passages_of(article(text.strip()), TokenTextSplitter(chunk_size=40, chunk_overlap=0))
    assert all(text[passage.start : passage.end] == passage.text for passage in passages)
