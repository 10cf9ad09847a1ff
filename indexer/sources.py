"""Files, folders and web pages to article drafts, one failure at a time.

Whatever is wrong with one file, line or record is a ``Failure`` in the stream; the rest is read.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import PageUnavailable, UnusableSource
from corpus.models import ArticleDraft
from corpus.settings import FetchSettings
from indexer.extraction.decoding import decode
from indexer.extraction.html import read_html
from indexer.extraction.json_files import Record, read_json, read_json_lines
from indexer.extraction.markdown import read_markdown
from indexer.extraction.page import Page
from indexer.extraction.records import (
    draft_from_page,
    draft_from_record,
    read_text,
    record_location,
    with_markdown_read,
)
from indexer.fetching import read_web_page
from indexer.repetition import article_key, last_of_repeated

__all__ = ["Failure", "Limits", "Omission", "count_sources", "draft_from_record", "read_sources"]

_PAGES = frozenset((".txt", ".md", ".markdown", ".html", ".htm"))
_EXTENSIONS = _PAGES | {".json", ".jsonl"}
_READABLE = ".txt, .md, .html, .json and .jsonl"
_NO_DOCUMENTS = frozenset((
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff",
    ".heic", ".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".m4v", ".mov", ".avi", ".webm", ".mkv",
    ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot",
))  # fmt: skip
"""Pictures, sounds and what draws a web page: in a folder they are passed over, being no articles.
"""
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SAMPLE = 8 << 20


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that holds no usable article: what, on which line of it, and why."""

    source: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Omission:
    """Something stated of an article that could not be kept; the article itself is."""

    source: str
    line: int | None
    reason: str


Note = Callable[[Omission], None]


def _silently(_: Omission) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file (but .jsonl), and the largest line of a .jsonl file, in bytes."""

    file_bytes: int = 20_000_000
    line_bytes: int = 20_000_000


def read_sources(
    paths: Sequence[str | Path],
    *,
    limits: Limits | None = None,
    fetching: FetchSettings | None = None,
    note: Note = _silently,
) -> Iterator[ArticleDraft | Failure]:
    """The articles of files, folders and pages as they are given, folders sorted, each once.

    ``note`` is told of what they state and cannot be kept.
    """
    limits, fetching = limits or Limits(), fetching or FetchSettings()
    for found in _files(paths):
        if isinstance(found, Failure):
            yield found
            continue
        try:
            if _WEB.match(found):
                page = read_web_page(found, fetching)
                yield draft_from_page(page, page.url or found)
            else:
                yield from _read_file(found, limits=limits, note=note)
        except PageUnavailable as error:
            yield Failure(found, None, str(error))
        except UnusableSource as error:
            yield Failure(_shown(found), error.line, error.reason)
        except OSError as error:
            yield Failure(_shown(found), None, _reason(error))


def count_sources(paths: Sequence[str | Path]) -> int:
    """About how many articles and failures ``read_sources`` will yield, without parsing any."""
    return sum(_estimate(found) for found in _files(paths))


def _files(paths: Sequence[str | Path]) -> Iterator[str | Failure]:
    """Addresses and absolute paths to read, and a failure for each path that gives none."""
    seen: set[str] = set()
    for given in paths:
        if isinstance(given, str) and _WEB.match(given):
            if given not in seen:
                seen.add(given)
                yield given
            continue
        if given == "":  # which would be the current folder
            yield Failure("", None, "the path is empty; give a file, a folder or an address")
            continue
        path = os.path.abspath(given)
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            yield Failure(str(given), None, _reason(error))
            continue
        for found in _walk(path) if stat.S_ISDIR(mode) else _named_file(path, mode):
            if isinstance(found, Failure) or found not in seen:
                yield found
            if isinstance(found, str):
                seen.add(found)


def _named_file(path: str, mode: int) -> Iterable[str | Failure]:
    if not stat.S_ISREG(mode):
        return [Failure(_shown(path), None, "this is neither a file nor a folder")]
    return [path if _extension(path) in _EXTENSIONS else _of_unread_kind(path)]


def _of_unread_kind(path: str) -> Failure:
    extension = _extension(path)
    kind = f"{extension} files are" if extension else "files without an extension are"
    return Failure(_shown(path), None, f"{_shown(kind)} not read; give {_READABLE} files")


def _walk(folder: str) -> Iterator[str | Failure]:
    """The documents below a folder, sorted, those of a kind that is not read as failures.

    Links are followed, each folder is entered once. Hidden files are no part of it.
    """
    entered: set[tuple[int, int]] = set()
    troubles: list[Failure] = []
    empty = True

    def note(error: OSError) -> None:
        troubles.append(Failure(_shown(str(error.filename)), None, _reason(error)))

    for parent, folders, names in os.walk(folder, followlinks=True, onerror=note):
        identity = os.stat(parent) if os.path.exists(parent) else None
        if identity and (identity.st_dev, identity.st_ino) in entered:
            folders.clear()
            continue
        if identity:
            entered.add((identity.st_dev, identity.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(parent, name)
            # A link to nothing is kept, so that opening it says so.
            if _is_document(name) and (os.path.isfile(path) or not os.path.exists(path)):
                empty = False
                yield path if _extension(name) in _EXTENSIONS else _of_unread_kind(path)
    yield from troubles
    if empty and not troubles:
        reason = f"there is nothing to read in this folder; put {_READABLE} files in it"
        yield Failure(_shown(folder), None, reason)


def _is_document(name: str) -> bool:
    return not name.startswith(".") and _extension(name) not in _NO_DOCUMENTS


def _extension(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _shown(path: str) -> str:
    """The path as text that can be stored and printed, also where its name is not UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _read_file(path: str, *, limits: Limits, note: Note) -> Iterator[ArticleDraft | Failure]:
    extension, shown = _extension(path), _shown(path)
    if extension == ".jsonl":
        with open(path, "rb") as lines:
            repeated = last_of_repeated(read_json_lines(lines, longest=limits.line_bytes))
            lines.seek(0)
            records = read_json_lines(lines, longest=limits.line_bytes)
            yield from _drafts(records, shown, note, repeated=repeated)
        return
    text = decode(_read_bytes(path, limits=limits))
    if not text.replace("\ufeff", "").strip():
        raise UnusableSource("the file is empty")
    if extension == ".json":
        found = list(read_json(text))
        yield from _drafts(found, shown, note, repeated=last_of_repeated(found))
    else:
        page = _page(text, extension)
        yield draft_from_page(page, shown, warn=lambda why: note(Omission(shown, None, why)))


