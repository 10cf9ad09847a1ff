"""How long a first question and the service's import take: `python -m benchmarks.cold_start`.

Both are whole processes, beside one that only imports the libraries neither can do without: that
floor tells a slow machine from slow code. The aims of a quiet machine are 4 s for `dateline ask`
on an index that is there, and 3 s for the import.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
QUESTION = "When did a ship strike the Tarrow Bridge?"
ROUNDS = 5
LIBRARIES = "import alembic, chromadb, fastapi, onnxruntime, sqlalchemy, tantivy, tokenizers"
DATELINE = (sys.executable, "-m", "dateline")
COMMANDS: Mapping[str, Sequence[str]] = {
    "libraries alone": (sys.executable, "-c", LIBRARIES),
    "import service.app": (sys.executable, "-c", "import service.app"),
    "dateline ask": (*DATELINE, "ask", QUESTION),
}


def main() -> None:
    """Indexes the examples, starts each process a few times in turn, prints medians and ratios."""
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        settings = {**os.environ, "DATELINE_DATA_DIR": folder}
        run((*DATELINE, "index", str(EXAMPLES)), settings)
        for _ in track(range(ROUNDS), "rounds", console=Console(stderr=True)):
            for name, command in COMMANDS.items():
                seconds[name].append(run(command, settings))
    floor = seconds["libraries alone"]
    for name, taken in seconds.items():
        ratio = statistics.median(one / least for one, least in zip(taken, floor, strict=True))
        sys.stdout.write(f"{name:20} {statistics.median(taken):5.2f} s, {ratio:.2f} of the floor\n")


def run(command: Sequence[str], settings: Mapping[str, str]) -> float:
    """Seconds that a process takes from its start to its end.

    Raises:
        CalledProcessError: it failed.
    """
    began = time.perf_counter()
    subprocess.run(command, env=settings, check=True, capture_output=True)  # noqa: S603 - our own
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
