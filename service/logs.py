"""What programs and people are told of events: lines on stderr, never values of variables.

Standard output is for results alone.
"""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.tracebacks import ExceptionDictTransformer

_TRACEBACK_FOR_PEOPLE = structlog.dev.RichTracebackFormatter(show_locals=False)
_TRACEBACK_AS_DATA = structlog.processors.ExceptionRenderer(
    ExceptionDictTransformer(show_locals=False)
)


def configure_logs() -> None:
    """Logs of a server: for people on a terminal, JSON everywhere else.

    Tracebacks come without the values of variables: those are questions, keys and addresses.
    """
    for_people = sys.stderr.isatty()
    rendering: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=_TRACEBACK_FOR_PEOPLE)]
        if for_people
        else [_TRACEBACK_AS_DATA, structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *rendering,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)


def configure_command_logs() -> None:
    """Warnings and errors of a command that answers once: one line each, without a traceback."""
    structlog.configure(
        processors=[_one_line],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _one_line(_logger: object, _level: str, said: structlog.typing.EventDict) -> str:
    event = str(said.pop("event")).replace("_", " ")
    raised = said.pop("exc_info", None)
    if isinstance(raised, BaseException):
        said["error"] = type(raised).__name__
    details = "; ".join(f"{name}: {value}" for name, value in said.items())
    line = f"dateline: {event} ({details})" if details else f"dateline: {event}"
    return " ".join(line.split())
