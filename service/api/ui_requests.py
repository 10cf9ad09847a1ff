"""What the chat transport of Vercel's AI SDK sends: messages made of parts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from service.answering.answer import Question, Turn
from service.api.conversation import AnswerOptions, check_turns, question_in
from service.api.requests import LenientRequest


class UiPartBody(LenientRequest):
    """One part of a message. Sources, data and steps of earlier answers are passed over."""

    type: str
    text: str = ""


class UiMessageBody(LenientRequest):
    """One message; those of `system` are never obeyed."""

    role: Literal["system", "user", "assistant"]
    parts: list[UiPartBody] = Field(default=[])


def _turns(messages: list[UiMessageBody]) -> tuple[Turn, ...]:
    return tuple(
        Turn(message.role, "".join(part.text for part in message.parts if part.type == "text"))
        for message in messages
        if message.role != "system"
    )


def _asking(messages: list[UiMessageBody]) -> list[UiMessageBody]:
    said = [part for one in messages if one.role == "user" for part in one.parts]
    if any(part.type == "file" for part in said):
        raise ValueError("files cannot be read; send text only")
    check_turns(_turns(messages))
    return messages


class UiChatRequest(LenientRequest):
    """A conversation as `useChat` sends it; `id`, `trigger` and `messageId` change nothing."""

    messages: Annotated[list[UiMessageBody], AfterValidator(_asking)] = Field(
        description="The last message of the user is the question, 1 to 2,000 characters; the "
        "turns of user and assistant before it are the history, of which the last 20 count."
    )
    dateline: AnswerOptions | None = Field(None, description="Filters and more, as in `/v1/ask`.")

    @property
    def question(self) -> Question:
        """The question that is asked."""
        return question_in(_turns(self.messages), self.dateline or AnswerOptions(), "auto")
