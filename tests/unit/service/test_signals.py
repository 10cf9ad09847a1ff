"""What is measured about a sentence: who is named in full goes on by the last name."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus.models import ArticleDraft
from corpus.sentence_vectors import pack
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from indexer.pipeline import Indexer
from service.answering.evidence import gather
from service.answering.question_shape import shape_of
from service.answering.retrieval import Retriever
from service.answering.signals import SIGNALS, TermWeights, measure
from tests.fakes.embedder import WordEmbedder

ASKED = "When did Irena Valk take office?"
LATER = "Ms Valk, who took office in May, arrived on Monday with a large delegation."


def _article(name: str, opening: str) -> ArticleDraft:
    return ArticleDraft(
        text=f"{opening} {LATER} The visit ends on Friday.",
        location=f"/news/{name}.txt",
        article_id=name,
        title=f"The visit {name}",
        source=name,
        language="en",
    )


def test_a_last_name_is_the_full_one_where_the_article_has_it(tmp_path: Path) -> None:
    named = _article("named", "President Irena Valk came to the harbour for the talks.")
    other = _article("other", "A guest of the town came to the harbour for the talks.")
    stores = Stores.open(CorpusSettings(data_dir=tmp_path, _env_file=None))
    with closing(stores):
        Indexer(stores, WordEmbedder()).run([named, other])
        evidence = gather(Retriever(stores, WordEmbedder()).retrieve(ASKED, top_k=8))
        terms = TermWeights.of(ASKED, stores.keywords, ["en"])
        measured = measure(shape_of(ASKED), evidence, terms, None).values
    told = {
        str(sentence.quote.article.article_id): row
        for sentence, row in zip(evidence.sentences, measured, strict=True)
        if sentence.text == LATER
    }
    names, own = SIGNALS.index("names"), SIGNALS.index("own_terms")
    assert (told["named"][names], told["other"][names]) == (1.0, 0.0)
    assert told["named"][own] > told["other"][own]


def test_vectors_of_an_earlier_number_of_sentences_measure_nothing(tmp_path: Path) -> None:
    embedder = WordEmbedder(dimensions=6)
    stores = Stores.open(CorpusSettings(data_dir=tmp_path, _env_file=None))
    with closing(stores):
        Indexer(stores, embedder).run([_article("named", "President Valk came for talks.")])
        (hit,) = Retriever(stores, embedder).retrieve(ASKED, top_k=1)
        terms = TermWeights.of(ASKED, stores.keywords, ["en"])
    # As many numbers as three sentences have of eight each, but packed for four of six.
    packed = pack(np.ones((4, 6), np.float32))
    evidence = gather([replace(hit, passage=replace(hit.passage, sentence_vectors=packed))])
    assert len(evidence.sentences) == 3
    measured = measure(shape_of(ASKED), evidence, terms, embedder.embed_query(ASKED)).values
    assert set(measured[:, SIGNALS.index("sentence_cosine")]) == {hit.dense}
