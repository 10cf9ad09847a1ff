"""Exports and answers of content interfaces to records with the documented fields.

A feed in JSON, WordPress's and newspapers' interfaces, a search engine's documents: they differ in
where their list of articles stands, and in what their fields' values are nested in. Both are read
by names, whoever wrote them: `{"response": {"results": [{"fields": {"body": ...}}]}}`, and
`"title": {"rendered": ...}`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.extraction.fields import FIELDS, field_key, field_value

Fields = Mapping[str, object]

_LISTS = (
    "articles", "items", "results", "docs", "posts", "entries", "stories", "documents", "records",
    "news", "hits", "data", "item", "entry",
)  # fmt: skip
"""What a list of articles is called, the likeliest first."""
_AROUND = ("response", "result", "data", "feed", "rss", "channel", "hits")
"""What stands around a list of articles."""
_MOST_AROUND = 3
_WITHIN = ("fields", "_source", "attributes", "article", "post", "document", "content")
"""What holds an article's fields within its record."""
_VALUES = (
    "rendered", "html", "main", "original", "value", "text", "plain", "content", "raw", "default",
    "#text", "$t", "_text", "__cdata", "$date", "$oid",
)  # fmt: skip
"""What holds a field's value where it is an object."""
_NAMES = ("name", "display_name", "displayName", "full_name", "fullName", "webTitle")
"""What holds the name of somebody, or of an outlet, where it is an object."""
_ELSEWHERE: dict[str, tuple[tuple[str, ...], ...]] = {
    "author": (("_embedded", "author"), ("yoast_head_json", "author")),
    "source": (("yoast_head_json", "og_site_name"),),
}
"""Where a field's value may stand in a record that has none under its own name."""
_TEXTS = ("text", "html", "markdown")
_NAMED = ("author", "source")
_FEED_MARKS = ("home_page_url", "feed_url", "link")
_FIELD_OF = {name: field for field, names in FIELDS.items() for name in names}


def records_within(value: Fields) -> list[object] | None:
    """The records of an object that holds a list of them; ``None`` where it is a record itself.

    What a feed says of itself holds for its articles: its title is their outlet, its language and
    its writers are theirs, where they do not say.
    """
    listed = value.get("articles")
    if isinstance(listed, list):
        return listed
    return None if _has_text(as_record(value)) else _listed(value, _MOST_AROUND)


def as_record(value: Fields) -> Fields:
    """The record with a plain value for each documented field that is nested in something else.

    What cannot be read so stays as it is, for a message that names the field.
    """
    fields = _plain_fields(value if _has_text(_plain_fields(value)) else _with_inner(value))
    if fields == value:
        return value
    # A number that stands for a writer names somebody in a list that is not there.
    fields = {name: one for name, one in fields.items() if not _is_reference(name, one)}
    return {**fields, **_found_elsewhere(fields, value)}


def _with_inner(value: Fields) -> Fields:
    """The record with the fields that an object within it holds, where a text is among them."""
    for name in _WITHIN:
        inner = value.get(name)
        if isinstance(inner, Mapping) and _has_text(_plain_fields(inner)):
            return {**inner, **{key: one for key, one in value.items() if key != name}}
    return value


def _plain_fields(value: Fields) -> dict[str, object]:
    return {name: _plain(one, _FIELD_OF.get(field_key(name))) for name, one in value.items()}


def _plain(value: object, field: str | None) -> object:
    """A field's value, without an object around it or around each item of a list."""
    if field is not None and isinstance(value, list):
        return [_unwrapped(one, field) for one in value]
    return value if field is None else _unwrapped(value, field)


def _unwrapped(value: object, field: str) -> object:
    if not isinstance(value, Mapping) or (field in _NAMED and "name" in value):
        return value
    known = (*_NAMES, *_VALUES) if field in _NAMED else _VALUES
    return next((value[name] for name in known if isinstance(value.get(name), str)), value)


def _has_text(fields: Fields) -> bool:
    texts = (field_value(fields, field) for field in _TEXTS)
    return any(
        isinstance(one, str) or (isinstance(one, list) and all(isinstance(p, str) for p in one))
        for one in texts
        if one
    )


def _is_reference(name: str, value: object) -> bool:
    return _FIELD_OF.get(field_key(name)) == "author" and isinstance(value, int)


def _found_elsewhere(fields: Fields, value: Fields) -> dict[str, object]:
    reached = {
        field: next(filter(None, (_reached(value, path) for path in paths)), None)
        for field, paths in _ELSEWHERE.items()
        if field_value(fields, field) is None
    }
    return {field: one for field, one in reached.items() if one is not None}


def _reached(value: object, path: Sequence[str]) -> object:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return _plain(value, "author")


def _listed(value: Fields, most_around: int) -> list[object] | None:
    for name in _LISTS:
        items = value.get(name)
        if isinstance(items, list) and all(isinstance(item, Mapping) for item in items):
            return [_with_feed(item, value) for item in items if isinstance(item, Mapping)]
    around = (value.get(name) for name in _AROUND) if most_around else ()
    inner = (_listed(one, most_around - 1) for one in around if isinstance(one, Mapping))
    return next((found for found in inner if found is not None), None)


def _with_feed(item: Fields, container: Fields) -> Fields:
    """An article of a feed with what the feed says of all."""
    is_feed = "jsonfeed.org" in str(container.get("version"))
    if not is_feed and not any(container.get(mark) for mark in _FEED_MARKS):
        return item
    said = {
        "source": container.get("title"),
        "language": container.get("language"),
        "author": container.get("authors") or container.get("author"),
    }
    fields = as_record(item)
    missing = {field: one for field, one in said.items() if one and not field_value(fields, field)}
    return {**item, **missing}
