"""Whether an answer given as of a moment uses only what could be known then.

Our own measure. Leakage: the share of the cited (or retrieved) articles published after ``as_of``.
An article without a publication date cannot leak by it; its share is reported apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime


def leakage(published: Sequence[datetime | None], as_of: datetime | None) -> float | None:
    """Share of the dated articles published after ``as_of``; None where nothing can leak."""
    dated = [moment for moment in published if moment is not None]
    if as_of is None or not dated:
        return None
    return sum(moment > as_of for moment in dated) / len(dated)


def undated_rate(published: Sequence[datetime | None]) -> float | None:
    """Share of the articles without a publication date; None without articles."""
    return sum(moment is None for moment in published) / len(published) if published else None
