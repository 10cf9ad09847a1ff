"""The audit sheet of a report, and a person's marks put back into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from evaluation.metrics.sheet import BY_HAND, read_marks, write_sheet
from evaluation.report.document import DatasetSection, QuestionRow, Report, SystemSection
from evaluation.report.figures import figures_of

MEASURED_FACTS = {
    "quotes_exact": "quote_exact",
    "right_article": "article_precision",
    "right_outlet": "outlet_right",
    "right_date": "date_right",
    "right_url": "url_right",
}


def write_audit(report: Report, path: Path) -> None:
    """Writes the sheet: one row for each answered question of the evaluated system."""
    write_sheet(path, _rows(report))


def with_marks(report: Report, path: Path) -> tuple[Report, list[str]]:
    """The report with a person's marks as facts and figures, and the cells that are no mark."""
    marks, unread = read_marks(path)
    sections = tuple(_marked(section, marks, report.seed) for section in report.datasets)
    return report.model_copy(update={"datasets": sections}), unread


def _rows(report: Report) -> Iterator[Mapping[str, str]]:
    for section in report.datasets:
        for row in (row for one in section.systems[:1] for row in one.questions):
            if row.detail is None or not row.detail.answer:
                continue
            measured = {
                column: f"{row.facts[fact]:.2f}"
                for column, fact in MEASURED_FACTS.items()
                if fact in row.facts
            }
            cited = " | ".join(f"[{c.number}] {c.source}: {c.quote}" for c in row.detail.citations)
            yield {
                "id": f"{section.name}/{row.id}",
                "question": row.detail.text,
                "answer": row.detail.answer,
                "cited": cited,
                **measured,
            }


def _marked(
    section: DatasetSection, marks: Mapping[str, Mapping[str, float]], seed: int
) -> DatasetSection:
    if not section.systems:
        return section
    main, *peers = section.systems
    rows = tuple(_row(row, marks.get(f"{section.name}/{row.id}", {})) for row in main.questions)
    return section.model_copy(update={"systems": (_system(main, rows, seed), *peers)})


def _row(row: QuestionRow, marks: Mapping[str, float]) -> QuestionRow:
    given = {f"audit_{name}": marks[name] for name in BY_HAND if name in marks}
    return row.model_copy(update={"facts": {**row.facts, **given}}) if given else row


def _system(main: SystemSection, rows: tuple[QuestionRow, ...], seed: int) -> SystemSection:
    figures = figures_of([row.facts for row in rows], seed=seed)
    return main.model_copy(update={"questions": rows, "figures": figures})
