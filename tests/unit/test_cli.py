"""The commands, run in this process over real stores and the real embedding model."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import dateline
from corpus.answer_ledger import AnswerLedger
from corpus.catalogue import Catalogue
from corpus.database import SQLITE_FILE
from corpus.ownership import sole_writer
from corpus.settings import CorpusSettings
from corpus.stores import Stores
from tests.fakes.web_server import Served, serving

Run = Callable[..., tuple[int, str, str]]

TEXT = (
    "The observatory on Mount Tiller opened its new telescope on Sunday evening. About three "
    "hundred people came to look through it. Its mirror weighs four tonnes."
)
OPENING = "When did the observatory on Mount Tiller open its new telescope?"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "telescope.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def run(
    data_dir: Path,
    model_cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    monkeypatch.setenv("DATELINE_DATA_DIR", str(data_dir))
    monkeypatch.setenv("DATELINE_CACHE_DIR", str(model_cache))

    def run_command(*arguments: str | Path) -> tuple[int, str, str]:
        status = dateline.run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_command


def assert_one_line(error: str, *words: str) -> None:
    assert error.count("\n") == 1
    assert error.startswith("dateline: ")
    assert "Traceback" not in error
    for word in words:
        assert word in error


def test_indexing_sums_up_and_a_second_time_changes_nothing(run: Run, news: Path) -> None:
    status, out, err = run("index", news)
    assert (status, err) == (0, "")
    assert out.startswith("1 new, 0 updated, 0 unchanged, 0 duplicates, 0 failed; 1 passages")
    status, out, _ = run("index", news, "--json")
    summary = json.loads(out)
    assert status == 0
    assert set(summary) == {
        "new", "updated", "unchanged", "duplicates", "failed", "passages", "seconds",
        "articles_per_second", "failures", "warnings",
    }  # fmt: skip
    assert (summary["new"], summary["unchanged"]) == (0, 1)


def test_an_empty_path_is_bad_usage(run: Run, news: Path) -> None:
    status, _, err = run("index", news, "")
    assert (status, "a path is empty" in err) == (2, True)


def test_what_cannot_be_read_is_listed_and_the_rest_is_indexed(run: Run, news: Path) -> None:
    (news / "broken.jsonl").write_text(f'{json.dumps({"text": TEXT + " Again."})}\n{{"text": 7\n')
    (news / "empty.txt").write_text("")
    (news / "noise.txt").write_bytes(bytes(range(256)) * 40)
    status, out, err = run("index", news, news / "gone.txt")
    assert status == 0
    assert "4 failed" in out
    assert f"{news / 'broken.jsonl'}:2: " in err
    assert f"{news / 'empty.txt'}: " in err
    assert f"{news / 'gone.txt'}: " in err
    assert len(err.splitlines()) == 4


def test_a_date_that_cannot_be_kept_is_told_and_the_article_indexed(run: Run, news: Path) -> None:
    file = news / "old.jsonl"
    file.write_text(json.dumps({"text": f"{TEXT} Again.", "published_at": "1750-01-01"}))
    status, out, err = run("index", file)
    assert (status, out.startswith("1 new, 0 updated, 0 unchanged, 0 duplicates, 0 failed")) == (
        0, True,
    )  # fmt: skip
    assert err.startswith(f"{file}:1: ")
    assert "1750-01-01" in err
    (warning,) = json.loads(run("index", file, "--json")[1])["warnings"]
    assert (warning["source"], warning["line"]) == (str(file), 1)
    assert "published_at" in warning["reason"]


def test_a_page_is_indexed_by_its_address(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<html><body><article><h1>Telescope opens</h1><p>{TEXT}</p></article></body></html>"
    with serving({"/story": Served(page.encode())}) as site:
        status, _, err = run("index", f"{site}/story")
        assert (status, "private network" in err) == (1, True)
        monkeypatch.setenv("DATELINE_FETCH__ALLOW_PRIVATE", "true")
        assert run("index", f"{site}/story")[1].startswith("1 new")
        assert run("index", f"{site}/story")[1].startswith("0 new, 0 updated, 1 unchanged")
    (article,) = json.loads(run("list", "--json")[1])["articles"]
    assert article["url"] == f"{site}/story"


@pytest.mark.parametrize("name", ["", "gone.txt", "empty.txt"])
def test_the_status_is_1_where_nothing_at_all_can_be_read(
    run: Run, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    if name == "empty.txt":
        (folder / name).write_text("")
    status, out, err = run("index", folder / name)
    assert status == 1
    assert "1 failed" in out
    assert err.startswith(str(folder / name))


def test_a_data_folder_in_use_is_one_clear_line(run: Run, news: Path, data_dir: Path) -> None:
    with sole_writer(data_dir, "dateline serve"):
        for arguments in (["index", news], ["remove", "x"], ["doctor"], ["serve", "--port", "0"]):
            status, _, err = run(*arguments)
            assert status == 1
            assert_one_line(err.splitlines(keepends=True)[-1], "in use", "dateline serve")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for root")
def test_a_data_folder_that_cannot_be_written_is_one_clear_line(
    run: Run, news: Path, data_dir: Path
) -> None:
    data_dir.mkdir(mode=0o500)
    status, _, err = run("index", news)
    assert status == 1
    assert_one_line(err, str(data_dir), "permissions")


def test_a_data_folder_that_is_a_file_is_one_clear_line(
    run: Run, news: Path, data_dir: Path
) -> None:
    data_dir.write_text("")
    status, _, err = run("index", news)
    assert status == 1
    assert_one_line(err, str(data_dir))


def test_articles_are_listed_and_removed(run: Run, news: Path) -> None:
    run("index", news)
    status, out, _ = run("list")
    assert (status, out) == (0, "telescope  no outlet, no date: -\n") or "telescope" in out
    listed = json.loads(run("list", "--json")[1])["articles"]
    assert [article["article_id"] for article in listed] == ["telescope"]
    status, _, err = run("remove", "telescope", "absent")
    assert status == 1
    assert_one_line(err, "'absent'", "dateline list")
    assert run("remove", "telescope")[:2] == (0, "removed 1 article\n")
    status, out, err = run("list")
    assert (status, out) == (0, "")
    assert "dateline index" in err


def test_articles_are_listed_newest_first(run: Run, tmp_path: Path) -> None:
    days = {"old": "2024-01-01", "undated": None, "new": "2024-03-01", "middle": "2024-02-01"}
    records = [
        json.dumps({"id": name, "text": f"{TEXT} Thus {name}.", "published_at": day})
        for name, day in days.items()
    ]
    (tmp_path / "four.jsonl").write_text("\n".join(records), encoding="utf-8")
    run("index", tmp_path / "four.jsonl")
    listed = [line.split()[0] for line in run("list")[1].splitlines()]
    assert listed == ["new", "middle", "old", "undated"]
    articles = json.loads(run("list", "--json")[1])["articles"]
    assert [article["article_id"] for article in articles] == listed


def test_an_empty_collection_says_how_to_fill_it(run: Run) -> None:
    for command in ("ask", "search"):
        status, _, err = run(command, "Who opened the telescope?")
        assert status == 1
        assert_one_line(err, "dateline index PATH")


def test_an_answer_of_the_terminal_is_kept_like_those_of_the_http_interface(
    run: Run, news: Path, data_dir: Path
) -> None:
    run("index", news)
    status, out, err = run("ask", OPENING, "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    with closing(Catalogue.open("", data_dir)) as catalogue:
        given = AnswerLedger(catalogue).answer(answer["id"])
    assert (given.question, given.body) == (OPENING, out.removesuffix("\n"))
    assert given.citations == {1: "telescope"}


def test_an_answer_that_cannot_be_kept_is_given_all_the_same(
    run: Run, news: Path, data_dir: Path
) -> None:
    run("index", news)
    with closing(sqlite3.connect(data_dir / SQLITE_FILE)) as database:
        database.execute("DROP TABLE answers")
    status, out, err = run("ask", OPENING, "--json")
    assert (status, json.loads(out)["status"]) == (0, "answered")
    for line in err.splitlines(keepends=True):
        assert_one_line(line, "answers not yet kept", "no such table")


@pytest.mark.parametrize(
    ("arguments", "ending"),
    [
        ([], "extractive (no model configured)"),
        (["--answerer", "extractive"], "extractive (as asked for)"),
        (["--answerer", "llm"], "extractive (no language model is configured)"),
    ],
)
def test_the_terminal_says_why_an_answer_is_extractive(
    run: Run, news: Path, arguments: list[str], ending: str
) -> None:
    run("index", news)
    assert run("ask", OPENING, *arguments)[1].splitlines()[-1] == ending


@pytest.mark.parametrize("command", [["serve"], ["mcp", "--http"]])
def test_an_address_that_is_in_use_is_one_clear_line_and_no_bad_usage(
    run: Run, command: list[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        status, _, err = run(*command, "--port", str(port))
    assert status == 1
    assert_one_line(err, f"127.0.0.1:{port}", "another --port")


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("question", "word"), [("", "empty"), (" \n ", "empty"), ("x" * 10_000, "10,000")]
)
def test_a_question_of_no_or_too_many_characters_is_bad_usage(
    run: Run, command: str, question: str, word: str
) -> None:
    status, _, err = run(command, question)
    assert status == 2
    assert_one_line(err, word)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["ask"],
        ["ask", "Who?", "--as-of", "yesterday"],
        ["ask", "Who?", "--answerer", "oracle"],
        ["search", "Who?", "--top-k", "0"],
        ["serve", "--port", "70000"],
        ["serve", "--host", "0.0.0.0"],
    ],
)
def test_bad_usage_has_status_2_and_no_traceback(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert status == 2
    assert "Traceback" not in out + err
    if arguments:
        assert_one_line(err)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATELINE_COLOUR", "red"),
        ("DATELINE_CHROMA__COLOUR", "red"),
        ("DATELINE_CHROMA__TIMEOUT_SECONDS", "-1"),
        ("DATELINE_EMBEDDING__MODEL", "nonsense"),
        ("DATELINE_CHROMA__URL", "nonsense"),
        ("DATELINE_DATABASE__URL", "nonsense"),
    ],
)
def test_a_wrong_setting_has_status_2_and_is_named(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    status, _, err = run("index", news)
    assert status == 2
    assert_one_line(err, name)


def test_a_chroma_server_that_is_away_is_one_clear_line(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_CHROMA__URL", "http://127.0.0.1:9")
    status, _, err = run("index", news)
    assert status == 1
    assert_one_line(err, "http://127.0.0.1:9")


def test_another_model_is_refused_until_the_doctor_rebuilds(
    run: Run, news: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index", news)
    monkeypatch.setenv("DATELINE_EMBEDDING__MODEL", "all-MiniLM-L6-v2")
    status, _, err = run("index", news)
    assert status == 1
    assert_one_line(err, "dateline doctor --repair")
    assert run("doctor")[0] == 1
    status, out, _ = run("doctor", "--repair", "--json")
    assert status == 0
    assert json.loads(out)["consistent"]
    assert run("index", news)[0] == 0
    stores = Stores.open(CorpusSettings(data_dir=data_dir))
    assert stores.active_vectors().collection == "passages-2"
    stores.close()


def test_the_doctor_counts_what_only_some_questions_search(run: Run, news: Path) -> None:
    run("index", news)
    (news / "telescope.txt").write_text(TEXT.replace("Sunday", "Monday"), encoding="utf-8")
    run("index", news)
    assert "1 keywords, 1 archived; 1 vectors searched for\n" in run("doctor")[1]
    assert json.loads(run("doctor", "--json")[1])["archived"] == 1


def test_the_doctor_rebuilds_damaged_indexes(run: Run, news: Path, data_dir: Path) -> None:
    run("index", news)
    assert run("doctor")[:2] == (
        0,
        (
            "1 articles, 1 passages, 1 vectors, 1 keywords, 0 archived; 1 vectors searched for\n"
            "catalogue, vectors and keywords agree\n"
        ),
    )
    for path in (data_dir / "keywords").rglob("meta.json"):
        path.write_text("nonsense")
    status, _, err = run("doctor")
    assert status == 1
    assert_one_line(err, "keyword index", "doctor --repair")
    status, out, _ = run("doctor", "--repair")
    assert status == 0
    assert "found: the keyword index was damaged" in out
    assert run("doctor")[0] == 0


def test_help_is_quick_and_names_every_command(run: Run) -> None:
    status, out, _ = run("--help")
    assert status == 0
    for command in ("index", "remove", "list", "ask", "search", "serve", "doctor", "evaluate"):
        assert command in out


def test_the_command_line_imports_nothing_slow(repository: Path) -> None:
    slow = ("chromadb", "fastapi", "llama_index", "numpy", "onnxruntime", "openai", "sqlalchemy")
    code = f"import sys, dateline; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_reader_that_leaves_early_is_no_error(
    repository: Path, data_dir: Path, tmp_path: Path
) -> None:
    environment = {**os.environ, "DATELINE_DATA_DIR": str(data_dir)}
    process = subprocess.Popen(
        [sys.executable, str(repository / "dateline.py"), "list", "--json"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 1
    process.stderr.close()
