from __future__ import annotations

import json
from pathlib import Path

import pytest

import dateline
from corpus.answer_ledger import AnswerLedger, GivenAnswer, Opinion
from corpus.catalogue import Catalogue
from corpus.models import ArticleId
from tests.fakes.records import NOW

ANSWER = GivenAnswer(
    "ans_1", NOW, "answered", "extractive", {1: ArticleId("bridge")}, "How long?", '{"id": "ans_1"}'
)


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def said(data_dir: Path) -> None:
    catalogue = Catalogue.open("", data_dir)
    ledger = AnswerLedger(catalogue)
    ledger.enter([ANSWER])
    ledger.add_feedback(ANSWER, Opinion("down", 1, "Ten\x1b[31m weeks,\nnot six."), NOW)
    catalogue.close()


@pytest.mark.usefixtures("said")
def test_what_readers_said_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert dateline.run(["feedback"]) == 0
    out = capsys.readouterr().out
    assert "down  ans_1 (answered), citation 1 (bridge)" in out
    assert "How long?" in out
    assert "Ten [31m weeks, not six." in out
    assert "\x1b" not in out


@pytest.mark.usefixtures("said")
def test_it_is_listed_for_programs_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert dateline.run(["feedback", "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["feedback"]
    assert one["id"].startswith("fbk_")
    assert (one["rating"], one["citation"], one["article_id"]) == ("down", 1, "bridge")
    assert one["comment"] == "Ten\x1b[31m weeks,\nnot six."
    assert one["given_at"] == "2026-01-02T03:04:05Z"


@pytest.mark.usefixtures("data_dir")
def test_where_nobody_said_anything_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert dateline.run(["feedback"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err.split(";")[0]) == ("", "no feedback yet")
