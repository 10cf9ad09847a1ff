"""What callers send, field by field; unknown fields and values of another type are errors.

Only requests in the words of other protocols may hold fields that nothing here knows.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from service.api.moments import AsOf, From, PublishedAt, To
from service.settings import ORIGIN_PATTERN, origin_of

QUESTION_CHARACTERS = 2_000
HISTORY_TURNS = 20
COMMENT_CHARACTERS = 2_000
LONGEST_TOKEN_MINUTES = 24 * 60
LARGEST_TOP_K = 100


def _not_blank(value: object) -> object:
    """The value; what is empty is named before a pattern is, which only programmers read."""
    if isinstance(value, str) and not value.strip():
        raise ValueError("it is empty; write what you want to know")
    return value


QuestionText = Annotated[
    str,
    Field(min_length=1, max_length=QUESTION_CHARACTERS, pattern=r"[^\s\x1c-\x1f]"),
    BeforeValidator(_not_blank),
]
Name = Annotated[str, Field(min_length=1, max_length=500)]


LONGEST_ARTICLE_ID = 500


def _article_name(value: object) -> object:
    """The id as text; one of spaces names nothing and is not as if it were left out."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise ValueError("it must be text or a whole number; leave it out where there is no id")
    if isinstance(value, str) and not value.strip():
        raise ValueError("it is empty; leave it out, or give the article's id")
    return value


ArticleName = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_ARTICLE_ID),
    BeforeValidator(_article_name),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1, "maxLength": LONGEST_ARTICLE_ID},
                {"type": "integer"},
            ]
        }
    ),
]


def only_characters(text: str) -> str:
    """Returns the text.

    Raises:
        ValueError: it holds half of a surrogate pair, which can neither be kept nor sent on.
    """
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("the text holds half of a character (a lone surrogate); send it whole")
    return text


def _whole(value: object) -> object:
    """JSON knows one kind of number: 10.0 is 10."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


WholeNumber = Annotated[int, BeforeValidator(_whole)]


def _said(value: object) -> object:
    """An empty text says nothing, like a field that is left out."""
    return None if isinstance(value, str) and not value.strip() else value


def _origin(value: object) -> object:
    return origin_of(value) if isinstance(value, str) else value


Origin = Annotated[str, Field(max_length=300, pattern=ORIGIN_PATTERN), BeforeValidator(_origin)]


class Request(BaseModel):
    """A request body: unknown fields and values of another type are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _null_in_schema(schema: dict[str, Any]) -> None:
    """Says in a body's schema that each of its optional fields may be null."""
    required = schema.get("required", [])
    null = {"type": "null"}
    for name, field in schema["properties"].items():
        if name in required or null in field.get("anyOf", []):
            continue
        about = {key: field[key] for key in ("title", "description", "default") if key in field}
        value = {key: field[key] for key in field if key not in about}
        schema["properties"][name] = {"anyOf": [value, null], **about}


class NullableRequest(Request):
    """A request body, or a part of one, in which null is the same as leaving a field out."""

    model_config = ConfigDict(json_schema_extra=_null_in_schema)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, fields: object) -> object:
        # Many clients send every field they know, and null for those that nobody set.
        if not isinstance(fields, dict):
            return fields
        optional = {name for name, field in cls.model_fields.items() if not field.is_required()}
        return {
            name: value
            for name, value in fields.items()
            if value is not None or name not in optional
        }


class LenientRequest(BaseModel):
    """A request, or a part of one, in the words of another protocol: unknown fields are let be."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class TurnBody(Request):
    """One earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: Annotated[str, AfterValidator(only_characters)]


class FiltersBody(NullableRequest):
    """Which articles count; several conditions must all hold."""

    sources: list[Name] = Field(default=[], max_length=100, description="Names of outlets.")
    languages: list[Name] = Field(default=[], max_length=100, description="ISO 639-1 codes.")
    published_from: From | None = None
    published_to: To | None = None


class AskRequest(NullableRequest):
    """A question."""

    question: QuestionText = Field(description="1 to 2,000 characters, not only spaces.")
    collection: Literal["default"] | None = Field(None, description="There is one so far.")
    history: list[TurnBody] = Field(
        default=[], max_length=HISTORY_TURNS, description="Earlier turns, oldest first."
    )
    as_of: AsOf | None = None
    filters: FiltersBody = FiltersBody()
    stream: bool = Field(
        default=False,
        description="True answers as server-sent events: sources, delta, statement, answer; error.",
    )
    answerer: Literal["auto", "extractive", "llm"] = "auto"
    unsupported: Literal["drop", "flag"] = Field(
        "drop", description="What becomes of a model's sentences that no quote supports."
    )


class SearchRequest(NullableRequest):
    """A query for passages."""

    query: QuestionText = Field(description="1 to 2,000 characters, not only spaces.")
    top_k: WholeNumber = Field(10, ge=1, le=LARGEST_TOP_K, description="Most passages to return.")
    filters: FiltersBody = FiltersBody()
    as_of: AsOf | None = None


class FeedbackRequest(Request):
    """What a reader says of an answer, or of one of its citations."""

    rating: Literal["up", "down"]
    citation: Annotated[int, Field(ge=1), BeforeValidator(_whole)] | None = Field(
        None, description="The number of the citation that is meant."
    )
    comment: str | None = Field(None, max_length=COMMENT_CHARACTERS)


class TokenRequest(Request):
    """What a token for a page of another site is to open, and for how long."""

    origin: Origin = Field(
        description="The site whose pages may use it, without a path.",
        examples=["https://paper.example"],
    )
    minutes: WholeNumber = Field(60, ge=1, le=LONGEST_TOKEN_MINUTES)
    questions_per_minute: WholeNumber = Field(10, ge=1, le=1_000)


class ArticleRequest(Request):
    """An article to add or update; `text`, `html`, `markdown` or an address to fetch is needed.

    What else is missing is read from it if it can.

    An article with the `id`, or else the `url`, of one that is already there updates it.
    """

    id: ArticleName | None = Field(
        None, description="Kept exactly, as the article's id; a whole number as its digits."
    )
    url: str | None = Field(None, max_length=5_000)
    title: str | None = None
    text: str | None = None
    html: str | None = None
    markdown: str | None = Field(
        None, description="Its front matter fills the fields that are left out here."
    )
    source: str | None = Field(None, description="The outlet's name.")
    author: str | None = None
    published_at: Annotated[PublishedAt | None, BeforeValidator(_said)] = None
    language: str | None = Field(
        None, description="ISO 639-1 code; of another code its language counts, if it has one."
    )
    section: str | None = None
