"""What OpenAI clients send. Their many parameters are let be; what cannot be met is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from service.answering.answer import Question, Turn
from service.api.conversation import AnswerOptions, check_turns, question_in
from service.api.errors import ModelNotFound
from service.api.requests import LenientRequest, WholeNumber

AUTO = "dateline"
ANSWERERS = {AUTO: "auto", "dateline-extractive": "extractive", "dateline-llm": "llm"}
"""The answerer that each model name stands for."""


class PartBody(LenientRequest):
    """One part of a message; only text can be read."""

    type: str
    text: str = ""


class MessageBody(LenientRequest):
    """One message; those of `system`, `developer`, `tool` and `function` are never obeyed."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[PartBody] | None = None


class StreamOptions(LenientRequest):
    """How a stream ends."""

    include_usage: bool | None = None


class ResponseFormat(LenientRequest):
    """The form of the answer."""

    type: str


def turns_of(messages: Sequence[MessageBody]) -> tuple[Turn, ...]:
    """What user and assistant said.

    Raises:
        ValueError: one of them said something that is no text.
    """
    return tuple(
        Turn(message.role, _text(message.content))
        for message in messages
        if message.role in {"user", "assistant"}
    )


def _text(content: str | Sequence[PartBody] | None) -> str:
    if content is None or isinstance(content, str):
        return content or ""
    if any(part.type not in {"text", "refusal"} for part in content):
        raise ValueError("only parts of type text can be read; take images, sound and files out")
    return "\n".join(part.text for part in content if part.type == "text")


def _asking(messages: list[MessageBody]) -> list[MessageBody]:
    check_turns(turns_of(messages))
    return messages


def _single(value: int | None) -> int | None:
    if value is not None and value != 1:
        raise ValueError("there is one answer to a question; leave n out or send 1")
    return value


def _plain(value: ResponseFormat | None) -> ResponseFormat | None:
    if value is not None and value.type != "text":
        raise ValueError(
            "answers are text with citation markers; leave response_format out, and read the "
            "structured answer in the field dateline of the response"
        )
    return value


def _uncalled(value: object) -> object:
    if value not in (None, "auto", "none"):
        raise ValueError("no tools are called; leave tool_choice out or send auto or none")
    return value


class ChatRequest(LenientRequest):
    """A conversation. Other parameters of OpenAI, such as temperature, change nothing."""

    messages: Annotated[list[MessageBody], AfterValidator(_asking)] = Field(
        description="The last message of the user is the question, 1 to 2,000 characters; the "
        "turns of user and assistant before it are the history, of which the last 20 count."
    )
    model: str | None = Field(
        AUTO, max_length=200, description=f"One of {', '.join(ANSWERERS)}; others mean {AUTO}."
    )
    n: Annotated[WholeNumber | None, AfterValidator(_single)] = None
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    response_format: Annotated[ResponseFormat | None, AfterValidator(_plain)] = None
    tool_choice: Annotated[Any, AfterValidator(_uncalled)] = None
    dateline: AnswerOptions | None = Field(None, description="Filters and more, as in `/v1/ask`.")

    @property
    def question(self) -> Question:
        """The question that is asked.

        Raises:
            ModelNotFound: the model's name is none of Dateline's, though it begins like one.
        """
        options = self.dateline or AnswerOptions()
        return question_in(turns_of(self.messages), options, ANSWERERS[served(self.model)])

    @property
    def is_usage_wanted(self) -> bool:
        """Whether a stream ends with the tokens that were used."""
        return bool(self.stream_options and self.stream_options.include_usage)


def served(model: str | None) -> str:
    """The name of the model that serves requests for ``model``.

    A name of another maker's means ``dateline``, since many programs send one that nobody chose.

    Raises:
        ModelNotFound: the name begins like one of Dateline's and is none of them.
    """
    if model in ANSWERERS:
        return model
    if model is not None and model.startswith(AUTO):
        raise ModelNotFound("there is no model of this name; GET /v1/models lists those there are")
    return AUTO