def _read_bytes(path: str, *, limits: Limits) -> bytes:
    most = limits.file_bytes
    with open(path, "rb") as file:
        data = file.read(most + 1) if os.fstat(file.fileno()).st_size <= most else None
    if data is None or len(data) > most:
        raise UnusableSource(f"it is larger than {most / 1e6:g} MB; split it or save it as .jsonl")
    return data


def _page(text: str, extension: str) -> Page:
    if extension in (".html", ".htm"):
        return read_html(text)
    return read_text(text) if extension == ".txt" else read_markdown(text)


def _drafts(
    records: Iterable[Record], path: str, note: Note, *, repeated: Mapping[str, int]
) -> Iterator[ArticleDraft | Failure]:
    """The drafts of a file's records; a location taken already is told apart by the text.

    Of records of one article the last that can be read counts, so that a second run finds the
    article as the first one left it. ``repeated`` tells where each of those articles ends.
    """
    taken: set[str] = set()
    waiting: dict[str, tuple[Record, ArticleDraft]] = {}
    position = -1
    for position, record in enumerate(records):
        read = _draft(record, path, note, taken=taken)
        key = article_key(record)
        if key not in repeated:
            yield read
            continue
        if isinstance(read, Failure):
            yield read
        else:
            if key in waiting:
                earlier, draft = waiting[key]
                note(_superseded(earlier, record, path))
                read = replace(read, location=draft.location)
            waiting[key] = record, read
        if repeated[key] == position and key in waiting:
            yield waiting.pop(key)[1]
    if position < 0:
        raise UnusableSource("it holds no articles")


def _draft(record: Record, path: str, note: Note, *, taken: set[str]) -> ArticleDraft | Failure:
    if record.fields is None:
        return Failure(path, record.line, record.problem or "it cannot be read")
    where, unkept = _place(record, path), list[str]()
    try:
        fields = with_markdown_read(record.fields)
        location = record_location(fields, path)
        if location in taken:
            location = f"{location}-{record.digest}"
        taken.add(location)
        draft = draft_from_record(fields, location, warn=unkept.append)
    except UnusableSource as error:
        return Failure(where, record.line, error.reason)
    for reason in unkept:
        note(Omission(where, record.line, reason))
    return draft


def _superseded(record: Record, later: Record, path: str) -> Omission:
    where = f"on line {later.line}" if later.line else f"as record {later.name}"
    reason = f'the same "id" or address stands again {where}; the last one counts, so remove one'
    return Omission(_place(record, path), record.line, reason)


def _place(record: Record, path: str) -> str:
    return f"{path}#{record.name}" if record.name else path


def _estimate(found: str | Failure) -> int:
    """How many records a file seems to hold, judged by its first eight megabytes."""
    if isinstance(found, Failure) or not found.lower().endswith((".json", ".jsonl")):
        return 1
    mark = b"\n" if found.lower().endswith(".jsonl") else b'"title"'
    try:
        with open(found, "rb") as file:
            sample = file.read(_SAMPLE)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return 1
    return max(1, round(sample.count(mark) * max(size / max(len(sample), 1), 1)))


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the path"
    if isinstance(error, PermissionError):
        return "reading it is not permitted; change its permissions"
    if isinstance(error, ValueError):
        return "this is not a valid path"
    return f"it cannot be read ({getattr(error, 'strerror', None) or type(error).__name__})"
