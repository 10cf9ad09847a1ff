"""The news audit sheet: what a journalist checks in an answer, one row a question.

Categories: accuracy, direct quotes, sourcing, opinion against fact, context as in EBU and BBC,
"News Integrity in AI Assistants", 2025; right article, outlet, date and URL as in the Tow Center,
"AI Search Has A Citation Problem", 2025. What can be measured is filled in; the rest is left to a
person, whose sheet is read back and scored.

Marks, as in the EBU and BBC study: 0 significant issue, 1 some issue, 2 no issue.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

MEASURED = ("quotes_exact", "right_article", "right_outlet", "right_date", "right_url")
BY_HAND = ("accuracy", "direct_quotes", "sourcing", "opinion_against_fact", "context")
COLUMNS = ("id", "question", "answer", "cited", *MEASURED, *BY_HAND, "comment")
MARKS = {"0": 0.0, "1": 0.5, "2": 1.0}


def write_sheet(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Writes the sheet as CSV; cells that a spreadsheet would run as a formula are disarmed."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows({key: disarmed(value) for key, value in row.items()} for row in rows)


def read_marks(path: Path) -> tuple[dict[str, dict[str, float]], list[str]]:
    """A person's marks by question id and category (0 to 1), and the cells that are no mark."""
    marks: dict[str, dict[str, float]] = {}
    unread: list[str] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            given = {name: (row.get(name) or "").strip() for name in BY_HAND}
            unread += [
                f"{row.get('id')}: {n}={v}" for n, v in given.items() if v and v not in MARKS
            ]
            found = {name: MARKS[value] for name, value in given.items() if value in MARKS}
            if found and row.get("id"):
                marks[row["id"]] = found
    return marks, unread


def disarmed(cell: str) -> str:
    """The cell with a quote before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
