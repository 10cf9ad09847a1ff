"""Plots as inline SVG: they follow the page's colours and can be read out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from evaluation.metrics.catalogue import BY_NAME
from evaluation.report.document import DatasetSection, Figure, SystemSection

WIDTH = 480
LABEL = 205
"""Units of the drawing: so few that a phone shows the words large enough to read."""
ROW = 20
COLOURS = ("#2a6fb0", "#c2571a", "#3d8a4f", "#8a4fa8", "#8b6f1e", "#7a7a7a")
SHARES = ("retrieval", "answers", "citations", "abstention", "disagreement", "time", "injection")


@dataclass(frozen=True, slots=True)
class _Bar:
    label: str
    figure: Figure
    colour: str
    system: str


def metric_plot(section: DatasetSection) -> Markup:
    """Each metric between 0 and 1 as a point with its interval, one colour a system."""
    names = [
        name
        for name, metric in BY_NAME.items()
        if metric.group in SHARES and any(name in one.figures for one in section.systems)
    ]
    rows: list[Markup] = []
    top = 8
    for name in names:
        bars = _bars(name, section.systems)
        rows.append(_row(BY_NAME[name].label, bars, top))
        top += ROW + 8 * (len(bars) - 1)
    if not rows:
        return Markup()
    grid = _grid(top)
    return _svg(top + 22, f"Metrics of {section.name} with 95 % intervals", [grid, *rows])


def curve_plot(systems: Sequence[SystemSection]) -> Markup:
    """The risk-coverage curves of the systems that give confidences."""
    drawn = [(at, one) for at, one in enumerate(systems) if one.curve]
    if not drawn:
        return Markup()
    height = 200
    parts = [_grid(height)]
    for at, system in drawn:
        points = " ".join(
            f"{_x(coverage):.1f},{height - risk * (height - 10):.1f}"
            for coverage, risk in system.curve
        )
        colour = COLOURS[at % len(COLOURS)]
        parts.append(
            Markup('<polyline points="{}" fill="none" stroke="{}" stroke-width="2"/>').format(
                points, colour
            )
        )
    parts.append(_text(LABEL - 8, 14, "share of answers", anchor="end"))
    parts.append(_text(LABEL - 8, 30, "that are wrong (0 to 1)", anchor="end"))
    parts.append(_text(LABEL, height + 30, "share of questions answered, surest first"))
    return _svg(height + 38, "Risk against coverage", parts)


def latency_plot(system: SystemSection, fact: str = "latency_ms") -> Markup:
    """How many questions took how long, in bins that double in width."""
    values = [row.facts[fact] for row in system.questions if fact in row.facts]
    if not values:
        return Markup()
    edges = [2.0**power for power in range(18)]
    counts = [sum(low <= value < 2 * low for value in values) for low in edges]
    counts[0] += sum(value < 1 for value in values)
    used = [at for at, count in enumerate(counts) if count]
    bins = range(used[0], used[-1] + 1)
    rows = [
        _bin(f"{edges[at]:.0f}-{2 * edges[at]:.0f} ms", counts[at], max(counts), 8 + n * ROW)
        for n, at in enumerate(bins)
    ]
    return _svg(12 + len(bins) * ROW, f"Latency of {system.name}", rows)


def legend(systems: Sequence[SystemSection]) -> Markup:
    """Which colour is which system."""
    chip = Markup('<span class="name"><span class="chip" style="background:{}"></span>{}</span> ')
    return Markup().join(
        chip.format(COLOURS[at % len(COLOURS)], system.name) for at, system in enumerate(systems)
    )


def _bars(name: str, systems: Sequence[SystemSection]) -> list[_Bar]:
    return [
        _Bar(BY_NAME[name].label, system.figures[name], COLOURS[at % len(COLOURS)], system.name)
        for at, system in enumerate(systems)
        if name in system.figures
    ]


def _row(label: str, bars: Sequence[_Bar], top: int) -> Markup:
    parts = [_text(LABEL - 8, top + 12, label, anchor="end")]
    for at, bar in enumerate(bars):
        y = top + 8 + 8 * at
        figure = bar.figure
        parts.append(
            Markup(
                '<g stroke="{c}" fill="{c}"><title>{label}, {system}: {v:.3f} '
                "({low:.3f} to {high:.3f}, n = {n})</title>"
                '<line x1="{x1:.1f}" x2="{x2:.1f}" y1="{y}" y2="{y}" stroke-width="2"/>'
                '<circle cx="{x:.1f}" cy="{y}" r="4"/></g>'
            ).format(
                c=bar.colour,
                label=label,
                system=bar.system,
                v=figure.value,
                low=figure.low,
                high=figure.high,
                n=figure.n,
                x1=_x(figure.low),
                x2=_x(figure.high),
                x=_x(figure.value),
                y=y,
            )
        )
    return Markup().join(parts)


def _bin(label: str, count: int, most: int, top: int) -> Markup:
    width = (WIDTH - LABEL - 60) * count / most
    bar = Markup('<rect x="{}" y="{}" width="{:.1f}" height="{}" fill="{}"/>').format(
        LABEL, top, width, ROW - 6, COLOURS[0]
    )
    return (
        _text(LABEL - 8, top + 12, label, anchor="end")
        + bar
        + _text(int(LABEL + width + 6), top + 12, str(count))
    )


def _grid(bottom: int) -> Markup:
    line = Markup('<line x1="{x}" x2="{x}" y1="0" y2="{b}" stroke="currentColor" opacity=".2"/>')
    parts = []
    for step in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(line.format(x=_x(step), b=bottom))
        parts.append(_text(int(_x(step)), bottom + 14, f"{step:g}", anchor="middle"))
    return Markup().join(parts)


def _x(share: float) -> float:
    return LABEL + (WIDTH - LABEL - 24) * min(1.0, max(0.0, share))


def _text(x: int, y: int, text: str, *, anchor: str = "start") -> Markup:
    return Markup(
        '<text x="{}" y="{}" text-anchor="{}" fill="currentColor" font-size="12">{}</text>'
    ).format(x, y, anchor, text)


def _svg(height: int, title: str, parts: Sequence[Markup]) -> Markup:
    opening = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" role="img" '
        'aria-label="{t}" style="max-width:{most}px;width:100%"><title>{t}</title>'
    ).format(w=WIDTH, h=height, most=WIDTH * 4 // 3, t=escape(title))
    return opening + Markup().join(parts) + Markup("</svg>")
