"""The two measurements of a run, each fit to be started in a process of its own."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from benchmarks.answering import AnsweringFigures, measure_answering
from benchmarks.indexing import IndexingFigures, index, measure_indexing
from corpus.embeddings import embedder_from
from corpus.settings import ChromaSettings, DatabaseSettings
from service.answering.llm_settings import LlmSettings
from service.settings import ServiceSettings

EXAMPLES = Path(__file__).parent.parent / "examples"


def own_settings() -> ServiceSettings:
    """The caller's embedding model and cache, and no store or language model of theirs."""
    own = {
        "api_keys": (),
        "chroma": ChromaSettings(),
        "database": DatabaseSettings(),
        "llm": LlmSettings(),
    }
    return ServiceSettings().model_copy(update=own)


def indexing_phase(articles: Path, rounds: int) -> IndexingFigures:
    """Indexes a folder of articles anew each round."""
    return measure_indexing(articles, own_settings(), rounds)


def answering_phase(articles: Path, rounds: int) -> AnsweringFigures:
    """Asks the example questions over the examples and a folder of articles."""
    lines = (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
        settings = own_settings().model_copy(update={"data_dir": Path(data)})
        embedder = embedder_from(settings.embedding, settings.cache_dir)
        index([EXAMPLES / "articles", articles], settings, embedder)
        return measure_answering(settings, questions, rounds)
