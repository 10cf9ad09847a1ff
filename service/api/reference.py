"""GET /docs: the HTTP interface as a page to read, made from its own description.

FastAPI's own page loads its program from another site, and would need it to run; this one needs
neither a network nor scripts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, StrictUndefined

router = APIRouter(include_in_schema=False)

Schema = Mapping[str, Any]

POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
)
_REFERENCE = "#/components/schemas/"
_LIMITS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "maxItems": "at most {} entries",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A field or parameter. ``kind`` is text; ``model`` names the object it leads to, if one."""

    name: str
    kind: str
    model: str | None
    is_required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address."""

    method: str
    path: str
    description: str
    parameters: tuple[Row, ...]
    body: str | None
    result: str | None
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """An object that is sent or received."""

    name: str
    description: str
    fields: tuple[Row, ...]


@router.get("/docs")
def show(request: Request) -> Response:
    """The page."""
    described = request.app.openapi()
    text = _template().render(
        title=described["info"]["title"],
        description=described["info"].get("description", ""),
        operations=list(operations(described)),
        models=list(models(described)),
    )
    return HTMLResponse(text, headers={"Content-Security-Policy": POLICY})


@router.get("/docs/reference.css")
def style(request: Request) -> Response:
    """The page's style."""
    content = _file("reference.css")
    etag = f'W/"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": etag})
    return Response(content, media_type="text/css", headers={"ETag": etag})


def operations(described: Schema) -> Iterator[Operation]:
    """Every method of every address, in the order of the description."""
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            yield Operation(
                method=method.upper(),
                path=path,
                description=one.get("description", one.get("summary", "")),
                parameters=tuple(
                    _row(each["name"], each["schema"], is_required=each.get("required", False))
                    for each in one.get("parameters", [])
                ),
                body=_model_in(one.get("requestBody", {})),
                result=next(filter(None, map(_model_in, _successes(one))), None),
                statuses=tuple(one["responses"]),
            )


def models(described: Schema) -> Iterator[Model]:
    """Every object, in the order of their names."""
    for name, schema in sorted(described["components"]["schemas"].items()):
        required = schema.get("required", [])
        yield Model(
            name=name,
            description=schema.get("description", ""),
            fields=tuple(
                _row(field, kind, is_required=field in required)
                for field, kind in schema.get("properties", {}).items()
            ),
        )


def _row(name: str, schema: Schema, *, is_required: bool) -> Row:
    limits = [text.format(_limit(schema, key)) for key, text in _LIMITS.items()
              if _limit(schema, key) is not None]  # fmt: skip
    default = schema.get("default")
    if default not in (None, [], {}, ""):
        limits.append(f"default {str(default).lower() if default is False else default}")
    meaning = " ".join([schema.get("description", ""), f"({', '.join(limits)})" if limits else ""])
    return Row(name, _kind(schema), _named(schema), is_required, meaning.strip())


def _limit(schema: Schema, key: str) -> int | None:
    found = [one[key] for one in (schema, *schema.get("anyOf", ())) if key in one]
    return found[0] if found else None


def _kind(schema: Schema) -> str:
    """What a value may be, in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REFERENCE)
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "enum" in schema:
        return " or ".join(f'"{value}"' for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if "anyOf" in schema and "type" not in schema:
        return " or ".join(dict.fromkeys(map(_kind, schema["anyOf"])))
    return str(schema.get("type", "any value"))


def _named(schema: Schema) -> str | None:
    """The object that a value is or holds, if the description names one."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REFERENCE)
    inner = [schema.get("items", {}), *schema.get("anyOf", ())]
    return next((name for one in inner if one and (name := _named(one))), None)


def _model_in(message: Schema) -> str | None:
    content = message.get("content", {}).get("application/json", {})
    return _named(content.get("schema", {}))


def _successes(operation: Schema) -> list[Schema]:
    return [one for status, one in operation["responses"].items() if status.startswith("2")]


@cache
def _template() -> Any:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_file("reference.html.j2"))


@cache
def _file(name: str) -> str:
    return files("service.api").joinpath(name).read_text(encoding="utf-8")
