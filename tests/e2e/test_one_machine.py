"""The way of a stranger: index a folder, ask in the terminal, serve, ask over HTTP."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from shutil import rmtree

import httpx2
import pytest

from tests.e2e.processes import dateline, environment, free_port, running, stop

QUESTION = "When did a ship strike the Tarrow Bridge?"


@pytest.mark.slow
def test_the_answer_in_the_readme_is_what_is_printed(
    tmp_path: Path, model_cache: Path, example_articles: Path
) -> None:
    readme = (example_articles.parents[1] / "README.md").read_text(encoding="utf-8")
    shown = re.search(
        r'```\n\$ dateline ask "(?P<question>[^"]+)"\n(?P<output>.+?)```', readme, re.DOTALL
    )
    assert shown
    settings = environment(tmp_path, model_cache)
    assert not dateline("index", example_articles, folder=tmp_path, settings=settings).returncode
    told = dateline("ask", shown["question"], folder=tmp_path, settings=settings)
    assert told.stdout.split() == shown["output"].split(), "but for where lines are broken"


@pytest.mark.slow
def test_a_folder_of_articles_answers_questions(
    tmp_path: Path, model_cache: Path, example_articles: Path
) -> None:
    settings = environment(tmp_path, model_cache)
    empty = dateline("ask", QUESTION, folder=tmp_path, settings=settings)
    assert (empty.returncode, empty.stdout) == (1, "")
    indexed = dateline("index", example_articles, folder=tmp_path, settings=settings)
    assert indexed.returncode == 0, indexed.stderr

    told = dateline("ask", QUESTION, folder=tmp_path, settings=settings)
    assert told.returncode == 0, told.stderr
    assert "[1]" in told.stdout
    assert told.stdout.rstrip().endswith("extractive (no model configured)")

    done = dateline("ask", QUESTION, "--json", folder=tmp_path, settings=settings)
    answer = json.loads(done.stdout)
    assert answer["status"] in {"answered", "conflicting"}

    refused = dateline("ask", "Who won the 1954 World Cup?", folder=tmp_path, settings=settings)
    assert refused.returncode == 0

    port = free_port()
    command = [sys.executable, "-m", "dateline", "serve", "--port", str(port)]
    url = f"http://127.0.0.1:{port}"
    with running(command, folder=tmp_path, settings=settings, ready_at=f"{url}/readyz") as process:
        served = httpx2.post(f"{url}/v1/ask", json={"question": QUESTION}, timeout=60).json()
        volatile = {"id", "timings_ms"}
        assert set(served) == set(answer)
        assert {name: served[name] for name in set(served) - volatile} == {
            name: answer[name] for name in set(answer) - volatile
        }
        busy = dateline("index", example_articles, folder=tmp_path, settings=settings)
        assert busy.returncode == 1
        assert "in use by process" in busy.stderr
        assert busy.stderr.count("\n") == 1
        beside = dateline("ask", QUESTION, folder=tmp_path, settings=settings)
        assert beside.returncode == 0
        taken = dateline("serve", "--port", str(port), folder=tmp_path, settings=settings)
        assert taken.returncode == 1
        assert str(port) in taken.stderr
        assert stop(process) == 0


@pytest.mark.slow
def test_the_doctor_rebuilds_lost_and_damaged_vectors(
    tmp_path: Path, model_cache: Path, example_articles: Path
) -> None:
    settings = environment(tmp_path, model_cache)
    dateline("index", example_articles, folder=tmp_path, settings=settings)
    chroma = tmp_path / "data" / "chroma"
    for harm in (rmtree, damage):
        harm(chroma)
        checked = dateline("doctor", folder=tmp_path, settings=settings)
        assert checked.returncode == 1
        assert "doctor --repair" in checked.stderr
        assert "Traceback" not in checked.stderr
        repaired = dateline("doctor", "--repair", folder=tmp_path, settings=settings)
        assert repaired.returncode == 0, repaired.stderr
        assert dateline("doctor", folder=tmp_path, settings=settings).returncode == 0


def damage(folder: Path) -> None:
    """Overwrites every file in a folder."""
    for path in folder.rglob("*.*"):
        path.write_bytes(b"nonsense" * (path.stat().st_size // 8))


HEAVY = (
    "evaluation",
    "llama_index",
    "matplotlib",
    "mcp",
    "onnx",
    "openai",
    "pandas",
    "py3langid",
    "scipy",
    "sklearn",
    "torch",
)
"""What takes long to import, and neither a cold question nor the service needs at its start. How
long those take: `python -m benchmarks.cold_start`."""
ASKING = "import dateline; assert dateline.run(['ask', {question!r}]) == 0"


@pytest.mark.parametrize(
    ("code", "unneeded"),
    [("import service.app", HEAVY), (ASKING.format(question=QUESTION), (*HEAVY, "fastapi"))],
    ids=["service", "ask"],
)
def test_what_takes_long_to_import_is_left_until_it_is_needed(
    tmp_path: Path, model_cache: Path, example_articles: Path, code: str, unneeded: tuple[str, ...]
) -> None:
    settings = environment(tmp_path, model_cache)
    dateline("index", example_articles, folder=tmp_path, settings=settings)
    listing = f"print('imported', *sorted(set({unneeded!r}) & set(sys.modules)))"
    program = f"import sys; {code}; {listing}"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=dict(settings),
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines()[-1] == "imported"
