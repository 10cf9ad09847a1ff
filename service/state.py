"""What a running service holds, opened together: settings, stores, engine, intake."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

import structlog

from corpus.answer_ledger import AnswerLedger
from corpus.browsing import outlets
from corpus.embeddings import Embedder
from corpus.errors import ModelDamaged
from corpus.openai_access import ADDRESS_VARIABLE, KEY_VARIABLE
from corpus.settings import environment
from corpus.stores import Stores
from service.answering.answerers import Writer
from service.answering.calibration import load_calibration
from service.answering.checker.checker import ABROAD, WEIGHTS, Checker
from service.answering.engine import Engine
from service.answering.extractive import ExtractiveAnswerer
from service.answering.reading.evidence_reader import EvidenceReader
from service.answering.retrieval import Retriever
from service.answering.understanding import Rewriter, Understanding
from service.intake import ArticleIntake
from service.kept_answers import KeptAnswers
from service.settings import ServiceSettings

MODEL_VARIABLES = (KEY_VARIABLE, ADDRESS_VARIABLE)
"""The standard names; either of them means that a language model is to be used."""
DEFAULT_MODEL = "gpt-4.1-mini"
"""Asked for where a key or an address is set and ``DATELINE_LLM__MODEL`` is not."""


class Connections(Protocol):
    """Open connections to the server of a language model."""

    async def close(self) -> None:
        """Ends them, on the event loop that opened them."""
        ...


Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class ServiceState:
    """The resources of one service.

    ``intake`` is ``None`` where it takes no articles, ``connections`` where it has no language
    model.
    """

    settings: ServiceSettings
    stores: Stores
    engine: Engine
    answers: KeptAnswers
    intake: ArticleIntake | None = None
    connections: Connections | None = None

    async def disconnect(self) -> None:
        """Ends the connections to the language model; nothing is asked afterwards.

        Unlike ``close`` it belongs on the event loop that questions were answered on.
        """
        if self.connections is not None:
            await self.connections.close()

    def close(self) -> None:
        """Writes the answers that still wait, then lets go of the stores."""
        self.answers.close()
        self.stores.close()

    @property
    def embedder(self) -> Embedder:
        """The model questions are embedded with."""
        return self.engine.retriever.embedder


@dataclass(frozen=True, slots=True)
class _LanguageModelParts:
    """The two things that a configured language model is asked for, and the way to it."""

    writer: Writer
    rewriter: Rewriter
    connections: Connections


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
    # Side by side, since a question on the command line waits for all of them.
    with ThreadPoolExecutor() as loading:
        abroad, read = loading.submit(_checker, settings, ABROAD), loading.submit(_reader, settings)
        checker, reader, checker_abroad = _checker(settings), read.result(), abroad.result()
    written = _written(settings, embedder, checker)
    engine = Engine(
        retriever=Retriever(stores, embedder),
        extractive=ExtractiveAnswerer(
            stores,
            embedder,
            load_calibration(),
            statements=settings.answering.statements,
            reader=reader,
            checker=checker,
            checker_abroad=checker_abroad,
        ),
        written=None if written is None else written.writer,
        passages=settings.answering.passages,
        nearest=settings.answering.nearest,
        understanding=Understanding(
            None if written is None else written.rewriter,
            outlets=lambda: [one.name for one in outlets(stores.catalogue)],
        ),
        checker=checker,
    )
    return ServiceState(
        settings=settings,
        stores=stores,
        engine=engine,
        answers=kept_answers(settings, stores),
        intake=intake,
        connections=None if written is None else written.connections,
    )


def kept_answers(settings: ServiceSettings, stores: Stores) -> KeptAnswers:
    """The answers that a service over these stores gives, for as long as the settings say."""
    return KeptAnswers(AnswerLedger(stores.catalogue), settings.web.answers_kept_days)


def _reader(settings: ServiceSettings) -> EvidenceReader | None:
    """The reader model; a damaged one is done without, and said so in the log."""
    if not settings.answering.reader:
        return None
    return _unless_damaged(EvidenceReader.load, settings, "reader_left_out")


def _checker(settings: ServiceSettings, weights: str = WEIGHTS) -> Checker | None:
    """A model that checks; a damaged one is done without, and said so in the log."""
    if not settings.answering.checker:
        return None
    load = partial(Checker.load, weights=weights)
    return _unless_damaged(load, settings, "checker_left_out")


def _unless_damaged(
    load: Callable[[int], Model], settings: ServiceSettings, told: str
) -> Model | None:
    try:
        return load(settings.answering.reader_threads)
    except ModelDamaged as error:
        structlog.get_logger().warning(told, reason=str(error))
        return None


def _written(
    settings: ServiceSettings, embedder: Embedder, checker: Checker | None
) -> _LanguageModelParts | None:
    """What a language model does, where a key, an address or a model is configured."""
    variables = environment()
    named = [settings.llm.model, *(variables.get(name, "") for name in MODEL_VARIABLES)]
    if not any(value.strip() for value in named):
        return None
    # Imported here because the OpenAI SDK takes over a second, which extractive answers need not
    # wait for.
    from service.answering.language_model import OpenAILanguageModel, openai_client
    from service.answering.llm import LlmAnswerer, QuestionRewriter, Repairer, SupportJudge
    from service.answering.prompting import load_prompt
    from service.answering.verification import SupportChecker, calibration_for
    from service.answering.verification.read_support import ReadSupport, load_weights

    llm = settings.llm.model_copy(update={"model": settings.llm.model or DEFAULT_MODEL})
    client = openai_client(llm, variables)
    model = OpenAILanguageModel(client, llm)
    repairer = Repairer(model, load_prompt("repair", 1)) if llm.repair else None
    judge = None
    if llm.judge_model:
        judging = OpenAILanguageModel(client, llm.of_judge())
        judge = SupportJudge(judging, load_prompt("judge", 2))
    writer = LlmAnswerer(
        model,
        load_prompt("answer", llm.prompt_version),
        llm,
        checker=SupportChecker(
            calibration_for(embedder.model),
            embedder,
            None if checker is None else ReadSupport(checker.model, load_weights()),
        ),
        repairer=repairer,
        judge=judge,
    )
    return _LanguageModelParts(writer, QuestionRewriter(model, load_prompt("rewrite", 1)), client)
