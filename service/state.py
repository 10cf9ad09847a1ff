"""What a running service holds, opened together: settings, stores, engine, intake."""

from __future__ import annotations

import os
from dataclasses import dataclass

import structlog
from dotenv import dotenv_values

from corpus.embeddings import Embedder
from corpus.errors import ModelDamaged
from corpus.settings import ENVIRONMENT_FILE
from corpus.stores import Stores
from service.answering.calibration import load_calibration
from service.answering.engine import Answerer, Engine
from service.answering.extractive import ExtractiveAnswerer
from service.answering.reading.evidence_reader import EvidenceReader
from service.answering.retrieval import Retriever
from service.intake import ArticleIntake
from service.settings import ServiceSettings

MODEL_VARIABLES = ("OPENAI_API_KEY", "OPENAI_BASE_URL")
"""The standard names; either of them means that a language model is to be used."""
DEFAULT_MODEL = "gpt-4.1-mini"
"""Asked for where a key or an address is set and ``DATELINE_LLM__MODEL`` is not."""


@dataclass(frozen=True, slots=True)
class ServiceState:
    """The resources of one service. ``intake`` is ``None`` where it takes no articles."""

    settings: ServiceSettings
    stores: Stores
    engine: Engine
    intake: ArticleIntake | None = None

    @property
    def embedder(self) -> Embedder:
        """The model questions are embedded with."""
        return self.engine.retriever.embedder


def assemble(
    settings: ServiceSettings,
    stores: Stores,
    embedder: Embedder,
    *,
    intake: ArticleIntake | None = None,
) -> ServiceState:
    """The service over stores and a model that are already open.

    Raises:
        EmbeddingMismatch: the stored vectors were made by another model.
        ConfigurationError: the language model's settings cannot be used.
    """
    stores.check_model(embedder.model)
    engine = Engine(
        retriever=Retriever(stores, embedder),
        extractive=ExtractiveAnswerer(
            stores,
            embedder,
            load_calibration(),
            statements=settings.answering.statements,
            reader=_reader(settings),
        ),
        written=_written(settings, embedder),
        passages=settings.answering.passages,
        nearest=settings.answering.nearest,
    )
    return ServiceState(settings=settings, stores=stores, engine=engine, intake=intake)


def _reader(settings: ServiceSettings) -> EvidenceReader | None:
    """The reader model; a damaged one is done without, and said so in the log."""
    if not settings.answering.reader:
        return None
    try:
        return EvidenceReader.load(settings.answering.reader_threads)
    except ModelDamaged as error:
        structlog.get_logger().warning("reader_left_out", reason=str(error))
        return None


def _written(settings: ServiceSettings, embedder: Embedder) -> Answerer | None:
    """The language model's answerer, where a key, an address or a model is configured."""
    environment = {**_environment_file(), **os.environ}
    named = [settings.llm.model, *(environment.get(name, "") for name in MODEL_VARIABLES)]
    if not any(value.strip() for value in named):
        return None
    # Imported here because the OpenAI SDK takes over a second, which extractive answers need not
    # wait for.
    from service.answering.language_model import OpenAILanguageModel, openai_client
    from service.answering.llm import LlmAnswerer
    from service.answering.prompting import load_prompt
    from service.answering.verification import SupportChecker, calibration_for

    llm = settings.llm.model_copy(update={"model": settings.llm.model or DEFAULT_MODEL})
    return LlmAnswerer(
        OpenAILanguageModel(openai_client(llm, environment), llm),
        load_prompt("answer", llm.prompt_version),
        llm,
        checker=SupportChecker(calibration_for(embedder.model), embedder),
    )


def _environment_file() -> dict[str, str]:
    values = dotenv_values(ENVIRONMENT_FILE)
    return {name: value for name, value in values.items() if value is not None}
