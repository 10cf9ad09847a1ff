"""The gate: a metric that falls by more than its noise fails the build."""

from __future__ import annotations

from evaluation.baseline import baseline_of
from evaluation.comparison import compare_reports
from evaluation.report.document import Report


def fallen(report: Report, baseline: Report) -> list[str]:
    """One line for each metric that fell by more than its noise; empty when the gate is open.

    A metric falls by more than its noise when the paired permutation test, corrected over all
    metrics of the data set, calls the fall significant. Questions that no longer get an answer
    close the gate too: what is not scored cannot fall.
    """
    now = report.model_copy(
        update={"datasets": tuple(baseline_of(section) for section in report.datasets)}
    )
    comparison = compare_reports(baseline, now, against="the baseline")
    lines = [
        f"{one.name}: its questions are not those of the baseline; if that was meant, write it anew"
        for one in baseline.datasets
        for new in now.datasets
        if new.name == one.name and new.fingerprint != one.fingerprint
    ]
    lines += [
        f"{one.dataset}: {change.metric} fell {change.old:.3f} -> {change.new:.3f} "
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
