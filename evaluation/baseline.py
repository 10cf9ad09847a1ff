"""Baselines: the figures of a run as small files of numbers, one a data set, none of its text.

A file holds every system's figures and, of the evaluated one, each question's facts as columns
under a hash of the question's id, so that a new run can be compared with it pair by pair.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evaluation.metrics.catalogue import METRICS
from evaluation.report.document import (
    SCHEMA_VERSION,
    DatasetSection,
    QuestionRow,
    Report,
    SystemSection,
    UnusableReport,
)

DIGITS = 4
_UNTESTED = {fact for metric in METRICS if not metric.tested for fact in metric.facts}


def baseline_of(section: DatasetSection) -> DatasetSection:
    """The section without text: figures, and the evaluated system's facts by hashed question."""
    systems = tuple(
        _numbers_only(system, is_main=place == 0) for place, system in enumerate(section.systems)
    )
    return section.model_copy(update={"problems": (), "systems": systems})


def write_baselines(report: Report, folder: Path) -> None:
    """Writes ``NAME.json`` for each data set that was asked.

    Raises:
        UnusableReport: the folder is a file.
    """
    if folder.is_file():
        raise UnusableReport(f"{folder} is a file; name the folder that baselines are kept in")
    folder.mkdir(parents=True, exist_ok=True)
    for section in report.datasets:
        if any(system.questions for system in section.systems):
            path = _file(folder, section.name)
            unfinished = path.with_name(f".{path.name}.part")
            unfinished.write_text(_written(report, section), encoding="utf-8")
            unfinished.replace(path)


def read_baselines(folder: Path, names: Sequence[str]) -> tuple[Report, list[str]]:
    """The baselines of these data sets, and the names of those without one.

    Raises:
        UnusableReport: a file is no baseline that this version reads.
    """
    found = [name for name in names if _file(folder, name).is_file()]
    sections = tuple(read_baseline(_file(folder, name))[1] for name in found)
    report = Report(created_at="", datasets=sections)
    return report, [name for name in names if name not in found]


def read_baseline(path: Path) -> tuple[Report, DatasetSection]:
    """What a baseline says of its run (a report without data sets), and its data set.

    Raises:
        UnusableReport: it is no baseline that this version reads.
    """
    try:
        value = json.loads(path.read_bytes())
        section = DatasetSection.model_validate(value["dataset"])
        run = Report.model_validate(value["run"])
        rows = _rows(value["ids"], value["kinds"], value["facts"])
    except OSError as error:
        raise UnusableReport(f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, ValidationError, KeyError, TypeError, IndexError) as error:
        raise UnusableReport(f"{path} is no baseline; write one with --save-baseline") from error
    if run.schema_version != SCHEMA_VERSION:
        raise UnusableReport(f"{path} is of another version; write it anew with --save-baseline")
    main = section.systems[0].model_copy(update={"questions": rows})
    return run, section.model_copy(update={"systems": (main, *section.systems[1:])})


def hashed(question_id: str) -> str:
    """The first 12 hex digits of the id's sha256; a hashed id stays as it is."""
    if question_id.startswith("#"):
        return question_id
    return "#" + sha256(question_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"


def _numbers_only(system: SystemSection, *, is_main: bool) -> SystemSection:
    rows = tuple(
        QuestionRow(
            id=hashed(row.id),
            kind=row.kind,
            facts={
                name: round(value, DIGITS)
                for name, value in row.facts.items()
                if name not in _UNTESTED
            },
        )
        for row in system.questions
    )
    failures = tuple(one.model_copy(update={"id": hashed(one.id)}) for one in system.failures)
    return system.model_copy(update={"questions": rows if is_main else (), "failures": failures})


def _written(report: Report, section: DatasetSection) -> str:
    """One line for each figure and each column of facts, so that a change can be reviewed."""
    kept = baseline_of(section)
    rows = kept.systems[0].questions
    names = sorted({name for row in rows for name in row.facts})
    columns = {name: [row.facts.get(name) for row in rows] for name in names}
    # Figures by kind follow from the facts, and would be most of the file.
    bare = tuple(one.model_copy(update={"questions": (), "kinds": {}}) for one in kept.systems)
    run = report.model_copy(update={"datasets": (), "comparison": None, "command": ""})
    value = {
        "run": run.model_dump(mode="json"),
        "dataset": kept.model_copy(update={"systems": bare}).model_dump(mode="json"),
        "ids": [row.id for row in rows],
        "kinds": [row.kind for row in rows],
        "facts": columns,
    }
    return _lines(value, depth=0, levels=5) + "\n"


def _lines(value: Any, *, depth: int, levels: int) -> str:
    """JSON with one line for each member of objects down to ``levels``; lists stay on a line."""
    if not isinstance(value, dict) or not value or depth >= levels:
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            inner = ",\n".join(_lines(one, depth=depth + 1, levels=levels) for one in value)
            return f"[\n{inner}\n]"
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    members = (
        f"{json.dumps(key)}:{_lines(one, depth=depth + 1, levels=levels)}"
        for key, one in value.items()
    )
    return "{\n" + ",\n".join(members) + "\n}"


def _rows(
    ids: Sequence[str], kinds: Sequence[str], facts: dict[str, list[float | None]]
) -> tuple[QuestionRow, ...]:
    return tuple(
        QuestionRow(
            id=key,
            kind=kinds[place],
            facts={
                name: value
                for name, column in facts.items()
                if (value := column[place]) is not None
            },
        )
        for place, key in enumerate(ids)
    )
