"""The commands ``ask``, ``search``, ``serve``, ``mcp``, ``feedback`` and ``doctor``.

What a command needs is imported when it runs: Chroma, FastAPI and the model take seconds, and
``dateline --help`` need not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from corpus.consistency import Finding, Report
    from service.answering.answer import Answer
    from service.serving import IntakeFactory
    from service.settings import ServiceSettings
    from service.state import ServiceState

app = typer.Typer()

_Body = TypeVar("_Body", bound=BaseModel)

AsJson = Annotated[bool, typer.Option("--json", help="Print the object of the HTTP interface.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Answer as if asked then (ISO 8601).")
]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAME", help="Only this outlet; may be given several times."),
]


class Choice(StrEnum):
    """Who writes the answer."""

    AUTO = "auto"
    EXTRACTIVE = "extractive"
    LLM = "llm"


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="1 to 2,000 characters.")],
    as_json: AsJson = False,
    as_of: AsOf = None,
    source: Sources = None,
    answerer: Annotated[Choice, typer.Option(help="Who writes the answer.")] = Choice.AUTO,
) -> None:
    """Answer a question, with the exact quotes it relies on.

    A question that the articles do not answer is refused, which is a success (exit status 0). The
    answer is kept as those of the HTTP interface are (DATELINE_WEB__ANSWERS_KEPT_DAYS).
    """
    import anyio

    from service.api.presentation import answer_body, question_from
    from service.api.requests import AskRequest
    from service.terminal import answer_lines

    fields = {"as_of": as_of, "filters": {"sources": source or []}, "answerer": answerer.value}
    request = _valid(lambda: AskRequest.model_validate({"question": question, **fields}))

    async def answered(state: ServiceState) -> Answer:
        try:
            return await state.engine.ask(question_from(request))
        finally:
            await state.disconnect()

    with _opened() as state:
        answer = answer_body(anyio.run(answered, state))
        body = answer.model_dump_json()
        state.answers.keep(body, request.question)
        lines = answer_lines(answer, is_extractive_wanted=answerer is Choice.EXTRACTIVE)
        typer.echo(body if as_json else "\n".join(lines))


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="1 to 2,000 characters.")],
    top_k: Annotated[int, typer.Option("--top-k", help="Most passages to show, up to 100.")] = 10,
    as_json: AsJson = False,
    as_of: AsOf = None,
    source: Sources = None,
) -> None:
    """Show the passages that matter for a query, best first."""
    import time

    import anyio

    from service.api.presentation import question_from, search_body
    from service.api.requests import SearchRequest
    from service.terminal import search_lines

    fields = {"top_k": top_k, "as_of": as_of, "filters": {"sources": source or []}}
    request = _valid(lambda: SearchRequest.model_validate({"query": query, **fields}))
    with _opened() as state:
        started = time.perf_counter()
        hits = anyio.run(state.engine.search, question_from(request), request.top_k)
        found = search_body(hits, total_ms=(time.perf_counter() - started) * 1000)
    typer.echo(found.model_dump_json() if as_json else "\n".join(search_lines(found)))


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="0 = any free one.")] = 8000,
) -> None:
    """Serve the HTTP interface.

    Without keys (DATELINE_API_KEYS) it listens on this machine only. With the vector store in the
    data folder it owns that folder while it runs; with a Chroma server others may index meanwhile.
    """
    from service.serving import serve as serve_until_stopped
    from service.settings import ServiceSettings

    open_intake: IntakeFactory | None = context.obj
    serve_until_stopped(ServiceSettings(), host=host, port=port, open_intake=open_intake)


@app.command()
def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Listen for HTTP instead of standard input.")
    ] = False,
    host: Annotated[str, typer.Option(help="With --http: address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="With --http: 0 = any free one.")
    ] = 8001,
) -> None:
    """Offer the collection to agents as tools (Model Context Protocol).

    An agent's program starts it and talks to it over standard input and output. With --http it
    listens at /mcp, without keys (DATELINE_API_KEYS) on this machine only. It changes no article,
    so others may index or serve meanwhile.
    """
    from service.mcp.server import serve_http, serve_stdio
    from service.settings import ServiceSettings

    if http:
        serve_http(ServiceSettings(), host=host, port=port)
    else:
        serve_stdio(ServiceSettings())


@app.command()
def feedback(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """List what readers said of answers, the latest first.

    The question is shown for as long as its answer is kept (DATELINE_WEB__ANSWERS_KEPT_DAYS).
    """
    from corpus.answer_ledger import AnswerLedger
    from corpus.catalogue import Catalogue
    from service.api.presentation import feedback_body
    from service.api.schemas import FeedbackList
    from service.settings import ServiceSettings
    from service.terminal import feedback_lines

    settings = ServiceSettings()
    catalogue = Catalogue.open(settings.database.url, settings.data_dir)
    try:
        given = [feedback_body(one) for one in AnswerLedger(catalogue).feedback()]
    finally:
        catalogue.close()
    if as_json:
        typer.echo(FeedbackList(feedback=given).model_dump_json())
    elif given:
        typer.echo("\n".join(feedback_lines(given)))
    else:
        typer.echo("no feedback yet; readers give it below an answer", err=True)


@app.command()
def doctor(
    repair: Annotated[bool, typer.Option("--repair", help="Rebuild what is derived.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check catalogue, vectors and keywords against each other.

    The exit status is 0 if all agree, after the repair where one was asked for, and 1 if not.
    """
    import json

    from corpus.ownership import sole_writer
    from service.settings import ServiceSettings

    settings = ServiceSettings()
    with sole_writer(settings.data_dir, "dateline doctor"):
        report, repaired = _examine(settings, is_repairing=repair)
    if as_json:
        found = {**_counts(report), "findings": _listed(report.findings)}
        shown = {"consistent": report.is_consistent, **found, "repaired": _listed(repaired)}
        typer.echo(json.dumps(shown, ensure_ascii=False))
    else:
        _tell(report, repaired)
    if not report.is_consistent:
        raise typer.Exit(1)


