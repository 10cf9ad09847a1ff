"""The service's settings: the collection's, plus the language model and the HTTP interface."""

from __future__ import annotations

import json
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode

from corpus.settings import CorpusSettings, Section
from service.answering.llm_settings import LlmSettings


class AnsweringSettings(Section):
    """How answers are made."""

    passages: int = Field(12, ge=1, le=100, description="Passages read for each question.")
    statements: int = Field(3, ge=1, le=10, description="Most sentences of an extractive answer.")
    nearest: int = Field(3, ge=0, le=10, description="Pieces of evidence shown with a refusal.")
    reader: bool = Field(
        default=True, description="Whether the local reader model helps to pick sentences."
    )
    reader_threads: int = Field(0, ge=0, description="Threads for the reader; 0 = one per core.")


class LimitSettings(Section):
    """What one caller may ask of the HTTP interface."""

    body_bytes: int = Field(25_000_000, gt=0, description="Largest request body.")
    concurrent_answers: int = Field(
        64, gt=0, description="Questions answered at the same time; further ones get 503."
    )


class ServiceSettings(CorpusSettings):
    """Everything the service can be told."""

    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (),
        description="Keys of the HTTP interface, separated by commas; "
        "empty = open, on loopback only.",
    )
    llm: LlmSettings = LlmSettings()
    answering: AnsweringSettings = AnsweringSettings()
    limits: LimitSettings = LimitSettings()

    @field_validator("api_keys", mode="before")
    @classmethod
    def _accept_commas(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if value.lstrip().startswith("["):
            return json.loads(value)
        return [key.strip() for key in value.split(",") if key.strip()]
