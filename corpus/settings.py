"""Where things are kept and which embedding model is used: the settings both programs share.

Settings are built in the command line and the app factory, never at import. Names are
``DATELINE_*`` environment variables with ``__`` for nesting, or lines of a ``.env`` file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from dotenv import dotenv_values
from platformdirs import user_cache_path
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import ConfigurationError

ENVIRONMENT_PREFIX = "DATELINE_"
ENVIRONMENT_FILE = ".env"


class Section(BaseModel):
    """A group of settings; an unknown name in it is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ChromaSettings(Section):
    """The vector store."""

    url: str = Field(
        "",
        description="Chroma server, such as http://localhost:8000; "
        "empty = a store inside the data folder.",
    )
    timeout_seconds: float = Field(
        30.0, gt=0, description="Longest wait for one call to a Chroma server."
    )


class DatabaseSettings(Section):
    """The catalogue: the source of truth."""

    url: str = Field(
        "",
        description="SQLAlchemy URL, such as postgresql+psycopg://…; "
        "empty = a SQLite file in the data folder.",
    )


class EmbeddingSettings(Section):
    """The model that turns text into vectors."""

    model: str = Field(
        "multilingual-e5-small",
        description="multilingual-e5-small, all-MiniLM-L6-v2 (English, three times as fast) "
        "or openai:NAME.",
    )
    threads: int = Field(
        0, ge=0, description="Threads for a local model; 0 = one per processor core."
    )
    timeout_seconds: float = Field(
        30.0, gt=0, description="Longest wait for one call to a remote embedding model."
    )


class FetchSettings(Section):
    """How web pages are fetched, for whoever adds an article by its address."""

    allow_private: bool = Field(
        default=False,
        description="Whether pages may be fetched from private and loopback addresses, "
        "for an intranet; whoever may add articles can then reach those.",
    )
    timeout_seconds: float = Field(20.0, gt=0, description="Longest wait for one page in all.")
    page_bytes: int = Field(10_000_000, gt=0, description="Largest page.")
    redirects: int = Field(5, ge=0, description="Most redirects that are followed.")


class CorpusSettings(BaseSettings):
    """The settings of everything that reads or writes the collection."""

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX,
        env_nested_delimiter="__",
        env_file=ENVIRONMENT_FILE,
        extra="ignore",
        frozen=True,
    )

    data_dir: Path = Field(
        Path("data"), description="Folder that holds the catalogue and the indexes."
    )
    cache_dir: Path = Field(
        default_factory=lambda: user_cache_path("dateline"),
        description="Folder for model files, shared by all data folders.",
    )
    chroma: ChromaSettings = ChromaSettings()
    database: DatabaseSettings = DatabaseSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    fetch: FetchSettings = FetchSettings()

    @field_validator("data_dir", "cache_dir", mode="before")
    @classmethod
    def _default_where_empty(cls, value: object, info: ValidationInfo) -> object:
        """The default for a folder set to nothing, which would be the current folder."""
        if isinstance(value, str) and not value.strip() and info.field_name:
            return cls.model_fields[info.field_name].get_default(
                call_default_factory=True, validated_data={}
            )
        return value

    @property
    def is_shared(self) -> bool:
        """Whether several processes may use the collection at once (a Chroma server is set)."""
        return bool(self.chroma.url)


def environment() -> dict[str, str]:
    """The lines of the file ``.env`` and the variables of the process, which win."""
    lines = dotenv_values(ENVIRONMENT_FILE)
    return {name: value or "" for name, value in lines.items()} | dict(os.environ)


def check_environment(
    programs: Iterable[type[BaseSettings]], given: Mapping[str, str] | None = None
) -> None:
    """Refuse a ``DATELINE_*`` name that no program knows: a typo would be silently ignored.

    Raises:
        ConfigurationError: for the first unknown name, naming the ones there are.
    """
    known = {
        f"{ENVIRONMENT_PREFIX}{name}".upper()
        for program in programs
        for name in program.model_fields
    }
    for name in environment() if given is None else given:
        upper = name.upper()
        if upper.startswith(ENVIRONMENT_PREFIX) and upper.split("__")[0] not in known:
            raise ConfigurationError(
                f"{name} is not a setting of Dateline; the names are {', '.join(sorted(known))}"
            )
