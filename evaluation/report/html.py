"""The report as one HTML file: no script, nothing loaded from elsewhere, everything escaped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evaluation.metrics.catalogue import BY_NAME, GROUPS, METRICS, Metric
from evaluation.report.document import DatasetSection, QuestionRow, Report, SystemSection
from evaluation.report.plots import curve_plot, latency_plot, legend, metric_plot

SHOWN = 100
"""Questions shown for each reason of failure, so that a phone can open the page."""

NOTHING_WRONG = "Nothing found wrong"
KIND_METRICS = (
    "right",
    "contained",
    "facts",
    "refusal_recall",
    "false_refusals",
    "citation_recall",
    "article_recall",
    "recall@5",
    "attack_resisted",
)


def write_html(report: Report, path: Path) -> None:
    """Writes the page."""
    path.write_text(render(report), encoding="utf-8", errors="replace")


def render(report: Report) -> str:
    """The page as text."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    row_template = environment.get_template("question.html.j2")

    def question(row: QuestionRow) -> Markup:
        return Markup(row_template.render(row=row))  # noqa: S704 - the template escapes

    return environment.get_template("page.html.j2").render(
        report=report,
        label=label,
        number=number,
        groups=groups,
        kind_metrics=kind_metrics,
        reasons=reasons,
        question=question,
        plots=plots,
    )


def label(name: str) -> str:
    """What a metric is called."""
    return BY_NAME[name].label if name in BY_NAME else name


def number(name: str, value: float, sign: str = "") -> str:
    """The value with the metric's digits."""
    digits = BY_NAME[name].digits if name in BY_NAME else 3
    return format(value, f"{sign}.{digits}f")


def groups(section: DatasetSection) -> Iterator[tuple[str, list[Metric]]]:
    """The metrics that any system of the section has, by group."""
    for group in GROUPS:
        used = [
            metric
            for metric in METRICS
            if metric.group == group and any(metric.name in one.figures for one in section.systems)
        ]
        if used:
            yield group, used


def plots(section: DatasetSection) -> Iterator[tuple[str, Markup]]:
    """The plots that the section's figures allow, each with its title."""
    names = legend(section.systems) if len(section.systems) > 1 else Markup()
    for title, plot in (
        ("Metrics with 95 % intervals", metric_plot(section)),
        ("Risk against coverage", curve_plot(section.systems)),
    ):
        if plot:
            yield title, names + plot
    for one in section.systems[:1]:
        if latencies := latency_plot(one):
            yield f"Latency of {one.name}, questions", latencies


def kind_metrics(system: SystemSection) -> list[str]:
    """The metrics worth a column in the table by kind."""
    return [name for name in KIND_METRICS if any(name in one for one in system.kinds.values())]


def reasons(section: DatasetSection) -> Iterator[tuple[str, list[QuestionRow], int]]:
    """The main system's questions by reason of failure, the most frequent first."""
    rows = [row for one in section.systems[:1] for row in one.questions if row.detail]
    found: dict[str, list[QuestionRow]] = {}
    for row in rows:
        found.setdefault(row.reason or NOTHING_WRONG, []).append(row)
    ranked = sorted(found, key=lambda reason: (reason == NOTHING_WRONG, -len(found[reason])))
    for reason in ranked:
        title = reason[:1].upper() + reason[1:]
        yield title, found[reason][:SHOWN], len(found[reason])
