"""Takes the pictures of the web page that docs/ shows: `python -m tests.browser.page_pictures`.

They show the invented articles of ``examples/``, served by the real service.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from corpus.models import ArticleDraft
from indexer.sources import read_sources
from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.website import serving
from tests.fakes.service import settings_in

REPOSITORY = Path(__file__).resolve().parents[2]
DESK, PHONE = {"width": 1200, "height": 800}, {"width": 390, "height": 844}
CITED = "northline-hollin-1"


def take_pictures(browser: Browser, folder: Path) -> list[Path]:
    """Writes the pictures into a folder and returns where they are."""
    drafts = [
        draft
        for draft in read_sources([REPOSITORY / "examples" / "articles"])
        if isinstance(draft, ArticleDraft)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serving(settings_in(Path(data)), drafts) as url,
    ):
        return [
            _picture(browser, url, folder / f"page-{name}.png", **options)
            for name, options in _views(url, browser).items()
        ]


def _views(url: str, browser: Browser) -> dict[str, dict[str, str]]:
    article = _cited(url, browser)
    return {
        "collection": {"path": "/?view=articles"},
        "article": {"path": article},
        "article-dark": {"path": article, "scheme": "dark"},
        "article-phone": {"path": article, "device": "phone"},
        "add": {"path": "/?view=add"},
    }


def _cited(url: str, browser: Browser) -> str:
    """The address of an article with the second sentence of its second paragraph highlighted."""
    with browser.new_context() as context:
        text: str = context.request.get(f"{url}/v1/articles/{CITED}").json()["text"]
    start = text.index(". ", text.index("\n")) + 2
    end = text.index(".\n", start) + 1
    return f"/articles/{CITED}?start={start}&end={end}"


def _picture(
    browser: Browser, url: str, file: Path, *, path: str, scheme: str = "light", device: str = ""
) -> Path:
    with browser.new_context(
        viewport=PHONE if device else DESK,  # type: ignore[arg-type]
        locale="en-GB",
        timezone_id="UTC",
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        device_scale_factor=1,
    ) as context:
        page: Page = context.new_page()
        page.goto(url + path)
        expect(page.locator(".loading, [aria-busy]")).to_have_count(0)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=file)
    return file


def main(folder: Path) -> None:
    """Takes the pictures with the browser that the tests use."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        for file in take_pictures(browser, folder):
            sys.stdout.write(f"{file}\n")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else REPOSITORY / "docs" / "screenshots")
