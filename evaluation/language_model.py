"""The language model that judges, or that answers for peers: reached as the service reaches its."""

from __future__ import annotations

from corpus.settings import environment
from service.answering.language_model import LanguageModel, OpenAILanguageModel, openai_client
from service.settings import ServiceSettings
from service.state import DEFAULT_MODEL, MODEL_VARIABLES


def configured_model(settings: ServiceSettings) -> LanguageModel | None:
    """The model that the service would write with; None where it answers extractively.

    Raises:
        ConfigurationError: a model is named, but neither a key nor an address is set.
    """
    variables = environment()
    named = [settings.llm.model, *(variables.get(name, "") for name in MODEL_VARIABLES)]
    if not any(value.strip() for value in named):
        return None
    return model_named(settings.llm.model or DEFAULT_MODEL, settings)


def model_named(name: str, settings: ServiceSettings) -> LanguageModel:
    """The model ``name`` at the configured address, within the service's bounds.

    Raises:
        ConfigurationError: neither a key nor an address is set.
    """
    llm = settings.llm.model_copy(update={"model": name})
    return OpenAILanguageModel(openai_client(llm, environment()), llm)
