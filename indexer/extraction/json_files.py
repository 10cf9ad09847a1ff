"""JSON and JSON Lines files to records; a broken line never stops the next."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from corpus.errors import UnusableSource
from indexer.extraction.decoding import decode
from indexer.extraction.exports import as_record, records_within

_CHUNK = 1 << 20
_WANTED = "write one JSON object with the article's fields"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file: its ``fields``, or the ``problem`` that keeps it from having any.

    ``line`` is 1-based and set for JSON Lines; ``name`` counts the records of a JSON file from 1.
    """

    fields: Mapping[str, object] | None = None
    problem: str | None = None
    line: int | None = None
    name: str | None = None

    @property
    def digest(self) -> str:
        """A short hash of the fields, to tell apart records that have the same name."""
        content = json.dumps(self.fields, sort_keys=True, default=str)
        return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def read_json(text: str) -> Iterator[Record]:
    """The records of a JSON file: one object, a list of them, or an object that holds such a list.

    A file with an object on each line is read as JSON Lines.

    Raises:
        UnusableSource: if the text is not JSON, or JSON of another shape.
    """
    try:
        value = _parse(text)
    except UnusableSource:
        lines = text.split("\n")
        if not _is_object(next(filter(str.strip, lines))):
            raise
        yield from (_record(line, at) for at, line in enumerate(lines, start=1) if line.strip())
        return
    if isinstance(value, dict) and (listed := records_within(value)) is not None:
        value = listed
    if isinstance(value, dict):
        yield Record(as_record(value))
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            if isinstance(item, dict):
                yield Record(as_record(item), name=str(number))
            else:
                yield Record(problem=f"item {number} is not an object; {_WANTED}", name=str(number))
    else:
        raise UnusableSource(f"it is JSON, but no object and no list; {_WANTED}")


def read_json_lines(file: BinaryIO, *, longest: int) -> Iterator[Record]:
    """The records of a JSON Lines file, read line by line; blank lines are skipped.

    Raises:
        UnusableSource: if the file is UTF-16.
    """
    number = 0
    while line := file.readline(longest + 1):
        number += 1
        if number == 1 and line.startswith(_UTF16):
            raise UnusableSource("it is UTF-16; save it as UTF-8")
        if len(line) > longest and not line.endswith(b"\n"):
            _skip_line(file)
            yield Record(problem=f"this line is longer than {longest / 1e6:g} MB", line=number)
        elif line.strip():
            yield _decoded(line, number)


def _skip_line(file: BinaryIO) -> None:
    while (chunk := file.readline(_CHUNK)) and not chunk.endswith(b"\n"):
        pass


def _decoded(line: bytes, number: int) -> Record:
    try:
        return _record(decode(line), number)
    except UnusableSource as error:
        return Record(problem=error.reason, line=number)


def _record(line: str, number: int) -> Record:
    try:
        value = _parse(line)
    except UnusableSource as error:
        return Record(problem=error.reason, line=number)
    if isinstance(value, dict):
        return Record(as_record(value), line=number)
    return Record(problem=f"this line is JSON, but no object; {_WANTED}", line=number)


def _is_object(line: str) -> bool:
    """Whether a line is a whole object by itself."""
    try:
        return isinstance(_parse(line), dict)
    except UnusableSource:
        return False


def _parse(text: str) -> object:
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, " if "\n" in text.strip() else ""
        reason = f"it is not valid JSON ({error.msg}, {where}column {error.colno}); correct it"
        raise UnusableSource(reason) from error
    except (ValueError, RecursionError) as error:
        raise UnusableSource(
            "its JSON is nested too deeply or holds too large a number; simplify it"
        ) from error
    return value
