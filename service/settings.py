"""The service's settings: the collection's, plus the language model and the HTTP interface."""

from __future__ import annotations

import json
import re
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode

from corpus.settings import CorpusSettings, Section
from service.answering.llm_settings import LlmSettings


class AnsweringSettings(Section):
    """How answers are made."""

    passages: int = Field(20, ge=1, le=100, description="Passages retrieved for each question.")
    passages_read: int = Field(
        12, ge=1, le=100, description="Of these the likeliest, which the reader model reads."
    )
    statements: int = Field(3, ge=1, le=10, description="Most sentences of an extractive answer.")
    nearest: int = Field(3, ge=0, le=10, description="Pieces of evidence shown with a refusal.")
    reader: bool = Field(
        default=True, description="Whether the local reader model helps to pick sentences."
    )
    checker: bool = Field(
        default=True,
        description="Whether the local models that check read the best sentences, and statements.",
    )
    reader_threads: int = Field(
        0, ge=0, description="Threads for the reader, and for the checker; 0 = one per core."
    )


class LimitSettings(Section):
    """What one caller may ask of the HTTP interface."""

    body_bytes: int = Field(25_000_000, gt=0, description="Largest request body.")
    concurrent_answers: int = Field(
        64, gt=0, description="Questions answered at the same time; further ones get 503."
    )
    questions_per_minute: int = Field(
        0,
        ge=0,
        description="Questions and searches a minute for one key, or one address where there "
        "are no keys, in each process; further ones get 429. 0 = no limit.",
    )


MOST_SUGGESTIONS = 4
"""As many as readers are shown at once, by the page and the widget too."""
ORIGIN_PATTERN = (
    r"^https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?/?$"
)
_USUAL_PORTS = {"http": ":80", "https": ":443"}


def origin_of(value: str) -> str:
    """A web origin as browsers send it: scheme, host and port, without a path.

    Raises:
        ValueError: the text is none.
    """
    origin = value.strip().lower().removesuffix("/")
    if not re.fullmatch(ORIGIN_PATTERN, origin):
        raise ValueError("an origin is written like https://paper.example, without a path")
    return origin.removesuffix(_USUAL_PORTS[origin.partition("://")[0]])


class WebSettings(Section):
    """The web page, the widget on other sites, and the answers that can be read again."""

    title: str = Field("Dateline", min_length=1, max_length=80, description="Name of the web page.")
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Sites whose pages may call the service from a browser (CORS), separated by "
        "commas, such as https://paper.example; empty = none, * = all.",
    )
    frame_ancestors: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Sites that may show the web page in a frame, separated by commas; "
        "empty = none. The widget needs none.",
    )
    hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Names by which a service without keys may be called besides localhost, "
        "separated by commas, for a proxy before it.",
    )
    answers_kept_days: int = Field(
        90,
        ge=0,
        le=36_500,
        description="Days for which an answer can be read again at its address; 0 = not at all.",
    )
    suggestions: tuple[str, ...] = Field(
        (),
        max_length=MOST_SUGGESTIONS,
        description=f"Up to {MOST_SUGGESTIONS} questions that are suggested to readers; "
        "empty = taken from recent headlines.",
    )

    @field_validator("allowed_origins", "frame_ancestors", "hosts", mode="before")
    @classmethod
    def _accept_commas(cls, value: object) -> object:
        return _listed(value)

    @field_validator("allowed_origins")
    @classmethod
    def _check_allowed(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one if one == "*" else origin_of(one) for one in value)

    @field_validator("frame_ancestors")
    @classmethod
    def _check_frames(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(origin_of(one) for one in value)


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
    web: WebSettings = WebSettings()

    @field_validator("api_keys", mode="before")
    @classmethod
    def _accept_commas(cls, value: object) -> object:
        return _listed(value)


def _listed(value: object) -> object:
    """The parts of a text with commas, or of a JSON list."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        return json.loads(value)
    return [part.strip() for part in value.split(",") if part.strip()]
