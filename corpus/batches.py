"""Long lists in parts: databases limit how many values one statement may have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Value = TypeVar("_Value")

IDS_PER_QUERY = 500


def batches(values: Sequence[_Value], size: int = IDS_PER_QUERY) -> Iterator[Sequence[_Value]]:
    """The values in order, at most ``size`` at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
