"""Prompts are versioned files; each is checked when it is loaded and rendered strictly."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

import yaml
from jinja2 import Environment, StrictUndefined, Template, TemplateError, meta
from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import ConfigurationError
from service.answering.language_model import Message

_FOLDER = "prompts"
_FENCE = "---\n"
_BLOCKS = ("system", "user")


class _Header(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: int
    date: dt.date
    purpose: str
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of one prompt; ``sha256`` (hex) is that of the whole file, as UTF-8."""

    name: str
    version: int
    purpose: str
    date: dt.date
    variables: frozenset[str]
    sha256: str
    template: Template

    @property
    def reference(self) -> str:
        """How answers name this prompt, such as ``answer.v1``."""
        return f"{self.name}.v{self.version}"

    def render(self, **values: object) -> tuple[Message, ...]:
        """The system message and the user message.

        Raises:
            ConfigurationError: if ``values`` are not exactly the declared variables.
        """
        if values.keys() != self.variables:
            wrong = sorted(values.keys() ^ self.variables)
            raise ConfigurationError(f"prompt {self.reference}: {', '.join(wrong)} do not match")
        try:
            return (
                Message("system", self._block("system", values)),
                Message("user", self._block("user", values)),
            )
        except TemplateError as error:
            raise ConfigurationError(f"prompt {self.reference}: {error}") from error

    def _block(self, block: str, values: dict[str, object]) -> str:
        context = self.template.new_context(dict(values))
        return "".join(self.template.blocks[block](context)).strip()


def load_prompt(name: str, version: int) -> Prompt:
    """The prompt ``prompts/{name}.v{version}.md``.

    Raises:
        ConfigurationError: there is no such file, or it breaks the rules of ``prompts/README.md``.
    """
    file = files(_FOLDER).joinpath(f"{name}.v{version}.md")
    if not file.is_file():
        raise ConfigurationError(f"there is no prompt {name}.v{version}.md in {_FOLDER}/")
    return parse_prompt(file.read_text(encoding="utf-8"), name=name, version=version)


def parse_prompt(source: str, *, name: str, version: int) -> Prompt:
    """The prompt that ``source``, the text of a file of that name and version, describes.

    Raises:
        ConfigurationError: if it breaks the rules of ``prompts/README.md``.
    """
    reference = f"{name}.v{version}"
    header, body = _parts(source, reference)
    if (header.name, header.version) != (name, version):
        raise ConfigurationError(f"prompt {reference}: name or version differ from the file's name")
    # Autoescaping is for HTML; these are plain text messages, and data is made inert before.
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, autoescape=False)  # noqa: S701
    try:
        template = environment.from_string(body)
        used = meta.find_undeclared_variables(environment.parse(body))
    except TemplateError as error:
        raise ConfigurationError(f"prompt {reference}: {error}") from error
    if not template.blocks.keys() >= set(_BLOCKS):
        raise ConfigurationError(f"prompt {reference}: needs the blocks {' and '.join(_BLOCKS)}")
    declared = frozenset(header.variables)
    if declared != used:
        wrong = ", ".join(sorted(declared ^ used))
        raise ConfigurationError(f"prompt {reference}: declared and used variables differ: {wrong}")
    return Prompt(
        name=name,
        version=version,
        purpose=header.purpose,
        date=header.date,
        variables=declared,
        sha256=sha256(source.encode()).hexdigest(),
        template=template,
    )


def _parts(source: str, reference: str) -> tuple[_Header, str]:
    empty, _, rest = source.partition(_FENCE)
    front_matter, fence, body = rest.partition(_FENCE)
    if empty or not fence:
        raise ConfigurationError(f"prompt {reference}: does not begin with front matter")
    try:
        return _Header.model_validate(yaml.safe_load(front_matter)), body
    except (yaml.YAMLError, ValidationError) as error:
        raise ConfigurationError(f"prompt {reference}: front matter is wrong: {error}") from error
