"""LlamaIndex's query engines as peers, with a model at the transport that is no model."""

from __future__ import annotations

import asyncio

import pytest

from corpus.models import ArticleDraft
from evaluation.datasets.dataset import EvaluationQuestion
from evaluation.metrics.support import WordJudge
from evaluation.peers.assembly import peers_for
from evaluation.peers.llama_answers import REFUSAL
from evaluation.scoring import facts_of
from evaluation.wire import Reply, Response
from service.answering.language_model import LanguageModel
from tests.fakes.embedder import WordEmbedder
from tests.fakes.model_server import FakeModelServer, failure, text
from tests.unit.evaluation.models import model_of

ARTICLES = [
    ArticleDraft("The dam has a crack. It is fourteen metres long, engineers said.", "d", "dam"),
    ArticleDraft("The freighter Halden hit the bridge at dawn. Two were hurt.", "b", "bridge"),
]
QUESTION = EvaluationQuestion(
    "q", "How long is the crack in the dam?", answers=("fourteen metres",), relevance=(("dam", 1),)
)


def answered(server: FakeModelServer, name: str) -> Response:
    async def run() -> Response:
        model: LanguageModel = model_of(server)
        embedder = WordEmbedder()
        peers = {one.name: one for one in peers_for(ARTICLES, embedder, model)}
        return await peers[name].respond(QUESTION)

    return asyncio.run(run())


def reply_of(response: Response) -> Reply:
    assert response.failure is None and response.reply is not None
    return response.reply


def test_the_peers_that_write_come_only_with_a_model() -> None:
    embedder = WordEmbedder()
    names = [one.name for one in peers_for(ARTICLES, embedder)]
    assert names == ["BM25", "dense", "naive picking", "LlamaIndex"]


def test_the_citing_engine_cites_the_chunks_its_markers_name() -> None:
    server = FakeModelServer(text("The crack is fourteen metres long [1]. A ship came. [9]"))
    response = answered(server, "CitationQueryEngine")
    reply = reply_of(response)
    assert [one.text for one in reply.statements] == [
        "The crack is fourteen metres long.",
        "A ship came.",
    ]
    assert [one.citations for one in reply.statements] == [(1,), ()]
    (citation,) = reply.citations
    assert citation.article_id == "dam"
    assert ARTICLES[0].text[citation.start : citation.end] == citation.quote
    assert response.quotes[0].exact
    assert reply.usage.prompt_tokens == 100 and reply.answerer.model == "fake"
    facts = facts_of(QUESTION, response, WordJudge(0.6))
    assert facts["right"] == 1.0
    assert (facts["citation_recall"], facts["article_precision"]) == (0.5, 1.0)
    assert "Source 1:" in str(server.requests[0]["messages"])


def test_the_stock_engine_counts_as_citing_all_it_was_given() -> None:
    server = FakeModelServer(text("The crack is fourteen metres long."))
    reply = reply_of(answered(server, "LlamaIndex answers"))
    assert [one.citations for one in reply.statements] == [(1, 2)]
    assert {one.article_id for one in reply.citations} == {"dam", "bridge"}


def test_a_model_that_fails_is_a_failure_and_no_wrong_answer() -> None:
    response = answered(FakeModelServer(failure(500)), "CitationQueryEngine")
    assert response.failure is not None and response.failure.startswith("ModelUnavailable")
    assert facts_of(QUESTION, response, WordJudge()) == {}


@pytest.mark.parametrize(
    "said",
    [
        "None of the provided sources are helpful.",
        "The provided sources do not mention the length of the crack.",
        "The context information does not provide an answer.",
        "It cannot be determined from the sources.",
        "I'm unable to answer that.",
    ],
)
def test_a_first_sentence_that_says_so_is_a_refusal(said: str) -> None:
    reply = reply_of(answered(FakeModelServer(text(said)), "CitationQueryEngine"))
    assert (reply.status, reply.citations) == ("unanswerable", ())


@pytest.mark.parametrize(
    "said",
    [
        "The crack is fourteen metres long, and the dam did not break.",
        "Engineers said that they cannot repair it this year.",
    ],
)
def test_an_answer_with_a_negation_is_no_refusal(said: str) -> None:
    assert not REFUSAL.search(said)
