"""A whole service over real stores in a folder, with a fake model and a fake answerer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.embeddings import Embedder
from corpus.models import ArticleDraft
from corpus.stores import Stores
from dateline import open_intake
from indexer.pipeline import Indexer
from service.answering.answerers import Answerer, Writer
from service.answering.engine import Engine
from service.answering.retrieval import Retriever
from service.settings import ServiceSettings
from service.state import ServiceState, kept_answers
from tests.fakes.answerer import WordAnswerer
from tests.fakes.embedder import WordEmbedder


def settings_in(folder: Path, **fields: object) -> ServiceSettings:
    """Settings for a data folder; neither the environment nor a file is read."""
    return ServiceSettings.model_validate({"data_dir": folder, **fields})


@contextmanager
def opened_state(
    settings: ServiceSettings,
    drafts: Sequence[ArticleDraft] = (),
    *,
    embedder: Embedder | None = None,
    extractive: Answerer | None = None,
    written: Writer | None = None,
) -> Iterator[ServiceState]:
    """A service that has indexed ``drafts``."""
    embedder = embedder or WordEmbedder()
    stores = Stores.open(settings)
    try:
        stores.adopt_model(embedder.model)
        if drafts:
            Indexer(stores, embedder).run(drafts)
        engine = Engine(
            retriever=Retriever(stores, embedder),
            extractive=extractive or WordAnswerer(),
            written=written,
            passages=settings.answering.passages,
            nearest=settings.answering.nearest,
        )
        answers = kept_answers(settings, stores)
        intake = open_intake(settings, stores, embedder)
        with closing(answers):
            yield ServiceState(settings, stores, engine, answers, intake)
    finally:
        stores.close()
