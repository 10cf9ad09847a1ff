"""Errors nobody foresaw, in the log by class and place.

Their words stay out: they may hold the question, an article or a key.
"""

from __future__ import annotations

import traceback
from pathlib import Path

import structlog

MOST_PLACES = 8


def log_unforeseen(event: str, error: Exception) -> None:
    """Logs where an error came from, innermost place last."""
    frames = traceback.extract_tb(error.__traceback__)[-MOST_PLACES:]
    places = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
    structlog.get_logger().error(event, error=type(error).__name__, places=places)