def _examine(
    settings: ServiceSettings, *, is_repairing: bool
) -> tuple[Report, tuple[Finding, ...]]:
    """What is wrong now, and what was put right."""
    from corpus.consistency import REACHABILITY_SAMPLE, check
    from corpus.progress import counting, open_embedder
    from corpus.repair import Repairable, open_repairable, repair, repair_size
    from corpus.stores import Stores

    embedder = open_embedder(settings)
    opened = open_repairable(settings) if is_repairing else Repairable(Stores.open(settings), ())
    stores = opened.stores
    try:
        sampled = min(stores.catalogue.counts().passages, REACHABILITY_SAMPLE)
        with counting("searching for vectors", sampled) as advance:
            report = check(stores, embedder.model, on_progress=advance)
        if not is_repairing or report.is_consistent:
            return report, opened.discarded
        with counting("rebuilding passages", repair_size(report)) as advance:
            repair(stores, embedder, report, on_progress=advance)
        with counting("searching for vectors", sampled) as advance:
            after = check(stores, embedder.model, on_progress=advance)
        return after, (*opened.discarded, *report.findings)
    finally:
        stores.close()


def _counts(report: Report) -> dict[str, int]:
    names = ("articles", "passages", "vectors", "keywords", "archived", "sampled")
    return {name: getattr(report, name) for name in names}


def _listed(findings: tuple[Finding, ...]) -> list[dict[str, object]]:
    return [
        {"fault": one.fault.value, "message": one.message, "passages": len(one.passages)}
        for one in findings
    ]


def _tell(report: Report, repaired: tuple[Finding, ...]) -> None:
    for one in repaired:
        typer.echo(f"found: {one.message}")
    if repaired:
        typer.echo("rebuilt what is derived from the catalogue")
    for one in report.findings:
        typer.echo(f"{'still wrong' if repaired else 'wrong'}: {one.message}")
    counts = [f"{value:,} {name}" for name, value in _counts(report).items()]
    typer.echo(f"{', '.join(counts[:-1])}; {report.sampled:,} vectors searched for")
    if report.is_consistent:
        typer.echo("catalogue, vectors and keywords agree")
    elif not repaired:
        typer.echo("`dateline doctor --repair` rebuilds what is derived", err=True)


@contextmanager
def _opened() -> Iterator[ServiceState]:
    """The service's resources for one question; no lock is needed beside a writer of articles."""
    from corpus.alongside import alongside
    from service.logs import configure_command_logs
    from service.readers import Readers
    from service.settings import ServiceSettings

    configure_command_logs()
    settings = ServiceSettings()
    # While they load, Chroma and the rest are imported and the stores opened.
    readers = alongside(partial(Readers.load, settings.answering))

    from corpus.errors import DatelineError
    from corpus.progress import open_embedder
    from corpus.stores import Stores
    from service.state import assemble

    with closing(Stores.open(settings)) as stores:
        if not stores.catalogue.counts().passages:
            raise DatelineError("there are no articles yet; add some with `dateline index PATH`")
        embedder = open_embedder(settings)
        with closing(assemble(settings, stores, embedder, readers=readers())) as state:
            yield state


def _valid(build: Callable[[], _Body]) -> _Body:
    """The request, or bad usage that says what is wrong with it."""
    try:
        return build()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        given = first["input"]
        length = f" (it has {len(given):,})" if first["type"] == "string_too_long" else ""
        message = first["msg"].removeprefix("Value error, ")
        raise typer.BadParameter(f"{name}: {message}{length}") from None
