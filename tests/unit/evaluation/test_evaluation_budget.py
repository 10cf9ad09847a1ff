"""The plot of quality against time by passages read."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.quality.budget import PASSAGES, QUALITY, SPEED, draw, points
from evaluation.report.document import DatasetSection, Figure, Report, SystemSection


def report(passages: int | None, quality: float, milliseconds: float) -> Report:
    figures = {
        QUALITY: Figure(value=quality, low=quality - 0.1, high=quality + 0.1, n=9),
        SPEED: Figure(value=milliseconds, low=1, high=999, n=9),
    }
    system = SystemSection(name="Dateline", asked=9, figures=figures)
    environment = {} if passages is None else {PASSAGES: str(passages)}
    return Report(
        created_at="2026-11-27T00:00:00+00:00",
        command="dateline evaluate",
        seed=0,
        seconds=1.0,
        environment=environment,
        datasets=(
            DatasetSection(name="n", fingerprint="f", articles=1, questions=9, systems=(system,)),
        ),
    )


def test_fewest_passages_come_first_and_each_is_named(tmp_path: Path) -> None:
    found = points([report(16, 0.6, 200), report(4, 0.4, 60)])
    assert [one.passages for one in found] == [4, 16]
    draw(found, tmp_path / "plot.svg")
    plot = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert ">4<" in plot and ">16<" in plot
    assert "answer in three cited sentences" in plot


def test_a_report_without_the_number_of_passages_is_refused() -> None:
    with pytest.raises(ValueError, match="passages read"):
        points([report(None, 0.5, 100)])
