"""The command line, where the parts of Dateline are put together.

The only module that knows both the indexer and the service: it gives the one to the other.
"""

from __future__ import annotations

import errno
import importlib
import importlib.metadata
import os
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, cast

import typer

import indexer.cli
import service.cli

if TYPE_CHECKING:
    from corpus.embeddings import Embedder
    from corpus.stores import Stores
    from indexer.extraction.page import Page
    from indexer.extraction.records import ReadWebPage
    from indexer.pipeline import Indexer
    from service.intake import Added, ArticleIntake
    from service.settings import ServiceSettings

SUCCESS, FAILURE, BAD_USAGE = 0, 1, 2
INTERRUPTED = 130
"""What typer returns after Ctrl-C."""
LOCK_WAIT_SECONDS = 10.0
INTAKE = "api"
"""Where articles are from that the service was handed."""

_OF_ONE_QUESTION = (["ask"], ["search"])
EVALUATE = "evaluate"
_WRITERS = frozenset({"typer", "rich", __name__})
"""What writes to the terminal, by the names of packages."""


def build_app(*, with_evaluation: bool = True) -> typer.Typer:
    """Every command, mounted.

    Args:
        with_evaluation: mounts the real ``evaluate``, which takes seconds to import; otherwise
            only its name stands in the help.
    """
    app = typer.Typer(
        name="dateline",
        help="Answers questions from news articles and cites the exact sentences it relied on.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_before_commands)
    app.add_typer(indexer.cli.app)
    app.add_typer(service.cli.app)
    evaluation = typer.Typer()
    evaluation.command(EVALUATE)(_evaluate_command() if with_evaluation else _evaluate)
    app.add_typer(evaluation)
    return app


def _evaluate_command() -> Callable[..., None]:
    from corpus.errors import ConfigurationError

    try:
        return cast(Callable[..., None], importlib.import_module("evaluation.cli").evaluate)
    except ImportError as error:
        raise ConfigurationError(
            f"`dateline evaluate` needs more packages ({error}); install them with "
            "pip install 'dateline[evaluation]'"
        ) from error


def _evaluate() -> None:
    """Score retrieval and answers on data sets; write reports."""


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"dateline {importlib.metadata.version('dateline')}")
        raise typer.Exit


