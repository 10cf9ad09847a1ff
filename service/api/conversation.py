"""What a conversation asks: its last user message, with the turns before it as history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from service.answering.answer import AnswererChoice, Question, Turn, Unsupported
from service.api.moments import AsOf
from service.api.presentation import filters_from
from service.api.requests import (
    HISTORY_TURNS,
    QUESTION_CHARACTERS,
    FiltersBody,
    NullableRequest,
    only_characters,
)


class AnswerOptions(NullableRequest):
    """What other protocols have no field for; the same as in `/v1/ask`."""

    filters: FiltersBody = FiltersBody()
    as_of: AsOf | None = None
    answerer: Literal["auto", "extractive", "llm"] | None = None
    unsupported: Literal["drop", "flag"] = "drop"


def check_turns(turns: Sequence[Turn]) -> None:
    """Returns if all turns can be kept and the last user turn is a question.

    Raises:
        ValueError: one holds half a character; there is no question, or it is empty or too long.
    """
    for turn in turns:
        only_characters(turn.content)
    asked = _last_asked(turns)
    if asked is None:
        raise ValueError("there is no message of the user; the last one is the question")
    text = turns[asked].content
    if not text.strip():
        raise ValueError("the last message of the user is empty; write a question")
    if len(text) > QUESTION_CHARACTERS:
        raise ValueError(
            f"the last message of the user has {len(text):,} characters; a question has at most "
            f"{QUESTION_CHARACTERS:,}"
        )


def question_in(turns: Sequence[Turn], options: AnswerOptions, answerer: str) -> Question:
    """The question of turns that ``check_turns`` has passed.

    Turns after the question and empty ones are left out, and so are all but the last of many.
    """
    asked = _last_asked(turns)
    if asked is None:
        raise AssertionError("the turns were not checked")
    history = [turn for turn in turns[:asked] if turn.content.strip()]
    return Question(
        text=turns[asked].content,
        history=tuple(history[-HISTORY_TURNS:]),
        as_of=options.as_of,
        filters=filters_from(options.filters),
        answerer=AnswererChoice(options.answerer or answerer),
        unsupported=Unsupported(options.unsupported),
    )


def _last_asked(turns: Sequence[Turn]) -> int | None:
    return max((at for at, turn in enumerate(turns) if turn.role == "user"), default=None)
