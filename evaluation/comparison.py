"""Two reports side by side: which metrics changed beyond chance, and on which questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.metrics.catalogue import METRICS, Metric
from evaluation.report.document import (
    Change,
    ChangedQuestion,
    Comparison,
    DatasetChange,
    DatasetSection,
    QuestionRow,
    Report,
    SystemSection,
)
from evaluation.statistics import Difference, compare, significant

NOT_WATCHED = {"latency_ms", "search_ms", "tokens", "cost_usd", "confidence"}
"""Facts whose change does not make a question a changed one."""


def compare_reports(old: Report, new: Report, *, against: str) -> Comparison:
    """Every data set and system that both reports hold, paired question by question.

    Args:
        old: the report to compare with.
        new: the report of this run.
        against: what to call the old one.
    """
    before = {section.name: section for section in old.datasets}
    missing = [s.name for s in new.datasets if s.name not in before]
    shared = [section for section in new.datasets if section.name in before]
    changes = [
        change
        for section in shared
        for change in _dataset_changes(before[section.name], section, new.seed)
    ]
    warnings = [f"{name} is not in {against}" for name in missing]
    return Comparison(against=against, warnings=tuple(warnings), datasets=tuple(changes))


def _dataset_changes(
    old: DatasetSection, new: DatasetSection, seed: int
) -> Iterator[DatasetChange]:
    before = {system.name: system for system in old.systems}
    for system in new.systems:
        if system.name in before:
            warnings = list(_differences(old, new))
            yield _system_change(new.name, before[system.name], system, seed, warnings)


def _differences(old: DatasetSection, new: DatasetSection) -> Iterator[str]:
    if old.fingerprint != new.fingerprint:
        yield "the questions or their right answers are not the same"
    if old.articles != new.articles:
        yield f"the collections differ: {old.articles} articles and {new.articles}"
    if old.judge != new.judge:
        yield f"support was judged by others: {old.judge}, and {new.judge}"


def _system_change(
    dataset: str, old: SystemSection, new: SystemSection, seed: int, warnings: list[str]
) -> DatasetChange:
    before = {row.id: row for row in old.questions}
    pairs = [(before[row.id], row) for row in new.questions if row.id in before]
    unpaired = len(old.questions) + len(new.questions) - 2 * len(pairs)
    if unpaired:
        only = f"{unpaired} results are in one report only and are not compared"
        warnings = [*warnings, only]
    return DatasetChange(
        dataset=dataset,
        system=new.name,
        warnings=tuple(warnings),
        changes=tuple(changes_of(pairs, seed=seed)),
        questions=tuple(_changed(old_row, row) for old_row, row in pairs if _differs(old_row, row)),
    )


def changes_of(pairs: Sequence[tuple[QuestionRow, QuestionRow]], *, seed: int = 0) -> list[Change]:
    """Each metric's change; significance is judged over all tested metrics together (Holm)."""
    found = [(metric, _difference(metric, pairs, seed)) for metric in METRICS]
    known = [(metric, difference) for metric, difference in found if difference is not None]
    tested = [at for at, (metric, _) in enumerate(known) if metric.tested]
    flags = significant([known[at][1] for at in tested])
    flagged = {at for at, flag in zip(tested, flags, strict=True) if flag}
    return [
        _change(metric, difference, is_significant=at in flagged)
        for at, (metric, difference) in enumerate(known)
    ]


def _difference(
    metric: Metric, pairs: Sequence[tuple[QuestionRow, QuestionRow]], seed: int
) -> Difference | None:
    """The metric's difference over the questions for which both runs have its facts."""
    names = metric.facts
    both = [
        (old.facts, new.facts)
        for old, new in pairs
        if all(name in old.facts and name in new.facts for name in names)
    ]
    if not both:
        return None
    old_rows, new_rows = (metric.rows([pair[at] for pair in both]) for at in (0, 1))
    difference = compare(old_rows, new_rows, metric.aggregate, seed=seed)
    defined = difference.old == difference.old and difference.new == difference.new
    return difference if defined else None


def _change(metric: Metric, difference: Difference, *, is_significant: bool) -> Change:
    rose = difference.delta > 0
    better = rose == (metric.better == "higher")
    verdict = "not judged" if not metric.tested else "no clear change"
    if is_significant:
        verdict = "better" if better else "worse"
    return Change.model_validate(
        {
            "metric": metric.name,
            "old": round(difference.old, 6),
            "new": round(difference.new, 6),
            "p_value": round(difference.p_value, 6),
            "changed": difference.changed,
            "n": difference.n,
            "verdict": verdict,
        }
    )


def _watched(row: QuestionRow) -> dict[str, float]:
    return {name: value for name, value in row.facts.items() if name not in NOT_WATCHED}


def _differs(old: QuestionRow, new: QuestionRow) -> bool:
    return _watched(old) != _watched(new)


def _changed(old: QuestionRow, new: QuestionRow) -> ChangedQuestion:
    before, after = _watched(old), _watched(new)
    facts = {
        name: (before[name], after[name])
        for name in before
        if name in after and before[name] != after[name]
    }
    return ChangedQuestion(id=new.id, text=new.detail.text if new.detail else "", facts=facts)
