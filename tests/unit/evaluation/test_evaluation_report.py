"""Reports: what is written, what is escaped, and what two of them say about a change."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from evaluation.audit import with_marks, write_audit
from evaluation.baseline import hashed, read_baselines, write_baselines
from evaluation.comparison import compare_reports
from evaluation.datasets.dataset import Dataset, EvaluationQuestion, Problem
from evaluation.gate import fallen
from evaluation.metrics.catalogue import BY_NAME, METRICS
from evaluation.metrics.sheet import disarmed
from evaluation.metrics.support import WordJudge
from evaluation.report.document import Report, UnusableReport, read_report, write_report
from evaluation.report.figures import figures_of
from evaluation.report.html import render
from evaluation.report.markdown import summary
from evaluation.report.sections import Scoring, dataset_section, system_section
from evaluation.thresholds import best_threshold, fitted_threshold
from evaluation.wire import CheckedQuote, HitPart, Reply, Response

HALVES = ("dev", "held-out")
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7 * 7 }} |pipe|"


def _response(question: EvaluationQuestion, right: bool, confidence: float) -> Response:
    text = f"Ada wrote it. {HOSTILE}" if right else "Bob did."
    refused = question.unanswerable and right
    citation = {
        "number": 1,
        "article_id": "a",
        "title": HOSTILE,
        "quote": text,
        "start": 0,
        "end": 9,
    }
    reply = Reply.model_validate(
        {
            "status": "unanswerable" if refused else "answered",
            "answer": text,
            "statements": [] if refused else [{"text": text, "citations": [1]}],
            "citations": [] if refused else [citation],
            "confidence": confidence,
            "answerer": {"kind": "extractive"},
        }
    )
    return Response(
        question_id=question.question_id,
        reply=reply,
        hits=(HitPart(article_id="a" if right else "x", text=HOSTILE),),
        quotes=() if refused else (CheckedQuote(exact=True, before=HOSTILE, after="after"),),
        latency_ms=12.0,
        search_ms=3.0,
    )


def _questions(count: int = 60) -> list[EvaluationQuestion]:
    return [
        EvaluationQuestion(
            f"q{n}", f"Who? {HOSTILE}", kind="gap", unanswerable=True, split=HALVES[n % 2]
        )
        if n % 3 == 0
        else EvaluationQuestion(
            f"q{n}", f"Who? {HOSTILE}", answers=("Ada",), relevance=(("a", 1),), split=HALVES[n % 2]
        )
        for n in range(count)
    ]


@lru_cache
def _report(
    wrong: frozenset[int] = frozenset(), *, failing: frozenset[int] = frozenset()
) -> Report:
    questions = _questions()
    responses: Mapping[str, Response] = {
        q.question_id: Response(question_id=q.question_id, failure="no answer in time")
        if n in failing
        else _response(q, n not in wrong, 0.1 if q.unanswerable else 0.9)
        for n, q in enumerate(questions)
    }
    dataset = Dataset(
        "mini", questions=tuple(questions), problems=(Problem("broken line", HOSTILE),)
    )
    main = system_section("Dateline", questions, responses, Scoring(WordJudge()))
    peer = system_section("peer", questions, responses, Scoring(WordJudge()), in_detail=False)
    section = dataset_section(dataset, [main, peer], judge="shared words", articles=1)
    return Report(created_at="2026-01-01T00:00:00+00:00", datasets=(section,))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_escapes_everything_and_loads_nothing() -> None:
    page = render(_report(frozenset({1, 2})))
    parser = _Page()
    parser.feed(page)
    names = {tag for tag, _ in parser.tags}
    assert not names & {"script", "img", "link", "iframe", "object"}
    assert not any(
        name.startswith("on") or name == "src" for _, attrs in parser.tags for name in attrs
    )
    assert "{{ 7 * 7 }}" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_the_page_shows_questions_quotes_in_context_passages_and_reasons() -> None:
    page = render(_report(frozenset({1}), failing=frozenset({2})))
    assert "<mark>" in page and "Retrieved passages" in page
    assert "Evidence not retrieved" in page
    assert "no answer in time" in page
    assert "1 × broken line" in page
    assert 'name="viewport"' in page and "prefers-color-scheme:dark" in page
    assert page.count("<svg") >= 3


def test_failed_questions_are_named_and_in_no_figure() -> None:
    section = _report(failing=frozenset({1, 2, 4})).datasets[0].systems[0]
    assert [one.id for one in section.failures] == ["q1", "q2", "q4"]
    assert section.figures["right"].n == 40 - 3
    assert section.figures["right"].value == 1.0


def test_a_report_reads_back_as_it_was_written(tmp_path: Path) -> None:
    report = _report()
    write_report(report, tmp_path / "report.json")
    assert read_report(tmp_path / "report.json") == report
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{}", "no report"),
        ("nonsense", "no report"),
        ('{"schema_version": 99, "created_at": ""}', "99"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(UnusableReport, match=reason):
        read_report(tmp_path / "r.json")
    with pytest.raises(UnusableReport, match="cannot read"):
        read_report(tmp_path / "gone.json")


def test_the_summary_is_a_table_that_no_text_can_break() -> None:
    text = summary(_report(frozenset({1})))
    assert "| metric | Dateline | peer |" in text
    assert "<script" not in text
    assert all(line.count("|") == 4 for line in text.splitlines() if line.startswith("|"))


def test_an_identical_report_shows_no_change() -> None:
    comparison = compare_reports(_report(), _report(), against="old.json")
    assert [one.system for one in comparison.datasets] == ["Dateline", "peer"]
    for one in comparison.datasets:
        assert one.questions == ()
        assert {change.verdict for change in one.changes} <= {"no clear change", "not judged"}


def test_worse_answers_are_flagged_with_their_metrics_and_questions() -> None:
    worse = _report(frozenset(range(1, 31)))
    comparison = compare_reports(_report(), worse, against="old.json")
    change = comparison.datasets[0]
    assert {"right", "contained", "refusal_recall", "ndcg@10"} <= set(change.worse)
    assert {one.id for one in change.questions} == {f"q{n}" for n in range(1, 31)}
    page = render(worse.model_copy(update={"comparison": comparison}))
    assert "Against old.json" in page and "questions changed" in page
    assert "**worse** right answers" in summary(worse.model_copy(update={"comparison": comparison}))


def test_better_answers_are_not_called_worse() -> None:
    change = compare_reports(_report(frozenset(range(1, 31))), _report(), against="x").datasets[0]
    assert change.worse == ()
    assert any(one.verdict == "better" for one in change.changes)


def test_other_questions_and_missing_results_are_warned_of() -> None:
    old = _report()
    section = old.datasets[0].model_copy(
        update={"fingerprint": "other", "articles": 7, "judge": "a model"}
    )
    warnings = (
        compare_reports(
            old.model_copy(update={"datasets": (section,)}),
            _report(failing=frozenset({1})),
            against="x",
        )
        .datasets[0]
        .warnings
    )
    assert any("not the same" in one for one in warnings)
    assert "the collections differ: 7 articles and 1" in warnings
    assert "support was judged by others: a model, and shared words" in warnings
    assert any(one.startswith("1 results are in one report only") for one in warnings)


def test_slower_is_reported_and_never_called_worse() -> None:
    report = _report()
    main = report.datasets[0].systems[0]
    rows = tuple(
        r.model_copy(update={"facts": r.facts | {"latency_ms": 900.0}}) for r in main.questions
    )
    section = report.datasets[0].model_copy(
        update={"systems": (main.model_copy(update={"questions": rows}),)}
    )
    change = compare_reports(
        report, report.model_copy(update={"datasets": (section,)}), against="x"
    )
    found = {one.metric: one for one in change.datasets[0].changes}
    assert found["latency_p50"].verdict == "not judged"
    assert found["latency_p50"].new == 900.0
    assert change.datasets[0].worse == ()


def _baseline(folder: Path) -> Report:
    write_baselines(_report(), folder)
    return read_baselines(folder, ["mini"])[0]


def test_a_baseline_holds_no_text_of_the_data(tmp_path: Path) -> None:
    write_baselines(_report(), tmp_path)
    text = (tmp_path / "mini.json").read_text()
    assert "Ada" not in text and "script" not in text and '"q1"' not in text
    assert len(text) < 25_000
    assert json.loads(text)["dataset"]["systems"][1]["questions"] == []


def test_a_baseline_reads_back_with_every_facts_of_every_question(tmp_path: Path) -> None:
    (section,) = _baseline(tmp_path).datasets
    rows = {row.id: row for row in section.systems[0].questions}
    assert len(rows) == 60 and all(key.startswith("#") for key in rows)
    for old in _report().datasets[0].systems[0].questions:
        kept = rows[hashed(old.id)]
        assert kept.kind == old.kind
        assert kept.facts == pytest.approx(
            {k: v for k, v in old.facts.items() if k in kept.facts}, abs=1e-4
        )
        assert old.facts.keys() - kept.facts.keys() <= {
            "latency_ms",
            "search_ms",
            "tokens",
            "cost_usd",
        }
    assert section.systems[0].figures == _report().datasets[0].systems[0].figures


def test_what_is_no_baseline_is_refused_and_a_missing_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "half.json").write_text('{"run": {')
    with pytest.raises(UnusableReport, match="--save-baseline"):
        read_baselines(tmp_path, ["half"])
    assert read_baselines(tmp_path, ["gone"])[1] == ["gone"]
    with pytest.raises(UnusableReport, match="is a file"):
        write_baselines(_report(), tmp_path / "half.json")


def test_the_gate_asks_for_a_new_baseline_when_the_questions_changed(tmp_path: Path) -> None:
    section = _report().datasets[0].model_copy(update={"fingerprint": "other"})
    changed = _report().model_copy(update={"datasets": (section,)})
    (line,) = fallen(changed, _baseline(tmp_path))
    assert line.startswith("mini: its questions are not those of the baseline")


def test_the_gate_stays_open_for_the_same_and_closes_for_a_fall_beyond_noise(
    tmp_path: Path,
) -> None:
    baseline = _baseline(tmp_path)
    assert fallen(_report(), baseline) == []
    assert fallen(_report(frozenset({1})), baseline) == []
    lines = fallen(_report(frozenset(range(20))), baseline)
    assert any(line.startswith("mini: right fell 1.000 ->") for line in lines)


def test_the_gate_closes_when_questions_or_data_sets_are_lost(tmp_path: Path) -> None:
    baseline = _baseline(tmp_path)
    assert fallen(_report(failing=frozenset({1})), baseline) == ["mini: 1 questions got no answer"]
    empty = Report(created_at="x")
    assert fallen(empty, baseline) == ["mini: not evaluated any more"]


def test_a_threshold_is_fitted_on_one_half_and_judged_on_the_other() -> None:
    section = _report().datasets[0].systems[0]
    assert section.threshold is not None
    assert 0.1 < section.threshold.threshold <= 0.9
    assert section.threshold.held_out_f1 == 1.0
    assert section.threshold.dev_questions + section.threshold.held_out_questions == 60
    assert best_threshold(np.array([0.1, 0.4, 0.8]), np.array([1.0, 1.0, 0.0])) == 0.8
    assert fitted_threshold({}, {}) is None


def test_every_metric_has_a_name_of_its_own_and_nothing_is_made_of_nothing() -> None:
    assert len(BY_NAME) == len(METRICS)
    assert figures_of([]) == {}
    assert figures_of([{"refused": 1.0, "unanswerable": 0.0}]).keys() == {
        "refusal_precision",
        "false_refusals",
    }


def test_the_audit_sheet_goes_out_and_comes_back_with_marks(tmp_path: Path) -> None:
    path = tmp_path / "audit.csv"
    report = _report()
    write_audit(report, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 60
    assert rows[1]["id"] == "mini/q1" and rows[1]["quotes_exact"] == "1.00"
    rows[1]["accuracy"], rows[2]["accuracy"], rows[3]["accuracy"] = "2", "0", "good"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    marked, unread = with_marks(report, path)
    figure = marked.datasets[0].systems[0].figures["audit_accuracy"]
    assert (figure.value, figure.n) == (0.5, 2)
    assert unread == ["mini/q3: accuracy=good"]


def test_cells_that_a_spreadsheet_would_run_are_disarmed() -> None:
    assert disarmed("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert disarmed("plain") == "plain"
