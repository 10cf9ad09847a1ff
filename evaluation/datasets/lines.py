"""Records of JSONL, JSON and CSV files; a line that cannot be read becomes a problem."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from evaluation.datasets.dataset import Problem

Record = dict[str, Any]

BROKEN_LINE = "broken line"
MISSING_FIELD = "missing field"


class UnusableDataset(Exception):
    """A data set cannot be used at all; the text is fit for the person who sees it."""


@dataclass(slots=True)
class ProblemList:
    """Collects what is wrong while a data set is read."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, kind: str, where: str, detail: str = "") -> None:
        """Note one problem."""
        self.problems.append(Problem(kind, where, detail))


def open_text(path: Path) -> IO[str]:
    """The file as UTF-8 text, unpacked where its name ends in ``.gz``; bad bytes are replaced.

    Raises:
        UnusableDataset: where there is no such file.
    """
    try:
        if path.suffix == ".gz":
            return gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline="")
        return path.open(encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise UnusableDataset(f"cannot read {path}: {error.strerror or error}") from error


def read_records(path: Path, problems: ProblemList) -> Iterator[tuple[str, Record]]:
    """Each JSON object of a JSONL file with its place (``name line 7``), in file order."""
    with open_text(path) as lines:
        for number, line in enumerate(_whole_lines(lines, path), start=1):
            if not line.strip():
                continue
            where = f"{path.name} line {number}"
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                problems.add(BROKEN_LINE, where, "not JSON, perhaps half-written")
                continue
            if isinstance(value, dict):
                yield where, value
            else:
                problems.add(BROKEN_LINE, where, "not a JSON object")


def _whole_lines(lines: IO[str], path: Path) -> Iterator[str]:
    """The lines; a damaged archive ends them with a clear message."""
    try:
        yield from lines
    except (OSError, EOFError) as error:
        raise UnusableDataset(f"cannot read {path}: {error}") from error


def read_table(path: Path, problems: ProblemList) -> Iterator[tuple[str, Record]]:
    """Each row of a CSV file with a heading line, with its place.

    A semicolon or a tab may divide the columns, as spreadsheets of some countries write them.
    """
    with open_text(path) as lines:
        heading = lines.readline()
        delimiter = max(",;\t", key=heading.count)
        lines.seek(0)
        reader = csv.DictReader(lines, delimiter=delimiter)
        try:
            for row in reader:
                where = f"{path.name} line {reader.line_num}"
                if None in row or None in row.values():
                    problems.add(BROKEN_LINE, where, "not as many columns as the heading")
                    continue
                yield where, {key.strip().lower(): value for key, value in row.items()}
        except csv.Error as error:
            problems.add(BROKEN_LINE, f"{path.name} line {reader.line_num}", str(error))


def read_document(path: Path) -> Any:
    """A whole JSON file.

    Raises:
        UnusableDataset: where it is not JSON.
    """
    with open_text(path) as file:
        try:
            return json.load(file)
        except (ValueError, RecursionError) as error:
            raise UnusableDataset(f"{path} is not JSON: {error}") from error


def text_of(record: Record, *names: str) -> str:
    """The first of these fields that holds text or a number, stripped; empty where none does."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def texts_of(value: object) -> tuple[str, ...]:
    """The non-empty texts of a list, each once and in order; a single text counts as a list."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    texts = (str(item).strip() for item in value if isinstance(item, str | int | float))
    return tuple(dict.fromkeys(text for text in texts if text))
