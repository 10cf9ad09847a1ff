"""``python -m evaluation.quality``: tables and plots of the quality page, the README's table.

``--check`` changes nothing and ends with status 1 where the page is out of date.
``--publish FOLDER`` also copies that folder's report to ``docs/reports`` under the folder's name.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from rich.console import Console

from evaluation.quality.measured import BASELINES, measured
from evaluation.quality.page import PLOTS, with_measured, with_summary
from evaluation.quality.plots import write_plots
from evaluation.report.document import read_report

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGE = DOCS / "quality.md"
README = DOCS.parent / "README.md"


def main() -> int:
    """Writes or checks the page; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.quality", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, say what is stale")
    parser.add_argument("--publish", type=Path, metavar="FOLDER", help="a report to copy")
    arguments = parser.parse_args()
    console = Console(stderr=True)
    sets = measured(BASELINES)
    if arguments.check:
        names = [name for name in PLOTS if (DOCS / "plots" / name).is_file()]
        page, readme = (path.read_text(encoding="utf-8") for path in (PAGE, README))
        stale = [
            path.name
            for path, is_stale in (
                (PAGE, page != with_measured(page, sets, names)),
                (README, readme != with_summary(readme, sets)),
            )
            if is_stale
        ]
        for name in stale:
            console.print(f"{name} is out of date; run: python -m evaluation.quality")
        return int(bool(stale))
    if arguments.publish:
        publish(arguments.publish, DOCS / "reports")
    names = write_plots(sets, DOCS / "plots")
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_measured(page, sets, names), encoding="utf-8")
    README.write_text(with_summary(README.read_text(encoding="utf-8"), sets), encoding="utf-8")
    console.print(f"docs/quality.md: {len(sets)} data sets, {len(names)} plots")
    return 0


def publish(folder: Path, target: Path) -> None:
    """Copies a folder's report to ``target`` as ``FOLDER.json``, ``.html`` and ``.md``.

    Raises:
        UnusableReport: there is none.
    """
    read_report(folder / "report.json")
    target.mkdir(parents=True, exist_ok=True)
    for ending in ("json", "html", "md"):
        shutil.copyfile(folder / f"report.{ending}", target / f"{folder.name}.{ending}")


if __name__ == "__main__":
    sys.exit(main())
