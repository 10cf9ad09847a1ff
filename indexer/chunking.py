"""Cuts articles into passages of whole sentences with exact offsets: a llama-index node parser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeGuard

from llama_index.core.node_parser import NodeParser
from llama_index.core.schema import BaseNode, Document, MetadataMode, NodeRelationship, TextNode
from pydantic import Field

from corpus.errors import ConfigurationError
from corpus.models import Article, Passage, PassageId, Span
from corpus.sentences import sentences_in

PASSAGE_WORDS = 160
"""Aim for a passage's length; whole sentences are added until it is reached."""
OVERLAP_WORDS = 40
"""Most words of whole sentences that a passage repeats from the one before."""
LANGUAGE_KEY = "language"


class PassageParser(NodeParser):
    """Splits each document into nodes of whole sentences, with start and end offsets.

    Any other llama-index node parser may stand in its place if its nodes carry exact
    ``start_char_idx`` and ``end_char_idx``.
    """

    passage_words: int = Field(PASSAGE_WORDS, gt=0)
    overlap_words: int = Field(OVERLAP_WORDS, ge=0)

    @classmethod
    def class_name(cls) -> str:
        """The name llama-index stores for this parser."""
        return "PassageParser"

    def _parse_nodes(
        self,
        nodes: Sequence[BaseNode],
        show_progress: bool = False,  # noqa: ARG002, FBT001, FBT002 - the parent's signature
        **kwargs: Any,  # noqa: ARG002 - the same
    ) -> list[BaseNode]:
        parsed: list[BaseNode] = []
        for node in nodes:
            text = node.get_content(metadata_mode=MetadataMode.NONE)
            parsed.extend(
                TextNode(
                    text=text[span.start : span.end],
                    start_char_idx=span.start,
                    end_char_idx=span.end,
                    metadata=dict(node.metadata),
                    relationships={NodeRelationship.SOURCE: node.as_related_node_info()},
                )
                for span in self.spans(text, node.metadata.get(LANGUAGE_KEY))
            )
        return parsed

    def _postprocess_parsed_nodes(
        self, nodes: list[BaseNode], parent_doc_map: dict[str, Document]
    ) -> list[BaseNode]:
        # The parent class searches for each node's text again, and so finds the first of two equal
        # passages; the offsets known from splitting are the right ones.
        kept = [(node.start_char_idx, node.end_char_idx) for node in nodes if _is_text(node)]
        processed = super()._postprocess_parsed_nodes(nodes, parent_doc_map)
        for node, (start, end) in zip(filter(_is_text, processed), kept, strict=True):
            node.start_char_idx, node.end_char_idx = start, end
        return processed

    def spans(self, text: str, language: str | None = None) -> list[Span]:
        """The passages of ``text`` in order; together they cover every sentence."""
        sentences = sentences_in(text, language)
        lengths = [len(text[span.start : span.end].split()) for span in sentences]
        spans: list[Span] = []
        first = 0
        while first < len(sentences):
            last = self._last(lengths, first)
            spans.append(Span(sentences[first].start, sentences[last].end))
            if last == len(sentences) - 1:
                break
            first = self._next(lengths, first, last)
        return spans

    def _last(self, lengths: Sequence[int], first: int) -> int:
        last, words = first, lengths[first]
        while last + 1 < len(lengths) and words + lengths[last + 1] <= self.passage_words:
            last += 1
            words += lengths[last]
        return last

    def _next(self, lengths: Sequence[int], first: int, last: int) -> int:
        """Where the next passage begins: as far back as the overlap allows, and always further."""
        start, words = last + 1, 0
        while start - 1 > first and words + lengths[start - 1] <= self.overlap_words:
            start -= 1
            words += lengths[start]
        return start


def _is_text(node: BaseNode) -> TypeGuard[TextNode]:
    return isinstance(node, TextNode)


def document_from(article: Article) -> Document:
    """An article as llama-index's readers and parsers know it."""
    known = {
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        LANGUAGE_KEY: article.language,
    }
    return Document(
        id_=article.article_id,
        text=article.text,
        metadata={name: value for name, value in known.items() if value is not None},
    )


def passages_of(article: Article, parser: NodeParser) -> list[Passage]:
    """The article's passages, cut by ``parser``, each with the header that is embedded with it.

    Raises:
        ConfigurationError: the parser's offsets do not point at its own text.
    """
    header = header_of(article)
    passages: list[Passage] = []
    for position, node in enumerate(parser.get_nodes_from_documents([document_from(article)])):
        start, end = getattr(node, "start_char_idx", None), getattr(node, "end_char_idx", None)
        text = node.get_content(metadata_mode=MetadataMode.NONE)
        if start is None or end is None or article.text[start:end] != text:
            raise ConfigurationError(
                f"{type(parser).__name__} gives no exact offsets, so its passages cannot be "
                "quoted; use PassageParser or a parser that keeps the text unchanged"
            )
        passages.append(
            Passage(
                passage_id=PassageId(f"{article.article_id}@{article.version}#{position}"),
                article_id=article.article_id,
                version=article.version,
                position=position,
                start=start,
                end=end,
                text=text,
                header=header,
            )
        )
    return passages


def header_of(article: Article) -> str:
    """Title, outlet and date in one line, for retrieval only; never part of a quote."""
    published = article.published_at.date().isoformat() if article.published_at else None
    return " | ".join(part for part in (article.title, article.source, published) if part)
