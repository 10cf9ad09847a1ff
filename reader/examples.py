"""Questions with a paragraph and its answers, read from files into sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zlib import crc32

from sentencex import get_sentence_boundaries

TRAINING_FILES = ("squadshifts_newwiki", "nq_gold_passages", "timeqa_paragraphs")
HELD_OUT_SHARE = 0.03
ASKED = "asked-"
"""How the ids of open and quiz-like questions begin."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A span of one sentence: half-open characters within it."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that a paragraph supports, and the same one made wrong in one place.

    Attributes:
        wrong_at: half-open characters of the wrong one that the paragraph does not support.
        support: the sentence that supports it; None where that is to be found.
    """

    text: str
    wrong: str
    wrong_at: tuple[int, int]
    support: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A question, a paragraph as sentences, and every annotator's answer (none: unanswerable).

    Attributes:
        pool: name of the file it came from; negatives are drawn from the same pool.
        document: what the paragraph is a part of.
        translations: the question in other languages.
        unsaid: of an unanswerable question, the half-open characters that the paragraph does not
            support; None where that is not known.
        statements: about the same paragraph.
        is_open: whole sentences answer, no short answer does.
        event: that several paragraphs tell of, each in its own words; empty where there is none.
    """

    id: str
    pool: str
    document: str
    title: str
    question: str
    sentences: tuple[str, ...]
    answers: tuple[Answer, ...]
    translations: tuple[str, ...] = ()
    unsaid: tuple[tuple[int, int], ...] | None = None
    statements: tuple[Statement, ...] = ()
    is_open: bool = False
    event: str = ""


def near_miss_id(question: str) -> str:
    """Returns the id of the unanswerable question that was made from the one with this id."""
    return f"{question}-near"


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Returns the half-open character ranges of a text's sentences, white space trimmed."""
    ranges: list[tuple[int, int]] = []
    for boundary in get_sentence_boundaries("en", text):
        start, end = int(boundary["start_index"]), int(boundary["end_index"])
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            ranges.append((start, end))
    return ranges


def place_answer(ranges: list[tuple[int, int]], start: int, text: str) -> Answer | None:
    """Returns an answer within the sentence it starts in, cut off at that sentence's end."""
    for number, (low, high) in enumerate(ranges):
        if low <= start < high:
            end = min(start + len(text), high)
            return Answer(number, start - low, end - low, text[: end - start])
    return None


def plain_title(title: str) -> str:
    """Returns a readable title from an address-like one."""
    return unquote(title.removeprefix("/wiki/")).replace("_", " ").strip()


def read_examples(folder: Path) -> list[Example]:
    """Returns all training questions of a folder, in file order."""
    return [
        example
        for name in TRAINING_FILES
        for record in read_lines(folder / f"{name}.jsonl")
        if (example := parse_example(name, record)) is not None
    ]


def parse_example(pool: str, record: dict[str, Any]) -> Example | None:
    """Returns the example of a record; None where its text or its answers cannot be placed."""
    context: str = record["context"]
    ranges = split_sentences(context)
    placed = (place_answer(ranges, a["start"], a["text"]) for a in record["answers"])
    answers = tuple(answer for answer in placed if answer is not None)
    if not ranges or (record["answerable"] and not answers):
        return None
    return Example(
        id=record["id"],
        pool=pool,
        document=record["document"],
        title=plain_title(record["title"]),
        question=record["question"].strip(),
        sentences=tuple(context[low:high] for low, high in ranges),
        answers=answers,
    )


def split_held_out(examples: Iterable[Example]) -> tuple[list[Example], list[Example]]:
    """Returns the questions to train on and those held out, whole documents on one side."""
    kept: list[Example] = []
    held_out: list[Example] = []
    for example in examples:
        share = crc32(example.document.encode()) % 1_000 / 1_000
        (held_out if share < HELD_OUT_SHARE else kept).append(example)
    return kept, held_out


def words_of(text: str) -> list[str]:
    """Returns the lower-case words and numbers of a text."""
    return re.findall(r"\w+", text.casefold())
