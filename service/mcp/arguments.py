"""What agents call the tools with; the descriptions are what they read."""

from __future__ import annotations

from pydantic import Field

from service.api.moments import AsOf
from service.api.requests import LARGEST_TOP_K, Name, QuestionText, Request, WholeNumber

_AS_OF = "Answer as if asked then; articles published later do not count. ISO 8601."


class AskArguments(Request):
    """A question."""

    question: QuestionText = Field(
        description="One question in whole words, 1 to 2,000 characters; it is not seen together "
        "with earlier ones, so names stand in place of 'he' or 'there'."
    )
    as_of: AsOf | None = Field(None, description=_AS_OF)
    sources: list[Name] | None = Field(
        None, max_length=100, description="Names of outlets; only their articles count."
    )


class SearchArguments(Request):
    """A query for passages."""

    query: QuestionText = Field(description="What to look for, 1 to 2,000 characters.")
    top_k: WholeNumber = Field(10, ge=1, le=LARGEST_TOP_K, description="Most passages to return.")


class ReadArguments(Request):
    """Which article to read."""

    article_id: Name = Field(description="An article_id that ask or search has given.")
