"""The report as a short Markdown summary for a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.report.document import Comparison, DatasetSection, Report
from evaluation.report.html import groups, label, number

MOST_REASONS = 5


def write_markdown(report: Report, path: Path) -> None:
    """Writes the summary."""
    path.write_text(summary(report), encoding="utf-8", errors="replace")


def summary(report: Report) -> str:
    """The tables of all data sets, and what changed."""
    lines = ["# Evaluation", ""]
    if report.comparison:
        lines += [*_changes(report.comparison), ""]
    for section in report.datasets:
        lines += [*_section(section), ""]
    return "\n".join(lines).rstrip() + "\n"


def _section(section: DatasetSection) -> Iterator[str]:
    yield f"## {_cell(section.name)}"
    yield ""
    half = f", half {section.split}" if section.split else ""
    yield (
        f"{section.articles} articles, {section.questions} questions{half}. "
        f"Support judged by {_cell(section.judge)}."
    )
    if section.judge_counts:
        counts = ", ".join(f"{n} {_cell(kind)}" for kind, n in section.judge_counts.items())
        yield f"The judge: {counts}. What it did not decide is in no figure."
    if section.problem_counts:
        counts = ", ".join(f"{n} × {_cell(kind)}" for kind, n in section.problem_counts.items())
        yield f"Not scored: {counts}."
    for system in section.systems:
        if system.failures:
            yield f"{system.name}: {len(system.failures)} of {system.asked} got no answer."
    yield ""
    yield "| metric | " + " | ".join(_cell(one.name) for one in section.systems) + " |"
    yield "|---" * (len(section.systems) + 1) + "|"
    for _, metrics in groups(section):
        for metric in metrics:
            cells = []
            for system in section.systems:
                f = system.figures.get(metric.name)
                value = f and (
                    f"{number(metric.name, f.value)} "
                    f"({number(metric.name, f.low)}–{number(metric.name, f.high)})"
                )
                cells.append(value or "–")
            arrow = "↑" if metric.better == "higher" else "↓"
            yield f"| {metric.label} {arrow} | " + " | ".join(cells) + " |"
    yield from _reasons(section)


def _reasons(section: DatasetSection) -> Iterator[str]:
    rows = [row for one in section.systems[:1] for row in one.questions]
    found = Counter(row.reason for row in rows if row.reason)
    if found:
        named = ", ".join(f"{reason} {n}" for reason, n in found.most_common(MOST_REASONS))
        yield ""
        yield f"Why answers are not right: {named}."


def _changes(comparison: Comparison) -> Iterator[str]:
    yield f"## Against {_cell(comparison.against)}"
    yield ""
    yield from (f"- {_cell(warning)}" for warning in comparison.warnings)
    for one in comparison.datasets:
        yield from (f"- {_cell(one.dataset)}: {_cell(warning)}" for warning in one.warnings)
        clear = [change for change in one.changes if change.verdict in ("better", "worse")]
        name = f"{_cell(one.dataset)}, {_cell(one.system)}"
        if not clear:
            yield f"- {name}: no clear change; {len(one.questions)} questions changed"
        for change in clear:
            yield (
                f"- {name}: **{change.verdict}** {label(change.metric)} "
                f"{number(change.metric, change.old)} → {number(change.metric, change.new)} "
                f"(p = {change.p_value:.3f}, {change.changed} of {change.n} questions)"
            )


def _cell(text: str) -> str:
    """Text in which Markdown and HTML see nothing to do."""
    plain = " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")
    return plain.replace("<", "&lt;").replace("`", "'").replace("[", "\\[")
