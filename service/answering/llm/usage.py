"""What several requests to language models cost together."""

from __future__ import annotations

from service.answering.answer import Usage


def added(one: Usage, other: Usage) -> Usage:
    """What two requests cost together; unknown where one of them is."""
    known = one.cost_usd is not None and other.cost_usd is not None
    return Usage(
        one.prompt_tokens + other.prompt_tokens,
        one.completion_tokens + other.completion_tokens,
        (one.cost_usd or 0.0) + (other.cost_usd or 0.0) if known else None,
    )
