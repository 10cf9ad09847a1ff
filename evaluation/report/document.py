"""The report as it is written to ``report.json``; ``schema_version`` rises when a field changes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SCHEMA_VERSION = 1


class UnusableReport(Exception):
    """A file is no report that this version reads; the text is fit for the person who sees it."""


class Part(BaseModel):
    """A part of a report."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Figure(Part):
    """A metric's value with its 95 % interval over ``n`` questions."""

    value: float
    low: float
    high: float
    n: int


class CitationRow(Part):
    """A citation with the article's words around it."""

    number: int
    article_id: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published_at: str | None = None
    quote: str
    before: str = ""
    after: str = ""
    exact: bool = False
    gold: bool | None = None


class HitRow(Part):
    """A retrieved passage, shortened."""

    article_id: str
    title: str | None = None
    source: str | None = None
    text: str
    gold: bool | None = None


class Detail(Part):
    """What a person wants to see of one question."""

    text: str
    kind: str
    as_of: str | None = None
    unanswerable: bool = False
    answers: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    status: str = ""
    short_answer: str = ""
    answer: str = ""
    disagreements: tuple[str, ...] = ()
    citations: tuple[CitationRow, ...] = ()
    hits: tuple[HitRow, ...] = ()


class QuestionRow(Part):
    """One question's facts; ``reason`` says why the answer is not right, if it is not."""

    id: str
    kind: str = ""
    facts: dict[str, float] = Field(default_factory=dict)
    reason: str = ""
    detail: Detail | None = None


class Failure(Part):
    """A question that got no answer: named, not scored; ``retry`` where nobody was asked."""

    id: str
    reason: str
    retry: bool = False


class Threshold(Part):
    """A confidence threshold fitted on one half of the questions and judged on the other."""

    threshold: float
    dev_f1: float
    held_out_f1: float
    held_out_false_refusals: float
    dev_questions: int
    held_out_questions: int


class SystemSection(Part):
    """One system's results on one data set."""

    name: str
    identity: dict[str, str] = Field(default_factory=dict)
    asked: int
    failures: tuple[Failure, ...] = ()
    figures: dict[str, Figure] = Field(default_factory=dict)
    kinds: dict[str, dict[str, Figure]] = Field(default_factory=dict)
    curve: tuple[tuple[float, float], ...] = ()
    threshold: Threshold | None = None
    questions: tuple[QuestionRow, ...] = ()


class DatasetSection(Part):
    """One data set's results; the first system is the one that is evaluated, the rest are peers.

    ``judge_counts`` says how many verdicts a judge model gave, and why it gave none.
    """

    name: str
    fingerprint: str
    split: str | None = None
    articles: int
    questions: int
    problems: tuple[str, ...] = ()
    problem_counts: dict[str, int] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()
    judge: str = ""
    judge_counts: dict[str, int] = Field(default_factory=dict)
    systems: tuple[SystemSection, ...] = ()


class Change(Part):
    """One metric's paired change between two reports, over the questions both scored."""

    metric: str
    old: float
    new: float
    p_value: float
    changed: int
    n: int
    verdict: Literal["better", "worse", "no clear change", "not judged"]


class ChangedQuestion(Part):
    """A question whose result changed, and the facts that did (old, new)."""

    id: str
    text: str = ""
    facts: dict[str, tuple[float, float]]


class DatasetChange(Part):
    """What changed for one system on one data set."""

    dataset: str
    system: str
    warnings: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    questions: tuple[ChangedQuestion, ...] = ()

    @property
    def worse(self) -> tuple[str, ...]:
        """The metrics that fell significantly."""
        return tuple(one.metric for one in self.changes if one.verdict == "worse")


class Comparison(Part):
    """This report against an older one."""

    against: str
    warnings: tuple[str, ...] = ()
    datasets: tuple[DatasetChange, ...] = ()


class Report(Part):
    """Everything one run of the evaluation found."""

    schema_version: int = SCHEMA_VERSION
    created_at: str
    command: str = ""
    seed: int = 0
    seconds: float = 0.0
    environment: dict[str, str] = Field(default_factory=dict)
    datasets: tuple[DatasetSection, ...] = ()
    comparison: Comparison | None = None


def write_report(report: Report, path: Path) -> None:
    """Writes the report as JSON; never half of it."""
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_text(report.model_dump_json(indent=1), encoding="utf-8")
    unfinished.replace(path)


def read_report(path: Path) -> Report:
    """A report that was written before.

    Raises:
        UnusableReport: the file is missing, no report, or of another schema version.
    """
    try:
        report = Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UnusableReport(f"cannot read {path}: {error.strerror or error}") from error
    except ValidationError as error:
        raise UnusableReport(f"{path} is no report of dateline evaluate") from error
    if report.schema_version != SCHEMA_VERSION:
        raise UnusableReport(
            f"{path} has schema version {report.schema_version}, this version reads "
            f"{SCHEMA_VERSION}; make the report anew"
        )
    return report
