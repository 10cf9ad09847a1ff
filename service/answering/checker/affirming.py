"""A yes-or-no question as the two statements that answer it, in the form the checker is taught."""

from __future__ import annotations

import re

YES, NO = "Yes,", "No, not"
_AUXILIARY = re.compile(
    r"(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could|may|might|must|should)\s+",
    re.IGNORECASE,
)


def as_statements(question: str) -> tuple[str, str]:
    """The question put as "Yes, ..." and as "No, not ...", without its auxiliary."""
    asked = _AUXILIARY.sub("", question.strip().rstrip("?").strip(), count=1)
    return f"{YES} {asked}.", f"{NO} {asked}."