def _before_commands(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    context.obj = open_intake


class IndexerIntake:
    """The service's way to the indexer. Articles are changed one at a time.

    Args:
        indexer: over the service's own stores.
        owning: gives the right to change the collection for the length of a block.
        read_web_page: reads the page of an article that is given by its address alone.
    """

    def __init__(
        self,
        indexer: Indexer,
        owning: Callable[[], AbstractContextManager[None]],
        read_web_page: ReadWebPage,
    ) -> None:
        self._indexer = indexer
        self._owning = owning
        self._read_web_page = read_web_page
        self._turn = threading.Lock()

    def add(self, record: Mapping[str, object]) -> Added:
        """Adds or updates one article; raises as ``ArticleIntake.add`` does."""
        from corpus.synchronisation import Synchronisation
        from indexer.extraction.records import with_markdown_read
        from indexer.identity import with_place_of_its_own
        from indexer.sources import draft_from_record
        from service.intake import Added

        # A page may come slowly, so it is fetched before others have to wait.
        draft = with_place_of_its_own(
            draft_from_record(
                with_markdown_read(record), INTAKE, read_web_page=self._read_web_page, warn=_refuse
            )
        )
        stores = self._indexer.stores
        with self._turn, self._owning():
            stores.adopt_model(self._indexer.embedder.model)
            (entry,) = self._indexer.enter([draft])
            Synchronisation(stores, self._indexer.embedder).complete()
        return Added(entry.article_id, entry.outcome.value)

    def remove(self, article_id: str) -> None:
        """Takes one article out; raises as ``ArticleIntake.remove`` does."""
        with self._turn, self._owning():
            self._indexer.remove([article_id])


def _refuse(reason: str) -> None:
    """Whoever hands in one article is told at once what of it cannot be kept."""
    from corpus.errors import UnusableSource

    raise UnusableSource(reason)


def open_intake(settings: ServiceSettings, stores: Stores, embedder: Embedder) -> ArticleIntake:
    """What the service is given to take articles in and out.

    With the vectors in the data folder the service owns that folder already; with a Chroma server
    it asks for it each time, since an indexing run may have it.
    """
    from corpus.ownership import sole_writer
    from indexer.fetching import read_web_page
    from indexer.pipeline import Indexer

    def owning() -> AbstractContextManager[None]:
        if not settings.is_shared:
            return nullcontext()
        return sole_writer(settings.data_dir, "dateline serve", wait_seconds=LOCK_WAIT_SECONDS)

    def read(url: str, title: str | None) -> Page:
        return read_web_page(url, settings.fetch, title=title)

    return IndexerIntake(Indexer(stores, embedder), owning, read)


def run(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit status; a failure is one line on stderr."""
    try:
        if not {"--help", "--version"} & set(arguments):
            _check_environment()
        app = build_app(with_evaluation=EVALUATE in arguments[:1])
        status = app(list(arguments), prog_name="dateline", standalone_mode=False)
        _finish_output()
    except BrokenPipeError:
        # Whoever read the output has left; nothing more is to be said, not even on exit.
        _silence(sys.stdout)
        return FAILURE
    except Exception as error:  # noqa: BLE001 - nobody is shown a traceback
        return _fail(error)
    if status == INTERRUPTED:
        _say("stopped; what was done so far is kept")
        return FAILURE
    return int(status or SUCCESS)


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script ``dateline``."""
    given = sys.argv[1:] if arguments is None else arguments
    status = run(given)
    if given[:1] in _OF_ONE_QUESTION:
        # Everything is closed and written; taking models and libraries apart is half a second more.
        if sys.stderr is not None:
            sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


def _check_environment() -> None:
    from corpus.settings import check_environment
    from service.settings import ServiceSettings

    check_environment([ServiceSettings])


def _fail(error: Exception) -> int:
    """Tells what went wrong in one line, and returns the exit status."""
    if isinstance(error, OSError | UnicodeEncodeError) and _is_of_output(error):
        _silence(sys.stdout)
        message, status = _output_told(error), FAILURE
    else:
        message, status = _told(error)
    if message:
        _say(message)
    return status


def _say(message: str) -> None:
    try:
        typer.echo(f"dateline: {' '.join(message.split())}", err=True)
    except OSError:
        _silence(sys.stderr)  # the exit status still tells


def _finish_output() -> None:
    """Returns once everything is written.

    Raises:
        OSError: it cannot be.
    """
    if sys.stdout is None:  # which it is where the shell closed it
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    sys.stdout.flush()


def _is_of_output(error: OSError | UnicodeEncodeError) -> bool:
    """Whether it was raised where the output is written, and not where anything else is done."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    modules = [str(frame.f_globals["__name__"]).partition(".")[0] for frame in frames]
    return [name for name in modules if name != "encodings"][-1] in _WRITERS


def _output_told(error: OSError | UnicodeEncodeError) -> str:
    if isinstance(error, UnicodeEncodeError):
        letter = ascii(error.object[error.start])
        return (
            f"the output holds letters that its encoding lacks, such as {letter}; set "
            "PYTHONIOENCODING=utf-8"
        )
    reason = error.strerror or type(error).__name__
    return f"the output cannot be written ({reason}); send it somewhere else"


def _silence(stream: TextIO | None) -> None:
    """What is left of a stream goes nowhere; else it would be tried, and fail, again on exit."""
    if stream is not None:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _told(error: Exception) -> tuple[str, int]:
    """What to say of an error, and the exit status; no words where help was shown instead."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from corpus.errors import ConfigurationError, DatelineError

    match error:
        case typer.TyperException():
            return _usage_told(error), error.exit_code
        case ValidationError() if error.title.endswith("Settings"):
            wrong = [
                f"DATELINE_{'__'.join(str(part) for part in one['loc']).upper()}: {one['msg']}"
                for one in error.errors()
            ]
            return "; ".join(wrong), BAD_USAGE
        case SettingsError():
            return f"{error}; lists are written as JSON", BAD_USAGE
        case DatelineError():
            return str(error), BAD_USAGE if isinstance(error, ConfigurationError) else FAILURE
        case typer.Abort():
            return "stopped", FAILURE
        case _:
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}, line {place.lineno}"
            what = f"{type(error).__name__}: {error} ({where})"
            return f"something unforeseen happened: {what}; please report it", FAILURE


def _usage_told(error: typer.TyperException) -> str:
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    return f"{message}; see `{context.command_path} --help`" if message and context else message


if __name__ == "__main__":
    main()
