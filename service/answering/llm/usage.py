"""What several requests to language models cost together."""

from __future__ import annotations

from service.answering.answer import Usage


def added(one: Usage, other: Usage) -> Usage:
    """What two requests cost together; unknown where one of them is."""
    return one + other
