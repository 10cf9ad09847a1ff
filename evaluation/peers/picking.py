"""Naive sentence picking: of BM25's first eight windows, the three sentences nearest the question.

It never refuses, checks nothing and reports no disagreement: what a first attempt looks like. How
long an answer takes is not told: the sentences' vectors may be remembered from other questions.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from corpus.embeddings import Embedder
from corpus.sentences import sentences_in
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.peers.bm25 import Bm25Peer
from evaluation.peers.windows import Window, hits_from
from evaluation.wire import CheckedQuote, CitationPart, Reply, Response, StatementPart

WINDOWS = 8
SENTENCES = 3


@dataclass(frozen=True, slots=True)
class _Sentence:
    window: Window
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.window.article.text[self.start : self.end]


class PickingPeer:
    """Answers with sentences picked by their vectors alone."""

    name = "naive picking"

    def __init__(self, retriever: Bm25Peer, embedder: Embedder) -> None:
        """``retriever`` finds the windows, ``embedder`` compares the sentences."""
        self._retriever = retriever
        self._embedder = embedder

    async def respond(self, question: EvaluationQuestion) -> Response:
        """Three sentences as an answer, each its own citation."""
        started = time.perf_counter()
        ranked = self._retriever.ranked(question.text)
        searched = time.perf_counter()
        windows = [self._retriever.windows[number] for number, _ in ranked[:WINDOWS]]
        reply = _reply(self._picked(question.text, windows))
        return Response(
            question_id=question.question_id,
            reply=reply,
            hits=hits_from(self._retriever.windows, ranked),
            quotes=tuple(CheckedQuote(exact=True) for _ in reply.citations),
            search_ms=(searched - started) * 1000,
        )

    def _picked(self, query: str, windows: list[Window]) -> list[_Sentence]:
        """The sentences with the highest cosine; overlapping windows give each sentence once."""
        sentences = {
            (id(window.article), window.start + span.start): _Sentence(
                window, window.start + span.start, window.start + span.end
            )
            for window in windows
            for span in sentences_in(window.text)
        }
        found = list(sentences.values())
        if not found:
            return []
        vectors = self._embedder.embed_passages([sentence.text for sentence in found])
        cosines = vectors @ self._embedder.embed_query(query)
        return [found[at] for at in np.argsort(-cosines, kind="stable")[:SENTENCES]]


def _reply(sentences: list[_Sentence]) -> Reply:
    citations = tuple(_citation(n, sentence) for n, sentence in enumerate(sentences, start=1))
    return Reply(
        status="answered" if sentences else "unanswerable",
        answer=" ".join(sentence.text for sentence in sentences),
        statements=tuple(StatementPart(text=c.quote, citations=(c.number,)) for c in citations),
        citations=citations,
    )


def _citation(number: int, sentence: _Sentence) -> CitationPart:
    article = sentence.window.article
    return CitationPart(
        number=number,
        article_id=article.article_id or article.location,
        title=article.title,
        source=article.source,
        url=article.url,
        published_at=article.published_at,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
    )
