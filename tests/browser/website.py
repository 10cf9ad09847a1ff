"""The whole service with its web page, over real HTTP on loopback, for the browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from corpus.models import ArticleDraft
from service.app import create_app
from service.settings import ServiceSettings
from tests.fakes.loopback import on_loopback
from tests.fakes.service import opened_state

# A machine that does other things as well is slow, not wrong.
expect.set_options(timeout=20_000)
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
"""Counts in the page what its policy refused, and how far things moved by themselves."""


@contextmanager
def serving(settings: ServiceSettings, drafts: Sequence[ArticleDraft] = ()) -> Iterator[str]:
    """The address of a service that has indexed ``drafts``."""
    with (
        opened_state(settings, drafts) as state,
        on_loopback(create_app(settings, state=state)) as address,
    ):
        yield address


def draft(article_id: str, title: str, text: str = "", **fields: object) -> ArticleDraft:
    """An article of the Harbour Herald, unless the fields say otherwise."""
    known: dict[str, object] = {
        "source": "Harbour Herald",
        "published_at": datetime(2024, 9, 3, tzinfo=UTC),
        "language": "en",
        "url": f"https://herald.example/{article_id}",
    }
    body = text or f"{title}, the harbour authority told reporters on Monday. More is to come."
    return ArticleDraft(
        text=body,
        location=f"/news/{article_id}.txt",
        article_id=article_id,
        title=title,
        **{**known, **fields},  # type: ignore[arg-type]
    )


def file(folder: Path, name: str, content: str | bytes) -> Path:
    """A file to choose in the browser."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def watch(page: Page) -> None:
    """Counts violations of the policy and shifts of the layout in pages opened from now on."""
    page.add_init_script(WATCH)


def refused(page: Page) -> list[str]:
    """What the page's policy has refused so far."""
    violations: list[str] = page.evaluate("window.violations")
    return violations
