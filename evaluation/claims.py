"""What a statement claims beyond who says it: a named outlet is checked by its citation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evaluation.wire import CitationPart

_MARK = re.compile(r"\s*(?::|[–—-])\s+")


def without_attribution(text: str, cited: Sequence[CitationPart]) -> str:
    """The statement without "The Ledger (2026-03-02): " before it, where a citation bears it out.

    Outlet and day stand in no sentence of an article, only in the citation. An outlet, title or day
    that no citation of the statement has stays, and is judged with the rest.
    """
    for citation in cited:
        for name in (citation.source, citation.title and f"“{citation.title}”"):
            rest = _behind(text, name, citation) if name else None
            if rest:
                return rest
    return text


def _behind(text: str, name: str, citation: CitationPart) -> str | None:
    """What follows the name, the day and the mark; None where something else does."""
    if text[: len(name)].casefold() != name.casefold():
        return None
    rest = text[len(name) :]
    if citation.published_at is not None:
        rest = rest.removeprefix(f" ({citation.published_at.date().isoformat()})")
    mark = _MARK.match(rest)
    return rest[mark.end() :] if mark else None
