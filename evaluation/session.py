"""One run of the evaluation, from data sets to files: evaluate, compare, judge, write."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus.errors import DatelineError
from evaluation.audit import with_marks, write_audit
from evaluation.baseline import read_baselines, write_baselines
from evaluation.comparison import compare_reports
from evaluation.datasets.lines import UnusableDataset
from evaluation.datasets.recognition import Source
from evaluation.evaluator import Evaluator, Program
from evaluation.gate import fallen
from evaluation.model_judge import DECIDED
from evaluation.options import Options
from evaluation.progress import Progress
from evaluation.report.document import DatasetSection, Report, UnusableReport, write_report
from evaluation.report.html import write_html
from evaluation.report.markdown import summary, write_markdown
from service.settings import ServiceSettings


@dataclass(frozen=True, slots=True)
class Files:
    """What a run reads besides its data sets, and where it writes."""

    output: Path
    against: Report | None = None
    against_name: str = ""
    baseline: Path | None = None
    save_baseline: Path | None = None
    marks: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The summary to print, and what makes the command fail."""

    report: Report
    summary: str
    errors: tuple[str, ...]


async def run_session(
    sources: Sequence[Source],
    program: Program,
    options: Options,
    files: Files,
) -> Outcome:
    """Evaluates every data set and writes the reports.

    A data set that cannot be used is named and the others are evaluated, unless it is the only one.

    Raises:
        UnusableServer: the server cannot be evaluated.
        DatelineError, UnusableDataset: nothing could be evaluated.
    """
    started = time.monotonic()
    with Progress() as progress:
        evaluator = Evaluator(program, options, progress)
        sections, errors = await _sections(evaluator, sources)
        report = Report(
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            command=_command(),
            seed=options.seed,
            seconds=round(time.monotonic() - started, 1),
            environment=_environment(program.settings, options),
            datasets=tuple(sections),
        )
        report, unread = _finished(report, files)
        errors += _fallen(report, files.baseline) if files.baseline else []
        _write(report, files)
        progress.discard_journals()
    errors += [f"no mark: {cell}" for cell in unread]
    errors += [line for section in sections for line in _unanswered(section)]
    return Outcome(report, summary(report), tuple(errors))


async def _sections(
    evaluator: Evaluator, sources: Sequence[Source]
) -> tuple[list[DatasetSection], list[str]]:
    sections: list[DatasetSection] = []
    errors: list[str] = []
    for source in sources:
        try:
            sections.append(await evaluator.evaluate(source))
        except (DatelineError, UnusableDataset) as error:
            if len(sources) == 1:
                raise
            errors.append(f"{source.name}: {error}")
    return sections, errors


def _finished(report: Report, files: Files) -> tuple[Report, list[str]]:
    """The report with marks given by hand and the comparison, and the marks not understood."""
    unread: list[str] = []
    if files.marks:
        report, unread = with_marks(report, files.marks)
    if files.against:
        comparison = compare_reports(files.against, report, against=files.against_name)
        report = report.model_copy(update={"comparison": comparison})
    return report, unread


def _fallen(report: Report, folder: Path) -> list[str]:
    """Which metrics fell against the folder's baselines, and which data sets have none."""
    asked = [one.name for one in report.datasets if any(s.questions for s in one.systems)]
    try:
        baseline, missing = read_baselines(folder, asked)
    except UnusableReport as error:
        return [str(error)]
    lines = [
        f"{folder} holds no baseline of {name}; write one: --save-baseline" for name in missing
    ]
    return lines + fallen(report, baseline)


def _write(report: Report, files: Files) -> None:
    files.output.mkdir(parents=True, exist_ok=True)
    write_report(report, files.output / "report.json")
    write_html(report, files.output / "report.html")
    write_markdown(report, files.output / "report.md")
    write_audit(report, files.output / "audit.csv")
    if files.save_baseline:
        write_baselines(report, files.save_baseline)


def _unanswered(section: DatasetSection) -> Iterator[str]:
    """What makes the run of the evaluated system unfit to be relied on, and what to do."""
    for main in section.systems[:1]:
        waiting = sum(one.retry for one in main.failures)
        if waiting:
            yield (
                f"{section.name}: the server went away, {waiting} of {main.asked} questions are "
                "left; run the same command again to ask them"
            )
        elif main.asked and len(main.failures) == main.asked:
            yield f"{section.name}: no question got an answer ({main.failures[0].reason})"
    if section.judge_counts and not section.judge_counts.get(DECIDED):
        reason = next(iter(section.judge_counts))
        yield f"{section.name}: the judge decided nothing ({reason})"


def _environment(settings: ServiceSettings, options: Options) -> dict[str, str]:
    """What a reader needs to repeat the run; nothing that names a person or a folder."""
    facts = {"dateline": _version(), "python": platform.python_version()}
    facts["cores"] = str(os.cpu_count() or "unknown")
    if options.server:
        return facts | {"asked": "a server"}
    facts["embedding"] = settings.embedding.model
    facts["language model"] = settings.llm.model or "none"
    answering = settings.answering
    facts["passages read"] = str(min(answering.passages_read, answering.passages))
    return facts


def _version() -> str:
    try:
        return version("dateline")
    except PackageNotFoundError:
        return "from source"


def _command() -> str:
    """The command as typed, each path cut to its last part."""
    words = [
        Path(word).name if "/" in word and "://" not in word else word for word in sys.argv[1:]
    ]
    words = words[1:] if words[:1] == ["evaluate"] else words
    return " ".join(["dateline evaluate", *words])
