"""What LlamaIndex's own query engines answer, with the same language model and embedding model.

``as_query_engine()`` names no sources in its text: each sentence counts as citing every node that
it was written from. ``CitationQueryEngine`` writes ``[1]``: each sentence cites what it names. A
quote is a whole chunk, since neither engine says which sentence of it counts.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response as EngineResponse
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.schema import MetadataMode, NodeWithScore

from corpus.errors import DatelineError
from corpus.sentences import sentences_in
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.peers.llama import LlamaCollection
from evaluation.peers.llama_model import PeerModel
from evaluation.wire import (
    AnswererPart,
    CheckedQuote,
    CitationPart,
    Reply,
    Response,
    StatementPart,
    UsagePart,
)
from service.answering.language_model import LanguageModel

REFUSAL = re.compile(
    r"^empty response$|\bnone of the (?:provided |given )?(?:sources|context)"
    r"|\b(?:sources?|context|information|texts?|articles?)\b[^.]{0,60}"
    r"\b(?:do|does|did|is|are)(?: not|n't) "
    r"(?:provide|mention|contain|include|specify|say|state|give|answer|sufficient|enough|helpful)"
    r"|\b(?:cannot|can't|unable to|not possible to) (?:be )?(?:answer|determine)"
    r"|\bno information\b|\bnot (?:mentioned|specified|provided|stated)\b",
    re.IGNORECASE,
)
"""An answer whose first sentence says this is a refusal; neither engine has a sign for one."""

_MARKER = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")
_LABEL = re.compile(r"^Source \d+:\n")


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence without markers, and the sources it names, from 1."""

    text: str
    numbers: tuple[int, ...]


class QueryEnginePeer:
    """Asks one of LlamaIndex's query engines."""

    def __init__(
        self,
        name: str,
        collection: LlamaCollection,
        engine: BaseQueryEngine,
        model: PeerModel,
        *,
        has_markers: bool,
    ) -> None:
        """``has_markers`` tells whether the engine's text names its sources."""
        self.name = name
        self._collection = collection
        self._engine = engine
        self._model = model
        self._has_markers = has_markers

    async def respond(self, question: EvaluationQuestion) -> Response:
        """The engine's answer as statements with citations; a model that fails is a failure."""
        started = time.perf_counter()
        try:
            said = await self._engine.aquery(question.text)
        except DatelineError as error:
            reason = f"{type(error).__name__}: {error}"[:200]
            return Response(question_id=question.question_id, failure=reason)
        elapsed = (time.perf_counter() - started) * 1000
        if not isinstance(said, EngineResponse):
            reason = f"no answer but a {type(said).__name__}"
            return Response(question_id=question.question_id, failure=reason)
        reply = self._reply(said.response or "", said.source_nodes)
        return Response(
            question_id=question.question_id,
            reply=reply,
            hits=tuple(self._collection.hit(one) for one in said.source_nodes),
            quotes=tuple(CheckedQuote(exact=self._stands(one)) for one in reply.citations),
            latency_ms=elapsed,
        )

    def _reply(self, text: str, nodes: Sequence[NodeWithScore]) -> Reply:
        said = list(_sentences(text))
        refused = not said or bool(REFUSAL.search(said[0].text))
        everything = tuple(range(1, len(nodes) + 1))
        statements = [
            StatementPart(
                text=one.text,
                citations=tuple(n for n in one.numbers if n in everything)
                if self._has_markers
                else everything,
            )
            for one in said
        ]
        cited = {number for one in statements for number in one.citations}
        spent = self._model.take_spent()
        return Reply(
            status="unanswerable" if refused else "answered",
            answer=text,
            statements=() if refused else tuple(statements),
            citations=()
            if refused
            else tuple(
                self._citation(number, node)
                for number, node in enumerate(nodes, start=1)
                if number in cited
            ),
            answerer=AnswererPart(kind="llm", model=self._model.metadata.model_name),
            usage=UsagePart(
                prompt_tokens=spent.prompt_tokens,
                completion_tokens=spent.completion_tokens,
                cost_usd=spent.cost_usd,
            ),
        )

    def _citation(self, number: int, found: NodeWithScore) -> CitationPart:
        article = self._collection.articles[found.node.ref_doc_id or ""]
        quote = _LABEL.sub("", found.node.get_content(MetadataMode.NONE)).strip()
        start = article.text.find(quote)
        return CitationPart(
            number=number,
            article_id=found.node.ref_doc_id or "",
            title=article.title,
            source=article.source,
            url=article.url,
            published_at=article.published_at,
            quote=quote,
            start=start,
            end=start + len(quote),
        )

    def _stands(self, citation: CitationPart) -> bool:
        return citation.quote in self._collection.articles[citation.article_id].text


def engines_of(collection: LlamaCollection, model: LanguageModel) -> list[QueryEnginePeer]:
    """The stock query engine and the citing one, as their factories make them."""
    peer_model = PeerModel(model)
    stock = collection.index.as_query_engine(llm=peer_model)
    citing = CitationQueryEngine.from_args(collection.index, llm=peer_model)
    return [
        QueryEnginePeer("LlamaIndex answers", collection, stock, peer_model, has_markers=False),
        QueryEnginePeer("CitationQueryEngine", collection, citing, peer_model, has_markers=True),
    ]


def _sentences(text: str) -> list[_Said]:
    """Sentences with the markers inside or right after them."""
    said: list[_Said] = []
    for span in sentences_in(text):
        part = text[span.start : span.end]
        numbers = tuple(
            int(number) for found in _MARKER.findall(part) for number in found.split(",")
        )
        plain = _MARKER.sub("", part).strip()
        if plain.strip(" .!?"):
            said.append(_Said(plain, numbers))
        elif said and numbers:
            said[-1] = _Said(said[-1].text, (*said[-1].numbers, *numbers))
    return said
