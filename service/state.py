"""What a running service holds, opened together: settings, stores, engine, intake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from corpus.answer_ledger import AnswerLedger
from corpus.browsing import outlets
from corpus.embeddings import Embedder
from corpus.openai_access import ADDRESS_VARIABLE, KEY_VARIABLE
from corpus.settings import environment
from corpus.stores import Stores
from service.answering.answerers import Writer
from service.answering.calibration import load_calibration
from service.answering.checker.checker import Checker
from service.answering.engine import Engine
from service.answering.extractive import ExtractiveAnswerer
from service.answering.retrieval import Retriever
from service.answering.understanding import Rewriter, Understanding
from service.intake import ArticleIntake
from service.kept_answers import KeptAnswers
from service.readers import Readers
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
    readers: Readers | None = None,
) -> ServiceState:
    """The service over stores and a model that are already open.

    Args:
        settings: everything the service can be told.
        stores: where the articles are.
        embedder: embeds the questions.
        intake: takes articles in and out.
        readers: the models that read; loaded here where whoever calls has not begun earlier.

    Raises:
        EmbeddingMismatch: the stored vectors were made by another model.
        ConfigurationError: the language model's settings cannot be used.
    """
    stores.check_model(embedder.model)
    readers = readers or Readers.load(settings.answering)
    written = _written(settings, embedder, readers.checker)
    engine = Engine(
        retriever=Retriever(stores, embedder),
        extractive=ExtractiveAnswerer(
            stores,
            embedder,
            load_calibration(),
            statements=settings.answering.statements,
            reader=readers.reader,
            checker=readers.checker,
            checker_abroad=readers.checker_abroad,
            passages_read=settings.answering.passages_read,
        ),
        written=None if written is None else written.writer,
        passages=settings.answering.passages,
        nearest=settings.answering.nearest,
        understanding=Understanding(
            None if written is None else written.rewriter,
            outlets=lambda: [one.name for one in outlets(stores.catalogue)],
        ),
        checker=readers.checker,
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
