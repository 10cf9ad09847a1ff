"""The sentences that no rule decides, as JSONL for a person, and what the person says of them.

``hand`` is the column to be filled in, with ``supported`` or ``unsupported``. The next run reads it
back and counts it, as long as the question and the words of the sentence are the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.models import ArticleDraft
from tests.llm.grading.graded import GradedQuestion, GradedSentence, Marks
from tests.llm.grading.grader import Grade, Reason, Verdict
from tests.llm.grading.records import Stretch

FILE = "undecided.jsonl"
LONGEST_QUOTE = 300
"""Code points of the one quote that a row has, and of each gold answer."""
GOLD_ANSWERS = 3

Row = dict[str, Any]


class UnreadMark(ValueError):
    """Somebody wrote something else than a verdict; the text names the line."""


def read_rows(folder: Path) -> list[Row]:
    """The rows as they are by now, filled in or not; none where there is no file yet.

    Raises:
        UnreadMark: a line is no row, or its mark no verdict.
    """
    path = folder / FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [_row(line, f"{path.name} line {number}") for number, line in enumerate(lines, 1)]


def _row(line: str, where: str) -> Row:
    try:
        row: Row = json.loads(line)
        _place(row)
        row["hand"] = row["hand"].strip().casefold()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadMark(f"{where} is no row of this file") from error
    if row["hand"] not in ("", Verdict.SUPPORTED, Verdict.UNSUPPORTED):
        raise UnreadMark(f"{where}: hand is {Verdict.SUPPORTED}, {Verdict.UNSUPPORTED} or empty")
    return row


def marks_in(rows: Iterable[Row]) -> Marks:
    """What was filled in."""
    return {_place(row): Verdict(row["hand"]) for row in rows if row["hand"]}


def _place(row: Row) -> tuple[str, str]:
    return str(row["question_id"]), str(row["sentence"])


def write_rows(
    questions: Iterable[GradedQuestion],
    articles: Mapping[str, Mapping[str, ArticleDraft]],
    folder: Path,
    before: Iterable[Row] = (),
) -> None:
    """Writes every sentence that a person decides or has decided, each once.

    Args:
        questions: with their grades.
        articles: of each set, by its name and their id.
        folder: is there already.
        before: rows of an earlier run; what was filled in of them is kept.
    """
    rows = {_place(row): row for one in questions for row in _rows(one, articles[one.set_name])}
    rows = {_place(row): row for row in before if row["hand"]} | rows
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows.values())
    partial = folder / f"{FILE}.partial"
    partial.write_text(text, encoding="utf-8")
    partial.replace(folder / FILE)  # whole or not at all: it holds somebody's work


def _rows(one: GradedQuestion, articles: Mapping[str, ArticleDraft]) -> Iterator[Row]:
    for found in one.sentences:
        for text, grade in _forms(found):
            by_hand = grade.reason is Reason.BY_HAND
            if not by_hand and grade.verdict is not Verdict.UNDECIDED:
                continue
            evidence = found.sentence.evidence
            yield {
                "question_id": one.key,
                "question": one.question.text,
                "unanswerable": one.question.unanswerable,
                "sentence": text,
                "fate": found.sentence.fate.value,
                "reason": grade.reason.value,
                "gold_answers": [_cut(answer) for answer in one.question.answers[:GOLD_ANSWERS]],
                "gold_articles": list(one.question.articles),
                "evidence": [str(stretch) for stretch in evidence],
                "quote": _quote(evidence[0], articles) if evidence else "",
                "hand": grade.verdict.value if by_hand else "",
            }


def _forms(found: GradedSentence) -> Iterator[tuple[str, Grade]]:
    """The sentence as written, and as shown where that differs."""
    yield found.sentence.text, found.written
    if found.shown is not None and found.sentence.shown not in (None, found.sentence.text):
        yield str(found.sentence.shown), found.shown


def _quote(stretch: Stretch, articles: Mapping[str, ArticleDraft]) -> str:
    article = articles.get(stretch.article_id)
    return _cut(article.text[stretch.start : stretch.end]) if article else ""


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
