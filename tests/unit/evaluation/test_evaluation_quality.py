"""The quality page: tables and plots follow from the committed baselines, defeats included."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from evaluation.baseline import write_baselines
from evaluation.quality.__main__ import PAGE, publish
from evaluation.quality.measured import BASELINES, measured
from evaluation.quality.page import (
    BEGIN,
    END,
    PLOTS,
    UnmarkedPage,
    with_measured,
    with_summary,
)
from evaluation.quality.plots import reliability, write_plots
from evaluation.quality.tables import defeats, metrics_table, peers_table
from evaluation.report.document import (
    DatasetSection,
    Figure,
    QuestionRow,
    Report,
    SystemSection,
    write_report,
)


def _system(name: str, **figures: float) -> SystemSection:
    rows = tuple(
        QuestionRow(
            id=f"q{n}", kind="fact", facts={"confidence": n / 60, "worth_answering": float(n > 30)}
        )
        for n in range(60)
    )
    shown = {
        metric: Figure(value=value, low=value - 0.05, high=value + 0.05, n=60)
        for metric, value in figures.items()
    }
    curve = ((0.5, 0.1), (1.0, 0.5))
    return SystemSection(name=name, asked=60, figures=shown, curve=curve, questions=rows)


def _report() -> Report:
    section = DatasetSection(
        name="newsquiz",
        fingerprint="f",
        articles=3,
        questions=60,
        judge="gold sentences",
        systems=(
            _system("Dateline", **{"ndcg@10": 0.8, "right": 0.5, "refusal_recall": 0.7}),
            _system("BM25", **{"ndcg@10": 0.75}),
            _system("dense", **{"ndcg@10": 0.9}),
            _system("naive picking", right=0.52),
        ),
    )
    return Report(
        created_at="2026-01-02T00:00:00+00:00", environment={"cores": "2"}, datasets=(section,)
    )


@pytest.fixture
def baselines(tmp_path: Path) -> Path:
    """A folder with the baseline of one small data set."""
    write_baselines(_report(), tmp_path / "baselines")
    return tmp_path / "baselines"


def test_the_best_of_each_row_is_bold_whoever_it_is(baselines: Path) -> None:
    rows = list(peers_table(measured(baselines)))[2:]
    assert rows == [
        "| news quiz | 3 | nDCG@10 | 60 | .800 | .750 | **.900** | – | – |",
        "| news quiz | 3 | right answers | 60 | .500 | – | – | – | **.520** |",
    ]


def test_every_defeat_is_listed_with_what_chance_allows(baselines: Path) -> None:
    first, second = defeats(measured(baselines))
    assert first == "- news quiz, nDCG@10: .800 against .900 of dense"
    assert second.startswith("- news quiz, right answers: .500 against .520 of naive picking, ")
    assert second.endswith("inside Dateline's 95 % interval")


def test_a_table_has_only_the_data_sets_and_columns_that_were_measured(baselines: Path) -> None:
    assert list(metrics_table(measured(baselines), ("refusal_recall", "leakage"))) == [
        "| data set | refusal recall ↑ |",
        "|---|---|",
        "| news quiz | .700 (.650–.750; 60) |",
    ]
    assert list(metrics_table(measured(baselines), ("leakage",))) == []


def test_the_words_around_the_measured_part_stay(baselines: Path) -> None:
    page = f"# Quality\n\nBy hand.\n\n{BEGIN}\nold\n{END}\n\nAlso by hand.\n"
    new = with_measured(page, measured(baselines), ["retrieval.svg"])
    assert new.startswith(f"# Quality\n\nBy hand.\n\n{BEGIN}\n")
    assert new.endswith(f"{END}\n\nAlso by hand.\n")
    assert "old\n" not in new and "![Retrieval against the peers](plots/retrieval.svg)" in new
    assert with_measured(new, measured(baselines), ["retrieval.svg"]) == new
    with pytest.raises(UnmarkedPage):
        with_measured("# Quality\n", [], [])


def test_plots_are_small_load_nothing_and_the_same_every_time(
    baselines: Path, tmp_path: Path
) -> None:
    names = write_plots(measured(baselines), tmp_path / "a")
    assert names == list(PLOTS)
    assert names == write_plots(measured(baselines), tmp_path / "b")
    for name in names:
        text = (tmp_path / "a" / name).read_text()
        assert text == (tmp_path / "b" / name).read_text()
        assert "<script" not in text and "<image" not in text and len(text) < 100_000
    assert "news quiz" in (tmp_path / "a" / "reliability.svg").read_text()
    assert write_plots([], tmp_path / "c") == []


def test_reliability_is_the_mean_of_bins_of_equal_size() -> None:
    pairs = np.array([[0.9, 1.0], [0.1, 0.0], [0.2, 0.0], [0.8, 1.0]] * 4)
    said, right = reliability(pairs)
    assert said == pytest.approx([0.1, 0.1, 0.2, 0.2, 0.8, 0.8, 0.9, 0.9])
    assert right == [0, 0, 0, 0, 1, 1, 1, 1]


def test_a_report_is_published_under_its_folders_name(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    write_report(_report(), folder / "report.json")
    for name in ("report.html", "report.md"):
        (folder / name).write_text("x")
    publish(folder, tmp_path / "reports")
    assert {path.name for path in (tmp_path / "reports").iterdir()} == {
        "mine.json",
        "mine.html",
        "mine.md",
    }


def test_the_page_is_what_the_committed_baselines_give() -> None:
    text = PAGE.read_text(encoding="utf-8")
    names = [name for name in PLOTS if (PAGE.parent / "plots" / name).is_file()]
    assert text == with_measured(text, measured(BASELINES), names)
    assert all((PAGE.parent / shown).is_file() for shown in re.findall(r"\((plots/\S+)\)", text))


def test_the_readme_tells_the_same_figures_beside_those_of_peers(tmp_path: Path) -> None:
    write_baselines(_report(), tmp_path)
    readme = with_summary(f"before\n{BEGIN}\nold\n{END}\nafter", measured(tmp_path))
    assert readme.startswith("before\n") and readme.endswith("\nafter")
    assert "| news quiz | 30 of 60 right (naive picking: 31), .70" in readme
    assert "| news quiz, nDCG@10 | .800 (BM25: .750, dense: .900) |" in readme
    assert "old" not in readme
    with pytest.raises(UnmarkedPage):
        with_summary("no marks", measured(tmp_path))
