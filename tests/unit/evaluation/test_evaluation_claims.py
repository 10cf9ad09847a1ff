"""An outlet named before a quoted sentence is borne out by the citation, or judged as a claim."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from evaluation.claims import without_attribution
from evaluation.wire import CitationPart

LEDGER = CitationPart(
    article_id="a", source="The Ledger", title="Pier shut", quote="It rose.", start=0, end=8,
    published_at=datetime(2026, 3, 2, tzinfo=UTC),
)  # fmt: skip
UNNAMED = CitationPart(article_id="b", title="Pier shut", quote="It rose.", start=0, end=8)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The Ledger (2026-03-02): It rose.", "It rose."),
        ("The Ledger: It rose.", "It rose."),
        ("The Ledger (2026-03-02) – It said: rise.", "It said: rise."),
        ("“Pier shut”: It rose.", "It rose."),
        ("It rose.", "It rose."),
        ("The Ledger (2026-03-03): It rose.", "The Ledger (2026-03-03): It rose."),
        ("The Herald (2026-03-02): It rose.", "The Herald (2026-03-02): It rose."),
        ("The Ledger rose.", "The Ledger rose."),
    ],
)
def test_only_what_the_citation_bears_out_is_taken_away(text: str, claim: str) -> None:
    assert without_attribution(text, [UNNAMED, LEDGER]) == claim


def test_without_a_citation_nothing_is_borne_out() -> None:
    assert without_attribution("The Ledger: It rose.", []) == "The Ledger: It rose."
