"""Baselines and the gate: a metric that falls by more than its noise fails the build.

A baseline holds figures only: per question, facts by a hash of the question's id, so that a new run
can be compared pair by pair; none of the data's text.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from evaluation.comparison import compare_reports
from evaluation.report.document import QuestionRow, Report, SystemSection, write_report


def baseline_of(report: Report) -> Report:
    """The report without text: figures, and facts by hashed question id; peers' figures only."""
    sections = [
        section.model_copy(
            update={
                "problems": (),
                "systems": tuple(
                    _figures_only(system, is_main=place == 0)
                    for place, system in enumerate(section.systems)
                ),
            }
        )
        for section in report.datasets
    ]
    return report.model_copy(
        update={"datasets": tuple(sections), "comparison": None, "command": ""}
    )


def write_baseline(report: Report, path: Path) -> None:
    """Writes the baseline of a report."""
    write_report(baseline_of(report), path)


def fallen(report: Report, baseline: Report) -> list[str]:
    """One line for each metric that fell by more than its noise; empty when the gate is open.

    A metric falls by more than its noise when the paired permutation test, corrected over all
    metrics of the data set, calls the fall significant. Figures that a run no longer has, because
    its questions failed, count as fallen too.
    """
    comparison = compare_reports(baseline, baseline_of(report), against="the baseline")
    lines = [
        f"{one.dataset} {change.metric}: {change.old:.3f} -> {change.new:.3f} "
        f"(p = {change.p_value:.4f}, {change.changed} of {change.n} questions changed)"
        for one in comparison.datasets
        for change in one.changes
        if change.verdict == "worse"
    ]
    return lines + _lost(report, baseline)


def _lost(report: Report, baseline: Report) -> list[str]:
    now = {section.name: section for section in report.datasets}
    lines = []
    for section in baseline.datasets:
        if section.name not in now or not now[section.name].systems:
            lines.append(f"{section.name}: not evaluated any more")
            continue
        before, after = section.systems[0], now[section.name].systems[0]
        if len(after.failures) > len(before.failures):
            lines.append(f"{section.name}: {len(after.failures)} questions got no answer")
    return lines


def _figures_only(system: SystemSection, *, is_main: bool) -> SystemSection:
    rows = tuple(
        QuestionRow(id=hashed(row.id), kind=row.kind, facts=row.facts) for row in system.questions
    )
    failures = tuple(one.model_copy(update={"id": hashed(one.id)}) for one in system.failures)
    return system.model_copy(update={"questions": rows if is_main else (), "failures": failures})


def hashed(question_id: str) -> str:
    """The first 12 hex digits of the id's sha256; a hashed id stays as it is."""
    if question_id.startswith("#"):
        return question_id
    return "#" + sha256(question_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
