"""What is asked of the database, seen at the driver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that is executed within the block, on whichever database."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def texts_read(seen: list[str]) -> int:
    """How many of the statements read articles with their texts."""
    return sum("article_versions.text" in one and one.startswith("SELECT") for one in seen)
