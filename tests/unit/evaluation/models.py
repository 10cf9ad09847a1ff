"""A language model of the service over a server that is no model."""

from __future__ import annotations

from openai import AsyncOpenAI

from service.answering.language_model import LanguageModel, OpenAILanguageModel
from service.answering.llm_settings import LlmSettings
from tests.fakes.model_server import FakeModelServer


def model_of(server: FakeModelServer) -> LanguageModel:
    """The model; make it where it is asked, in a running event loop."""
    client = AsyncOpenAI(
        api_key="k", base_url="http://model.test/v1", max_retries=0, http_client=server.client()
    )
    return OpenAILanguageModel(client, LlmSettings(model="fake", retries=0))
