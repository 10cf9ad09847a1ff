"""``dateline evaluate``: scores retrieval and answers, writes a report."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import structlog
import typer
from pydantic import ValidationError

from corpus.errors import DatelineError
from evaluation import cli_options as option
from evaluation.collections import articles_of
from evaluation.datasets.lines import UnusableDataset
from evaluation.datasets.recognition import EXAMPLES, find
from evaluation.evaluator import Program
from evaluation.options import Options
from evaluation.peers.names import PeerName
from evaluation.report.document import UnusableReport, read_report
from evaluation.sampling import draw, write_rows
from evaluation.session import Files, Outcome, run_session
from evaluation.targets import UnusableServer
from service.settings import ServiceSettings

FORESEEN = (DatelineError, UnusableDataset, UnusableReport, UnusableServer, OSError)
FAILED = 1


def evaluate(
    datasets: option.Datasets = None,
    *,
    against: option.Against = None,
    articles: option.Articles = None,
    server: option.Server = None,
    peers: option.Peers = False,
    peer: option.Peer = None,
    limit: option.Limit = None,
    collection: option.Collection = None,
    translations: option.Translations = None,
    split: option.SplitOption = None,
    seed: option.Seed = 0,
    concurrency: option.Concurrency = 2,
    timeout: option.Timeout = 120.0,
    output: option.Output = Path("reports"),
    judge: option.Judge = None,
    sample: option.Sample = None,
    marks: option.Marks = None,
    baseline: option.Baseline = None,
    save_baseline: option.SaveBaseline = None,
    open_report: option.Open = False,
) -> None:
    """Score retrieval and answers on data sets; writes JSON, HTML and Markdown reports."""
    chosen = tuple(PeerName) if peers else tuple(peer or ())
    options = Options(
        server=server,
        articles=tuple(articles or ()),
        peers=chosen,
        limit=limit,
        collection=collection,
        translations=translations,
        split=split,
        seed=seed,
        concurrency=concurrency,
        timeout_seconds=timeout,
    )
    with _foreseen():
        settings = ServiceSettings()
        if sample is not None:
            _sample(settings, sample, seed, output)
            return
        files = Files(
            output=output,
            against=read_report(against) if against else None,
            against_name=against.name if against else "",
            baseline=baseline,
            save_baseline=save_baseline,
            marks=marks,
        )
        program = _program(settings, judge, with_writer=PeerName.WRITERS in chosen)
        outcome = _run(datasets or [EXAMPLES], program, options, files)
    _tell(outcome, output, open_report=open_report)


def _program(settings: ServiceSettings, judge: str | None, *, with_writer: bool) -> Program:
    """What is evaluated; language models are reached only where they are asked for."""
    if not judge and not with_writer:
        return Program(settings)
    from evaluation.language_model import configured_model, model_named

    return Program(
        settings,
        writer=configured_model(settings) if with_writer else None,
        judge=model_named(judge, settings) if judge else None,
    )


def _run(datasets: Sequence[str], program: Program, options: Options, files: Files) -> Outcome:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    sources = [source for name in datasets for source in find(name)]
    return asyncio.run(run_session(sources, program, options, files))


@contextmanager
def _foreseen() -> Iterator[None]:
    """Turns a foreseen failure into one line and status 1."""
    try:
        yield
    except FORESEEN as error:
        _end(str(error))
    except ValidationError as error:
        first = error.errors()[0]
        name = "__".join(str(part) for part in first["loc"]).upper()
        _end(f"DATELINE_{name}: {first['msg']}")


def _sample(settings: ServiceSettings, count: int, seed: int, output: Path) -> None:
    """Writes the sheet of sentences for hand-labelling."""
    rows = draw(articles_of(settings), count, seed=seed)
    if not rows:
        _end(f"{settings.data_dir} holds no articles; add some with `dateline index`")
    output.mkdir(parents=True, exist_ok=True)
    path = output / "questions-to-write.csv"
    write_rows(rows, path)
    typer.echo(f"{len(rows)} sentences to write questions about: {path}")


def _tell(outcome: Outcome, output: Path, *, open_report: bool) -> None:
    """Prints the summary; ends with status 1 where something failed or fell."""
    typer.echo(outcome.summary)
    page = output / "report.html"
    typer.echo(f"Report: {page}")
    if open_report:
        typer.launch(str(page.resolve()))
    for line in outcome.errors:
        typer.echo(f"dateline evaluate: {line}", err=True)
    if outcome.errors:
        raise typer.Exit(FAILED)


def _end(message: str) -> NoReturn:
    """Ends the command with one line."""
    typer.echo(f"dateline evaluate: {' '.join(message.split())}", err=True)
    raise typer.Exit(FAILED)


def application() -> typer.Typer:
    """The command as a program of its own."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command("evaluate")(evaluate)
    return app


def main() -> None:
    """``python -m evaluation``."""
    application()(args=sys.argv[1:], prog_name="dateline evaluate")
